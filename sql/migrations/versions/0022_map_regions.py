"""Named regions of a release's map, and how far a rebuild is."""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

UP = """
alter table releases
    add column map_regions jsonb not null default '[]',
    add column progress jsonb;
"""

DOWN = "alter table releases drop column map_regions, drop column progress"


def upgrade() -> None:
    """Add; releases that are kept have no named regions until a rebuild."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
