"""Which film is it? Movies of a data set are matched to lasting identities.

By IMDb id; else by normalised title and year. People's ratings point to films,
so this is what lets them keep their ratings when the data set changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from psycopg2.extras import execute_values
from sqlalchemy import Connection, text

from sql.server import cursor


@dataclass(frozen=True)
class Identity:
    """What is known of a movie's identity."""

    movie_id: int
    imdb_id: str | None
    title_key: str
    year: int | None


STAGE = """
create temporary table incoming (
    movie_id integer primary key, imdb_id text, title_key text, year smallint, film_id bigint
) on commit drop
"""

# In order of trust. Each leaves alone what an earlier one settled, and no two
# movies of a data set may claim one film.
STEPS = (
    # The same IMDb id.
    """
    update incoming set film_id = films.film_id
    from films where films.imdb_id = incoming.imdb_id
    """,
    # A film known so far only by title and year gets its number.
    """
    with claimed as (
        select distinct on (films.film_id) films.film_id, incoming.movie_id, incoming.imdb_id
        from incoming
        join films on films.title_key = incoming.title_key
            and films.year is not distinct from incoming.year and films.imdb_id is null
        where incoming.film_id is null and incoming.imdb_id is not null
        order by films.film_id, incoming.movie_id
    ), numbered as (
        update films set imdb_id = claimed.imdb_id from claimed
        where films.film_id = claimed.film_id
    )
    update incoming set film_id = claimed.film_id
    from claimed where claimed.movie_id = incoming.movie_id
    """,
    # No number here: the one film of that title and year that is still free.
    """
    with candidates as (
        select incoming.movie_id, min(films.film_id) as film_id
        from incoming
        join films on films.title_key = incoming.title_key
            and films.year is not distinct from incoming.year
        where incoming.film_id is null and incoming.imdb_id is null
            and not exists (select from incoming taken where taken.film_id = films.film_id)
        group by incoming.movie_id
        having count(*) = 1
    ), single as (
        select film_id, min(movie_id) as movie_id from candidates group by film_id
    )
    update incoming set film_id = single.film_id
    from single where single.movie_id = incoming.movie_id
    """,
    # Never seen before.
    """
    with added as (
        insert into films (imdb_id, title_key, year)
        select imdb_id, title_key, year from incoming
        where film_id is null and imdb_id is not null
        order by movie_id
        returning film_id, imdb_id
    )
    update incoming set film_id = added.film_id
    from added where added.imdb_id = incoming.imdb_id
    """,
    """
    with added as (
        insert into films (title_key, year)
        select title_key, year from incoming where film_id is null
        order by movie_id
        returning film_id, title_key, year
    )
    update incoming set film_id = added.film_id
    from added where incoming.film_id is null and added.title_key = incoming.title_key
        and added.year is not distinct from incoming.year
    """,
)


def identify(connection: Connection, movies: Iterable[Identity]) -> dict[int, int]:
    """Return movie_id → film_id, entering films that are new.

    Parameters
    ----------
    connection : Connection
        In a transaction; the caller commits.
    movies : iterable of Identity
        Unique by movie_id and by IMDb id; unnumbered ones unique by title and year
        (the catalogue merges those).
    """
    connection.exec_driver_sql(STAGE)
    rows = [(movie.movie_id, movie.imdb_id, movie.title_key, movie.year) for movie in movies]
    with cursor(connection) as raw:
        execute_values(
            raw,
            "insert into incoming (movie_id, imdb_id, title_key, year) values %s",
            rows,
            page_size=1000,
        )
    connection.exec_driver_sql("analyze incoming")
    for step in STEPS:
        connection.exec_driver_sql(step)
    found = connection.execute(text("select movie_id, film_id from incoming"))
    return {row.movie_id: row.film_id for row in found}
