"""Scopes and open ends of tokens; feeds; webhooks and their deliveries."""

from __future__ import annotations

from alembic import op

revision = "0033"
down_revision = "0031"
branch_labels = None
depends_on = None

UP = """
-- Tokens that are there keep what they could do.
alter table api_tokens
    add column scopes text[] not null default '{read,write,admin}',
    alter column expires_at drop not null,
    add constraint api_tokens_scopes_check check (
        cardinality(scopes) > 0 and scopes <@ '{read,write,admin}'::text[]
    );
alter table api_tokens alter column scopes drop default;

create table feeds (
    user_id bigint primary key references users (user_id) on delete cascade,
    secret_hash bytea not null,
    created_at timestamptz not null default now(),
    last_read_at timestamptz,
    constraint feeds_secret_hash_key unique (secret_hash),
    constraint feeds_secret_hash_check check (octet_length(secret_hash) = 32)
);

create table webhooks (
    webhook_id bigint generated always as identity primary key,
    user_id bigint not null references users (user_id) on delete cascade,
    url text not null,
    secret text not null,
    events text[] not null,
    created_at timestamptz not null default now(),
    failures integer not null default 0,
    disabled_at timestamptz,
    last_delivered_at timestamptz,
    last_error text,
    constraint webhooks_url_check check (char_length(url) between 1 and 2000),
    constraint webhooks_events_check check (
        cardinality(events) > 0 and events <@ '{rated,seen,watchlisted}'::text[]
    )
);
create index webhooks_user_id_idx on webhooks (user_id);

create table webhook_deliveries (
    delivery_id uuid primary key default gen_random_uuid(),
    webhook_id bigint not null references webhooks (webhook_id) on delete cascade,
    event text not null,
    data jsonb not null,
    created_at timestamptz not null default now(),
    attempts integer not null default 0,
    next_try_at timestamptz not null default now()
);
create index webhook_deliveries_webhook_id_idx on webhook_deliveries (webhook_id);
create index webhook_deliveries_next_try_at_idx on webhook_deliveries (next_try_at);
"""

DOWN = """
drop table webhook_deliveries;
drop table webhooks;
drop table feeds;
-- Tokens without an end, or that may not do everything, would gain rights: they are removed.
delete from api_tokens where expires_at is null or not scopes @> '{read,write,admin}'::text[];
alter table api_tokens
    drop column scopes,
    alter column expires_at set not null;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove; programs whose tokens had scopes need new ones, and feeds new addresses."""
    op.get_bind().exec_driver_sql(DOWN)
