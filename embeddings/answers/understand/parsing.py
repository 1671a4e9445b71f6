"""Parse a query: an example film, people, facts, exclusions, filters, titles and typing errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from embeddings.answers.understand.all_filters import find_all_filters, without_in
from embeddings.answers.understand.credited import Credited, find_people
from embeddings.answers.understand.critiques import find_critique
from embeddings.answers.understand.examples import find_example
from embeddings.answers.understand.fame import is_known_by_surname, person_weight, weight
from embeddings.answers.understand.film_names import OVER_JUST_THAT_TITLE
from embeddings.answers.understand.filters import MOST_WORDS, Filter
from embeddings.answers.understand.grammar import YEAR, lowered
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.negations import find_negations
from embeddings.answers.understand.parsed import Example, ParsedFilter, ParsedQuery
from embeddings.answers.understand.spans import (
    Span,
    blanked,
    find_phrases,
    overlaps,
    without,
)
from embeddings.answers.understand.title_matching import match_titles
from embeddings.answers.understand.titles import TitleMatch
from embeddings.sources.text.titles import title_key

_QUOTED: Final = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab]([^\"\u201c\u201d\u201e\u00ab\u00bb]{2,100})[\"\u201d\u201c\u00bb]"
)
# Whoever wants to watch a film says so after its title.
_FULL_MOVIE: Final = re.compile(
    r"(?<=\S)\s+full[\s-]+(?:length\s+)?(?:movie|film)s?(?:\s+(?:online|free|hd|4k))*\s*$"
)
_TITLE_YEAR: Final = re.compile(rf"^(?P<title>.*\S)\s*(?P<phrase>[(,]?\s*(?P<year>{YEAR})\s*\)?)$")


# Filters that no negation reaches into: "not too violent, under 90 minutes".
_FACTS: Final = frozenset(
    {"people", "exclude_people", "runtime_min", "runtime_max", "certificates",
     "exclude_certificates", "certificate_max"}
)  # fmt: skip


@dataclass
class _Query:
    """A query while it is parsed.

    ``consumed`` grows with every step that uses up words. Of these, ``negated`` are those of
    negations, and ``facts`` those of people, lengths and certificates. ``title`` are words that
    name a film none of the query's people is credited in. ``tail`` is what was typed after ``text``
    and says only that a film is wanted.
    """

    text: str
    lowered: str
    lexicon: Lexicon
    verbatim: Sequence[str]
    verbatim_spans: Sequence[Span]
    tail: str = ""
    consumed: list[Span] = field(default_factory=list)
    negated: list[Span] = field(default_factory=list)
    facts: list[Span] = field(default_factory=list)
    title: str | None = None

    def is_verbatim(self, span: Span) -> bool:
        return overlaps(span, self.verbatim_spans)

    def has_verbatim(self, text: str) -> bool:
        return any(phrase.casefold() in text.casefold() for phrase in self.verbatim)

    def typed(self, span: Span) -> str:
        return self.text[slice(*span)].strip()


def parse(text: str, lexicon: Lexicon, verbatim: Sequence[str] = ()) -> ParsedQuery:
    """Parse a query.

    An exact title is nothing but a title, even where its words could set a filter ("12 Angry
    Men", "Horror of Dracula"), unless it is the name of somebody much better known than the film.
    Every other query loses its example, lengths, certificates, people, exclusions and filters in
    this order, and its remaining words may name a film.

    Parameters
    ----------
    text : str
        The query as typed, without surrounding white space.
    lexicon : Lexicon
        Of the release to search.
    verbatim : sequence of str
        Phrases of the query to search for as words: they set no filter, name no example,
        exclude nothing and are not corrected.
    """
    title = _title_to_watch(text, lexicon, verbatim)
    text, tail = title or text, text[len(title) :] if title else ""
    spans = find_phrases(lowered(text), verbatim)
    query = _Query(text, lowered(text), lexicon, verbatim, spans, tail)
    # Quotation marks in a long query hold dialogue of the film.
    is_short = len(text.split()) <= MOST_WORDS
    quoted = [match.group(1).strip() for match in _QUOTED.finditer(text)] if is_short else []
    whole_matches = lexicon.titles.match_names(text)
    named = _name_of_whole(query, whole_matches) if whole_matches else Credited()
    if title:
        named = Credited([], [*named.filters, *named.also])
    if whole_matches and whole_matches[0].kind == "exact" and not named.filters:
        return ParsedQuery(
            text, title_matches=whole_matches, quoted=quoted, also=_parsed(query, named.also)
        )
    if titled := _parse_title_and_year(query):
        return titled
    parsed = ParsedQuery(text, quoted=quoted)
    is_title = bool(whole_matches) and (title is not None or len(text.split()) > 1)
    is_title = is_title and not named.filters
    if is_title:
        parsed.also = _parsed(query, named.also)
    else:
        _consume_example(query, parsed)
        found = find_all_filters(query.lowered, query.consumed, query.verbatim_spans, lexicon)
        parsed.also = _parsed(query, found.also)
        query.consumed += found.more
        query.title = found.title
        _consume_negations(query, parsed, found.filters)
        _consume_filters(query, parsed, found.filters)
    if query.consumed:
        parsed.text = without(text, query.consumed)
        if lexicon.titles.loose_ids(without_in(parsed.text)):
            parsed.text = without_in(parsed.text)
    if parsed.example:
        _parse_critique(query, parsed)
        parsed.text = parsed.text or parsed.example.title
    elif not parsed.text:
        parsed.text = text
        parsed.only_filters = bool(parsed.filters)
        if parsed.filters:
            parsed.described = without(text, [*query.negated, *query.facts])
    else:
        parsed.title_matches, parsed.corrected = match_titles(
            parsed.text, lexicon, may_correct=not query.has_verbatim(parsed.text)
        )
        if query.title:
            parsed.title_matches = lexicon.titles.match_names(query.title)
    return parsed


def _title_to_watch(text: str, lexicon: Lexicon, verbatim: Sequence[str]) -> str | None:
    """Return what stands before "full movie"; None where nothing does or a title ends so."""
    found = _FULL_MOVIE.search(lowered(text))
    if (
        found is None
        or lexicon.titles.match_names(text)
        or overlaps(found.span(), find_phrases(lowered(text), verbatim))
    ):
        return None
    return text[: found.start()]


def _name_of_whole(query: _Query, matches: Sequence[TitleMatch]) -> Credited:
    """Return whom a query names that is a title, too.

    The person is a filter where much better known than the films of that title, and is offered
    elsewhere.
    """
    credited = find_people(blanked(query.lowered, query.verbatim_spans), query.lexicon)
    whole = [found for found in credited.filters if found.end - found.start == len(query.text)]
    if len(whole) != 1 or whole[0].field != "people":
        offered = [found for found in credited.also if found.end - found.start == len(query.text)]
        return Credited([], [*whole, *offered])
    person = query.lexicon.people.rows[int(str(whole[0].value).split(":")[0])]
    key = title_key(query.text)
    is_exact = matches[0].kind == "exact"
    times = OVER_JUST_THAT_TITLE if is_exact else 1.0
    is_known = is_known_by_surname(person, query.lexicon)
    films = {match.movie_id for match in matches}
    is_meant = (
        key in (person.key, person.key.split()[-1], person.key.split()[0])
        and (is_known or not is_exact)
        and person_weight(person) >= times * weight(films, query.lexicon)
    )
    return Credited(whole, []) if is_meant else Credited([], whole)


def _parse_title_and_year(query: _Query) -> ParsedQuery | None:
    """Parse "the thing 1982", where the release has a film of that title and year."""
    match = _TITLE_YEAR.match(query.lowered)
    if not match or query.is_verbatim(match.span("phrase")):
        return None
    year = int(match["year"])
    titles = query.lexicon.titles
    matches = titles.match_names(query.text[: match.end("title")])
    of_year = [found for found in matches if titles.rows[found.movie_id].year == year]
    if not of_year:
        return None
    phrase = query.text[slice(*match.span("phrase"))].strip(" ,")
    return ParsedQuery(
        query.text[: match.end("title")].rstrip(" ,("),
        filters=[ParsedFilter("year_min", year, phrase), ParsedFilter("year_max", year, phrase)],
        title_matches=of_year,
    )


def _consume_example(query: _Query, parsed: ParsedQuery) -> None:
    example = find_example(query.lowered, query.lexicon.titles)
    if not example or query.is_verbatim(example.span):
        return
    film = query.lexicon.titles.rows[example.movie_id]
    parsed.example = Example(film.movie_id, film.title, film.year, query.typed(example.span))
    parsed.excluded_movie_ids.append(film.movie_id)
    query.consumed.append(example.span)


def _parsed(query: _Query, filters: Sequence[Filter]) -> list[ParsedFilter]:
    tails = [query.tail if each.end == len(query.text) else "" for each in filters]
    return [
        ParsedFilter(each.field, each.value, query.typed(each.span) + tail, each.label)
        for each, tail in zip(filters, tails, strict=True)
    ]


def _consume_negations(query: _Query, parsed: ParsedQuery, filters: Sequence[Filter]) -> None:
    """Exclude what negated phrases name: a film, or a text to score films down by.

    "not horror" is a filter that excludes a genre, so it is left to `_consume_filters`.
    """
    excluding = [found.span for found in filters if found.field.startswith("exclude_")]
    facts = query.facts = [found.span for found in filters if found.field in _FACTS]
    # "Sci-fi not Star Wars": a clause begins after a filter.
    before_not = [
        found.span for found in filters if query.lowered[found.end :].lstrip().startswith("not ")
    ]
    for negation in find_negations(blanked(query.lowered, [*facts, *before_not])):
        span = negation.span
        if query.is_verbatim(span) or overlaps(span, [*query.consumed, *excluding, *facts]):
            continue
        parsed.excluded_phrases.append(query.typed(span))
        excluded_text = query.typed(negation.excluded_span)
        if movie_ids := query.lexicon.titles.loose_ids(excluded_text):
            parsed.excluded_movie_ids.append(movie_ids[0])
        else:
            parsed.excluded_texts.append(excluded_text)
        query.consumed.append(span)
        query.negated.append(span)


def _consume_filters(query: _Query, parsed: ParsedQuery, filters: Sequence[Filter]) -> None:
    """Set the filters whose words no earlier step consumed.

    A filter that overlaps a negation is not set, but its words are consumed all the same: the
    part of them outside the negation would be searched for without its context.
    """
    free = [found for found in filters if not query.is_verbatim(found.span)]
    unused = [found for found in free if not overlaps(found.span, query.consumed)]
    parsed.filters += list(dict.fromkeys(_parsed(query, unused)))
    query.consumed += [found.span for found in free]


def _parse_critique(query: _Query, parsed: ParsedQuery) -> None:
    parsed.rest = parsed.text
    if not query.has_verbatim(parsed.text):
        parsed.critique, parsed.rest = find_critique(parsed.text, query.lexicon.genres)
