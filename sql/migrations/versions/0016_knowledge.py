"""Moods, phrases and ages of films, where each field comes from, and phrases in the full text."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FTS = """setweight(to_tsvector('english', fold(title || ' ' || coalesce(original_title, '')
        || ' ' || joined(alternative_titles))), 'A')
    || setweight(to_tsvector('simple', fold(title || ' ' || coalesce(original_title, '')
        || ' ' || joined(alternative_titles))), 'A')
    || setweight(to_tsvector('english', fold(joined(tags) || ' ' || joined(genres))), 'B')
    || setweight(to_tsvector('english', fold(coalesce(plot, ''))), 'C')"""

CARDS = """
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
"""

UP = f"""
alter table movies
    add column minimum_age smallint,
    add column moods jsonb not null default '{{}}',
    add column phrases text[] not null default '{{}}',
    add column sources jsonb not null default '{{}}',
    add column popularity real not null default 0,
    add constraint movies_popularity_check check (popularity between 0 and 1),
    add constraint movies_minimum_age_check check (minimum_age between 0 and 21);
alter table added_films
    add column minimum_age smallint,
    add column moods jsonb not null default '{{}}',
    add column phrases text[] not null default '{{}}',
    add constraint added_films_minimum_age_check check (minimum_age between 0 and 21);
alter table releases add column knowledge_checksum text;
alter table sentences
    add column kind text not null default 'plot'
        constraint sentences_kind_check check (kind in ('plot', 'phrase'));

-- The index goes with the column, and comes back for every release that is kept.
alter table movies drop column fts;
alter table movies add column fts tsvector generated always as (
    {FTS}
    || setweight(to_tsvector('english', fold(joined(phrases))), 'D')
) stored;
create index movies_fts_idx on movies using gin (fts);
{CARDS.replace("movies.rating_mean", "movies.rating_mean, movies.popularity")}
-- Of releases that are kept; a rebuild writes its own.
update movies
set popularity = ranked.popularity
from (
    select release_id, movie_id,
        cume_dist() over (partition by release_id order by rating_count) as popularity
    from movies
) as ranked
where ranked.release_id = movies.release_id and ranked.movie_id = movies.movie_id
    and movies.rating_count > 0;
"""

DOWN = f"""
{CARDS}
alter table movies drop column fts;
alter table movies add column fts tsvector generated always as (
    {FTS}
) stored;
create index movies_fts_idx on movies using gin (fts);
delete from sentences where kind = 'phrase';
alter table sentences drop column kind;
alter table releases drop column knowledge_checksum;
alter table added_films drop column minimum_age, drop column moods, drop column phrases;
alter table movies
    drop column minimum_age, drop column moods, drop column phrases, drop column sources,
    drop column popularity;
"""


def upgrade() -> None:
    """Add what viewers say of films."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove it."""
    op.get_bind().exec_driver_sql(DOWN)
