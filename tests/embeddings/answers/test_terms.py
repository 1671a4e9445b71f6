"""Genres and tags beside a query, and the same by pgvector."""

from __future__ import annotations

import numpy as np
import pytest
from pgvector import HalfVector
from sqlalchemy import Connection, text

from embeddings.answers.rows import rows_on
from embeddings.answers.terms import Term, Terms, TermSimilarities
from embeddings.releases.registry import ReleaseInfo, live_release

NAMES: list[Term] = [("genre", "Crime"), ("tag", "heist"), ("tag", "Crime"), ("tag", "sea")]


@pytest.fixture
def release(connection: Connection) -> ReleaseInfo:
    found = live_release(connection)
    assert found
    return found


def similarities(*cosines: float) -> TermSimilarities:
    at = {term: place for place, term in enumerate(NAMES)}
    return TermSimilarities(NAMES, at, np.array(cosines, dtype=np.float32))


def test_cosines_are_those_of_pgvector(connection: Connection, release: ReleaseInfo) -> None:
    query = np.random.default_rng(1).standard_normal(release.text_dimension).astype(np.float32)
    query /= np.linalg.norm(query)
    found = Terms().near(rows_on(connection), release.release_id, query)
    exact = connection.execute(
        text(
            "select kind, name, 1 - (text_vector <=> cast(:query as halfvec)) as cosine"
            " from terms where release_id = :release_id"
        ),
        {"query": HalfVector(query).to_text(), "release_id": release.release_id},
    ).all()
    assert len(exact) == len(found.terms) > 100
    for kind, name, cosine in exact:
        assert found.cosines[found.at[kind, name]] == pytest.approx(cosine, abs=1e-3)


def test_terms_are_read_once(connection: Connection, release: ReleaseInfo) -> None:
    asked: list[str] = []
    rows = rows_on(connection)

    def counted(name: str, **binds: object) -> object:
        asked.append(name)
        return rows(name, **binds)

    terms = Terms()
    query = np.zeros(release.text_dimension, dtype=np.float32)
    terms.near(counted, release.release_id, query)
    terms.near(counted, release.release_id, query)
    assert asked == ["terms"]


def test_a_release_without_terms_is_near_to_nothing(connection: Connection) -> None:
    found = Terms().near(rows_on(connection), 0, np.ones(3, dtype=np.float32))
    assert found.weights(12, 0.35) == {}
    assert found.nearest(["Crime"], ["heist"]) is None


def test_near_terms_share_a_weight_of_one() -> None:
    """By how far each is above the least similarity, to the power of 1.5."""
    weights = similarities(0.45, 0.75, 0.2, 0.35).weights(12, 0.35)
    assert list(weights) == ["heist", "Crime"]
    assert sum(weights.values()) == pytest.approx(1)
    assert weights["heist"] / weights["Crime"] == pytest.approx(4**1.5, rel=1e-4)


def test_a_name_of_two_kinds_has_both_weights() -> None:
    assert similarities(0.6, 0.1, 0.6, 0.1).weights(12, 0.35) == {"Crime": pytest.approx(1)}


def test_only_the_nearest_have_a_weight() -> None:
    assert similarities(0.6, 0.7, 0.8, 0.9).weights(1, 0.35) == {"sea": 1.0}


def test_the_nearest_is_among_the_films_own() -> None:
    near = similarities(0.6, 0.7, 0.1, 0.9).nearest(["Crime"], ["heist", "unknown"])
    assert near is not None
    assert (near.kind, near.name, near.similarity) == ("tag", "heist", pytest.approx(0.7))
