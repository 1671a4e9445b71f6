"""Titles that are nearly the same: a slip of the pen, an article more, a subtitle less."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

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


def nearest(wanted: Sequence[tuple[int, str]], films: Sequence[Any]) -> list[Near | None]:
    """Return the film nearest to each title of a year; None where none is near.

    Parameters
    ----------
    wanted : sequence of (int, str)
        Years and normalised titles.
    films : sequence of rows
        With ``year`` and ``title_keys``.
    """
    by_year: dict[int, list[tuple[str, Any]]] = defaultdict(list)
    for film in films:
        by_year[film["year"]] += [(key, film) for key in film["title_keys"]]
    places: dict[int, list[int]] = defaultdict(list)
    for place, (year, _) in enumerate(wanted):
        places[year].append(place)
    found: list[Near | None] = [None] * len(wanted)
    for year, of_year in places.items():
        names = by_year[year]
        if not names:
            continue
        titles = [wanted[place][1] for place in of_year]
        same = cdist(
            titles,
            [key for key, _ in names],
            scorer=Indel.normalized_similarity,
            score_cutoff=LEAST_SAME,
            dtype=np.float32,
        )
        for place, title, row in zip(of_year, titles, same, strict=True):
            found[place] = _by_letters(title, names, row) or _by_beginning(title, names)
    return found


def _by_letters(title: str, names: list[tuple[str, Any]], same: Any) -> Near | None:
    best = float(same.max())
    if best < LEAST_SAME:
        return None
    # A part of a series differs from the next by one letter.
    fitting = {
        film["film_id"]: film
        for (key, film), score in zip(names, same, strict=True)
        if score == best and numerals(key) == numerals(title)
    }
    if len(fitting) != 1:
        return None
    return Near(next(iter(fitting.values())), best * MOST_SURE)


def _by_beginning(title: str, names: list[tuple[str, Any]]) -> Near | None:
    """Find "Star Wars" where the catalogue has "Star Wars: Episode IV", or the other way."""
    if title.count(" ") + 1 < LEAST_WORDS:
        return None
    fitting = {
        film["film_id"]: film
        for key, film in names
        if key.startswith(f"{title} ")
        or (key.count(" ") + 1 >= LEAST_WORDS and title.startswith(f"{key} "))
    }
    return Near(next(iter(fitting.values())), BEGINNING_SURE) if len(fitting) == 1 else None


def numerals(title: str) -> list[str]:
    """Return the numbers in a title, Roman ones among them."""
    return [word for word in title.split() if NUMERAL.fullmatch(word)]
