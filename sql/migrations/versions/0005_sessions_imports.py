"""Sessions that end on the server, and reports of imports."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

UP = """
-- A browser's session; the cookie holds the secret, this only its hash. Deleting the row
-- ends the session, whoever has a copy of the cookie.
create table sessions (
    secret_hash bytea not null,
    user_id bigint not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint sessions_pkey primary key (secret_hash),
    constraint sessions_secret_hash_check check (octet_length(secret_hash) = 32),
    constraint sessions_user_id_fkey foreign key (user_id)
        references users (user_id) on delete cascade
);
create index sessions_user_id_idx on sessions (user_id);

-- What an import did: to answer a repeated request with, and rows not matched to download.
create table imports (
    import_id bigint generated always as identity,
    user_id bigint not null,
    idempotency_key text,
    fingerprint bytea not null,
    report jsonb not null,
    not_matched text,
    created_at timestamptz not null default now(),
    constraint imports_pkey primary key (import_id),
    constraint imports_user_id_idempotency_key_key unique (user_id, idempotency_key),
    constraint imports_idempotency_key_check
        check (char_length(idempotency_key) between 1 and 255),
    constraint imports_user_id_fkey foreign key (user_id)
        references users (user_id) on delete cascade
);
"""

DOWN = "drop table imports, sessions;"


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
