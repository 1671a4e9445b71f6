"""Routes of shared lists: they declare inputs, outputs and problems; `service` answers."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.data.services import services
from app.lists import service
from app.lists.schemas import (
    EditorIn,
    EntryIn,
    FilmList,
    LinkQuery,
    ListIn,
    ListsPage,
    SharedList,
)
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("lists", __name__, tag="Lists")

COMMON = (*access.PROBLEMS, "too-many-requests")
WRITE = (*COMMON, "csrf", "not-found", "busy")
WRITE_JSON = (*WRITE, *JSON_PROBLEMS, "no-live-release")


@blueprint.get("/lists")
@access.private
@blueprint.output(ListsPage)
@blueprint.doc(operation_id="listLists", responses=problems(*COMMON))
def lists() -> dict[str, Any]:
    """List the lists that one owns, and those that one was invited to edit."""
    return service.page(services(), access.caller())


@blueprint.post("/lists")
@access.private
@blueprint.input(ListIn, arg_name="body")
@blueprint.output(FilmList, 201)
@blueprint.doc(
    operation_id="makeList",
    responses=problems(
        *COMMON, *JSON_PROBLEMS, "csrf", "busy", "too-many-lists", "no-live-release"
    ),
)
def make(body: ListIn) -> tuple[dict[str, Any], int]:
    """Make a list. Nobody else sees it before one makes a link."""
    return service.make(services(), access.caller(), body), 201


@blueprint.get("/lists/shared")
@access.open_to_all
@blueprint.input(LinkQuery, location="query", arg_name="query")
@blueprint.output(SharedList)
@blueprint.doc(
    operation_id="readSharedList",
    responses=problems(
        "invalid-token",
        "insufficient-scope",
        "too-many-requests",
        "invalid",
        "not-found",
        "no-live-release",
    ),
)
def shared(query: LinkQuery) -> dict[str, Any]:
    """Read a list by its link; no account is needed."""
    return service.shared(services(), query.token)


@blueprint.post("/lists/editors")
@access.private
@blueprint.input(EditorIn, arg_name="body")
@blueprint.output(FilmList)
@blueprint.doc(operation_id="editList", responses=problems(*WRITE_JSON, "too-many-editors"))
def become_editor(body: EditorIn) -> dict[str, Any]:
    """Become an editor of a list, by the link that its owner sent."""
    return service.become_editor(services(), access.caller(), body.token)


@blueprint.get("/lists/<int:list_id>")
@access.private
@blueprint.output(FilmList)
@blueprint.doc(operation_id="getList", responses=problems(*COMMON, "not-found", "no-live-release"))
def show(list_id: int) -> dict[str, Any]:
    """Return a list that one owns or edits."""
    return service.show(services(), access.caller(), list_id)


@blueprint.put("/lists/<int:list_id>")
@access.private
@blueprint.input(ListIn, arg_name="body")
@blueprint.output(FilmList)
@blueprint.doc(operation_id="changeList", responses=problems(*WRITE_JSON))
def change(list_id: int, body: ListIn) -> dict[str, Any]:
    """Replace name and description of a list, as its owner or an editor."""
    return service.change(services(), access.caller(), list_id, body)


@blueprint.delete("/lists/<int:list_id>")
@access.private
@blueprint.doc(operation_id="deleteList", responses={**DONE, **problems(*WRITE, "owners-only")})
def delete(list_id: int) -> Response:
    """Delete a list for everybody, as its owner."""
    service.delete(services(), access.caller(), list_id)
    return done()


@blueprint.put("/lists/<int:list_id>/movies/<int:movie_id>")
@access.private
@blueprint.input(EntryIn, arg_name="body")
@blueprint.output(FilmList)
@blueprint.doc(operation_id="putIntoList", responses=problems(*WRITE_JSON, "list-full"))
def put(list_id: int, movie_id: int, body: EntryIn) -> dict[str, Any]:
    """Put a film into a list, or move it, or change what is said about it."""
    return service.put(services(), access.caller(), list_id, movie_id, body)


@blueprint.delete("/lists/<int:list_id>/movies/<int:movie_id>")
@access.private
@blueprint.doc(
    operation_id="takeFromList", responses={**DONE, **problems(*WRITE, "no-live-release")}
)
def take(list_id: int, movie_id: int) -> Response:
    """Take a film out of a list, if it is there."""
    service.take(services(), access.caller(), list_id, movie_id)
    return done()


@blueprint.put("/lists/<int:list_id>/read-link")
@access.private
@blueprint.output(FilmList)
@blueprint.doc(
    operation_id="shareList",
    responses=problems(*WRITE, "owners-only", "no-live-release"),
)
def share(list_id: int) -> dict[str, Any]:
    """Make a new link to read a list by, as its owner; an older one holds no longer."""
    return service.set_link(services(), access.caller(), list_id, "read", is_on=True)


@blueprint.delete("/lists/<int:list_id>/read-link")
@access.private
@blueprint.output(FilmList)
@blueprint.doc(
    operation_id="stopSharingList",
    responses=problems(*WRITE, "owners-only", "no-live-release"),
)
def stop_sharing(list_id: int) -> dict[str, Any]:
    """Revoke the link to read a list by, as its owner."""
    return service.set_link(services(), access.caller(), list_id, "read", is_on=False)


@blueprint.put("/lists/<int:list_id>/edit-link")
@access.private
@blueprint.output(FilmList)
@blueprint.doc(
    operation_id="inviteToList",
    responses=problems(*WRITE, "owners-only", "no-live-release"),
)
def invite(list_id: int) -> dict[str, Any]:
    """Make a new link to become an editor by, as the list's owner; an older one holds no longer."""
    return service.set_link(services(), access.caller(), list_id, "edit", is_on=True)


@blueprint.delete("/lists/<int:list_id>/edit-link")
@access.private
@blueprint.output(FilmList)
@blueprint.doc(
    operation_id="stopInvitingToList",
    responses=problems(*WRITE, "owners-only", "no-live-release"),
)
def stop_inviting(list_id: int) -> dict[str, Any]:
    """Revoke the link to become an editor by; those who are editors remain."""
    return service.set_link(services(), access.caller(), list_id, "edit", is_on=False)


@blueprint.delete("/lists/<int:list_id>/editors/<int:editor_id>")
@access.private
@blueprint.doc(operation_id="removeEditor", responses={**DONE, **problems(*WRITE, "owners-only")})
def remove_editor(list_id: int, editor_id: int) -> Response:
    """Remove an editor, as the list's owner; or leave the list, as that editor."""
    service.remove_editor(services(), access.caller(), list_id, editor_id)
    return done()
