"""Alembic's entry: online only, on the engine that `sql.migrations.config` carries."""

from __future__ import annotations

from alembic import context

from sql.tables import Base

with context.config.attributes["engine"].connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
