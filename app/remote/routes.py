"""Routes of media servers and remote accounts: they declare what they take and give."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response, request

from app.accounts import access
from app.data.services import services
from app.remote import code_service, server_service, service, webhooks
from app.remote.schemas import (
    MediaServer,
    MediaServerChange,
    MediaServerIn,
    MediaServers,
    NotMatchedFilms,
    PlayLinks,
    RemoteAccount,
    RemoteAccountChange,
    RemoteAccountIn,
    RemoteAccounts,
    RemoteCode,
    RemoteCodeCheck,
    RemoteCodeIn,
    RemoteCodeState,
    WebhookQuery,
)
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("remote", __name__, tag="Media servers")

COMMON = (*access.PROBLEMS, "too-many-requests")
WRITES = (*COMMON, "csrf", "busy")
ADMIN = (*COMMON, "forbidden")
ELSEWHERE = ("remote-refused", "remote-away", "remote-exists")


@blueprint.get("/admin/media-servers")
@access.admins_only
@blueprint.output(MediaServers)
@blueprint.doc(operation_id="listMediaServers", responses=problems(*ADMIN))
def list_servers() -> dict[str, Any]:
    """List media servers, with what came of reading each the last time."""
    return server_service.listed(services())


@blueprint.post("/admin/media-servers")
@access.admins_only
@blueprint.input(MediaServerIn, arg_name="body")
@blueprint.output(MediaServer, status_code=201)
@blueprint.doc(
    operation_id="addMediaServer",
    responses=problems(*JSON_PROBLEMS, *ADMIN, "csrf", "busy", *ELSEWHERE),
)
def add_server(body: MediaServerIn) -> dict[str, Any]:
    """Add a Jellyfin, Emby or Plex server; it must answer and take the token."""
    return server_service.add(services(), body)


@blueprint.put("/admin/media-servers/<int:server_id>")
@access.admins_only
@blueprint.input(MediaServerChange, arg_name="body")
@blueprint.output(MediaServer)
@blueprint.doc(
    operation_id="changeMediaServer",
    responses=problems(*JSON_PROBLEMS, *ADMIN, "csrf", "busy", "not-found", *ELSEWHERE),
)
def change_server(server_id: int, body: MediaServerChange) -> dict[str, Any]:
    """Change a media server's name, addresses or token, or give its webhook a new secret."""
    return server_service.change(services(), server_id, body)


@blueprint.delete("/admin/media-servers/<int:server_id>")
@access.admins_only
@blueprint.doc(
    operation_id="removeMediaServer",
    responses={**DONE, **problems(*ADMIN, "csrf", "busy", "not-found")},
)
def remove_server(server_id: int) -> Response:
    """Remove a media server and people's accounts on it; marks that came from it stay."""
    server_service.remove(services(), server_id)
    return done()


@blueprint.post("/admin/media-servers/<int:server_id>/sync")
@access.admins_only
@blueprint.output(MediaServer)
@blueprint.doc(
    operation_id="syncMediaServer",
    responses=problems(*ADMIN, "csrf", "busy", "not-found", "no-live-release"),
)
def sync_server(server_id: int) -> dict[str, Any]:
    """Read a media server's library now; `result` says what came of it."""
    return server_service.sync(services(), server_id)


@blueprint.get("/admin/media-servers/<int:server_id>/not-matched")
@access.admins_only
@blueprint.output(NotMatchedFilms)
@blueprint.doc(operation_id="listNotMatchedFilms", responses=problems(*ADMIN, "not-found"))
def not_matched(server_id: int) -> dict[str, Any]:
    """List films of a library that the catalogue does not have, or that could be several."""
    return server_service.not_matched(services(), server_id)


@blueprint.post("/media-servers/webhook")
@blueprint.input(WebhookQuery, location="query", arg_name="query")
@blueprint.doc(
    operation_id="receiveWebhook",
    responses={
        **DONE,
        **problems("bad-request", "invalid", "not-found", "too-large", "too-many-requests"),
        **problems("remote-away", "no-live-release", "busy"),
    },
)
def webhook(query: WebhookQuery) -> Response:
    """Take a webhook of a media server: Jellyfin's plugin, Emby's, or Plex's.

    The body is the server's own: JSON of Jellyfin and Emby, a form with the field `payload` of
    Plex. It is believed only that something has changed; what it is now is read from the server.
    """
    body = request.form.get("payload", "").encode() or request.get_data()
    webhooks.receive(services(), query.secret, body)
    return done()


