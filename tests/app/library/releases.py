"""Releases of a few films, written straight into the tables: quick, and with ids at will."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text


def add_film(connection: Connection, title_key: str) -> int:
    """Enter a film and return its id."""
    statement = text("insert into films (title_key) values (:key) returning film_id")
    return int(connection.execute(statement, {"key": title_key}).scalar_one())


def go_live(engine: Engine, dataset: str, movies: dict[int, int]) -> None:
    """Make a release of ``movies`` (movie id to film id) and have it be the live one."""
    with engine.begin() as connection:
        connection.execute(text("update releases set state = 'retired' where state = 'live'"))
        release_id = connection.execute(
            text(
                "insert into releases (state, dataset, dataset_checksum, encoder, "
                "encoder_revision, text_dimension, live_at) "
                "values ('live', :dataset, 'none', 'stand-in', '1', 3, now()) returning release_id"
            ),
            {"dataset": dataset},
        ).scalar_one()
        connection.execute(
            text(
                f"create table movies_r{release_id} partition of movies "
                f"for values in ({release_id})"
            )
        )
        for movie_id, film_id in movies.items():
            connection.execute(
                text(
                    "insert into movies (release_id, movie_id, film_id, title, title_keys, genres, "
                    "tags, tag_counts, text_hash, text_vector) values (:release_id, :movie_id, "
                    ":film_id, :title, '{}', '{}', '{}', '{}', '', '[1,0,0]')"
                ),
                {
                    "release_id": release_id,
                    "movie_id": movie_id,
                    "film_id": film_id,
                    "title": f"Film {film_id} as {dataset} has it",
                },
            )
