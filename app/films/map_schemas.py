"""What the map takes and gives; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.films.release_schemas import NameCount
from app.films.schemas import Movie
from app.web.contract import Body, Query
from app.web.filters import Filters
from app.web.values import MovieId, QueriedId

Coordinate = Annotated[float, Field(description="From −1 to 1.")]


class RegionName(Body):
    """A genre, mood or tag as it stands on the map, by language."""

    en: str = Field(examples=["Science fiction"])
    de: str = Field(examples=["Science-Fiction"])


class MapRegion(Body):
    """A part of the map whose films have something in common."""

    x: Coordinate
    y: Coordinate
    film_count: int
    names: list[RegionName] = Field(
        description="One or two; each holds for most of the films, and for more of them than "
        "elsewhere."
    )


class DecadeCount(Body):
    """A decade, and how many films are of it."""

    first_year: int = Field(examples=[1980])
    count: int


class MapLayers(Body):
    """What films of the map can be lit by, as filters of `GET /movies/map/films`."""

    genres: list[NameCount] = Field(description="The most frequent first.")
    moods: list[NameCount] = Field(
        description="The most frequent first. A film counts where a mood is known or estimated to "
        "hold for it."
    )
    decades: list[DecadeCount] = Field(description="The oldest first.")
    countries: list[NameCount] = Field(description="The most frequent first.")


class MapMovies(Body):
    """Films by the column, the most rated first; all columns are of one length."""

    movie_id: list[MovieId]
    title: list[str]
    year: list[int | None]
    rating_count: list[int]
    x: list[float] = Field(description="From −1 to 1.")
    y: list[float] = Field(description="From −1 to 1.")


class MovieMap(Body):
    """Where the films of a release lie, so that like films lie together."""

    release: int = Field(description="The release that answered.")
    regions: list[MapRegion] = Field(
        description="The largest first; empty for a release of an older version."
    )
    layers: MapLayers
    movies: MapMovies


class MapFilmsQuery(Filters):
    """Which films of the map."""


class MapFilms(Body):
    """Films of the map that meet filters."""

    release: int = Field(description="The release that answered.")
    movie_ids: list[MovieId] = Field(description="The most rated first.")


class MoviesQuery(Query):
    """Films to look up."""

    movie_ids: list[QueriedId] = Field(
        min_length=1, max_length=50, description="Films; repeat it for several.", examples=[[1, 2]]
    )


class Movies(Body):
    """Films in the order asked for, without those that the release does not have."""

    items: list[Movie]
