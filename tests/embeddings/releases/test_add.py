"""Films added to a live release, on real PostgreSQL: everything a rebuild writes, and at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pgvector import HalfVector
from sqlalchemy import Engine, text

from embeddings.errors import FilmExistsError, NoSuchFilmError, ReleaseError
from embeddings.knowledge.dataset import SampleDataset
from embeddings.rebuild.pipeline import rebuild
from embeddings.releases import registry
from embeddings.releases.add import add_films, remove_films, replace_film
from embeddings.sources.given_film import read_film
from embeddings.texts.stand_in import StandInEncoder
from sql.tables import ADDED_FROM
from tests.databases import SMALL_FILMS, engine_on_copy
from tests.embeddings.releases.adding import ENCODER, FILM, add_one, live_row, one


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    """Engine on a release of the smaller sample that these tests may change."""
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(autouse=True)
def only_the_sample(engine: Engine) -> Iterator[None]:
    yield
    with engine.begin() as connection:
        left = connection.scalars(text("select movie_id from added_films")).all()
        if left:
            remove_films(connection, left)


def counts(engine: Engine) -> dict[str, Any]:
    """Return everything that is counted over a release, for comparison."""
    with engine.connect() as connection:
        live = registry.live_release(connection)
        assert live is not None
        found: dict[str, Any] = {"movie_count": live.movie_count}
        for statement in (
            "select kind || ' ' || name, film_count from terms where release_id = :r",
            "select word, movie_count from words where release_id = :r",
            "select 'movies', count(*) from movies where release_id = :r",
            "select 'sentences', count(*) from sentences where release_id = :r",
        ):
            rows = connection.execute(text(statement), {"r": live.release_id})
            found |= {str(row[0]): row[1] for row in rows}
    return found


def test_everything_that_a_rebuild_writes(engine: Engine) -> None:
    before = counts(engine)
    movie_id = add_one(engine)
    after = counts(engine)
    assert movie_id >= ADDED_FROM
    grown = {k: after.get(k, 0) - before.get(k, 0) for k in {*before, *after}}
    wanted = {"movie_count": 1, "movies": 1, "sentences": 2}
    wanted |= dict.fromkeys(
        ["genre Drama", "genre Mystery", "tag lighthouse", "tag dragonfly collector"], 1
    )
    assert wanted.items() <= grown.items()
    words = {k: n for k, n in grown.items() if n and k not in wanted}
    assert set(words.values()) == {1}
    assert {"zyxomma", "phare", "keeper", "mystery", "collector"} <= words.keys()
    row = live_row(engine, movie_id)
    assert row["title_keys"] == ["the zyxomma lighthouse", "le phare des zyxommes", "zyxomma"]
    assert (row["imdb_id"], row["year"], row["rating_count"]) == ("tt99000001", 2031, 0)
    assert row["genres"] == ["Drama", "Mystery"]
    assert -1.2 < row["map_x"] < 1.2


def test_taking_it_out_leaves_nothing(engine: Engine) -> None:
    before = counts(engine)
    movie_id = add_one(engine)
    with engine.begin() as connection:
        remove_films(connection, [movie_id])
    assert counts(engine) == before
    with engine.begin() as connection, pytest.raises(NoSuchFilmError):
        remove_films(connection, [movie_id])


def standing(engine: Engine, movie_id: int) -> dict[str, Any]:
    """Return how a film stands to the others; the axes themselves differ between builds."""
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "select movie_id, film_id, cast(text_vector as text) as text, map_x, map_y,"
                " cast(profile_vector as text) as profile, cast(match_vector as text) as match"
                " from movies where release_id ="
                " (select release_id from releases where state = 'live') order by movie_id"
            )
        ).all()
    profile, match = (
        np.array([HalfVector.from_text(text).to_numpy() for text in column], dtype=np.float64)
        for column in ([row.profile for row in rows], [row.match for row in rows])
    )
    (place,) = [place for place, row in enumerate(rows) if row.movie_id == movie_id]
    at = np.array([(row.map_x, row.map_y) for row in rows])
    return {
        "film_id": rows[place].film_id,
        "text": rows[place].text,
        "suits": profile @ match[place],
        "says": match @ profile[place],
        "near": np.argsort(np.linalg.norm(at - at[place], axis=1))[1:101],
    }


@pytest.mark.slow
def test_a_rebuild_would_have_given_it_the_same_vectors(engine: Engine) -> None:
    """About the same: those of a rebuild come of the unfinished vectors of its neighbours."""
    movie_id = add_one(engine)
    quick = standing(engine, movie_id)
    with registry.rebuild_lock(engine):
        summary = rebuild(engine, SampleDataset(most=SMALL_FILMS), ENCODER)
    assert (summary.new, summary.changed, summary.encoded) == (0, 0, 0)
    slow = standing(engine, movie_id)
    assert (slow["film_id"], slow["text"]) == (quick["film_id"], quick["text"])
    for name in ("suits", "says"):
        assert np.corrcoef(quick[name], slow[name])[0, 1] > 0.99, name
        assert np.std(quick[name]) / np.std(slow[name]) == pytest.approx(1, abs=0.1)


def test_the_index_has_it_at_once(engine: Engine) -> None:
    """Found from where it lies, and from where its neighbours lie, as by comparing all."""
    movie_id = add_one(engine)
    live = "(select release_id from releases where state = 'live')"
    nearest = text(
        f"select movie_id from movies where release_id = {live}"
        " order by cast(text_vector as halfvec(64)) <=> (select cast(text_vector as halfvec(64))"
        f" from movies where movie_id = :id and release_id = {live}) limit 100"
    )

    def found(through_index: bool) -> dict[int, list[int]]:
        connection.execute(text(f"set enable_indexscan = {'on' if through_index else 'off'}"))
        return {
            neighbour: list(connection.scalars(nearest, {"id": neighbour})) for neighbour in around
        }

    with engine.connect() as connection:
        around = [movie_id]
        (around,) = found(through_index=False).values()
        exact, indexed = found(through_index=False), found(through_index=True)
    assert indexed[movie_id][0] == movie_id
    near = {neighbour for neighbour in around if movie_id in exact[neighbour]}
    assert len(near) > 10
    assert {neighbour for neighbour in around if movie_id in indexed[neighbour]} == near
    hits = sum(len(set(exact[neighbour]) & set(indexed[neighbour])) for neighbour in around)
    assert hits / sum(map(len, exact.values())) > 0.99


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"title": "Whatever", "imdb_id": "tt99000001"}, "imdb_id"),
        ({"title": "THE ZYXOMMA LIGHTHOUSE!", "year": 2031}, "title"),
        ({"title": "Le phare des zyxommes", "year": 2031}, "title"),
    ],
)
def test_the_same_film_is_refused(engine: Engine, other: dict[str, Any], field: str) -> None:
    movie_id = add_one(engine)
    before = counts(engine)
    with pytest.raises(FilmExistsError) as refused:
        add_one(engine, read_film(other))
    assert (refused.value.movie_id, refused.value.field) == (movie_id, field)
    assert refused.value.name == "The Zyxomma Lighthouse (2031)"
    assert counts(engine) == before


@pytest.mark.parametrize(
    "other",
    [
        {"title": "The Zyxomma Lighthouse", "year": 2030},
        {"title": "The Zyxomma Lighthouse", "year": 2031, "imdb_id": "tt99000002"},
    ],
    ids=["another year", "another number"],
)
def test_another_film_is_not(engine: Engine, other: dict[str, Any]) -> None:
    assert add_one(engine) != add_one(engine, read_film(other))


def test_a_film_of_the_data_set_is_refused_even_to_replace(engine: Engine) -> None:
    there = one(engine, "select * from movies where imdb_id is not null order by movie_id limit 1")
    given = read_film({"title": "Another name", "imdb_id": there["imdb_id"]})
    with pytest.raises(FilmExistsError) as refused:
        add_one(engine, given, replace=True)
    assert refused.value.movie_id == there["movie_id"]


def test_all_or_none(engine: Engine) -> None:
    before = counts(engine)
    films = [FILM, read_film({"title": "The Zyxomma Lighthouse", "year": 2031})]
    with engine.begin() as connection, pytest.raises(FilmExistsError, match="given twice"):
        add_films(connection, ENCODER, films)
    assert counts(engine) == before


def test_replacing_keeps_id_and_identity(engine: Engine) -> None:
    movie_id = add_one(engine)
    film_id = live_row(engine, movie_id)["film_id"]
    before = counts(engine)
    changed = read_film({"title": "The Zyxomma Tower", "year": 2032, "genres": ["War"]})
    with engine.begin() as connection:
        replace_film(connection, ENCODER, movie_id, changed)
    row = live_row(engine, movie_id)
    assert (row["film_id"], row["title"], row["imdb_id"]) == (film_id, "The Zyxomma Tower", None)
    film = one(engine, "select * from films where film_id = :id", id=film_id)
    assert (film["title_key"], film["year"], film["imdb_id"]) == ("the zyxomma tower", 2032, None)
    after = counts(engine)
    assert after["movies"] == before["movies"]
    assert "tag dragonfly collector" not in after
    assert after["genre War"] == before["genre War"] + 1
    again = add_one(engine, read_film({"title": "The Zyxomma Tower", "year": 2032}), replace=True)
    assert again == movie_id


def test_only_added_films_can_be_replaced(engine: Engine) -> None:
    of_the_data_set = one(engine, "select min(movie_id) as id from movies")["id"]
    with engine.begin() as connection, pytest.raises(NoSuchFilmError):
        replace_film(connection, ENCODER, of_the_data_set, FILM)


def test_another_encoder_is_refused(engine: Engine) -> None:
    other = StandInEncoder()
    other.revision = "2"
    with engine.begin() as connection, pytest.raises(ReleaseError, match="revision 2"):
        add_films(connection, other, [FILM])


def test_vectors_of_who_rated_it_are_made_anew(engine: Engine) -> None:
    """A film that comes back with another text says something else of who rated it."""
    movie_id = add_one(engine)
    with engine.begin() as connection:
        user_id = connection.scalar(
            text(
                "insert into users (username, password_hash) values ('rater', 'x')"
                " returning user_id"
            )
        )
        connection.execute(
            text(
                "insert into ratings (user_id, film_id, rating)"
                " select distinct :user_id, film_id, 4 from movies where movie_id = :id"
            ),
            {"user_id": user_id, "id": movie_id},
        )
        connection.execute(
            text(
                "insert into tastes (user_id, release_id, taste_vector, evidence_vector,"
                " residual_vector, rating_bias, rating_count, mark_count)"
                " select :user_id, release_id, '[1]', '[1]', '[1]', 0, 1, 1 from releases"
                " where state = 'live'"
            ),
            {"user_id": user_id},
        )
    with engine.begin() as connection:
        replace_film(connection, ENCODER, movie_id, read_film({"title": "Other", "year": 2031}))
    assert one(engine, "select count(*) as n from tastes")["n"] == 0
    assert one(engine, "select count(*) as n from ratings")["n"] == 1


def test_tags_of_an_added_film_are_estimated(engine: Engine) -> None:
    described = read_film(
        {
            "title": "The Quiet Zyxomma",
            "year": 2032,
            "genres": ["Drama"],
            "tags": ["heist", "slow-paced"],
            "moods": {"melancholy": 3},
        }
    )
    row = live_row(engine, add_one(engine, described))
    stored = one(
        engine,
        "select cast(tag_vector as text) as vector, cardinality(relevant_tags) as tags from movies"
        " where release_id = (select release_id from releases where state = 'live')"
        " order by movie_id limit 1",
    )
    size = len(HalfVector.from_text(stored["vector"]).to_list())
    assert len(HalfVector.from_text(str(row["tag_vector"])).to_list()) == size
    assert {"heist", "slow", "melancholy"} <= set(row["relevant_tags"])
    assert stored["tags"]
