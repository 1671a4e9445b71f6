"""Films that an operator adds: kept over rebuilds, and told to every process at once."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

UP = """
alter table users add column is_admin boolean not null default false;

-- How often the films of a release have been changed since it was built.
alter table releases add column revision integer not null default 0;
-- The map from an encoder's vector to the text part of a taste vector, as float32.
alter table releases add column text_part bytea;

-- Which films a change was of, and which words are in more or fewer films since: what a
-- process that holds titles and words reads anew.
create table release_changes (
    release_id integer not null,
    revision integer not null,
    movie_id integer not null,
    words text[] not null,
    changed_at timestamptz not null default now(),
    constraint release_changes_pkey primary key (release_id, revision, movie_id),
    constraint release_changes_release_id_fkey foreign key (release_id)
        references releases (release_id) on delete cascade
);

-- Ids from two thousand million on: no data set has such, and they still fit an integer.
create table added_films (
    movie_id integer generated always as identity (start with 2000000000),
    title text not null,
    original_title text,
    alternative_titles text[] not null,
    year smallint,
    genres text[] not null,
    tags text[] not null,
    plot text,
    countries text[] not null,
    languages text[] not null,
    imdb_id text,
    tmdb_id integer,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    constraint added_films_pkey primary key (movie_id),
    constraint added_films_imdb_id_key unique (imdb_id),
    constraint added_films_movie_id_check check (movie_id >= 2000000000),
    constraint added_films_year_check check (year between 1870 and 2200)
);

-- The years of a release are counted from this alone, after every change of its films.
create index movies_release_id_year_idx on movies (release_id, year);
"""

DOWN = """
drop index movies_release_id_year_idx;
drop table release_changes, added_films;
alter table releases drop column revision, drop column text_part;
alter table users drop column is_admin;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
