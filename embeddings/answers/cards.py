"""A movie as answers show it: one row of the view ``cards``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from sqlalchemy import RowMapping


@dataclass(frozen=True, slots=True)
class Card:
    """What the API and the pages say of a movie; every list of films is made of these.

    Attributes
    ----------
    movie_id : int
        The data set's id.
    film_id : int
        The lasting identity; marks refer to it.
    year : int or None
    genres, tags, countries, languages : list of str
        The most telling first.
    rating_count : int
        People who rated it.
    rating_mean : float or None
        Stars, 0.5 to 5; None without ratings.
    """

    movie_id: int
    film_id: int
    title: str
    original_title: str | None
    year: int | None
    genres: list[str]
    tags: list[str]
    plot: str | None
    countries: list[str]
    languages: list[str]
    imdb_id: str | None
    tmdb_id: int | None
    rating_count: int
    rating_mean: float | None


_FIELDS: Final = tuple(field.name for field in fields(Card))


def card(row: RowMapping) -> Card:
    """Return the card in a row that has the columns of ``cards``."""
    return Card(*(row[name] for name in _FIELDS))
