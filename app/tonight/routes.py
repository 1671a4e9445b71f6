"""Routes of choosing a film for tonight."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.accounts import access
from app.data.services import services
from app.tonight import service
from app.tonight.schemas import Tonight, TonightRequest
from app.web.contract import JSON_PROBLEMS, problems

blueprint = APIBlueprint("tonight", __name__, tag="Tonight")


@blueprint.post("/tonight")
@access.open_to_all_reading
@blueprint.input(TonightRequest, arg_name="body")
@blueprint.output(Tonight)
@blueprint.doc(
    operation_id="chooseTonight",
    responses=problems(
        *JSON_PROBLEMS,
        "invalid-token",
        "insufficient-scope",
        "csrf",
        "too-many-requests",
        "no-live-release",
        "encoder-unavailable",
        "encoder-mismatch",
    ),
)
def choose(body: TonightRequest) -> dict[str, Any]:
    """Choose a film for tonight, for one person or for several; writes nothing.

    Guests need no account: they name films that they love or hate, or a mood.
    """
    return service.choose(services(), body)
