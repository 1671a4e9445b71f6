"""Added films over rebuilds, those under way among them, and going back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from embeddings.errors import NoSuchFilmError, ReleaseError
from embeddings.rebuild.pipeline import rebuild
from embeddings.releases import add, registry
from embeddings.releases.add import remove_films, replace_film
from embeddings.sources.given_film import read_film
from embeddings.sources.movielens import MovieLens
from embeddings.texts.stand_in import StandInEncoder
from tests.embeddings.releases.adding import ENCODER, FILM, add_one, one


class Interrupting(StandInEncoder):
    """Does something else in the middle of a rebuild."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    def encode(self, texts: Sequence[str]) -> Any:
        if meanwhile := self.__dict__.pop("meanwhile", None):
            meanwhile()
        return super().encode(texts)


FOLDER = """movieId,title,genres
1,"Heat (1995)",Action|Crime
2,"Casino (1995)",Crime|Drama
"""


def write(folder: Path, more: str = "", links: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "movies.csv").write_text(FOLDER + more)
    (folder / "links.csv").write_text("movieId,imdbId,tmdbId\n1,0113277,\n2,0112641,\n" + links)
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,1\n2,2,3.0,1\n")
    (folder / "tags.csv").write_text("userId,movieId,tag,timestamp\n1,1,heist,1\n")
    return folder


def build(engine: Engine, folder: Path, encoder: StandInEncoder = ENCODER) -> Any:
    with registry.rebuild_lock(engine):
        return rebuild(engine, MovieLens(folder), encoder)


def live_titles(engine: Engine) -> dict[int, str]:
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "select movie_id, title from movies where release_id ="
                " (select release_id from releases where state = 'live')"
            )
        )
        return {row.movie_id: row.title for row in rows}


def test_what_is_added_during_a_rebuild_is_not_lost(empty_engine: Engine, tmp_path: Path) -> None:
    build(empty_engine, write(tmp_path / "data"))
    early = add_one(empty_engine)
    gone = add_one(empty_engine, read_film({"title": "Gone", "year": 2001}))
    late: list[int] = []

    def meanwhile() -> None:
        late.append(add_one(empty_engine, read_film({"title": "Late", "year": 2002})))
        with empty_engine.begin() as connection:
            replace_film(
                connection, ENCODER, early, read_film({"title": "Changed", "imdb_id": "99000001"})
            )
            remove_films(connection, [gone])

    more = write(tmp_path / "data", "3,Ran (1985),Drama\n", "3,0089881,\n")
    summary = build(empty_engine, more, Interrupting(meanwhile))
    assert live_titles(empty_engine) == {
        1: "Heat", 2: "Casino", 3: "Ran", early: "Changed", late[0]: "Late",
    }  # fmt: skip
    with empty_engine.connect() as connection:
        live = registry.live_release(connection)
    assert live is not None
    assert (live.release_id, live.movie_count) == (summary.release_id, 5)


def test_the_data_sets_own_record_wins_and_ratings_stay(
    empty_engine: Engine, tmp_path: Path
) -> None:
    build(empty_engine, write(tmp_path / "data"))
    numbered = add_one(empty_engine, read_film({"title": "Ran", "imdb_id": "0089881"}))
    named = add_one(empty_engine, read_film({"title": "Rashomon", "year": 1950}))
    kept = add_one(empty_engine)
    identity = "select film_id from movies where movie_id = :id order by release_id desc limit 1"
    before = [one(empty_engine, identity, id=one_id)["film_id"] for one_id in (numbered, named)]
    more = write(
        tmp_path / "data", "3,Ran (1985),Drama\n4,Rashomon (1950),Crime\n", "3,0089881,\n4,,\n"
    )
    build(empty_engine, more)
    assert live_titles(empty_engine).keys() == {1, 2, 3, 4, kept}
    assert [one(empty_engine, identity, id=one_id)["film_id"] for one_id in (3, 4)] == before
    with empty_engine.begin() as connection, pytest.raises(NoSuchFilmError):
        replace_film(connection, ENCODER, numbered, FILM)
    # Other data that lack them again: the added ones stand in.
    build(empty_engine, write(tmp_path / "data"))
    assert live_titles(empty_engine).keys() == {1, 2, numbered, named, kept}


def test_going_back_keeps_them_too(empty_engine: Engine, tmp_path: Path) -> None:
    first = build(empty_engine, write(tmp_path / "data"))
    build(empty_engine, write(tmp_path / "data", "3,Ran (1985),Drama\n"))
    movie_id = add_one(empty_engine)
    with empty_engine.begin() as connection:
        add.lock(connection)
        back = registry.rollback(connection)
        assert back.release_id == first.release_id
        assert add.catch_up(connection, lambda: ENCODER) == 1
    assert live_titles(empty_engine).keys() == {1, 2, movie_id}


def test_reserved_ids(empty_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="2000000007"):
        build(empty_engine, write(tmp_path / "data", "2000000007,Ran (1985),Drama\n"))
