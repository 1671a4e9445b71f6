"""Taste: two vectors a film, one a person and release."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UP = """
alter table releases
    add column taste_dimension integer,
    add column taste jsonb not null default '{}'::jsonb,
    add constraint releases_taste_dimension_check check (taste_dimension between 1 and 4000);

alter table movies
    add column profile_vector halfvec,
    add column match_vector halfvec,
    add column rating_bias real;
alter table movies alter column profile_vector set storage main;
alter table movies alter column match_vector set storage main;

-- A person's vector under a release; written with the rating that changes it, or by the
-- first request under a new release. It can always be made again from the marks.
create table tastes (
    user_id bigint not null,
    release_id integer not null,
    taste_vector vector not null,
    heard_vector vector not null,
    residual_vector vector not null,
    rating_bias real not null,
    rating_count integer not null,
    mark_count integer not null,
    updated_at timestamptz not null default now(),
    constraint tastes_pkey primary key (user_id, release_id),
    constraint tastes_mark_count_check check (mark_count >= rating_count),
    constraint tastes_rating_count_check check (rating_count >= 0),
    constraint tastes_user_id_fkey foreign key (user_id)
        references users (user_id) on delete cascade,
    constraint tastes_release_id_fkey foreign key (release_id)
        references releases (release_id) on delete cascade
);
create index tastes_release_id_idx on tastes (release_id);
"""

DOWN = """
drop table tastes;
alter table movies
    drop column profile_vector,
    drop column match_vector,
    drop column rating_bias;
alter table releases drop column taste_dimension, drop column taste;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
