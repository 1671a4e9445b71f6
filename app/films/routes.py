"""Routes of search: each declares what it takes and gives, the service does the rest."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.accounts import access
from app.data.caching import cached
from app.data.services import services
from app.films import service
from app.films.release_schemas import Release
from app.films.schemas import (
    MovieDetails,
    PopularPage,
    PopularQuery,
    SearchPage,
    SearchQuery,
    SimilarQuery,
)
from app.films.shared_schemas import SharedFilm, SharedQuery
from app.films.similar_schemas import SimilarPage
from app.web.contract import problems

blueprint = APIBlueprint("search", __name__, tag="Films")

MINUTE = 60


@blueprint.get("/search")
@access.open_to_all
@blueprint.input(SearchQuery, location="query", arg_name="query")
@blueprint.output(SearchPage)
@blueprint.doc(
    operation_id="searchMovies",
    responses=problems(
        "invalid",
        "invalid-token",
        "insufficient-scope",
        "too-many-requests",
        "no-live-release",
        "encoder-unavailable",
        "encoder-mismatch",
    ),
)
def search(query: SearchQuery) -> dict[str, Any]:
    """Search films in plain words.

    By meaning, by words and by title together. Each film says why it was found.
    """
    return service.search_films(services(), query)


@blueprint.get("/movies/popular")
@access.open_to_all
@cached(MINUTE, unless=access.visitor)
@blueprint.input(PopularQuery, location="query", arg_name="query")
@blueprint.output(PopularPage)
@blueprint.doc(
    operation_id="listPopularMovies",
    responses=problems(
        "invalid", "invalid-token", "insufficient-scope", "too-many-requests", "no-live-release"
    ),
)
def popular(query: PopularQuery) -> dict[str, Any]:
    """List films that many people liked, varied across genres."""
    return service.popular_films(services(), query)


@blueprint.get("/movies/shared")
@access.open_to_all
@blueprint.input(SharedQuery, location="query", arg_name="query")
@blueprint.output(SharedFilm)
@blueprint.doc(
    operation_id="findSharedMovie",
    responses=problems(
        "invalid", "invalid-token", "insufficient-scope", "too-many-requests", "no-live-release"
    ),
)
def shared(query: SharedQuery) -> dict[str, Any]:
    """Find the film that a link of another site is about, as a phone shares it."""
    return service.shared_film(services(), query.text)


@blueprint.get("/movies/<int:movie_id>")
@cached(MINUTE)
@blueprint.output(MovieDetails)
@blueprint.doc(
    operation_id="getMovie",
    responses=problems("not-found", "too-many-requests", "no-live-release"),
)
def movie(movie_id: int) -> dict[str, Any]:
    """Return a film, with everybody credited and its other titles."""
    return service.one_film(services(), movie_id)


@blueprint.get("/movies/<int:movie_id>/similar")
@access.open_to_all
@cached(MINUTE, unless=access.visitor)
@blueprint.input(SimilarQuery, location="query", arg_name="query")
@blueprint.output(SimilarPage)
@blueprint.doc(
    operation_id="listSimilarMovies",
    responses=problems(
        "not-found",
        "invalid",
        "invalid-token",
        "insufficient-scope",
        "too-many-requests",
        "no-live-release",
    ),
)
def similar(movie_id: int, query: SimilarQuery) -> dict[str, Any]:
    """List films like this one, with what they share."""
    return service.similar_films(services(), movie_id, query)


@blueprint.get("/release")
@cached(0)
@blueprint.output(Release)
@blueprint.doc(
    operation_id="getRelease", responses=problems("too-many-requests", "no-live-release")
)
def release() -> dict[str, Any]:
    """Describe what is being searched: data set, encoder, and what films can be filtered by."""
    return service.live_release(services())
