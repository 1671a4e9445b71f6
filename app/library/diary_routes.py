"""Routes of the diary: they declare inputs, outputs and problems; `diary` answers."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.data.services import services
from app.library import diary
from app.library.routes import READ, WRITE, WRITE_JSON
from app.library.viewing_schemas import (
    REPLAYED,
    EntryHeaders,
    NewViewing,
    Viewing,
    ViewingChange,
    ViewingsPage,
    ViewingsQuery,
    Year,
    Years,
)
from app.web.contract import DONE, done, problems

blueprint = APIBlueprint("diary", __name__, tag="Library")


@blueprint.get("/me/viewings")
@access.private
@blueprint.input(ViewingsQuery, location="query", arg_name="query")
@blueprint.output(ViewingsPage)
@blueprint.doc(operation_id="listViewings", responses=READ)
def list_viewings(query: ViewingsQuery) -> dict[str, Any]:
    """List each time one saw a film; those without a day come last."""
    return diary.page(services(), access.caller().user_id, query)


@blueprint.post("/me/viewings")
@access.private
@blueprint.input(NewViewing, arg_name="body")
@blueprint.input(EntryHeaders, location="headers", arg_name="headers")
@blueprint.output(Viewing, 201)
@blueprint.doc(
    operation_id="addViewing",
    responses={201: {"headers": REPLAYED}, **WRITE_JSON, **problems("library-full", "key-reused")},
)
def add_viewing(
    body: NewViewing, headers: EntryHeaders
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter that one saw a film, for the first time or again; it leaves the watchlist.

    Who may have to send it again, because no answer came, sends a key: then it is entered once.
    """
    return diary.add(services(), access.caller().user_id, body, headers.idempotency_key)


@blueprint.put("/me/viewings/<int:viewing_id>")
@access.private
@blueprint.input(ViewingChange, arg_name="body")
@blueprint.output(Viewing)
@blueprint.doc(operation_id="changeViewing", responses=WRITE_JSON)
def change_viewing(viewing_id: int, body: ViewingChange) -> dict[str, Any]:
    """Replace day and note of a viewing."""
    return diary.change(services(), access.caller().user_id, viewing_id, body)


@blueprint.delete("/me/viewings/<int:viewing_id>")
@access.private
@blueprint.doc(operation_id="removeViewing", responses={**DONE, **WRITE})
def remove_viewing(viewing_id: int) -> Response:
    """Delete a viewing; without any, the film is not seen."""
    diary.remove(services(), access.caller().user_id, viewing_id)
    return done()


@blueprint.get("/me/years")
@access.private
@blueprint.output(Years)
@blueprint.doc(operation_id="listYears", responses=problems(*access.PROBLEMS, "too-many-requests"))
def years() -> dict[str, Any]:
    """List the years of one's diary."""
    return diary.years(services(), access.caller().user_id)


@blueprint.get("/me/years/<int:number>")
@access.private
@blueprint.output(Year)
@blueprint.doc(
    operation_id="getYear",
    responses=problems(*access.PROBLEMS, "too-many-requests", "not-found", "no-live-release"),
)
def year(number: int) -> dict[str, Any]:
    """Return a year of one's diary in numbers and films."""
    return diary.year(services(), access.caller().user_id, number)
