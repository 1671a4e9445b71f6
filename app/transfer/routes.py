"""Routes of import and export: they declare inputs, outputs and problems; `service` answers."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.data.services import services
from app.transfer import service
from app.transfer.schemas import (
    REPLAYED,
    Export,
    ExportQuery,
    ImportForm,
    ImportHeaders,
    ImportReport,
)
from app.web.contract import problems

blueprint = APIBlueprint("transfer", __name__, tag="Import and export")

COMMON = (*access.PROBLEMS, "too-many-requests", "invalid")
CSV = {"text/csv": {"schema": {"type": "string"}}}
# As `problems` declares them, with what a file may be refused for.
IMPORT = problems(
    *COMMON,
    *("bad-request", "too-large", "unsupported-media-type", "csrf"),
    *("unreadable-file", "key-reused", "no-live-release"),
)


@blueprint.post("/me/import")
@access.private
@blueprint.input(ImportForm, location="form_and_files", arg_name="form")
@blueprint.input(ImportHeaders, location="headers", arg_name="headers")
@blueprint.output(ImportReport)
@blueprint.doc(operation_id="importLibrary", responses={200: {"headers": REPLAYED}, **IMPORT})
def import_file(
    form: ImportForm, headers: ImportHeaders
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Import a file of MovieLens, IMDb, Letterboxd, Trakt or ordained.

    Ratings, history and lists are read. Rows are matched to films by IMDb, TMDB or MovieLens id,
    else by title and year. Ratings of ten steps become stars of half steps. A row that cannot be
    read or matched is reported and spoils no other. The same file imported again changes nothing.
    """
    return service.import_file(services(), access.caller(), form, headers.idempotency_key)


@blueprint.get("/me/imports/<int:import_id>/not-matched")
@access.private
@blueprint.doc(
    operation_id="downloadNotMatched",
    responses={
        200: {"description": "CSV with a header, in UTF-8", "content": CSV},
        **problems(*access.PROBLEMS, "too-many-requests", "not-found"),
    },
)
def not_matched(import_id: int) -> Response:
    """Download the rows that an import did not match, each with its reason.

    The columns are those of ordained's CSV: a row put right can be imported. Reports are kept for
    30 days, and the last 20 of a person.
    """
    return service.not_matched(services(), access.caller(), import_id)


@blueprint.get("/me/export")
@access.private
@blueprint.input(ExportQuery, location="query", arg_name="query")
@blueprint.output(Export)
@blueprint.doc(
    operation_id="exportLibrary",
    responses={200: {"content": CSV}, **problems(*COMMON, "no-live-release")},
)
def export(query: ExportQuery) -> Response | tuple[dict[str, Any], int, dict[str, str]]:
    """Download what one keeps: all of it in ordained's format, or a CSV for other services."""
    return service.export_library(services(), access.caller(), query)
