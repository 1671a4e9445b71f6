"""Routes of companions: accounts that agreed to have films chosen for both."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access, companions
from app.accounts.companion_schemas import (
    Companion,
    CompanionConsent,
    CompanionRequest,
    Companions,
)
from app.data.services import services
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("companions", __name__, tag="Companions")

COMMON = (*access.PROBLEMS, "too-many-requests")
WRITES = (*COMMON, "csrf")


@blueprint.get("/me/companions")
@access.private
@blueprint.output(Companions)
@blueprint.doc(operation_id="listCompanions", responses=problems(*COMMON))
def list_companions() -> dict[str, Any]:
    """List your companions, and who asks whom."""
    return companions.listed(services())


@blueprint.post("/me/companions")
@access.private
@blueprint.input(CompanionRequest, arg_name="body")
@blueprint.output(Companion)
@blueprint.doc(
    operation_id="askCompanion",
    responses=problems(*JSON_PROBLEMS, "not-found", "too-many-companions", *WRITES),
)
def ask(body: CompanionRequest) -> dict[str, Any]:
    """Ask somebody to be your companion; where they asked you before, this agrees."""
    return companions.ask(services(), body.username)


@blueprint.put("/me/companions/<int:companion_id>")
@access.private
@blueprint.input(CompanionConsent, arg_name="body")
@blueprint.output(Companion)
@blueprint.doc(
    operation_id="agreeCompanion", responses=problems(*JSON_PROBLEMS, "not-found", *WRITES)
)
def agree(companion_id: int, body: CompanionConsent) -> dict[str, Any]:
    """Agree to be the companion of who asks you, or change what a companion sees of you.

    Where you asked, this sets what they will see, and they still have to agree.
    """
    return companions.agree(services(), companion_id, shows_reasons=body.shows_reasons)


@blueprint.delete("/me/companions/<int:companion_id>")
@access.private
@blueprint.doc(operation_id="endCompanion", responses={**DONE, **problems("not-found", *WRITES)})
def end(companion_id: int) -> Response:
    """Withdraw or refuse a request, or end companionship; nothing of it is kept."""
    companions.end(services(), companion_id)
    return done()
