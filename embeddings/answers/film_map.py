"""The map of a release: films as points, so that like films lie together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from embeddings.answers.rows import Rows
from embeddings.releases.registry import ReleaseInfo

# A browser can hold and a person can look at so many; the rest is too little known to place.
MOST_FILMS: Final = 20_000
DECIMALS: Final = 4


@dataclass(frozen=True)
class FilmMap:
    """Films by the column, the most rated first; all columns are of one length.

    Attributes
    ----------
    genres : list of str
        Of the release.
    genre : list of int or None
        Index of each film's leading genre in ``genres``.
    x, y : list of float
        Coordinates, −1 to 1.
    """

    genres: list[str]
    movie_id: list[int]
    title: list[str]
    year: list[int | None]
    genre: list[int | None]
    rating_count: list[int]
    x: list[float]
    y: list[float]


def film_map(rows: Rows, release: ReleaseInfo, genres: Collection[str]) -> FilmMap:
    """Return the map of a release's best-known films.

    Parameters
    ----------
    genres : collection of str
        Of the release, the most frequent first.
    """
    films = rows("map", release_id=release.release_id, limit=MOST_FILMS)
    index = {genre: number for number, genre in enumerate(genres)}
    return FilmMap(
        genres=list(genres),
        movie_id=[film["movie_id"] for film in films],
        title=[film["title"] for film in films],
        year=[film["year"] for film in films],
        genre=[index.get(film["genre"]) for film in films],
        rating_count=[film["rating_count"] for film in films],
        x=[round(film["map_x"], DECIMALS) for film in films],
        y=[round(film["map_y"], DECIMALS) for film in films],
    )
