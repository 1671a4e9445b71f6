"""A person's vectors under releases that come and go: always there, never behind the marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from embeddings.catalogue.dataset import open_dataset
from embeddings.rebuild.pipeline import rebuild
from embeddings.releases import registry
from embeddings.texts.encoder import load_encoder
from tests.app.accounts.apps import app_on
from tests.app.recommend.people import Person

GENRES = ("Drama", "Comedy", "Horror", "Western")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty films, and three people who rated some of them."""
    films = [f'{n},"Film {n} ({1950 + n})",{GENRES[n % 4]}' for n in range(1, 41)]
    (tmp_path / "movies.csv").write_text("movieId,title,genres\n" + "\n".join(films) + "\n")
    ratings = [f"{user},{n},{3 + n % 3}.0,{n}" for user in (1, 2, 3) for n in range(user, 41, 2)]
    (tmp_path / "ratings.csv").write_text(
        "userId,movieId,rating,timestamp\n" + "\n".join(ratings) + "\n"
    )
    return tmp_path


def build(engine: Engine, folder: Path, encoder: str) -> int:
    with registry.rebuild_lock(engine):
        return rebuild(engine, open_dataset(str(folder), folder), load_encoder(encoder)).release_id


def kept(engine: Engine) -> dict[int, int]:
    """Return release → number of marks that the kept vectors know of."""
    with engine.connect() as connection:
        rows = connection.execute(text("select release_id, mark_count from tastes"))
        return {row.release_id: row.mark_count for row in rows}


def test_vectors_follow_the_release_and_the_marks(
    empty_engine: Engine, folder: Path, tmp_path: Path
) -> None:
    first = build(empty_engine, folder, "stand-in")
    person = Person(app_on(empty_engine, tmp_path / "home").test_client())
    person.rate({1: 5.0, 2: 1.0})
    assert kept(empty_engine) == {first: 2}

    # Another encoder, of another dimension: made by the first request, then kept.
    second = build(empty_engine, folder, "stand-in-48")
    before = person.recommended(limit=40)
    assert kept(empty_engine) == {first: 2, second: 2}
    assert person.recommended(limit=40) == before

    # A mark made now is unknown to what was kept under the first, which goes.
    person.rate({5: 4.5})
    assert kept(empty_engine) == {second: 3}
    with empty_engine.begin() as connection:
        registry.rollback(connection)
    assert 5 not in person.recommended(limit=40)
    assert kept(empty_engine) == {first: 3, second: 3}


def test_a_reader_does_not_wait_for_a_writer(
    empty_engine: Engine, folder: Path, tmp_path: Path
) -> None:
    """While a person's row is locked, as by a long import, they are answered; nothing is kept."""
    release = build(empty_engine, folder, "stand-in")
    person = Person(app_on(empty_engine, tmp_path / "home").test_client())
    person.rate({1: 5.0})
    with empty_engine.begin() as connection:
        connection.execute(text("delete from tastes"))
    with empty_engine.begin() as connection:
        connection.execute(text("select 1 from users for update"))
        assert person.get("/me/recommendations", limit=5)["items"]
        assert kept(empty_engine) == {}
    person.get("/me/recommendations", limit=5)
    assert kept(empty_engine) == {release: 1}
