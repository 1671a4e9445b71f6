"""Match vectors of popular films are far longer than those of others, and both are found."""

import re
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
def large(server_url: str, migrated_template: str) -> Iterator[Engine]:
    with large_release(server_url, migrated_template, match_vectors()) as engine:
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
            reach=200,
            head_films=500,
            limit=100,
            **others,
        )
        found.append(len(set(best) & {row["movie_id"] for row in listed}) / 100)
    return found


def against_the_popular() -> np.ndarray:
    tastes = vectors(11, PEOPLE)
    tastes[:, 0] = -8
    return tastes


def test_who_likes_what_many_rate_gets_the_exact_list(connection: Connection) -> None:
    tastes = vectors(10, PEOPLE)
    tastes[:, 0] = 3
    assert min(shares(connection, tastes)) >= 0.99


def test_whom_no_popular_film_suits_gets_the_exact_list(connection: Connection) -> None:
    """Those films have the shortest vectors of all."""
    assert min(shares(connection, against_the_popular())) >= 0.99


def test_short_vectors_are_read_for_whom_they_suit_and_for_nobody_else(
    connection: Connection,
) -> None:
    """The bound leaves out what cannot be near, else every list would compare all films."""

    def compared(taste: np.ndarray) -> int:
        explained = plan(connection, "recommend", analyze=True, taste_vector=taste, reach=100)
        scans = re.findall(
            r"Index Only Scan using movies_r1_l2_norm.*?rows=(\d+)(?:\.\d+)? loops", explained
        )
        return sum(map(int, scans))

    popular = vectors(10, 1)[0]
    popular[0] = 8
    assert compared(popular) < MOVIES / 2
    assert compared(against_the_popular()[0]) > MOVIES * 0.9
