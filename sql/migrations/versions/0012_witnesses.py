"""One film in fifty, to see what a walk through the index of match vectors has missed."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(
        "create index movies_witness_idx on movies (movie_id) where movie_id %% 50 = 0"
    )


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql("drop index movies_witness_idx")
