"""Find the kind of film that a query asks for: genres, years, countries, languages.

Each rule wants to see a kind of film in the words around it, and other phrases may stand between:
"films from France under 100 minutes from the 70s". So what was understood is taken out, and the
rules read the rest again, until they find nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from embeddings.answers.understand.filters import Filter, find_filters
from embeddings.answers.understand.grammar import (
    ANY_GENRE,
    FILM,
    GENRE_JOINT,
    LEAD,
    QUALIFIER,
    YEAR,
    genre_names,
)
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.origins import (
    find_country_alone,
    find_language_alone,
    find_origins,
)
from embeddings.answers.understand.spans import Rest, Span

_MOST_READINGS: Final = 4
_GENRES_ALONE: Final = re.compile(
    rf"{LEAD}(?:{QUALIFIER} )*(?P<genre>{ANY_GENRE}(?:(?:{GENRE_JOINT}|, ){ANY_GENRE})*)"
    rf"(?: {FILM})?"
)
_YEAR_ALONE: Final = re.compile(rf"(?:(?:from|in|of) )?(?P<year>{YEAR})")


def find_kinds(
    text: str, consumed: Sequence[Span], lexicon: Lexicon, *, beside_person: bool
) -> tuple[list[Filter], list[Span]]:
    """Return the genres, years, countries and languages of a query.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    consumed : sequence of (int, int)
        Spans of what is understood already.
    lexicon : Lexicon
        Of the release to search.
    beside_person : bool
        Whether the query names a person: then a year alone is that of the film.

    Returns
    -------
    filters : list of Filter
        In the order of the words.
    more : list of (int, int)
        Spans of words that belong to a filter and stand apart from its others.
    """
    found: list[Filter] = []
    more: list[Span] = []
    cut = list(consumed)
    for _ in range(_MOST_READINGS):
        rest = Rest(text, cut)
        new: list[Filter] = []
        for filter_ in _read(
            rest.text, lexicon, is_beside=bool(consumed), beside_person=beside_person
        ):
            first, *others = rest.spans(filter_.span)
            placed = replace(filter_, start=first[0], end=first[1])
            if not _is_known(placed, [*found, *new]):
                new.append(placed)
                more += others
        if not new:
            break
        found += new
        # Genres stay: other rules look for a kind of film before what they find.
        cut += [filter_.span for filter_ in new if filter_.field != "genres"]
    return sorted(found, key=lambda filter_: filter_.start), more


def _read(text: str, lexicon: Lexicon, *, is_beside: bool, beside_person: bool) -> Iterator[Filter]:
    yield from find_filters(text, lexicon.genres)
    yield from find_origins(text, lexicon.countries, lexicon.languages)
    if is_beside and (alone := _GENRES_ALONE.fullmatch(text)):
        for name in genre_names(alone["genre"]):
            if name in lexicon.genres:
                yield Filter("genres", name, *alone.span("genre"))
    if is_beside:
        yield from find_country_alone(text, lexicon.countries)
        yield from find_language_alone(text, lexicon.languages)
    if beside_person and (alone := _YEAR_ALONE.fullmatch(text)):
        yield Filter("year_min", int(alone["year"]), 0, len(text))
        yield Filter("year_max", int(alone["year"]), 0, len(text))


def _is_known(filter_: Filter, found: Sequence[Filter]) -> bool:
    """Return whether a filter was found, or one of the other side of the same years was."""
    for other in found:
        if (other.field, other.value) == (filter_.field, filter_.value):
            return True
        if other.field == filter_.field and filter_.field.startswith("year_"):
            return True
    return False
