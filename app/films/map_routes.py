"""Routes of the map: each declares what it takes and gives, the service does the rest."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.accounts import access
from app.data.caching import cached
from app.data.services import services
from app.films import map_service
from app.films.map_schemas import MapFilms, MapFilmsQuery, MovieMap, Movies, MoviesQuery
from app.web.contract import problems

blueprint = APIBlueprint("map", __name__, tag="Films")

MINUTE = 60
PROBLEMS = ("too-many-requests", "no-live-release")


@blueprint.get("/movies/map")
@cached(0)
@blueprint.output(MovieMap)
@blueprint.doc(operation_id="getMap", responses=problems(*PROBLEMS))
def movie_map() -> dict[str, Any]:
    """Say where the films lie on a map on which like films lie together.

    At most the 20,000 most rated, with named regions and what films can be lit by.
    """
    return map_service.map_of_films(services())


@blueprint.get("/movies/map/films")
@access.open_to_all
@cached(MINUTE, unless=access.visitor)
@blueprint.input(MapFilmsQuery, location="query", arg_name="query")
@blueprint.output(MapFilms)
@blueprint.doc(
    operation_id="listMapFilms",
    responses=problems("invalid", "invalid-token", "insufficient-scope", *PROBLEMS),
)
def map_films(query: MapFilmsQuery) -> dict[str, Any]:
    """List all films of the map that meet filters, as ids."""
    return map_service.films_of_map(services(), query)


@blueprint.get("/movies")
@cached(MINUTE)
@blueprint.input(MoviesQuery, location="query", arg_name="query")
@blueprint.output(Movies)
@blueprint.doc(operation_id="listMovies", responses=problems("invalid", *PROBLEMS))
def movies(query: MoviesQuery) -> dict[str, Any]:
    """Look up to 50 films up by their ids."""
    return map_service.named_films(services(), query)
