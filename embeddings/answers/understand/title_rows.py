"""A film's names as titles are matched with, and a match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MatchKind = Literal["exact", "article", "part", "acronym", "typo", "within"]


@dataclass(frozen=True)
class TitleRow:
    """The names of a film, what ranks it among films of similar names, and its collections."""

    movie_id: int
    title: str
    year: int | None
    names: tuple[str, ...]
    rating_count: int
    collections: tuple[str, ...] = ()


@dataclass(frozen=True)
class TitleMatch:
    """A film whose title a query may mean.

    Attributes
    ----------
    strength
        From 0 to 1; 1 for an exact title. See `titles.STRENGTHS`.
    key
        What matched, as `title_key` returns it: the film's name for "typo", else the query.
    """

    movie_id: int
    kind: MatchKind
    strength: float
    key: str
