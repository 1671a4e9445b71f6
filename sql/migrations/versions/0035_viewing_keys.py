"""Keys with which a viewing is entered once, however often it is sent."""

from __future__ import annotations

from alembic import op

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None

UP = """
alter table viewings
    add column entry_key text,
    add constraint viewings_entry_key_check check (char_length(entry_key) between 1 and 255);
create unique index viewings_user_id_entry_key_idx on viewings (user_id, entry_key)
    where entry_key is not null;
"""

DOWN = """
alter table viewings drop column entry_key;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
