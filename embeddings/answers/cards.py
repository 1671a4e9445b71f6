"""A movie as answers show it: one row of the view ``cards``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from sqlalchemy import RowMapping

from sql.tables import PEOPLE_COLUMNS


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person as a card names them."""

    id: int
    name: str


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
    collections : list of str
        Sets that it belongs to, in order of name.
    directors, cast : list of PersonName
        In billing order, the first six.
    runtime : int or None
        Minutes.
    rating_count : int
        People who rated it.
    rating_mean : float or None
        Stars, 0.5 to 5; None without ratings.
    popularity : float
        Share of the release's films that are rated as often or less, 0 to 1; 0 without ratings.
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
    directors: list[PersonName]
    cast: list[PersonName]
    runtime: int | None
    certificate: str | None
    imdb_id: str | None
    tmdb_id: int | None
    collections: list[str]
    rating_count: int
    rating_mean: float | None
    popularity: float


_FIELDS: Final = tuple(field.name for field in fields(Card))


def card(row: RowMapping) -> Card:
    """Return the card in a row that has the columns of ``cards``."""
    values = {name: row[name] for name in _FIELDS}
    for name in PEOPLE_COLUMNS:
        values[name] = [PersonName(**person) for person in row[name]]
    return Card(**values)
