"""Links with which accounts can be made."""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

UP = """
create table invitations (
    secret_hash bytea primary key,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint invitations_secret_hash_check check (octet_length(secret_hash) = 32)
);
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove; links that were given away open nothing any more."""
    op.get_bind().exec_driver_sql("drop table invitations")
