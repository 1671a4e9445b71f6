"""Titles that are nearly the same: a slip of the pen, an article more, a subtitle less."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from embeddings.sources.text.numbers import numbered_key

# Of two titles' letters, how many must be the same.
LEAST_SAME = 0.9
# How sure the same letters are at most, and a title that goes on in the catalogue.
MOST_SURE = 0.75
BEGINNING_SURE = 0.6
LEAST_WORDS = 2
NUMERAL = re.compile(r"\d+|[ivx]+")


@dataclass(frozen=True)
class Near:
    """A film of nearly the title; ``row`` is the catalogue's."""

    row: Any
    confidence: float


@dataclass
class _Year:
    """The films of one year by their titles, in order."""

    films: dict[str, list[Any]]

    def __post_init__(self) -> None:
        self.titles = sorted(self.films)

    def beginning_with(self, title: str) -> Iterator[Any]:
        """Yield films whose title goes on where the given one ends."""
        start = f"{title} "
        for index in range(bisect_left(self.titles, start), len(self.titles)):
            if not self.titles[index].startswith(start):
                return
            yield from self.films[self.titles[index]]

    def beginnings_of(self, title: str) -> Iterator[Any]:
        """Yield films whose title is the beginning of the given one."""
        words = title.split()
        for count in range(LEAST_WORDS, len(words)):
            yield from self.films.get(" ".join(words[:count]), [])


def nearest(wanted: Sequence[tuple[int, str]], films: Sequence[Any]) -> list[Near | None]:
    """Return the film nearest to each title of a year; None where none is near.

    Parameters
    ----------
    wanted : sequence of (int, str)
        Years and normalised titles.
    films : sequence of rows
        With ``film_id``, ``year`` and ``title_keys``.
    """
    by_year: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for film in films:
        for key in film["title_keys"]:
            by_year[film["year"]][key].append(film)
    indexes: dict[int, list[int]] = defaultdict(list)
    for index, (year, _) in enumerate(wanted):
        indexes[year].append(index)
    found: list[Near | None] = [None] * len(wanted)
    for year, of_year in indexes.items():
        if year not in by_year:
            continue
        catalogue = _Year(by_year[year])
        titles = [wanted[index][1] for index in of_year]
        same = cdist(
            titles,
            catalogue.titles,
            scorer=Indel.normalized_similarity,
            score_cutoff=LEAST_SAME,
            dtype=np.float32,
        )
        for index, title, row in zip(of_year, titles, same, strict=True):
            found[index] = _by_letters(title, catalogue, row) or _by_beginning(title, catalogue)
    return found


def _by_letters(title: str, catalogue: _Year, same: NDArray[np.float32]) -> Near | None:
    best = float(same.max())
    if best < LEAST_SAME:
        return None
    near = [catalogue.titles[index] for index in np.flatnonzero(same == same.max())]
    # A part of a series differs from the next by one letter.
    fitting = [key for key in near if numerals(key) == numerals(title)]
    return _only(best * MOST_SURE, (film for key in fitting for film in catalogue.films[key]))


def _by_beginning(title: str, catalogue: _Year) -> Near | None:
    """Find "Star Wars" where the catalogue has "Star Wars: Episode IV", or the other way."""
    if title.count(" ") + 1 < LEAST_WORDS:
        return None
    return _only(
        BEGINNING_SURE, chain(catalogue.beginning_with(title), catalogue.beginnings_of(title))
    )


def _only(confidence: float, films: Iterable[Any]) -> Near | None:
    """Return the film, where there is one only."""
    distinct = {film["film_id"]: film for film in films}
    return Near(next(iter(distinct.values())), confidence) if len(distinct) == 1 else None


def numerals(title: str) -> list[str]:
    """Return the numbers in a title, Roman ones among them, as digits."""
    words = [word for word in title.split() if NUMERAL.fullmatch(word)]
    return [word if word.isdecimal() else numbered_key(f"part {word}")[5:] for word in words]
