"""Routes of recommendations: each declares what it takes and gives, the service does the rest."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.accounts import access
from app.data.services import services
from app.recommend import service
from app.recommend.schemas import (
    Explained,
    ExplainQuery,
    Predictions,
    PredictionsQuery,
    RecommendationsPage,
    RecommendationsQuery,
    Shelves,
    ShelvesQuery,
    TasteSummary,
    WhatIfQuery,
)
from app.web.contract import problems

blueprint = APIBlueprint("recommend", __name__, tag="Recommendations")

COMMON = (*access.PROBLEMS, "too-many-requests", "no-live-release")


@blueprint.get("/me/recommendations")
@access.private
@blueprint.input(RecommendationsQuery, location="query", arg_name="query")
@blueprint.output(RecommendationsPage)
@blueprint.doc(operation_id="recommend", responses=problems("invalid", *COMMON))
def recommendations(query: RecommendationsQuery) -> dict[str, Any]:
    """List films that suit you; never one that you rated, saw or hid.

    Each says which of your marks speak for it and against it; they add up to the score.
    """
    return service.recommendations(services(), query)


@blueprint.get("/me/recommendations/what-if")
@access.private
@blueprint.input(WhatIfQuery, location="query", arg_name="query")
@blueprint.output(RecommendationsPage)
@blueprint.doc(operation_id="recommendIf", responses=problems("not-found", "invalid", *COMMON))
def what_if(query: WhatIfQuery) -> dict[str, Any]:
    """List what would suit you with another rating for a film, or with none; writes nothing."""
    return service.what_if(services(), query)


@blueprint.get("/me/recommendations/<int:movie_id>")
@access.private
@blueprint.input(ExplainQuery, location="query", arg_name="query")
@blueprint.output(Explained)
@blueprint.doc(operation_id="explain", responses=problems("not-found", "invalid", *COMMON))
def explain(movie_id: int, query: ExplainQuery) -> dict[str, Any]:
    """Score a film for you, with all of your marks that speak for it and against it.

    `without` leaves marks out, to see what the film would be without them; nothing is written.
    """
    return service.explained(services(), movie_id, query)


@blueprint.get("/me/predictions")
@access.private
@blueprint.input(PredictionsQuery, location="query", arg_name="query")
@blueprint.output(Predictions)
@blueprint.doc(operation_id="predict", responses=problems("invalid", *COMMON))
def predictions(query: PredictionsQuery) -> dict[str, Any]:
    """Predict the stars that you would give up to 100 films; none before your first rating."""
    return service.predictions(services(), query)


@blueprint.get("/me/shelves")
@access.private
@blueprint.input(ShelvesQuery, location="query", arg_name="query")
@blueprint.output(Shelves)
@blueprint.doc(operation_id="listShelves", responses=problems("invalid", *COMMON))
def list_shelves(query: ShelvesQuery) -> dict[str, Any]:
    """List films that suit you on shelves, one for each of your interests."""
    return service.shelves_of_films(services(), query)


@blueprint.get("/me/taste")
@access.private
@blueprint.output(TasteSummary)
@blueprint.doc(operation_id="getTaste", responses=problems(*COMMON))
def summary() -> dict[str, Any]:
    """Say what your marks tell about you."""
    return service.taste(services())
