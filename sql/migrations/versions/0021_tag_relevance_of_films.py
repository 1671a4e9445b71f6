"""How much each tag and mood holds for a film, as one sparse vector that a search multiplies."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# Films of releases that are kept have none until a rebuild: to compute it takes as long.
UP = """
alter table movies add column tag_relevance sparsevec;
alter table movies alter column tag_relevance set storage main;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql("alter table movies drop column tag_relevance")
