"""The pool of graded films grows by films that nobody graded, and no grade is lost."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.engine import Engine

from benchmarks.judging import add_grades, pool


def _queries() -> list[dict[str, Any]]:
    return [{"id": "q1", "query": "heist", "need": "a heist", "grades": {"tt0113277": 3}}]


def test_a_grade_that_is_there_stays() -> None:
    queries = _queries()
    graded = [{"id": "q1", "grades": {"tt0113277": 0, "tt0075314": 1}}]
    assert add_grades(queries, graded) == 1
    assert queries[0]["grades"] == {"tt0075314": 1, "tt0113277": 3}


@pytest.mark.parametrize("grade", [4, -1, 2.0, True, "3"])
def test_what_is_no_grade_is_refused_by_name(grade: Any) -> None:
    with pytest.raises(ValueError, match="q1: tt0075314"):
        add_grades(_queries(), [{"id": "q1", "grades": {"tt0075314": grade}}])


def test_an_unknown_query_is_refused() -> None:
    with pytest.raises(ValueError, match="no query 'q2'"):
        add_grades(_queries(), [{"id": "q2", "grades": {}}])


def test_the_pool_has_only_films_without_a_grade_and_no_order_of_the_search(
    small_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", small_engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("ORDAINED_ENCODER", "stand-in")
    (pooled,) = pool(_queries())
    assert "tt0113277" not in pooled["films"]
    assert 5 <= len(pooled["films"]) <= 10
    assert list(pooled["films"].values()) == sorted(pooled["films"].values())
    assert set(pooled) == {"id", "query", "need", "films"}
