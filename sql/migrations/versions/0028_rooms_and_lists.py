"""Rooms in which people choose a film together, and shared lists."""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

UP = """
create table rooms (
    room_id bigint generated always as identity primary key,
    code text not null,
    wishes jsonb not null,
    decide_after_minutes integer,
    decides_at timestamptz,
    link integer not null default 0,
    version integer not null default 0,
    list_key bigint not null,
    aside integer[] not null default '{}',
    winner_id bigint references films (film_id) on delete set null,
    won_by text,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    expires_at timestamptz not null,
    constraint rooms_code_key unique (code),
    constraint rooms_code_check check (code ~ '^[A-Z]{6}$'),
    constraint rooms_won_by_check check (won_by in ('all', 'best'))
);
create index rooms_expires_at_idx on rooms (expires_at);
create index rooms_winner_id_idx on rooms (winner_id);

create table room_members (
    member_id bigint generated always as identity primary key,
    room_id bigint not null references rooms (room_id) on delete cascade,
    user_id bigint references users (user_id) on delete cascade,
    secret_hash bytea,
    name text not null,
    is_host boolean not null default false,
    loves integer[] not null default '{}',
    hates integer[] not null default '{}',
    mood text,
    shows_reasons boolean not null default false,
    joined_at timestamptz not null default now(),
    heard_at timestamptz not null default now(),
    is_present boolean not null default true,
    removed_at timestamptz,
    constraint room_members_secret_hash_key unique (secret_hash),
    constraint room_members_identity_check check ((user_id is null) <> (secret_hash is null)),
    constraint room_members_secret_hash_check check (octet_length(secret_hash) = 32),
    constraint room_members_name_check check (char_length(name) <= 40)
);
create unique index room_members_room_id_user_id_key on room_members (room_id, user_id);
create unique index room_members_name_key on room_members (room_id, lower(name))
    where removed_at is null;
create index room_members_user_id_idx on room_members (user_id);

create table room_votes (
    member_id bigint not null references room_members (member_id) on delete cascade,
    film_id bigint not null references films (film_id) on delete cascade,
    vote text not null,
    voted_at timestamptz not null default now(),
    constraint room_votes_pkey primary key (member_id, film_id),
    constraint room_votes_vote_check check (vote in ('yes', 'no', 'seen'))
);
create index room_votes_film_id_idx on room_votes (film_id);

create table room_events (
    room_id bigint not null references rooms (room_id) on delete cascade,
    version integer not null,
    kind text not null,
    data jsonb not null,
    constraint room_events_pkey primary key (room_id, version)
);

create table lists (
    list_id bigint generated always as identity primary key,
    user_id bigint not null references users (user_id) on delete cascade,
    name text not null,
    about text not null default '',
    version integer not null default 0,
    read_link integer not null default 0,
    has_read_link boolean not null default false,
    edit_link integer not null default 0,
    has_edit_link boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint lists_name_check check (char_length(name) between 1 and 100),
    constraint lists_about_check check (char_length(about) <= 1000)
);
create index lists_user_id_idx on lists (user_id);

create table list_editors (
    list_id bigint not null references lists (list_id) on delete cascade,
    user_id bigint not null references users (user_id) on delete cascade,
    since timestamptz not null default now(),
    constraint list_editors_pkey primary key (list_id, user_id)
);
create index list_editors_user_id_idx on list_editors (user_id);

create table list_entries (
    list_id bigint not null references lists (list_id) on delete cascade,
    film_id bigint not null references films (film_id) on delete restrict,
    position integer not null,
    note text not null default '',
    added_at timestamptz not null default now(),
    constraint list_entries_pkey primary key (list_id, film_id),
    constraint list_entries_note_check check (char_length(note) <= 500),
    constraint list_entries_position_check check (position >= 1)
);
create index list_entries_film_id_idx on list_entries (film_id);
"""

DOWN = """
drop table list_entries;
drop table list_editors;
drop table lists;
drop table room_events;
drop table room_votes;
drop table room_members;
drop table rooms;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove, with every room and list in them."""
    op.get_bind().exec_driver_sql(DOWN)
