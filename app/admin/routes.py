"""Routes of the catalogue: they declare inputs, outputs and problems; `service` answers."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.admin import service
from app.admin.schemas import MovieIn
from app.data.services import services
from app.films.schemas import Movie
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("catalogue", __name__, tag="Administration")

COMMON = (*access.PROBLEMS, "csrf", "forbidden", "too-many-requests", "release-closed")
WRITE = (*JSON_PROBLEMS, *COMMON, "movie-exists", "encoder-unavailable")


@blueprint.post("/admin/movies")
@access.admins_only
@blueprint.input(MovieIn, arg_name="body")
@blueprint.output(Movie, 201)
@blueprint.doc(operation_id="addMovie", responses=problems(*WRITE))
def add_movie(body: MovieIn) -> dict[str, Any]:
    """Add a film to the catalogue.

    The very next search, list and recommendation has it, and so has every release to come.
    """
    return service.add_movie(services(), body)


@blueprint.put("/admin/movies/<int:movie_id>")
@access.admins_only
@blueprint.input(MovieIn, arg_name="body")
@blueprint.output(Movie)
@blueprint.doc(operation_id="replaceMovie", responses=problems(*WRITE, "not-found"))
def replace_movie(movie_id: int, body: MovieIn) -> dict[str, Any]:
    """Replace the record of a film that was added; its id and its ratings stay."""
    return service.replace_movie(services(), movie_id, body)


@blueprint.delete("/admin/movies/<int:movie_id>")
@access.admins_only
@blueprint.doc(operation_id="removeMovie", responses={**DONE, **problems(*COMMON, "not-found")})
def remove_movie(movie_id: int) -> Response:
    """Remove a film that was added; people's ratings of it stay, unseen."""
    service.remove_movie(services(), movie_id)
    return done()
