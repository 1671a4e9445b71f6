"""Alembic migrations, run from Python so that no alembic.ini is needed."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

# Any number; two processes that migrate at once must agree on it.
MIGRATION_LOCK = 0x0DA1_0001


def config(engine: Engine) -> Config:
    """Return Alembic's configuration for ``engine``."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["engine"] = engine
    return settings


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to ``revision``; several processes may call at once."""
    with engine.connect() as connection:
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        try:
            command.upgrade(config(engine), revision)
        finally:
            connection.execute(text("select pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the database down to ``revision``. Data of what is dropped are lost."""
    command.downgrade(config(engine), revision)


def pending(engine: Engine) -> bool:
    """Return whether the database lacks a migration that this code has."""
    head = ScriptDirectory.from_config(config(engine)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() != head


def current(engine: Engine) -> str | None:
    """Return the revision that the database is at."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> list[str]:
    """Return every revision that this code can bring up to date."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    return [script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()]
