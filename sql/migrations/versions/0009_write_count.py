"""How often a person has written, so that a replica can be told from one that lags."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# A constant default: no row is rewritten. Not indexed, so that counting stays within the page.
UP = "alter table users add column write_count bigint not null default 0"
DOWN = "alter table users drop column write_count"


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
