"""Accounts that agreed to have films chosen for both."""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

UP = """
create table companions (
    companion_id bigint generated always as identity primary key,
    asker_id bigint not null references users (user_id) on delete cascade,
    asked_id bigint not null references users (user_id) on delete cascade,
    asker_shows_reasons boolean not null default false,
    asked_shows_reasons boolean not null default false,
    asked_at timestamptz not null default now(),
    agreed_at timestamptz,
    constraint companions_two_people_check check (asker_id <> asked_id)
);
create unique index companions_pair_key
    on companions (least(asker_id, asked_id), greatest(asker_id, asked_id));
create index companions_asker_id_idx on companions (asker_id);
create index companions_asked_id_idx on companions (asked_id);
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove; who agreed to whom is forgotten."""
    op.get_bind().exec_driver_sql("drop table companions")
