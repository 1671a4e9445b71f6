"""People, credits and facts of films: running time, certificate, languages of other titles."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

UP = """
create table people (
    person_id integer generated always as identity primary key,
    imdb_id text unique,
    name text not null,
    name_key text not null
);
create index people_name_key_idx on people (name_key);
create unique index people_unnumbered_key on people (name_key) where imdb_id is null;

create table credits (
    release_id integer not null references releases (release_id) on delete cascade,
    movie_id integer not null,
    role text not null
        constraint credits_role_check check (role in ('director', 'writer', 'cast', 'composer')),
    position smallint not null constraint credits_position_check check (position >= 0),
    person_id integer not null references people (person_id),
    character text,
    primary key (release_id, movie_id, role, position)
) partition by list (release_id);
create index credits_person_id_idx on credits (person_id);

alter table movies
    add column title_languages jsonb not null default '{}',
    add column directors text[] not null default '{}',
    add column writers text[] not null default '{}',
    add column "cast" text[] not null default '{}',
    add column composers text[] not null default '{}',
    add column runtime smallint,
    add column certificate text,
    add column people text[] not null default '{}',
    add constraint movies_runtime_check check (runtime between 1 and 9999);
create index movies_people_idx on movies using gin (people);

alter table added_films
    add column title_languages jsonb not null default '{}',
    add column directors text[] not null default '{}',
    add column writers text[] not null default '{}',
    add column "cast" text[] not null default '{}',
    add column composers text[] not null default '{}',
    add column runtime smallint,
    add column certificate text,
    add constraint added_films_runtime_check check (runtime between 1 and 9999);

alter table releases add column credits_checksum text;
alter table preferences add column exclude_people integer[] not null default '{}';

drop view cards;
create view cards as
select movies.release_id, movies.movie_id, movies.film_id, movies.title, movies.original_title,
    movies.year, movies.genres, movies.tags, movies.plot, movies.countries, movies.languages,
    (
        select coalesce(json_agg(
            json_build_object('id', people.person_id, 'name', people.name)
            order by credits.position
        ), '[]'::json)
        from credits
        join people on people.person_id = credits.person_id
        where credits.release_id = movies.release_id and credits.movie_id = movies.movie_id
            and credits.role = 'director' and credits.position < 6
    ) as directors,
    (
        select coalesce(json_agg(
            json_build_object('id', people.person_id, 'name', people.name)
            order by credits.position
        ), '[]'::json)
        from credits
        join people on people.person_id = credits.person_id
        where credits.release_id = movies.release_id and credits.movie_id = movies.movie_id
            and credits.role = 'cast' and credits.position < 6
    ) as "cast",
    movies.runtime, movies.certificate, movies.imdb_id, movies.tmdb_id,
    movies.rating_count, movies.rating_mean
from movies;

-- Each release that is kept gets its own table of credits, as a rebuild makes it.
do $$
declare
    kept integer;
begin
    for kept in
        select release_id from releases
        where to_regclass('movies_r' || release_id) is not null
    loop
        execute format(
            'create table credits_r%s partition of credits for values in (%s)', kept, kept
        );
    end loop;
end
$$;
"""

DOWN = """
drop view cards;
create view cards as
select release_id, movie_id, film_id, title, original_title, year, genres, tags, plot,
    countries, languages, imdb_id, tmdb_id, rating_count, rating_mean
from movies;
alter table preferences drop column exclude_people;
alter table releases drop column credits_checksum;
alter table added_films
    drop column title_languages, drop column directors, drop column writers, drop column "cast",
    drop column composers, drop column runtime, drop column certificate;
alter table movies
    drop column title_languages, drop column directors, drop column writers, drop column "cast",
    drop column composers, drop column runtime, drop column certificate, drop column people;
drop table credits;
drop table people;
"""


def upgrade() -> None:
    """Add people, credits and facts."""
    op.get_bind().exec_driver_sql(UP.replace("%", "%%"))


def downgrade() -> None:
    """Remove them."""
    op.get_bind().exec_driver_sql(DOWN)
