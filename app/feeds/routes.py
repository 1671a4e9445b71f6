"""Routes of feeds: their address needs a session, and the feeds at it need nothing else."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response, request

from app.accounts import access
from app.data.services import services
from app.feeds import service
from app.feeds.schemas import FeedAddresses, FeedState
from app.web.contract import DONE, done, problems

blueprint = APIBlueprint("feeds", __name__, tag="Accounts")
# Not in the document of the API: readers get the whole address, and there is nothing to choose.
open_blueprint = APIBlueprint("open_feeds", __name__, enable_openapi=False)

COMMON = (*access.SESSION_PROBLEMS, "too-many-requests")


@blueprint.get("/me/feed")
@access.private_to_sessions
@blueprint.output(FeedState)
@blueprint.doc(operation_id="getFeed", responses=problems(*COMMON))
def state() -> dict[str, Any]:
    """Say whether one's feeds have an address."""
    return service.state(services(), access.caller().user_id)


@blueprint.put("/me/feed")
@access.private_to_sessions
@blueprint.output(FeedAddresses)
@blueprint.doc(operation_id="makeFeed", responses=problems(*COMMON, "csrf"))
def make() -> dict[str, Any]:
    """Give one's watchlist and diary a new address; an older one holds no longer."""
    return service.make(services(), access.caller().user_id)


@blueprint.delete("/me/feed")
@access.private_to_sessions
@blueprint.doc(operation_id="revokeFeed", responses={**DONE, **problems(*COMMON, "csrf")})
def revoke() -> Response:
    """Revoke the address of one's feeds."""
    service.revoke(services(), access.caller().user_id)
    return done()


@open_blueprint.get("/api/feeds/<string(maxlength=64):secret>/<string(maxlength=20):name>")
def read(secret: str, name: str) -> Response:
    """Return a feed."""
    body, kind = service.read(services(), secret, name)
    response = Response(body, content_type=f"{kind}; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    # Nobody is to find it by searching.
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.add_etag()
    response.make_conditional(request)
    return response
