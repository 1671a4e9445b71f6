"""Media servers, and people's accounts on them and elsewhere."""

from __future__ import annotations

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

UP = """
create table media_servers (
    server_id bigint generated always as identity primary key,
    kind text not null,
    name text not null,
    url text not null,
    play_url text not null,
    machine_id text not null,
    token_box bytea not null,
    webhook_hash bytea not null,
    created_at timestamptz not null default now(),
    synced_at timestamptz,
    result jsonb,
    constraint media_servers_webhook_hash_key unique (webhook_hash),
    constraint media_servers_kind_check check (kind in ('jellyfin', 'emby', 'plex')),
    constraint media_servers_name_check check (char_length(name) between 1 and 60),
    constraint media_servers_webhook_hash_check check (octet_length(webhook_hash) = 32)
);

create table server_films (
    server_id bigint not null references media_servers (server_id) on delete cascade,
    item_id text not null,
    film_id bigint references films (film_id) on delete set null,
    title text not null,
    year smallint,
    reason text,
    constraint server_films_pkey primary key (server_id, item_id)
);
create index server_films_film_id_idx on server_films (film_id);

create table remote_accounts (
    account_id bigint generated always as identity primary key,
    user_id bigint not null references users (user_id) on delete cascade,
    service text not null,
    server_id bigint references media_servers (server_id) on delete cascade,
    name text not null,
    remote_id text not null,
    token_box bytea,
    writes_back_since timestamptz,
    created_at timestamptz not null default now(),
    synced_at timestamptz,
    result jsonb,
    constraint remote_accounts_user_id_server_id_key unique (user_id, server_id),
    constraint remote_accounts_service_check
        check (service in ('jellyfin', 'emby', 'plex', 'letterboxd', 'trakt', 'simkl')),
    constraint remote_accounts_server_id_check
        check ((server_id is null) = (service in ('letterboxd', 'trakt', 'simkl')))
);
create unique index remote_accounts_user_id_service_key on remote_accounts (user_id, service)
    where server_id is null;
create index remote_accounts_server_id_idx on remote_accounts (server_id);

create table remote_marks (
    account_id bigint not null references remote_accounts (account_id) on delete cascade,
    film_id bigint not null references films (film_id) on delete cascade,
    rating numeric(2, 1),
    said text[] not null default '{}',
    taken_at timestamptz,
    constraint remote_marks_pkey primary key (account_id, film_id)
);
create index remote_marks_film_id_idx on remote_marks (film_id);

create table write_backs (
    account_id bigint not null references remote_accounts (account_id) on delete cascade,
    film_id bigint not null references films (film_id) on delete cascade,
    kind text not null,
    rating numeric(2, 1),
    queued_at timestamptz not null default now(),
    attempts integer not null default 0,
    next_at timestamptz not null default now(),
    failure text,
    constraint write_backs_pkey primary key (account_id, film_id, kind),
    constraint write_backs_kind_check check (kind in ('rating', 'seen')),
    constraint write_backs_rating_check check ((kind = 'rating') = (rating is not null))
);
create index write_backs_film_id_idx on write_backs (film_id);

alter table imports add column synced boolean not null default false;
"""

DOWN = """
alter table imports drop column synced;
drop table write_backs;
drop table remote_marks;
drop table remote_accounts;
drop table server_films;
drop table media_servers;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove, with every server and account in them."""
    op.get_bind().exec_driver_sql(DOWN)
