"""Routes of recommendations: each declares what it takes and gives, the service does the rest."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.accounts import access
from app.contract import problems
from app.recommend import service, taste
from app.recommend.schemas import (
    Recommendation,
    RecommendationsPage,
    RecommendationsQuery,
    TasteSummary,
    WhatIfQuery,
)

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
    return service.current().recommendations(query)


@blueprint.get("/me/recommendations/what-if")
@access.private
@blueprint.input(WhatIfQuery, location="query", arg_name="query")
@blueprint.output(RecommendationsPage)
@blueprint.doc(operation_id="recommendIf", responses=problems("not-found", "invalid", *COMMON))
def what_if(query: WhatIfQuery) -> dict[str, Any]:
    """List what would suit you with another rating for a film, or with none; writes nothing."""
    return service.current().what_if(query)


@blueprint.get("/me/recommendations/<int:movie_id>")
@access.private
@blueprint.output(Recommendation)
@blueprint.doc(operation_id="explain", responses=problems("not-found", *COMMON))
def one(movie_id: int) -> dict[str, Any]:
    """Score a film for you, with all of your marks that speak for it and against it."""
    return service.current().one(movie_id)


@blueprint.get("/me/taste")
@access.private
@blueprint.output(TasteSummary)
@blueprint.doc(operation_id="getTaste", responses=problems(*COMMON))
def summary() -> dict[str, Any]:
    """Say what your marks tell about you."""
    return taste.summary(service.current())
