"""Find the years and genres in a long query; they come from memory, so they are only hints."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from embeddings.answers.understand.filters import decade_years
from embeddings.answers.understand.grammar import DECADE, GENRE_PHRASE, YEAR, genre_names
from embeddings.sources.film_fields import FIRST_YEAR, LAST_YEAR

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
class _Memory:
    """How far the year of a film is from a year that somebody remembers.

    The difference has a Laplace distribution with a scale on either side, in years, and one memory
    in twenty says nothing: that one is uniform over a hundred years.

    Source: fitted by likelihood to the 2,599 requests of Reddit-TOMT's training split (Bhargav et
    al., WSDM 2022) whose films were not left out of training; 1,557 of them mention a year.
    """

    before: float
    after: float

    def log_ratio(self, difference: float) -> float:
        """Return the logarithm of the likelihood, over that of the remembered year itself."""
        scale = self.before if difference < 0 else self.after
        wrong = _WRONG / _WRONG_YEARS
        peak = (1 - _WRONG) / (self.before + self.after)
        return math.log((peak * math.exp(-abs(difference) / scale) + wrong) / (peak + wrong))


_WRONG: Final = 0.05
_WRONG_YEARS: Final = 100
# People name the year in which they saw a film, which may be old by then. A decade is often that
# of the film itself; its middle counts as the year.
_OF_YEAR: Final = _Memory(before=8, after=5)
_OF_DECADE: Final = _Memory(before=6, after=6)


@dataclass(frozen=True)
class Hints:
    """Genres and years that move a film up or down, and remove none.

    Attributes
    ----------
    genres
        Genres of the release.
    periods
        First and last year of each period that is mentioned.
    """

    genres: tuple[str, ...] = ()
    periods: tuple[tuple[int, int], ...] = ()


def year_scores(periods: Sequence[tuple[int, int]]) -> list[float]:
    """Return how well each year from `FIRST_YEAR` to `LAST_YEAR` agrees with the periods.

    0 is the best that one period can say; of several the mean counts. Without periods the list is
    empty.

    Examples
    --------
    >>> scores = year_scores([(1990, 1999)])
    >>> scores[1995 - FIRST_YEAR] > scores[2003 - FIRST_YEAR] > scores[1950 - FIRST_YEAR]
    True
    """
    if not periods:
        return []
    return [
        fmean(
            (_OF_YEAR if first == last else _OF_DECADE).log_ratio(year - (first + last + 1) // 2)
            for first, last in periods
        )
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    ]


def find_hints(text: str, known_genres: Collection[str]) -> Hints:
    """Return the years and genres that a long query mentions.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    known_genres : collection of str
        Genres of the release; no other genre is a hint.

    Examples
    --------
    >>> find_hints("saw this cartoon in the 90s, about a cat in his 40s", {"Animation"})
    Hints(genres=('Animation',), periods=((1990, 1999),))
    """
    genres = dict.fromkeys(name for name in _find_genres(text) if name in known_genres)
    return Hints(tuple(genres), tuple(dict.fromkeys(_find_years(text))))


def _find_years(text: str) -> Iterator[tuple[int, int]]:
    for match in _WHEN.finditer(text):
        if not _AGE_OR_SETTING.search(text[: match.start()]):
            year = match["year"]
            yield (int(year), int(year)) if year else decade_years(match.group())


def _find_genres(text: str) -> Iterator[str]:
    for match in _GENRE.finditer(text):
        if not match["negation"]:
            yield from genre_names(match["genre"])
