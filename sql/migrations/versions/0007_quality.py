"""How good a release is, measured before it goes live; and releases refused for it."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

UP = """
-- Null where nothing was measured; its shape is that of `GET /release`.
alter table releases add column quality jsonb;
alter table releases drop constraint releases_state_check;
alter table releases add constraint releases_state_check
    check (state in ('building', 'live', 'retired', 'failed', 'refused'));
"""

DOWN = """
update releases set state = 'failed' where state = 'refused';
alter table releases drop constraint releases_state_check;
alter table releases add constraint releases_state_check
    check (state in ('building', 'live', 'retired', 'failed'));
alter table releases drop column quality;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
