"""Where posters are at TMDB, as far as anybody asked."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UP = """
create table posters (
    tmdb_id integer primary key,
    -- Null where TMDB has no such film, or no poster of it.
    path text,
    looked_up_at timestamptz not null default now()
);
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql("drop table posters")
