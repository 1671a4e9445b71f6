"""The map of a release: films as points, so that like films lie together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from embeddings.answers.facets import Facets
from embeddings.answers.filters import Filters
from embeddings.answers.rows import Rows
from embeddings.knowledge.region_names import region_names
from embeddings.releases.registry import ReleaseInfo

# How many films a browser can hold and a person can look at; films less known are not placed.
MOST_FILMS: Final = 20_000
DECIMALS: Final = 4
# A layer of fewer films is no use on a map.
FEWEST_FILMS: Final = 5


@dataclass(frozen=True)
class MapRegion:
    """A named region.

    Attributes
    ----------
    x, y
        Mean coordinates of its films, −1 to 1.
    names
        Genres, tags and moods that hold for most of its films, the most telling first: each by
        language, as it stands on the map.
    """

    x: float
    y: float
    film_count: int
    names: list[dict[str, str]]


@dataclass(frozen=True)
class Layers:
    """What films of the map can be lit by: number of films by name.

    Attributes
    ----------
    genres, moods, countries
        The most frequent first. Moods count where they are known or estimated to hold.
    decades
        By first year, the oldest first.
    """

    genres: dict[str, int]
    moods: dict[str, int]
    decades: dict[int, int]
    countries: dict[str, int]


@dataclass(frozen=True)
class FilmMap:
    """Films by the column, the most rated first; the columns of films are of one length.

    Attributes
    ----------
    regions
        The largest first; empty for a release of an older version.
    x, y
        Coordinates, −1 to 1.
    """

    regions: list[MapRegion]
    layers: Layers
    movie_id: list[int]
    title: list[str]
    year: list[int | None]
    rating_count: list[int]
    x: list[float]
    y: list[float]


def film_map(rows: Rows, release: ReleaseInfo, facets: Facets) -> FilmMap:
    """Return the map of a release's best-known films.

    Parameters
    ----------
    facets
        Of the release.
    """
    films = rows("map", release_id=release.release_id, limit=MOST_FILMS)
    (found,) = rows("map_facets", release_id=release.release_id)
    decades: Counter[int] = Counter()
    for year, count in facets.years.items():
        decades[year - year % 10] += count
    layers = Layers(
        _usable(facets.genres),
        _usable({mood["name"]: mood["count"] for mood in found["moods"]}),
        {decade: count for decade, count in sorted(decades.items()) if count >= FEWEST_FILMS},
        _usable(facets.countries),
    )
    shown = region_names()
    regions = [
        MapRegion(**{**region, "names": [dict(shown[name]) for name in region["names"]]})
        for region in found["regions"]
        if all(name in shown for name in region["names"])
    ]
    return FilmMap(
        regions=regions,
        layers=layers,
        movie_id=[film["movie_id"] for film in films],
        title=[film["title"] for film in films],
        year=[film["year"] for film in films],
        rating_count=[film["rating_count"] for film in films],
        x=[round(film["map_x"], DECIMALS) for film in films],
        y=[round(film["map_y"], DECIMALS) for film in films],
    )


def films_on_map(rows: Rows, release: ReleaseInfo, filters: Filters) -> list[int]:
    """Return the movie_ids of the map's films that meet the filters, the most rated first."""
    found = rows("map_films", **filters.binds, release_id=release.release_id, limit=MOST_FILMS)
    return [film["movie_id"] for film in found]


def _usable(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count >= FEWEST_FILMS}
