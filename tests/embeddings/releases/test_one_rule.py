"""Everybody who asks whether two records are of one film gets the same answer."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Engine, text

from app.transfer import matching
from app.transfer.rows import FilmKey
from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles
from embeddings.catalogue.added import with_added
from embeddings.catalogue.duplicates import find_duplicates
from embeddings.catalogue.movies import Catalogue
from embeddings.releases import added
from embeddings.releases.identities import identify
from embeddings.sources import columns
from embeddings.sources.film_fields import FilmFields
from embeddings.sources.identity import is_same
from sql import query
from sql.tables import ADDED_FROM
from tests.app.library.releases import go_live

FILMS = [
    FilmFields("Emma", year=1996, imdb_id="tt0116191"),
    FilmFields("Emma", year=1996, imdb_id="tt0118308"),
    FilmFields("emma!", year=1996),
    FilmFields("Emma", year=1997),
    FilmFields("Emma"),
    FilmFields("Hate", original_title="La Haine", year=1995, imdb_id="tt0113247"),
    FilmFields("La haine", year=1995),
    FilmFields("Hass", original_title="La Haine", year=1995),
    FilmFields("Renamed", year=2001, imdb_id="tt0113247"),
    FilmFields("Babylon 5"),
]
PAIRS = list(product(FILMS, FILMS))


def frame(*films: FilmFields) -> pd.DataFrame:
    rows = [
        film.columns() | {columns.MOVIE_ID: movie_id, columns.TAG_COUNTS: []}
        for movie_id, film in enumerate(films, start=1)
    ]
    for row in rows:
        row |= {columns.RATING_COUNT: 0, columns.RATING_MEAN: None}
    whole = {columns.MOVIE_ID: "int64", columns.YEAR: "Int16", columns.TMDB_ID: "Int64"}
    return pd.DataFrame(rows, dtype=object).astype(whole)  # object keeps None


@pytest.fixture
def connection(empty_engine: Engine) -> Any:
    with empty_engine.begin() as connection:
        film_id = connection.scalar(
            text("insert into films (title_key) values ('-') returning film_id")
        )
    go_live(empty_engine, "rule", {1: film_id})
    with empty_engine.connect() as connection:
        yield connection
        connection.rollback()


@pytest.mark.parametrize(("film", "other"), PAIRS)
def test_duplicates_and_added_films(film: FilmFields, other: FilmFields) -> None:
    same = is_same(film.identity, other.identity)
    assert (find_duplicates(frame(film, other)) == {2: 1}) == same
    catalogue = Catalogue(frame(film), {}, None)  # type: ignore[arg-type]
    _, replaced = with_added(catalogue, {ADDED_FROM: other})
    assert (replaced == {ADDED_FROM: 1}) == same


def test_identities_adding_and_imports(connection: Connection) -> None:
    for film, other in PAIRS:
        same = is_same(film.identity, other.identity)
        savepoint = connection.begin_nested()
        film_id = _be_released(connection, film)
        release_id = connection.scalar(text("select release_id from movies"))
        assert (0 in added.find_same(connection, release_id, [(None, other)])) == same
        assert _imported(connection, release_id, other) == (film_id if same else None)
        assert (identify(connection, {2: other.identity})[2] == film_id) == same
        savepoint.rollback()


def _be_released(connection: Connection, film: FilmFields) -> int:
    """Have the release's only movie be this film, and return its film_id."""
    film_id = identify(connection, {1: film.identity})[1]
    connection.execute(
        text(
            "update movies set film_id = :film_id, title = :title, original_title = :original,"
            " title_keys = :keys, year = :year, imdb_id = :imdb_id"
        ),
        {
            "film_id": film_id,
            "title": film.title,
            "original": film.original_title,
            "keys": list(film.identity.title_keys),
            "year": film.year,
            "imdb_id": film.imdb_id,
        },
    )
    return film_id


def _imported(connection: Connection, release_id: int, film: FilmFields) -> int | None:
    """Return the film that an import surely takes a row of any of the film's titles for."""

    def rows(name: str, **binds: Any) -> Any:
        return connection.execute(query(name), binds).mappings().all()

    keys = [
        FilmKey(imdb_id=film.imdb_id, title=title, year=film.year)
        for title in (film.title, film.original_title)
        if title
    ]
    titles = Titles(
        TitleRow(
            row.movie_id, row.title, row.year, (row.title, *filter(None, [row.original_title])), 1
        )
        for row in connection.execute(query("titles"), {"release_id": release_id})
    )
    live = SimpleNamespace(release_id=release_id)
    services: Any = SimpleNamespace(
        database=SimpleNamespace(rows=rows),
        releases=SimpleNamespace(live=lambda: live),
        lexicons=SimpleNamespace(of=lambda release: SimpleNamespace(titles=titles)),
    )
    found = matching.match(services, keys, matching.GONE)
    matches = {match.film_id for match in found.values() if isinstance(match, matching.Match)}
    return matches.pop() if matches else None
