"""Routes of search: each declares what it takes and gives, the service does the rest."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.data.caching import cached
from app.films import service
from app.films.schemas import (
    Movie,
    PopularPage,
    PopularQuery,
    Release,
    SearchPage,
    SearchQuery,
    SimilarPage,
    SimilarQuery,
)
from app.web.contract import problems

blueprint = APIBlueprint("search", __name__, tag="Films")

MINUTE = 60


@blueprint.get("/search")
@blueprint.input(SearchQuery, location="query", arg_name="query")
@blueprint.output(SearchPage)
@blueprint.doc(
    operation_id="searchMovies",
    responses=problems(
        "invalid", "too-many-requests", "no-live-release", "encoder-unavailable", "encoder-mismatch"
    ),
)
def search(query: SearchQuery) -> dict[str, Any]:
    """Search films in plain words.

    By meaning, by words and by title together. Each film says why it was found.
    """
    return service.current().search(query)


@blueprint.get("/movies/popular")
@cached(MINUTE)
@blueprint.input(PopularQuery, location="query", arg_name="query")
@blueprint.output(PopularPage)
@blueprint.doc(
    operation_id="listPopularMovies",
    responses=problems("invalid", "too-many-requests", "no-live-release"),
)
def popular(query: PopularQuery) -> dict[str, Any]:
    """List films that many people liked, varied across genres."""
    return service.current().popular(query)


@blueprint.get("/movies/<int:movie_id>")
@cached(MINUTE)
@blueprint.output(Movie)
@blueprint.doc(
    operation_id="getMovie",
    responses=problems("not-found", "too-many-requests", "no-live-release"),
)
def movie(movie_id: int) -> dict[str, Any]:
    """Return a film."""
    return service.current().movie(movie_id)


@blueprint.get("/movies/<int:movie_id>/similar")
@cached(MINUTE)
@blueprint.input(SimilarQuery, location="query", arg_name="query")
@blueprint.output(SimilarPage)
@blueprint.doc(
    operation_id="listSimilarMovies",
    responses=problems("not-found", "invalid", "too-many-requests", "no-live-release"),
)
def similar(movie_id: int, query: SimilarQuery) -> dict[str, Any]:
    """List films like this one, with what they share."""
    return service.current().similar(movie_id, query)


@blueprint.get("/release")
@cached(0)
@blueprint.output(Release)
@blueprint.doc(
    operation_id="getRelease", responses=problems("too-many-requests", "no-live-release")
)
def release() -> dict[str, Any]:
    """Describe what is being searched: data set, encoder, and what films can be filtered by."""
    return service.current().release()
