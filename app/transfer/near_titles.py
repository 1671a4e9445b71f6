"""Titles that are nearly a film's: a slip of the pen, or a title that goes on without a colon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

# Of two titles' letters, how many must be the same.
LEAST_SAME: Final = 0.9
# In fewer letters a slip makes another title: "Heat" and "Head".
LEAST_LETTERS: Final = 8
# How near a title is that the other goes on from, below every slip of the pen.
BEGINNING: Final = 0.7
_DIGITS: Final = re.compile(r"\d+")

# Plain keys of a year's names, and the movie ids of each.
Names = Mapping[str, Sequence[int]]


def nearest(
    wanted: Sequence[tuple[int, str]], years: Mapping[int, Names]
) -> list[dict[int, float]]:
    """Return the films of nearly the same name for each title.

    Parameters
    ----------
    wanted : sequence of (int, str)
        Years and plain keys of titles.
    years : mapping of int to Names
        Of the catalogue.

    Returns
    -------
    list of dict of int to float
        By movie id, how much of the letters is the same, or `BEGINNING`; one for each title.
    """
    indexes: dict[int, list[int]] = defaultdict(list)
    for index, (year, key) in enumerate(wanted):
        if len(key) >= LEAST_LETTERS and year in years:
            indexes[year].append(index)
    found: list[dict[int, float]] = [{} for _ in wanted]
    for year, of_year in indexes.items():
        names = sorted(years[year])
        same = cdist(
            [wanted[index][1] for index in of_year],
            names,
            scorer=Indel.normalized_similarity,
            score_cutoff=LEAST_SAME,
            dtype=np.float32,
        )
        for index, row in zip(of_year, same, strict=True):
            key = wanted[index][1]
            near = [(names[place], float(row[place])) for place in np.flatnonzero(row)]
            # A part of a series differs from the next by one letter.
            near = [(name, share) for name, share in near if _numbers(name) == _numbers(key)]
            for name, share in near or _beginning(key, names):
                for movie_id in years[year][name]:
                    found[index][movie_id] = max(share, found[index].get(movie_id, 0.0))
    return found


def _beginning(key: str, names: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield names that go on where the key ends, and names that the key begins with."""
    for place in range(bisect_left(names, key), len(names)):
        if not names[place].startswith(key):
            break
        yield names[place], BEGINNING
    for end in range(LEAST_LETTERS, len(key)):
        place = bisect_left(names, key[:end])
        if place < len(names) and names[place] == key[:end]:
            yield names[place], BEGINNING


def _numbers(key: str) -> list[str]:
    return _DIGITS.findall(key)
