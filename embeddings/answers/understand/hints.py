"""Years and kinds of film in a long request: remembered, so they are hints and never filters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from embeddings.answers.understand.filters import decade_years
from embeddings.answers.understand.grammar import DECADE, GENRE_PHRASE, YEAR, genre_names

# A film is seen when it is new or some years later: television, a tape, a parent's shelf.
YEARS_BEFORE: Final = 15
YEARS_AFTER: Final = 1

_WHEN: Final = re.compile(rf"(?<![\w'])(?:{DECADE}|(?P<year>{YEAR}))(?!\w)")
# After these it says how old somebody is, or when the story plays.
_NOT_SEEN: Final = re.compile(
    r"\b(?:his|her|their|my|our|your) (?:(?:early|mid|late|\d0'?s)[ -]?(?:(?:or|to) ?)?)*$"
    r"|\b(?:sets?|takes? place|taking place|took place|happens?|plays?|based|lives?|goes|travels?"
    r"|stuck)\b[^.;!?]{0,25}$"
)
_KIND: Final = re.compile(
    rf"(?<![\w'-])(?P<no>(?:not|no|isn't|wasn't) (?:an? )?)?(?P<genre>{GENRE_PHRASE}|animated)"
)


@dataclass(frozen=True)
class Hints:
    """What a film is likely to be; a film that is not so loses a little.

    Attributes
    ----------
    genres
        Of the release's vocabulary.
    year_min, year_max
        Both or neither.
    """

    genres: tuple[str, ...] = ()
    year_min: int | None = None
    year_max: int | None = None


def find_hints(text: str, known_genres: Collection[str]) -> Hints:
    """Return what a long request says of the film's years and kind.

    People remember when they saw a film, not when it was made, and take a drama for a
    thriller. So years reach back, and nothing is ruled out.

    Parameters
    ----------
    text : str
        The request in lower case.
    known_genres : collection of str
        Those of the release; others are not taken.

    Examples
    --------
    >>> find_hints("saw this cartoon in the 90s, about a cat in his 40s", {"Animation"})
    Hints(genres=('Animation',), year_min=1975, year_max=2000)
    """
    spans = list(_years(text))
    genres = dict.fromkeys(name for name in _kinds(text) if name in known_genres)
    if not spans:
        return Hints(tuple(genres))
    return Hints(
        tuple(genres),
        min(first for first, _ in spans) - YEARS_BEFORE,
        max(last for _, last in spans) + YEARS_AFTER,
    )


def _years(text: str) -> Iterator[tuple[int, int]]:
    for match in _WHEN.finditer(text):
        if not _NOT_SEEN.search(text[: match.start()]):
            year = match["year"]
            yield (int(year), int(year)) if year else decade_years(match.group())


def _kinds(text: str) -> Iterator[str]:
    for match in _KIND.finditer(text):
        if not match["no"]:
            yield from genre_names(match["genre"])
