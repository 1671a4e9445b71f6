"""How far a person's ratings lie from what the biases expect: the width of predicted ratings."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# Null in vectors that are kept already: their person's next request computes them again.
UP = """
alter table tastes add column rating_spread real
    constraint tastes_rating_spread_check check (rating_spread > 0);
"""

DOWN = "alter table tastes drop column rating_spread"


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