@blueprint.get("/me/remote-accounts")
@access.private
@blueprint.output(RemoteAccounts)
@blueprint.doc(operation_id="listRemoteAccounts", responses=problems(*COMMON))
def list_accounts() -> dict[str, Any]:
    """List one's accounts on media servers and with diary services, and what could be connected."""
    return service.listed(services(), access.caller())


@blueprint.post("/me/remote-accounts")
@access.private
@blueprint.input(RemoteAccountIn, arg_name="body")
@blueprint.output(RemoteAccount, status_code=201)
@blueprint.doc(
    operation_id="connectRemoteAccount",
    responses=problems(*JSON_PROBLEMS, *WRITES, *ELSEWHERE),
)
def connect(body: RemoteAccountIn) -> dict[str, Any]:
    """Connect an account elsewhere: what it has rated and seen can be read from then on."""
    return service.connect(services(), access.caller(), body)


@blueprint.post("/me/remote-accounts/code")
@access.private_locked_late
@blueprint.input(RemoteCodeIn, arg_name="body")
@blueprint.output(RemoteCode)
@blueprint.doc(
    operation_id="beginRemoteCode", responses=problems(*JSON_PROBLEMS, *WRITES, *ELSEWHERE)
)
def begin_code(body: RemoteCodeIn) -> dict[str, Any]:
    """Get a code that connects an account of Trakt or Simkl once it is typed on their page."""
    return code_service.begin(services(), access.caller(), body)


@blueprint.post("/me/remote-accounts/code/check")
@access.private_locked_late
@blueprint.input(RemoteCodeCheck, arg_name="body")
@blueprint.output(RemoteCodeState)
@blueprint.doc(
    operation_id="checkRemoteCode", responses=problems(*JSON_PROBLEMS, *WRITES, *ELSEWHERE)
)
def check_code(body: RemoteCodeCheck) -> dict[str, Any]:
    """Ask what came of a code, and connect the account once its person has agreed there."""
    return code_service.check(services(), access.caller(), body)


@blueprint.put("/me/remote-accounts/<int:account_id>")
@access.private
@blueprint.input(RemoteAccountChange, arg_name="body")
@blueprint.output(RemoteAccount)
@blueprint.doc(
    operation_id="changeRemoteAccount",
    responses=problems(*JSON_PROBLEMS, *WRITES, "not-found"),
)
def change_account(account_id: int, body: RemoteAccountChange) -> dict[str, Any]:
    """Have marks that are set here from now on written there, or no longer."""
    return service.change(services(), access.caller(), account_id, body)


@blueprint.post("/me/remote-accounts/<int:account_id>/sync")
@access.private_locked_late
@blueprint.output(RemoteAccount)
@blueprint.doc(
    operation_id="syncRemoteAccount",
    responses=problems(*WRITES, "not-found", "no-live-release", "library-full"),
)
def sync_account(account_id: int) -> dict[str, Any]:
    """Read an account now, and write there what waits; `result` says what came of it."""
    return service.sync(services(), access.caller(), account_id)


@blueprint.delete("/me/remote-accounts/<int:account_id>")
@access.private
@blueprint.doc(
    operation_id="disconnectRemoteAccount",
    responses={**DONE, **problems(*WRITES, "not-found")},
)
def disconnect(account_id: int) -> Response:
    """Forget an account elsewhere and its token; marks that came from it stay."""
    service.disconnect(services(), access.caller(), account_id)
    return done()


@blueprint.get("/me/play/<int:movie_id>")
@access.private
@blueprint.output(PlayLinks)
@blueprint.doc(
    operation_id="listPlayLinks", responses=problems(*COMMON, "not-found", "no-live-release")
)
def play(movie_id: int) -> dict[str, Any]:
    """Say on which media servers of the house a film can be played, and where."""
    return service.play_links(services(), movie_id)
