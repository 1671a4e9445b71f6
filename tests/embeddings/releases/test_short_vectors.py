"""Match vectors of popular films are far longer than those of others, and both are found."""

from collections.abc import Iterator

import numpy as np
import pytest
from sqlalchemy import Connection, Engine

from tests.embeddings.releases.large import MOVIES, large_release, plan, rows, vectors

pytestmark = pytest.mark.slow

PEOPLE = 20


def match_vectors() -> np.ndarray:
    """Lengths from 0.05 to 50, longer where there are more ratings, most to one side."""
    popularity = (np.arange(1, MOVIES + 1) % 400) / 400
    length = 0.05 * 1000 ** (popularity**2)
    direction = vectors(1, MOVIES)
    direction[:, 0] = np.abs(direction[:, 0]) + 2 * popularity
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    return np.asarray(direction * length[:, None], dtype=np.float32)


@pytest.fixture(scope="module")
def large(server_url: str) -> Iterator[Engine]:
    with large_release(server_url, match_vectors()) as engine:
        yield engine


@pytest.fixture
def connection(large: Engine) -> Iterator[Connection]:
    with large.connect() as connection:
        yield connection


def shares(connection: Connection, tastes: np.ndarray, **others: object) -> list[float]:
    """Return which share of each one's exact first 100 is listed."""
    matrix = match_vectors().astype(np.float16).astype(np.float32)
    found = []
    for taste in tastes:
        best = np.argsort(-matrix @ taste)[:100] + 1
        listed = rows(
            connection,
            "recommend",
            taste_vector=taste,
            excluded_film_ids=[],
            planned_film_ids=[],
            candidates=200,
            limit=100,
            **others,
        )
        found.append(len(set(best) & {row["movie_id"] for row in listed}) / 100)
    return found


def against_the_popular() -> np.ndarray:
    tastes = vectors(11, PEOPLE)
    tastes[:, 0] = -8
    return tastes


def test_who_likes_what_many_rate_is_served_from_the_head(connection: Connection) -> None:
    tastes = vectors(10, PEOPLE)
    tastes[:, 0] = 3
    assert np.mean(shares(connection, tastes, head_films=500)) >= 0.98


def test_whom_no_popular_film_suits_gets_the_short_vectors(connection: Connection) -> None:
    """Those that the walk does not reach: a witness among them has all compared."""
    found = shares(connection, against_the_popular(), head_films=500)
    assert np.mean(found) >= 0.98
    assert min(found) >= 0.9


def test_the_walk_alone_would_miss_them(connection: Connection) -> None:
    """Else the two tests above would show nothing."""
    matrix = match_vectors().astype(np.float16).astype(np.float32)
    missed = []
    for taste in against_the_popular():
        walked = connection.exec_driver_sql(
            "select movie_id from movies where release_id = 1"
            " order by match_vector::halfvec(32) <#> %s::halfvec(32) limit 200",
            ("[" + ",".join(map(str, taste)) + "]",),
        ).scalars()
        best = set(np.argsort(-matrix @ taste)[:100] + 1)
        missed.append(len(best - set(walked)))
    assert np.mean(missed) > 20


def test_the_head_and_the_witnesses_come_from_their_indexes(connection: Connection) -> None:
    explained = plan(connection, "recommend", head_films=500)
    assert "rating_count_movie_id_idx" in explained
    assert "movies_r1_movie_id_idx" in explained
