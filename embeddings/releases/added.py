"""Films that an operator added, in the table ``added_films``: outside of every release.

They are merged into the catalogue of each rebuild (`embeddings.catalogue.added`), so that
they outlive the release they were added to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, text, update

from embeddings.errors import FilmExistsError, NoSuchFilmError
from embeddings.sources.film_fields import FIELDS, LISTS, FilmFields
from embeddings.sources.identity import FilmIdentity, IdentityIndex, match
from embeddings.sources.text.numbers import number_forms
from sql import query
from sql.tables import AddedFilm

COLUMNS = [getattr(AddedFilm, name) for name in FIELDS]


@dataclass(frozen=True)
class ExistingFilm:
    """A film of a release that is the same as a film to add.

    Attributes
    ----------
    field
        The field by which both are the same: ``imdb_id`` or ``title``.
    movie_id
        The release's id of the film.
    name
        Its title and year.
    """

    field: str
    movie_id: int
    name: str


def load_films(connection: Connection) -> dict[int, FilmFields]:
    """Return all added films by movie_id."""
    rows = connection.execute(
        select(AddedFilm.movie_id, *COLUMNS).order_by(AddedFilm.movie_id)
    ).mappings()
    return {row["movie_id"]: film_of_row(row) for row in rows}


def film_of_row(row: RowMapping) -> FilmFields:
    """Return the film in a row of ``added_films`` or of ``movies``."""
    values: dict[str, Any] = {
        name: tuple(row[name]) if name in LISTS else row[name] for name in FIELDS
    }
    return FilmFields(**values)


def insert_films(connection: Connection, films: Sequence[FilmFields]) -> list[int]:
    """Insert films, and return the movie_ids that they keep in every release."""
    statement = insert(AddedFilm).returning(AddedFilm.movie_id)
    return [
        int(connection.execute(statement.values(**film.columns())).scalar_one()) for film in films
    ]


def update_film(connection: Connection, movie_id: int, film: FilmFields) -> None:
    """Replace every field of an added film.

    Raises
    ------
    NoSuchFilmError
        No film of this id was added.
    """
    statement = update(AddedFilm).where(AddedFilm.movie_id == movie_id)
    values = {**film.columns(), "changed_at": text("now()")}
    if not connection.execute(statement.values(**values)).rowcount:
        raise NoSuchFilmError(movie_id)


def delete_film(connection: Connection, movie_id: int) -> None:
    """Delete an added film.

    Raises
    ------
    NoSuchFilmError
        No film of this id was added.
    """
    if not connection.execute(delete(AddedFilm).where(AddedFilm.movie_id == movie_id)).rowcount:
        raise NoSuchFilmError(movie_id)


def check_distinct(films: Sequence[FilmFields]) -> None:
    """Raise if a film is given twice.

    Raises
    ------
    FilmExistsError
        Names the later of the two by its position in ``films``; the earlier has no id yet.
    """
    index = IdentityIndex(())
    for position, film in enumerate(films):
        if (earlier := index.match(film.identity)) is not None:
            field = _field(film.identity, index.films[earlier])
            raise FilmExistsError(position, field, None, _name(film.title, film.year))
        index.add(film.identity)


def find_same(
    connection: Connection, release_id: int, films: Sequence[tuple[int | None, FilmFields]]
) -> dict[int, ExistingFilm]:
    """Return which films the release has already, by their position in ``films``.

    Parameters
    ----------
    films : sequence of (movie_id, film)
        A film is not compared with the one of its own id.
    """
    wanted = [film.identity for _, film in films]
    rows = connection.execute(
        query("same_films"),
        {
            "release_id": release_id,
            "imdb_ids": [film.imdb_id for film in wanted if film.imdb_id is not None],
            "title_keys": list(
                {form for film in wanted for key in film.title_keys for form in number_forms(key)}
            ),
        },
    ).all()
    index = IdentityIndex(
        FilmIdentity.of(row.imdb_id, row.title, row.original_title, row.year) for row in rows
    )
    found: dict[int, ExistingFilm] = {}
    for position, ((movie_id, _), film) in enumerate(zip(films, wanted, strict=True)):
        others = [at for at in index.same(film) if rows[at].movie_id != movie_id]
        best = match(film, [index.films[at] for at in others])
        if best is not None:
            row = rows[others[best]]
            field = _field(film, index.films[others[best]])
            found[position] = ExistingFilm(field, row.movie_id, _name(row.title, row.year))
    return found


def _field(film: FilmIdentity, other: FilmIdentity) -> str:
    """Return the field by which two records are of the same film."""
    return "imdb_id" if film.imdb_id is not None and film.imdb_id == other.imdb_id else "title"


def _name(title: str, year: int | None) -> str:
    return f"{title} ({year})" if year else title


def update_identity(
    connection: Connection, film_id: int, before: FilmFields, film: FilmFields
) -> bool:
    """Give a film another title, year or IMDb id, so that people's ratings of it stay.

    Returns
    -------
    bool
        False, and nothing changes, if another film is known by the new title, year or id.
    """
    # The condition is that of the table's unique keys, which would else end the transaction.
    statement = text(
        "update films set imdb_id = :imdb_id, title_key = :title_key,"
        " original_title_key = :original_title_key, year = :year"
        " where film_id = :film_id and not exists ("
        " select from films other where other.film_id <> :film_id and ("
        " other.imdb_id = :imdb_id or (cast(:imdb_id as text) is null and other.imdb_id is null"
        " and other.title_key = :title_key and other.year is not distinct from :year)))"
    )
    imdb_id = film.imdb_id
    if imdb_id == before.imdb_id:  # a film may have a number that this record never told
        known = text("select imdb_id from films where film_id = :film_id")
        imdb_id = connection.scalar(known, {"film_id": film_id})
    title, *originals = film.identity.title_keys
    binds: Mapping[str, Any] = {
        "film_id": film_id,
        "imdb_id": imdb_id,
        "title_key": title,
        "original_title_key": next(iter(originals), None),
        "year": film.year,
    }
    return connection.execute(statement, binds).rowcount == 1
