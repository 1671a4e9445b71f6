"""The map: requests to `embeddings.answers.film_map`, and its answers as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.data.services import Services
from app.films.json import movie
from app.films.map_schemas import MapFilmsQuery, MapMovies, MoviesQuery
from app.films.paging import checked_filters, keep_owned_private
from embeddings.answers.cards import card
from embeddings.answers.film_map import film_map, films_on_map


def map_of_films(services: Services) -> dict[str, Any]:
    """Return the map of the live release; see `app.films.map_schemas.MovieMap`."""
    release = services.releases.live()
    found = film_map(services.database.rows, release, services.releases.facets(release))
    named = {
        kind: [
            {"name": name, "count": count} for name, count in getattr(found.layers, kind).items()
        ]
        for kind in ("genres", "moods", "countries")
    }
    decades = [{"first_year": year, "count": count} for year, count in found.layers.decades.items()]
    return {
        "release": release.release_id,
        "regions": [asdict(region) for region in found.regions],
        "layers": {**named, "decades": decades},
        "movies": {column: getattr(found, column) for column in MapMovies.model_fields},
    }


def films_of_map(services: Services, query: MapFilmsQuery) -> dict[str, Any]:
    """List films of the map; see `app.films.map_schemas.MapFilms`."""
    keep_owned_private(query)
    release = services.releases.live()
    filters = checked_filters(services, release, query)
    movie_ids = films_on_map(services.database.rows, release, filters)
    return {"release": release.release_id, "movie_ids": movie_ids}


def named_films(services: Services, query: MoviesQuery) -> dict[str, Any]:
    """Look films up; see `app.films.map_schemas.Movies`."""
    release = services.releases.live()
    rows = services.database.rows(
        "movies", release_id=release.release_id, movie_ids=list(query.movie_ids)
    )
    shown = services.posters.shown
    found = {row["movie_id"]: movie(card(row), posters_shown=shown) for row in rows}
    wanted = dict.fromkeys(query.movie_ids)
    return {"items": [found[movie_id] for movie_id in wanted if movie_id in found]}
