"""An upgrade of the database that is taken back where the service is not well after it.

Before migrations of a database that holds something, a restore point is made. After them a process
of its own asks this version whether it answers. Where it does not, or a migration failed, the
restore point is put back, and this version does not start again until somebody says so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine, text

from app.settings import Settings
from embeddings.progress import say
from sql import migrations
from sql.backup import backup, restore
from sql.backup_folder import BackupFolder
from sql.failures import ServerError
from sql.server import make_engine

# The encoder is loaded, and the first search reads from the disk.
CHECK_S = 180
# An older database without one answered nothing, so that there is nothing to check.
HAS_LIVE_RELEASE = text("select exists (select from releases where state = 'live')")


class UpgradeError(ServerError):
    """The database is as it was before the upgrade; says why, and how to go on."""


def upgrade(settings: Settings, url: str) -> None:
    """Bring the database up to date.

    Raises
    ------
    UpgradeError
        This version does not work with the upgraded database, which is as it was before; or an
        earlier start has found that already; or no restore point could be made.
    """
    engine = make_engine(url, application_name="ordained-run")
    try:
        before = migrations.current(engine)
        if before is None or not migrations.pending(engine):
            migrations.upgrade(engine)
            return
        folder = BackupFolder(settings.home)
        refusal = folder.path / "upgrade-failed.json"
        _refuse_what_failed(refusal)
        with engine.connect() as connection:
            answered = connection.scalar(HAS_LIVE_RELEASE)
        file = folder.new("before-upgrade")
        say(f"the database is at {before}: making the restore point {file} before the upgrade")
        try:
            backup(url, file)
        except ServerError as error:
            raise UpgradeError(
                f"the database was not upgraded, because no restore point could be made: {error}. "
                "To upgrade without one, run: python -m sql migrate"
            ) from error
        problem = _upgrade_and_check(settings, url, engine, bool(answered))
    finally:
        engine.dispose()
    if problem is None:
        refusal.unlink(missing_ok=True)
        folder.prune("before-upgrade")
        return
    with file.open("rb") as source:
        restore(url, source, replace=True, upgrade=False)
    noted = {"to": migrations.known_revisions()[0], "restore_point": file.name, "reason": problem}
    refusal.write_text(json.dumps(noted), encoding="utf-8")
    raise UpgradeError(_advice(noted, refusal))


def _upgrade_and_check(settings: Settings, url: str, engine: Engine, ask: bool) -> str | None:
    """Migrate, and ask this version whether it answers; return what is wrong, else None."""
    try:
        migrations.upgrade(engine)
    except Exception as error:
        # Whatever stops a migration, people are to have the service that they had.
        return f"a migration failed: {str(error).splitlines()[0]}"
    finally:
        engine.dispose()
    return health(settings, url) if ask else None


def health(settings: Settings, url: str) -> str | None:
    """Run ``python -m app check``; return what it finds wrong, else None."""
    environ = os.environ | {"DATABASE_URL": url, "ORDAINED_HOME": str(settings.home)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app", "check"],
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=CHECK_S,
        )
    except subprocess.TimeoutExpired:
        return f"the health check did not end within {CHECK_S} seconds"
    if done.returncode == 0:
        return None
    lines = (done.stderr or done.stdout).strip().splitlines()
    return lines[-1].removeprefix("error: ") if lines else "the health check failed"


def _refuse_what_failed(refusal: Path) -> None:
    try:
        noted = json.loads(refusal.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if noted.get("to") == migrations.known_revisions()[0]:
        raise UpgradeError(_advice(noted, refusal))


def _advice(noted: dict[str, str], refusal: Path) -> str:
    return (
        f"the upgrade to database {noted['to']} was taken back ({noted['reason']}). Everything is "
        f"as it was before it. Start the version that ran before; or delete {refusal} and start "
        "this one to try again"
    )
