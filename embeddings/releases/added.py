"""Films that an operator added, in the table ``added_films``: outside of every release.

They are merged into the catalogue of each rebuild (`embeddings.catalogue.added`), so that
they outlive the release they were added to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, text, update

from embeddings.errors import FilmExistsError, NoSuchFilmError
from embeddings.sources.given_film import FIELDS, LISTS, GivenFilm
from embeddings.sources.text.titles import title_key
from sql import query
from sql.tables import AddedFilm

COLUMNS = [getattr(AddedFilm, name) for name in FIELDS]


@dataclass(frozen=True)
class Same:
    """A film of a release that one to add is taken for."""

    field: str
    movie_id: int
    name: str


def stored(connection: Connection) -> dict[int, GivenFilm]:
    """Return all added films by movie_id."""
    rows = connection.execute(
        select(AddedFilm.movie_id, *COLUMNS).order_by(AddedFilm.movie_id)
    ).mappings()
    return {row["movie_id"]: film_of(row) for row in rows}


def film_of(row: RowMapping) -> GivenFilm:
    """Return what is told of a film by a row of ``added_films`` or of ``movies``."""
    told: dict[str, Any] = {
        name: tuple(row[name]) if name in LISTS else row[name] for name in FIELDS
    }
    return GivenFilm(**told)


def store(connection: Connection, films: Sequence[GivenFilm]) -> list[int]:
    """Enter films, and return the ids that they keep from now on."""
    statement = insert(AddedFilm).returning(AddedFilm.movie_id)
    return [
        int(connection.execute(statement.values(**film.columns())).scalar_one()) for film in films
    ]


def change(connection: Connection, movie_id: int, film: GivenFilm) -> None:
    """Put another record in the place of an added film's.

    Raises
    ------
    NoSuchFilmError
        No film of this id was added.
    """
    statement = update(AddedFilm).where(AddedFilm.movie_id == movie_id)
    values = {**film.columns(), "changed_at": text("now()")}
    if not connection.execute(statement.values(**values)).rowcount:
        raise NoSuchFilmError(movie_id)


def forget(connection: Connection, movie_id: int) -> None:
    """Delete an added film.

    Raises
    ------
    NoSuchFilmError
        No film of this id was added.
    """
    if not connection.execute(delete(AddedFilm).where(AddedFilm.movie_id == movie_id)).rowcount:
        raise NoSuchFilmError(movie_id)


def check_apart(films: Sequence[GivenFilm]) -> None:
    """Refuse films that are given twice; by the rule of ``same_films.sql``.

    Raises
    ------
    FilmExistsError
        Names the earlier of the two by its place, for it has no id yet.
    """
    numbers: dict[str, int] = {}
    names: dict[tuple[str, int | None], list[int]] = {}
    for place, film in enumerate(films):
        name = f"{film.title} ({film.year})" if film.year else film.title
        if film.imdb_id in numbers:
            raise FilmExistsError(place, "imdb_id", None, name)
        if film.imdb_id:
            numbers[film.imdb_id] = place
        for key in film.name_keys:
            others = names.setdefault((key, film.year), [])
            if any(not (film.imdb_id and films[one].imdb_id) for one in others):
                raise FilmExistsError(place, "title", None, name)
            others.append(place)


def find_same(
    connection: Connection, release_id: int, films: Sequence[tuple[int | None, GivenFilm]]
) -> dict[int, Same]:
    """Return, by place, which films the release has already, and as what.

    Parameters
    ----------
    films : sequence of (movie_id, film)
        A film is not taken for the one of its own id.
    """
    given = [
        {
            "place": place,
            "movie_id": movie_id,
            "imdb_id": film.imdb_id,
            "keys": film.name_keys,
            "year": film.year,
        }
        for place, (movie_id, film) in enumerate(films)
    ]
    rows = connection.execute(
        query("same_films"), {"release_id": release_id, "films": json.dumps(given)}
    )
    return {
        row.place: Same(
            row.field, row.movie_id, f"{row.title} ({row.year})" if row.year else row.title
        )
        for row in rows
    }


def keep_identity(connection: Connection, film_id: int, before: GivenFilm, film: GivenFilm) -> bool:
    """Let a film go on under another title, year or IMDb id, with people's ratings of it.

    Returns
    -------
    bool
        False where another film is known by these already; nothing is changed then.
    """
    statement = text(
        "update films set imdb_id = :imdb_id, title_key = :title_key, year = :year"
        " where film_id = :film_id and not exists ("
        " select from films other where other.film_id <> :film_id and ("
        " other.imdb_id = :imdb_id or (cast(:imdb_id as text) is null and other.imdb_id is null"
        " and other.title_key = :title_key and other.year is not distinct from :year)))"
    )
    imdb_id = film.imdb_id
    if imdb_id == before.imdb_id:  # a film may have a number that this record never told
        known = text("select imdb_id from films where film_id = :film_id")
        imdb_id = connection.scalar(known, {"film_id": film_id})
    binds: Mapping[str, Any] = {
        "film_id": film_id,
        "imdb_id": imdb_id,
        "title_key": title_key(film.title),
        "year": film.year,
    }
    return connection.execute(statement, binds).rowcount == 1
