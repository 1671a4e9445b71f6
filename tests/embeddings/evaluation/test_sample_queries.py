"""Sixty queries of our own about the bundled films; `tests/e2e/test_described.py` asks them."""

import re
from pathlib import Path

import pytest

from embeddings.evaluation.search import Wanted, read_queries
from tests.embeddings.bundled_films import bundled_films

ROOT = Path(__file__).resolve().parents[3]
QUERIES = ROOT / "benchmarks" / "search" / "sample-films.jsonl"
RUN_OF_WORDS = 4


@pytest.fixture(scope="module")
def queries() -> list[Wanted]:
    return read_queries(QUERIES)


def test_sixty_queries_about_films_that_are_there(queries: list[Wanted]) -> None:
    known = {film.movie_id for film in bundled_films()}
    assert len({query.query for query in queries}) == 60
    assert {movie_id for query in queries for movie_id in query.movie_ids} <= known


def test_no_query_is_lifted_from_its_films_plot(queries: list[Wanted]) -> None:
    plots = {film.movie_id: _runs(film.plot) for film in bundled_films()}
    lifted = {o.query for o in queries if any(_runs(o.query) & plots[n] for n in o.movie_ids)}
    assert lifted == set()


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + RUN_OF_WORDS]) for at in range(len(words) - RUN_OF_WORDS + 1)}
