"""A film to add, and ways to look at it afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, text

from embeddings.releases.add import add_films
from embeddings.sources.film_fields import FilmFields
from embeddings.sources.given_film import read_film
from embeddings.texts.stand_in import StandInEncoder

ENCODER = StandInEncoder()
FILM = read_film(
    {
        "title": "The Zyxomma Lighthouse",
        "original_title": "Le Phare des zyxommes",
        "alternative_titles": ["Zyxomma"],
        "year": 2031,
        "genres": ["drama", "Mystery"],
        "tags": ["lighthouse", "dragonfly collector"],
        "plot": "A keeper of a lighthouse collects dragonflies. One night a ship brings her twin.",
        "imdb_id": "99000001",
        "tmdb_id": 99000001,
    }
)


def one(engine: Engine, statement: str, **binds: Any) -> Any:
    with engine.connect() as connection:
        return connection.execute(text(statement), binds).mappings().one()


def live_row(engine: Engine, movie_id: int) -> Any:
    return one(
        engine,
        "select * from movies where movie_id = :id and release_id ="
        " (select release_id from releases where state = 'live')",
        id=movie_id,
    )


def add_one(engine: Engine, film: FilmFields = FILM, **options: Any) -> int:
    with engine.begin() as connection:
        (movie_id,) = add_films(connection, ENCODER, [film], **options)
    return movie_id
