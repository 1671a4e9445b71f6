"""Sets that films belong to: studios, series, awards, movements."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

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
    movies.rating_count, movies.rating_mean, movies.popularity
from movies;
"""

# Films of releases that are kept have none until a rebuild.
UP = f"""
alter table movies add column collections text[] not null default '{{}}';
alter table added_films add column collections text[] not null default '{{}}';
create index movies_collections_idx on movies using gin (collections);
{CARDS.replace("movies.certificate, ", "movies.certificate, movies.collections, ")}
"""

DOWN = f"""
{CARDS}
alter table added_films drop column collections;
alter table movies drop column collections;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
