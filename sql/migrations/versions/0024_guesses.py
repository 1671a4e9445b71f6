"""Counts of guesses that all servers share, and usernames compared without a locale."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

UP = """
create table guesses (
    key bytea primary key,
    count integer not null,
    expires_at timestamptz not null,
    constraint guesses_key_check check (octet_length(key) = 32)
);
create index guesses_expires_at_idx on guesses (expires_at);
drop index users_username_key;
create unique index users_username_key on users (lower(username collate "C"));
"""

DOWN = """
drop index users_username_key;
create unique index users_username_key on users (lower(username));
drop table guesses;
"""


def upgrade() -> None:
    """Add; usernames have plain letters only, so that their index needs no locale."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
