"""Films are known by their original title too, as the rule of "the same film" compares it."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

UP = """
alter table films add column original_title_key text;
create index films_original_title_key_idx on films (original_title_key)
    where original_title_key is not null;
"""
DOWN = "alter table films drop column original_title_key"


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
