"""Relevance of tags and moods: a vector of each film, and a direction of each tag."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

UP = """
alter table releases add column tag_space bytea;
alter table movies
    add column tag_vector halfvec,
    add column relevant_tags text[] not null default '{}';
alter table movies alter column tag_vector set storage main;

create index movies_relevant_tags_idx on movies using gin (relevant_tags);

create table tag_directions (
    release_id integer not null references releases (release_id) on delete cascade,
    name text not null,
    kind text not null constraint tag_directions_kind_check check (kind in ('tag', 'mood')),
    parent text not null,
    also text[] not null,
    film_count integer not null
        constraint tag_directions_film_count_check check (film_count >= 0),
    direction halfvec,
    intercept real,
    threshold real constraint tag_directions_threshold_check check (threshold between 0 and 1),
    quality real constraint tag_directions_quality_check check (quality between 0 and 1),
    primary key (release_id, name),
    constraint tag_directions_learned_check
        check (num_nulls(direction, intercept, threshold) in (0, 3))
) partition by list (release_id);

-- Releases that are kept have no directions, and films of theirs nothing of this until a rebuild:
-- to write it into every row would take as long. Their tables are made all the same, so that every
-- release has the same ones.
do $$
declare
    kept integer;
begin
    for kept in
        select release_id from releases
        where to_regclass('movies_r' || release_id) is not null
    loop
        execute format(
            'create table tag_directions_r%s partition of tag_directions for values in (%s)',
            kept, kept
        );
    end loop;
end
$$;
"""

DOWN = """
drop table tag_directions;
alter table movies drop column tag_vector, drop column relevant_tags;
alter table releases drop column tag_space;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP.replace("%", "%%"))


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
