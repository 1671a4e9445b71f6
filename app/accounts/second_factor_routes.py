"""Routes of second factors."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access, second_factor
from app.accounts.schemas import Confirmation
from app.accounts.second_factor_schemas import (
    PreparedSecondFactor,
    RecoveryCodes,
    SecondFactorCode,
)
from app.data.services import services
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("second_factor", __name__, tag="Accounts")

COMMON = (*JSON_PROBLEMS, *access.SESSION_PROBLEMS, "csrf", "too-many-requests")
CONFIRMED = (*COMMON, "wrong-password", "sign-in-again")


@blueprint.post("/me/second-factor")
@access.private_to_sessions_locked_late
@blueprint.input(Confirmation, arg_name="body")
@blueprint.output(PreparedSecondFactor)
@blueprint.doc(
    operation_id="prepareSecondFactor",
    responses=problems(*CONFIRMED, "no-password", "second-factor-on"),
)
def prepare(body: Confirmation) -> dict[str, Any]:
    """Get a secret for an authenticator app; nothing changes until its first code is sent."""
    return second_factor.prepare(services(), access.caller(), body.password)


@blueprint.put("/me/second-factor")
@access.private_to_sessions_locked_late
@blueprint.input(SecondFactorCode, arg_name="body")
@blueprint.output(RecoveryCodes)
@blueprint.doc(
    operation_id="switchSecondFactorOn",
    responses=problems(*COMMON, "wrong-code", "no-second-factor", "second-factor-on"),
)
def switch_on(body: SecondFactorCode) -> dict[str, Any]:
    """Switch the second factor on; all other sessions end, and all bearer tokens."""
    return second_factor.switch_on(services(), access.caller(), body.code)


@blueprint.post("/me/second-factor/recovery-codes")
@access.private_to_sessions_locked_late
@blueprint.input(Confirmation, arg_name="body")
@blueprint.output(RecoveryCodes)
@blueprint.doc(
    operation_id="renewRecoveryCodes", responses=problems(*CONFIRMED, "no-second-factor")
)
def renew_codes(body: Confirmation) -> dict[str, Any]:
    """Replace the recovery codes with ten new ones."""
    return second_factor.renew_codes(services(), access.caller(), body.password)


@blueprint.delete("/me/second-factor")
@access.private_to_sessions_locked_late
@blueprint.input(Confirmation, arg_name="body")
@blueprint.doc(
    operation_id="switchSecondFactorOff",
    responses={**DONE, **problems(*CONFIRMED, "no-second-factor")},
)
def switch_off(body: Confirmation) -> Response:
    """Switch the second factor off."""
    second_factor.switch_off(services(), access.caller(), body.password)
    return done()
