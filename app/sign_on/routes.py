"""Routes of signing in through providers: they declare inputs, outputs and problems."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.data.services import services
from app.sign_on import service
from app.sign_on.schemas import (
    Arrived,
    LinkStart,
    Location,
    LogoutToken,
    SignedOut,
    SignOnAnswer,
    SignOnStart,
    WaysIn,
)
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("sign_on", __name__, tag="Accounts")

COMMON = ("invalid-token", "csrf", "too-many-requests")
PROVIDER = ("not-found", "provider-unreachable", "sign-on-refused")


@blueprint.post("/sign-on")
@access.open_to_all_unlocked
@blueprint.input(SignOnStart, arg_name="body")
@blueprint.output(Location)
@blueprint.doc(operation_id="startSignOn", responses=problems(*JSON_PROBLEMS, *COMMON, *PROVIDER))
def start(body: SignOnStart) -> dict[str, Any]:
    """Begin to sign in through a provider: get the address to send the browser to."""
    return service.start(services(), body)


@blueprint.post("/sign-on/answer")
@access.open_to_all_unlocked
@blueprint.input(SignOnAnswer, arg_name="body")
@blueprint.output(Arrived)
@blueprint.doc(
    operation_id="finishSignOn",
    responses=problems(
        *JSON_PROBLEMS,
        *COMMON,
        *PROVIDER,
        "not-signed-in",
        "sign-on-lost",
        "sign-up-refused",
        "identity-taken",
        "username-taken",
    ),
)
def finish(body: SignOnAnswer) -> dict[str, Any]:
    """Finish it, with what the provider sent the browser back with."""
    return service.finish(services(), body)


@blueprint.post("/sign-on/logout")
@access.open_to_all_unlocked
@blueprint.input(LogoutToken, location="form", arg_name="body")
@blueprint.doc(
    operation_id="endByProvider",
    responses={**DONE, **problems(*COMMON, "bad-request", "invalid", "unsupported-media-type")},
)
def end_by_provider(body: LogoutToken) -> Response:
    """End sessions at a provider's word (OpenID Connect Back-Channel Logout); providers call it."""
    service.end_by_provider(services(), body.logout_token)
    return done()


@blueprint.post("/sign-out")
@access.open_to_all
@blueprint.output(SignedOut)
@blueprint.doc(operation_id="signOutEverywhere", responses=problems(*COMMON))
def sign_out() -> dict[str, Any]:
    """Sign out of this browser, and get the address at which the provider signs out, too.

    As `DELETE /session`, for pages: where somebody signed in through a provider, the browser goes
    on to `location`.
    """
    return service.sign_out(services())


@blueprint.get("/me/ways-in")
@access.private
@blueprint.output(WaysIn)
@blueprint.doc(operation_id="getWaysIn", responses=problems(*access.PROBLEMS, "too-many-requests"))
def ways_in() -> dict[str, Any]:
    """Say how you sign in: password, providers, second factor."""
    return service.ways_in(services(), access.caller())


@blueprint.post("/me/identities")
@access.private_to_sessions_locked_late
@blueprint.input(LinkStart, arg_name="body")
@blueprint.output(Location)
@blueprint.doc(
    operation_id="startLinking",
    responses=problems(
        *JSON_PROBLEMS,
        *access.SESSION_PROBLEMS,
        *COMMON,
        *PROVIDER,
        "wrong-password",
        "sign-in-again",
    ),
)
def start_linking(body: LinkStart) -> dict[str, Any]:
    """Begin to link an account at a provider with yours: get the address to send the browser to."""
    return service.start_linking(services(), access.caller(), body)


@blueprint.delete("/me/identities/<int:identity_id>")
@access.private_to_sessions
@blueprint.doc(
    operation_id="unlinkIdentity",
    responses={
        **DONE,
        **problems(*access.SESSION_PROBLEMS, *COMMON, "not-found", "last-way-in"),
    },
)
def unlink(identity_id: int) -> Response:
    """Unlink an account at a provider from yours."""
    service.unlink(services(), access.caller(), identity_id)
    return done()
