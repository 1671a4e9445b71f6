"""Routes of backups, for administrators: they declare what they take and give."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.admin import backups
from app.admin.backup_schemas import Backup, BackupJob, Backups, RestoreConfirmation
from app.data.services import services
from app.web.contract import DONE, JSON_PROBLEMS, done, problems
from app.web.openapi import RAW_BODY

blueprint = APIBlueprint("backups", __name__, tag="Administration")

COMMON = (*access.PROBLEMS, "forbidden", "too-many-requests")
JOB = (*COMMON, "csrf", "backup-busy", "backups-unavailable")
FILE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@blueprint.get("/admin/backups")
@access.admins_only
@blueprint.output(Backups)
@blueprint.doc(operation_id="listBackups", responses=problems(*COMMON))
def list_backups() -> dict[str, Any]:
    """List the backups that this service keeps, and say how far the last job is."""
    return backups.listed(services())


@blueprint.post("/admin/backups")
@access.admins_only
@blueprint.output(BackupJob, 202)
@blueprint.doc(operation_id="makeBackup", responses=problems(*JOB))
def make_backup() -> dict[str, Any]:
    """Begin a backup of everything that the database holds; nobody has to wait for it."""
    return backups.make(services())


@blueprint.post("/admin/backup-uploads")
@access.admins_only_locked_late
@blueprint.output(Backup, 201)
@blueprint.doc(
    operation_id="uploadBackup",
    extensions={RAW_BODY: "application/octet-stream"},
    responses=problems(*COMMON, "csrf", "backups-unavailable", "too-large", "invalid"),
)
def upload() -> dict[str, Any]:
    """Upload a backup, the file itself as the body; nothing that is served changes."""
    return backups.upload(services())


@blueprint.get("/admin/backups/<name>")
@access.admins_only
@blueprint.doc(
    operation_id="downloadBackup",
    responses={
        200: {"description": "A file of pg_dump's custom format", "content": FILE},
        **problems(*COMMON, "not-found"),
    },
)
def download(name: str) -> Response:
    """Download a backup. It holds everybody's ratings and the hashes of their passwords."""
    return backups.download(services(), name)


@blueprint.delete("/admin/backups/<name>")
@access.admins_only
@blueprint.doc(
    operation_id="deleteBackup",
    responses={**DONE, **problems(*COMMON, "csrf", "not-found", "backup-busy")},
)
def delete_backup(name: str) -> Response:
    """Delete a backup for good."""
    backups.remove(services(), name)
    return done()


@blueprint.post("/admin/backups/<name>/check")
@access.admins_only
@blueprint.output(BackupJob, 202)
@blueprint.doc(operation_id="checkBackup", responses=problems(*JOB, "not-found"))
def check(name: str) -> dict[str, Any]:
    """Begin to try a backup out in a database of its own; nothing that is served changes."""
    return backups.check(services(), name)


@blueprint.post("/admin/backups/<name>/restore")
@access.admins_only_locked_late
@blueprint.input(RestoreConfirmation, arg_name="body")
@blueprint.output(BackupJob, 202)
@blueprint.doc(
    operation_id="restoreBackup",
    responses=problems(
        *JSON_PROBLEMS, *JOB, "not-found", "wrong-password", "sign-in-again", "session-needed"
    ),
)
def restore(name: str, body: RestoreConfirmation) -> dict[str, Any]:
    """Begin to serve a backup in place of the database, after a restore point was made.

    The backup is restored beside the database and brought up to date first. Only when that went
    well does it take the database's place, at once and whole. Sessions and tokens are the backup's
    from then on.
    """
    return backups.restore(services(), name, body)
