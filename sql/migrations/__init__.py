"""Alembic migrations, run from Python so that no alembic.ini is needed."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from sql.failures import ServerError

# Any number; two processes that migrate at once must agree on it.
MIGRATION_LOCK = 0x0DA1_0001


def config(engine: Engine | None = None) -> Config:
    """Return Alembic's configuration, for ``engine`` where it is to touch a database."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["engine"] = engine
    return settings


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to ``revision``; several processes may call at once.

    Raises
    ------
    ServerError
        The database is of a newer ordained; nothing is changed.
    """
    with engine.connect() as connection:
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        try:
            found = current(engine)
            if found is not None and found not in known_revisions():
                raise ServerError(
                    f"the database is of a newer ordained (its revision is {found}); this one "
                    "can serve from it, but not change it"
                )
            command.upgrade(config(engine), revision)
        finally:
            connection.execute(text("select pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the database down to ``revision``. Data of what is dropped are lost."""
    command.downgrade(config(engine), revision)


def pending(engine: Engine) -> bool:
    """Return whether the database lacks a migration that this code has.

    A revision that this code does not know is of a newer version, and lacks none: while
    an upgrade goes from server to server, those not reached yet go on answering.
    """
    known = known_revisions()
    found = current(engine)
    return found != known[0] and (found is None or found in known)


def current(engine: Engine) -> str | None:
    """Return the revision that the database is at."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> list[str]:
    """Return every revision that this code has, the newest first."""
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    return [script.revision for script in scripts]
