"""Films by country and language."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

UP = """
create index movies_countries_idx on movies using gin (countries);
create index movies_languages_idx on movies using gin (languages);
"""
DOWN = "drop index movies_languages_idx; drop index movies_countries_idx"


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
