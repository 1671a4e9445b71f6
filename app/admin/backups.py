"""Backups for administrators: made, taken away, brought back, tried out and restored.

What takes long is a job of its own process (`sql.backup_job`), of which this module says how far it
is. A restore is tried out beside the served database first, and a restore point is made.
"""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from flask import Response, request, send_file
from sqlalchemy import text

from app.accounts import access
from app.accounts.confirmation import confirm
from app.admin.backup_schemas import RestoreConfirmation
from app.data.services import Services
from app.web.large_body import read_as_it_comes
from app.web.problems import Fault, Problem
from sql import backup_job
from sql.backup import BackupError, tool
from sql.backup_folder import BackupFolder, Job, JobKind, kind_of

# What every file of pg_dump's custom format begins with.
MAGIC: Final = b"PGDMP"
CHUNK: Final = 1 << 20
# Room that an upload leaves on the disk, of which the database needs some.
SPARE_BYTES: Final = 500_000_000
# A client that sends nothing for this long has gone.
PAUSE_S: Final = 60
MAY_REPLACE: Final = text(
    "select rolsuper or rolcreatedb from pg_roles where rolname = current_user"
)

audit = logging.getLogger("app.audit")


def listed(services: Services) -> dict[str, Any]:
    """List backups and the last job; see `app.admin.backup_schemas.Backups`."""
    folder = BackupFolder(services.backups.home)
    job = folder.job()
    return {
        "can_back_up": _can_back_up(services),
        "can_restore": _can_back_up(services) and _can_restore(services),
        "can_upload": services.backups.may_upload and _can_back_up(services),
        # A file that a job writes is hidden until it is whole.
        "items": [_item(folder, path) for path in folder.files()],
        "job": job and _job(job),
    }


def make(services: Services) -> dict[str, Any]:
    """Begin a backup of everything that the database holds."""
    return _begin(services, "backup")


def upload(services: Services) -> dict[str, Any]:
    """Keep the file of the request's body; it is complete in the folder, or absent.

    Raises
    ------
    Problem
        ``forbidden``: uploads are switched off. ``storage-full``. ``invalid``: the file is no
        backup, or broke off.
    """
    _need_programs(services)
    if not services.backups.may_upload:
        raise Problem("forbidden", "ORDAINED_BACKUP_UPLOADS is off: use make restore.")
    # A long upload needs no row of the database.
    services.database.release()
    folder = BackupFolder(services.backups.home)
    path = folder.new("uploaded")
    draft = path.with_name(f".{path.name}.part")
    length = request.content_length
    if (length or 0) + SPARE_BYTES > shutil.disk_usage(folder.path).free:
        raise Problem("storage-full")
    # Most backups are larger than what the server waits for before it gives a request a thread.
    read_as_it_comes(PAUSE_S)
    try:
        with draft.open("xb") as file:
            os.fchmod(file.fileno(), 0o600)
            _copy(file)
        if length is not None and draft.stat().st_size != length:
            raise _bad_file("Broke off.")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _audit("backup-upload", path)
    return _item(folder, path)


def download(services: Services, name: str) -> Response:
    """Send a backup as a file, in parts where the client asks for parts."""
    path = _found(BackupFolder(services.backups.home), name)
    _audit("backup-download", path)
    response = send_file(path.absolute(), mimetype="application/octet-stream", as_attachment=True)
    response.headers["Cache-Control"] = "no-store"
    return response


def check(services: Services, name: str) -> dict[str, Any]:
    """Begin to try a backup out in a database of its own; nothing that is served changes."""
    _need_own_database(services)
    return _begin(services, "check", _found(BackupFolder(services.backups.home), name))


def restore(services: Services, name: str, body: RestoreConfirmation) -> dict[str, Any]:
    """Begin to replace the database by a backup, once the administrator has confirmed it.

    Raises
    ------
    Problem
        As of `app.accounts.confirmation.confirm`; ``backup-busy``; ``backups-unavailable``.
    """
    _need_own_database(services)
    path = _found(BackupFolder(services.backups.home), name)
    confirm(services, access.caller(), "/password", body.password)
    return _begin(services, "restore", path)


def remove(services: Services, name: str) -> None:
    """Delete a backup for good.

    Raises
    ------
    Problem
        ``backup-busy``: a job reads it.
    """
    folder = BackupFolder(services.backups.home)
    path = _found(folder, name)
    job = folder.job()
    if job and job.state == "running" and job.name == name:
        raise Problem("backup-busy")
    folder.remove(path)
    _audit("backup-delete", path)


def _begin(services: Services, kind: JobKind, path: Path | None = None) -> dict[str, Any]:
    _need_programs(services)
    url = services.database.engine.url.render_as_string(hide_password=False)
    job = backup_job.begin(url, services.backups.home, kind, path)
    if job is None:
        raise Problem("backup-busy")
    _audit(f"backup-{kind}", services.backups.home / job.name)
    return _job(job)


def _copy(file: Any) -> None:
    first = True
    try:
        while data := request.stream.read(CHUNK):
            if first and not data.startswith(MAGIC):
                raise _bad_file("Is no backup of ordained.")
            first = False
            file.write(data)
    except (OSError, EOFError) as error:
        raise _bad_file("Broke off.") from error
    if first:
        raise _bad_file("Is empty.")
    file.flush()
    os.fsync(file.fileno())


def _found(folder: BackupFolder, name: str) -> Path:
    if (path := folder.find(name)) is None:
        raise Problem("not-found", "There is no backup of this name.")
    return path


def _item(folder: BackupFolder, path: Path) -> dict[str, Any]:
    found = path.stat()
    check = folder.check_of(path)
    return {
        "name": path.name,
        "kind": kind_of(path),
        "bytes": found.st_size,
        "created_at": datetime.fromtimestamp(found.st_mtime, UTC),
        "check": check and asdict(check),
    }


def _job(job: Job) -> dict[str, Any]:
    return asdict(job)


def _can_back_up(services: Services) -> bool:
    try:
        tool("pg_dump")
    except BackupError:
        return False
    return os.access(services.backups.home, os.W_OK)


def _can_restore(services: Services) -> bool:
    """Return whether the database is one of this machine alone, which only this service uses."""
    url = services.database.engine.url
    is_local = not url.host and str(url.query.get("host", "")).startswith("/")
    alone = is_local and services.database.replica is None
    return alone and bool(services.database.connection().scalar(MAY_REPLACE))


def _need_programs(services: Services) -> None:
    if not _can_back_up(services):
        raise Problem(
            "backups-unavailable",
            "This server has no pg_dump, or no folder to write to: use make backup.",
        )


def _need_own_database(services: Services) -> None:
    if not _can_restore(services):
        raise Problem(
            "backups-unavailable",
            "The database is not this machine's own: use make restore.",
        )


def _bad_file(reason: str) -> Problem:
    return Problem("invalid", errors=[Fault("/file", reason)])


def _audit(action: str, path: Path) -> None:
    audit.info("action=%s by=%d file=%s", action, access.caller().user_id, path.name)
