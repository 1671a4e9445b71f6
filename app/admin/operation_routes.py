"""Routes of the operation, for administrators: they declare what they take and give."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.accounts import access
from app.admin import operation
from app.admin.operation_schemas import (
    Coverage,
    ImportCounts,
    Jobs,
    PeopleCounts,
    PeopleQuery,
    Releases,
    RollbackIn,
    RolledBack,
    Statements,
)
from app.data.services import services
from app.web.contract import JSON_PROBLEMS, problems

blueprint = APIBlueprint("operation", __name__, tag="Administration")

COMMON = (*access.PROBLEMS, "forbidden", "too-many-requests")


@blueprint.get("/admin/releases")
@access.admins_only
@blueprint.output(Releases)
@blueprint.doc(operation_id="listReleases", responses=problems(*COMMON))
def list_releases() -> dict[str, Any]:
    """List all releases with their measured quality, the newest first."""
    return operation.releases(services())


@blueprint.post("/admin/releases/rollback")
@access.admins_only
@blueprint.input(RollbackIn, arg_name="body")
@blueprint.output(RolledBack)
@blueprint.doc(
    operation_id="rollBack",
    responses=problems(*JSON_PROBLEMS, *COMMON, "csrf", "rollback-refused"),
)
def roll_back(body: RollbackIn) -> dict[str, Any]:
    """Make the release before the live one live again; the log says who did it."""
    return operation.roll_back(services(), body)


@blueprint.get("/admin/coverage")
@access.admins_only
@blueprint.output(Coverage)
@blueprint.doc(operation_id="getCoverage", responses=problems(*COMMON, "no-live-release"))
def get_coverage() -> dict[str, Any]:
    """Say how many films have a plot, credits, moods, vectors and so on, and from where."""
    return operation.coverage(services())


@blueprint.get("/admin/people")
@access.admins_only
@blueprint.input(PeopleQuery, location="query", arg_name="query")
@blueprint.output(PeopleCounts)
@blueprint.doc(operation_id="listAccounts", responses=problems("invalid", *COMMON))
def list_people(query: PeopleQuery) -> dict[str, Any]:
    """List accounts with how much each has marked, and nothing of what."""
    return operation.people(services(), query)


@blueprint.get("/admin/statements")
@access.admins_only
@blueprint.output(Statements)
@blueprint.doc(operation_id="listStatements", responses=problems(*COMMON))
def list_statements() -> dict[str, Any]:
    """List the statements that took the most time, by this service's own clock."""
    return operation.statements(services())


@blueprint.get("/admin/imports")
@access.admins_only
@blueprint.output(ImportCounts)
@blueprint.doc(operation_id="countImports", responses=problems(*COMMON))
def count_imports() -> dict[str, Any]:
    """Count imports and their faults by layout; nothing of what the files held."""
    return operation.imports(services())


@blueprint.get("/admin/jobs")
@access.admins_only
@blueprint.output(Jobs)
@blueprint.doc(operation_id="listJobs", responses=problems(*COMMON))
def list_jobs() -> dict[str, Any]:
    """List rebuilds under way, each with the stage that it is at."""
    return operation.jobs(services())
