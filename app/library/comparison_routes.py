"""The route that compares two companions' tastes."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.accounts import access
from app.data.services import services
from app.library import comparison
from app.library.comparison_schemas import Comparison, ComparisonQuery
from app.web.contract import problems

blueprint = APIBlueprint("comparison", __name__, tag="Companions")


@blueprint.get("/me/companions/<int:companion_id>/comparison")
@access.private
@blueprint.input(ComparisonQuery, location="query", arg_name="query")
@blueprint.output(Comparison)
@blueprint.doc(
    operation_id="compareWithCompanion",
    responses=problems(
        *access.PROBLEMS, "too-many-requests", "invalid", "not-found", "no-live-release"
    ),
)
def compare(companion_id: int, query: ComparisonQuery) -> dict[str, Any]:
    """Compare one's taste and year with a companion's; both have agreed to be companions."""
    return comparison.compare(services(), access.caller(), companion_id, query.year)
