"""Find every filter of a query: lengths, certificates, people, and the kind of film."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from embeddings.answers.understand.certificates import find_certificates
from embeddings.answers.understand.collection_words import find_collections
from embeddings.answers.understand.credited import find_people
from embeddings.answers.understand.filler import FILLER
from embeddings.answers.understand.film_years import find_film_years
from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.kinds import find_kinds
from embeddings.answers.understand.lengths import find_lengths
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.spans import Rest, Span, blanked

# A word in this many films says what a film is about: "Will Smith aliens" does not name "Aliens".
_COMMON_MOVIES: Final = 8


@dataclass
class AllFilters:
    """What a query filters by.

    Attributes
    ----------
    filters
        In the order of the words.
    also
        Readings as a person of words that are read otherwise.
    more
        Spans of words that belong to a filter and stand apart from its others.
    title
        Words that name a film none of the people is credited in; None where no words do.
    """

    filters: list[Filter] = field(default_factory=list)
    also: list[Filter] = field(default_factory=list)
    more: list[Span] = field(default_factory=list)
    title: str | None = None


def find_all_filters(
    text: str, consumed: Sequence[Span], verbatim: Sequence[Span], lexicon: Lexicon
) -> AllFilters:
    """Return the filters of a query, those of verbatim phrases included where they are kinds.

    What is found is taken out before the next rules look, so that no word of the example's title
    sets a filter and no rule stumbles over another's words.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    consumed : sequence of (int, int)
        Spans of what is understood already: the example.
    verbatim : sequence of (int, int)
        Spans of words that are searched for as they are.
    lexicon : Lexicon
        Of the release to search.
    """
    found = AllFilters()

    def open_text() -> str:
        return blanked(text, [*consumed, *verbatim, *(filter_.span for filter_ in found.filters)])

    found.filters += find_film_years(open_text(), lexicon.titles)
    found.filters += find_collections(open_text(), lexicon.collections)
    if lexicon.has_runtimes:
        found.filters += find_lengths(open_text())
    found.filters += find_certificates(open_text(), lexicon.certificates)
    credited = find_people(open_text(), lexicon)
    rest = Rest(
        text, [*consumed, *(filter_.span for filter_ in (*found.filters, *credited.filters))]
    ).text
    films = _named_films(credited.filters, rest, lexicon)
    are_theirs = bool(films & films_of(credited.filters, lexicon))
    found.also = credited.also
    if films and not are_theirs:
        # Casts are not whole, so the title is believed: a person would hide the film.
        found.title = without_in(rest)
        found.also = [filter_ for filter_ in credited.filters if filter_.field == "people"]
        credited.filters = [
            filter_ for filter_ in credited.filters if filter_.field == "exclude_people"
        ]
    found.filters += [_not_wanted(text, filter_) for filter_ in credited.filters]
    if not films:
        taken = [*consumed, *(filter_.span for filter_ in found.filters)]
        kinds, found.more = find_kinds(text, taken, lexicon, beside_person=bool(credited.filters))
        has_years = any(filter_.field.startswith("year_") for filter_ in found.filters)
        found.filters += [
            filter_ for filter_ in kinds if not (has_years and filter_.field.startswith("year_"))
        ]
    found.filters.sort(key=lambda filter_: filter_.start)
    return found


_NOT_THOSE_WITH: Final = re.compile(
    r"\b(?:not|no|without|nothing)\b(?: (?:the|those|that|any|old|usual|\w+)){0,3}"
    r" (?:ones?|films?|movies?|stuff|westerns?|comed(?:y|ies)|\w+s|\w+n)"
    r" (?:with|by|from|starring)?$"
)
# "Not the Adam Sandler kind"
_NOT_THE: Final = re.compile(r"\b(?:not|no|nothing)\b(?: (?:the|that|any|usual|of|like)){0,3} $")
_KIND: Final = re.compile(r"(?:'s?)? (?:kind|sort|type|style|stuff|brand|way)(?!\w)")


def _not_wanted(text: str, person: Filter) -> Filter:
    """Return a filter by a person, turned round in "but not the ones with John Wayne"."""
    before = f"{text[: person.start].rstrip()} " if person.start else ""
    words = text[person.start : person.end]
    if person.field == "people" and _NOT_THE.search(before) and _KIND.match(text, person.end):
        return replace(person, field="exclude_people")
    joint = re.match(r"(?:with|by|from|starring)\b", words)
    if person.field != "people" or not _NOT_THOSE_WITH.search(
        f"{before}{joint.group() if joint else ''}"
    ):
        return person
    return replace(person, field="exclude_people")


def films_of(people: Sequence[Filter], lexicon: Lexicon) -> set[int]:
    """Return the films that all wanted people are credited in; none where nobody is wanted."""
    films = [
        lexicon.people.rows[int(str(filter_.value).split(":")[0])].films()
        for filter_ in people
        if filter_.field == "people"
    ]
    return set.intersection(*films) if films else set()


def without_in(text: str) -> str:
    """Return a title without the word before it in "De Niro and Pacino in Heat"."""
    return text[3:] if text[:3].lower() == "in " else text


def _named_films(people: Sequence[Filter], rest: str, lexicon: Lexicon) -> set[int]:
    """Return the films that the rest of a query names beside people: "2001 Kubrick".

    A word that is common among films, or says what kind is wanted, is a title only where the
    people made that film.
    """
    if not any(filter_.field == "people" for filter_ in people):
        return set()
    title = without_in(rest)
    films = {match.movie_id for match in lexicon.titles.match_names(title)}
    if theirs := films & films_of(people, lexicon):
        return theirs
    if FILLER.fullmatch(rest) or (len(title.split()) == 1 and _is_common(title, lexicon)):
        return set()
    return films


def _is_common(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word is one of many films that are not called so."""
    called_so = len(lexicon.titles.ids_with_words(word))
    return lexicon.vocabulary.count(word) - called_so >= _COMMON_MOVIES
