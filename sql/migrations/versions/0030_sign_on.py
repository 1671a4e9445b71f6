"""Signing in through a provider, accounts without a password, and second factors."""

from __future__ import annotations

from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None

UP = """
alter table users alter column password_hash drop not null;

create table identities (
    identity_id bigint generated always as identity primary key,
    user_id bigint not null references users (user_id) on delete cascade,
    issuer text not null,
    subject text not null,
    email text,
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    constraint identities_issuer_subject_key unique (issuer, subject),
    constraint identities_subject_check check (char_length(subject) between 1 and 255)
);
create index identities_user_id_idx on identities (user_id);
create index identities_email_idx on identities (lower(email));

alter table sessions add column identity_id bigint
    references identities (identity_id) on delete set null;
alter table sessions add column provider_session text;
alter table sessions add column id_token text;
create index sessions_identity_id_idx on sessions (identity_id);

create table second_factors (
    user_id bigint primary key references users (user_id) on delete cascade,
    secret bytea not null,
    last_step bigint not null default 0,
    created_at timestamptz not null default now(),
    confirmed_at timestamptz
);

create table recovery_codes (
    code_hash bytea primary key,
    user_id bigint not null references users (user_id) on delete cascade,
    constraint recovery_codes_code_hash_check check (octet_length(code_hash) = 32)
);
create index recovery_codes_user_id_idx on recovery_codes (user_id);
"""

# A "!" is the hash of no password: whoever came through a provider cannot sign in by a password
# then either, until an operator sets one.
DOWN = """
drop table recovery_codes;
drop table second_factors;
alter table sessions drop column id_token;
alter table sessions drop column provider_session;
alter table sessions drop column identity_id;
drop table identities;
update users set password_hash = '!' where password_hash is null;
alter table users alter column password_hash set not null;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove; accounts stay."""
    op.get_bind().exec_driver_sql(DOWN)
