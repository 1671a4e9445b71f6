"""Routes of import and export: they declare inputs, outputs and problems; `service` answers."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.data.services import services
from app.transfer import exporting, into_list, past_imports, service
from app.transfer.forms import REPLAYED, ImportForm, ImportHeaders, ListImportForm
from app.transfer.report_schemas import ImportReport, ImportsPage, ListImport, PastImport, Undone
from app.transfer.schemas import Export, ExportQuery
from app.web.contract import problems

blueprint = APIBlueprint("transfer", __name__, tag="Import and export")

COMMON = (*access.PROBLEMS, "too-many-requests", "invalid")
CSV = {"text/csv": {"schema": {"type": "string"}}}
# As `problems` declares them, with what a file may be refused for.
IMPORT = problems(
    *COMMON,
    *("bad-request", "too-large", "unsupported-media-type", "csrf"),
    *("import-busy", "unreadable-file", "unknown-layout", "key-reused", "no-live-release", "busy"),
    "library-full",
)


@blueprint.post("/me/import")
@access.private_locked_late
@blueprint.input(ImportForm, location="form_and_files", arg_name="form")
@blueprint.input(ImportHeaders, location="headers", arg_name="headers")
@blueprint.output(ImportReport)
@blueprint.doc(operation_id="importLibrary", responses={200: {"headers": REPLAYED}, **IMPORT})
def import_file(
    form: ImportForm, headers: ImportHeaders
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Import files of other services, or of ordained.

    Ratings, viewings with their notes, and lists are read. Rows are matched to films by IMDb, TMDB
    or MovieLens id, else by title and year. A row that cannot be read or matched is reported and
    spoils no other. The same file imported again changes nothing. An import can be undone.
    """
    return service.import_files(services(), access.caller(), form, headers.idempotency_key)


@blueprint.post("/lists/<int:list_id>/import")
@access.private_locked_late
@blueprint.input(ListImportForm, location="form_and_files", arg_name="form")
@blueprint.output(ListImport)
@blueprint.doc(
    operation_id="importIntoList",
    responses=problems(
        *COMMON,
        *("bad-request", "too-large", "unsupported-media-type", "csrf", "not-found", "busy"),
        *("import-busy", "unreadable-file", "unknown-layout", "list-full", "no-live-release"),
    ),
)
def import_into_list(list_id: int, form: ListImportForm) -> dict[str, Any]:
    """Put the films of a file at the end of a list, as its owner or an editor.

    Films that are on the list already stay as they are, and rows that cannot be read or matched
    are reported and spoil no other.
    """
    return into_list.import_into_list(services(), access.caller(), list_id, form)


@blueprint.get("/me/imports")
@access.private
@blueprint.output(ImportsPage)
@blueprint.doc(
    operation_id="listImports", responses=problems(*access.PROBLEMS, "too-many-requests")
)
def past() -> dict[str, Any]:
    """List one's imports, the last first: the last 20 of the last 30 days."""
    return past_imports.page(services(), access.caller())


@blueprint.get("/me/imports/<int:import_id>")
@access.private
@blueprint.output(PastImport)
@blueprint.doc(
    operation_id="showImport",
    responses=problems(*access.PROBLEMS, "too-many-requests", "not-found", "no-live-release"),
)
def show(import_id: int) -> dict[str, Any]:
    """Show an import: its report, and which films undoing it would leave alone."""
    return past_imports.show(services(), access.caller(), import_id)


@blueprint.delete("/me/imports/<int:import_id>")
@access.private
@blueprint.output(Undone)
@blueprint.doc(
    operation_id="undoImport",
    responses=problems(
        *access.PROBLEMS, "csrf", "too-many-requests", "not-found", "busy", "no-live-release"
    ),
)
def undo(import_id: int) -> dict[str, Any]:
    """Undo an import: each film gets back the marks that it had before.

    Films that have been changed since, by hand or by a later import, stay as they are and are
    named. Sent again, the request changes nothing and is answered the same.
    """
    return past_imports.take_back(services(), access.caller(), import_id)


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

    The columns are those of ordained's CSV, so that a row put right can be imported; then the film
    that it may be, and the row's own columns. Reports are kept for 30 days, and the last 20 of a
    person.
    """
    return past_imports.not_matched(services(), access.caller(), import_id)


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
    return exporting.export_library(services(), access.caller(), query)
