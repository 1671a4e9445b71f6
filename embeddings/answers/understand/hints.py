"""Find the years and genres in a long query; they come from memory, so they are only hints."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from embeddings.answers.understand.filters import decade_years
from embeddings.answers.understand.grammar import DECADE, GENRE_PHRASE, YEAR, genre_names

# People see a film when it is new, or years later: on television, on tape, on a parent's shelf.
YEARS_BEFORE: Final = 15
YEARS_AFTER: Final = 1

_WHEN: Final = re.compile(rf"(?<![\w'])(?:{DECADE}|(?P<year>{YEAR}))(?!\w)")
# After these words a year is somebody's age or the time of the plot.
_AGE_OR_SETTING: Final = re.compile(
    r"\b(?:his|her|their|my|our|your) (?:(?:early|mid|late|\d0'?s)[ -]?(?:(?:or|to) ?)?)*$"
    r"|\b(?:sets?|takes? place|taking place|took place|happens?|plays?|based|lives?|goes|travels?"
    r"|stuck)\b[^.;!?]{0,25}$"
)
_GENRE: Final = re.compile(
    r"(?<![\w'-])(?P<negation>(?:not|no|isn'?t|wasn'?t) (?:an? )?)?"
    rf"(?P<genre>{GENRE_PHRASE}|animated)"
)


@dataclass(frozen=True)
class Hints:
    """Genres and years that move a film up or down, and remove none.

    Attributes
    ----------
    genres
        Genres of the release.
    year_min, year_max
        First and last year; either both are None or neither is.
    """

    genres: tuple[str, ...] = ()
    year_min: int | None = None
    year_max: int | None = None


def find_hints(text: str, known_genres: Collection[str]) -> Hints:
    """Return the years and genres that a long query mentions.

    People remember when they saw a film, not when it was made. So the years begin
    `YEARS_BEFORE` years before the first year of the query and end `YEARS_AFTER` years after
    the last.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    known_genres : collection of str
        Genres of the release; no other genre is a hint.

    Examples
    --------
    >>> find_hints("saw this cartoon in the 90s, about a cat in his 40s", {"Animation"})
    Hints(genres=('Animation',), year_min=1975, year_max=2000)
    """
    periods = list(_find_years(text))
    genres = dict.fromkeys(name for name in _find_genres(text) if name in known_genres)
    if not periods:
        return Hints(tuple(genres))
    return Hints(
        tuple(genres),
        min(first for first, _ in periods) - YEARS_BEFORE,
        max(last for _, last in periods) + YEARS_AFTER,
    )


def _find_years(text: str) -> Iterator[tuple[int, int]]:
    for match in _WHEN.finditer(text):
        if not _AGE_OR_SETTING.search(text[: match.start()]):
            year = match["year"]
            yield (int(year), int(year)) if year else decade_years(match.group())


def _find_genres(text: str) -> Iterator[str]:
    for match in _GENRE.finditer(text):
        if not match["negation"]:
            yield from genre_names(match["genre"])
