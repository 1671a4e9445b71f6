"""Every vector query uses its index at 10,000 films, with and without filters."""

from collections.abc import Iterator

import numpy as np
import pytest
from sqlalchemy import Connection, Engine

from tests.embeddings.releases.large import (
    GENRES,
    MOVIES,
    large_release,
    plan,
    rows,
    vectors,
)


@pytest.fixture(scope="module")
def large(server_url: str, migrated_template: str) -> Iterator[Engine]:
    with large_release(server_url, migrated_template) as engine:
        yield engine


@pytest.fixture
def connection(large: Engine) -> Iterator[Connection]:
    with large.connect() as connection:
        yield connection


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("search", "movies_r1_text_vector_idx"),
        ("search", "sentences_r1_text_vector_idx"),
        ("word_films", "fts_idx"),
        ("similar", "text_vector_idx"),
        ("similar", "Index Only Scan using movies_r1_l2_norm"),
        ("movie", "pkey"),
        ("popular", "rating_count_movie_id_idx"),
        ("recommend", "Index Only Scan using movies_r1_l2_norm"),
        ("recommend", "movies_r1_pkey"),
        ("extremes", "Index Only Scan using movies_r1_l2_norm"),
        ("tonight", "Index Only Scan using movies_r1_l2_norm"),
        ("tonight", "movies_r1_text_vector_idx"),
        ("tonight", "movies_r1_pkey"),
        ("scored", "pkey"),
        ("map", "rating_count_movie_id_idx"),
        ("nearest_profiles", "text_vector_idx"),
        ("named_profiles", "rating_count_movie_id_idx"),
        ("warm_neighbours", "text_vector_idx"),
        ("landmarks", "rating_count_movie_id_idx"),
        ("release_facets", "Index Only Scan using movies_r1_release_id_year_idx"),
        ("same_films", "title_keys_idx"),
        ("titles_of", "pkey"),
    ],
)
def test_statement_uses_its_index(connection: Connection, name: str, index: str) -> None:
    assert index in plan(connection, name)


def test_where_filters_leave_few_films_those_are_compared(connection: Connection) -> None:
    index = [row["movie_id"] for row in rows(connection, "recommend", limit=50)]
    exact = [row["movie_id"] for row in rows(connection, "recommend", limit=50, exact=True)]
    assert index == exact


def test_where_the_nearest_do_not_pass_all_that_pass_are_compared(connection: Connection) -> None:
    wanted = {"genres": ["Western"], "excluded_film_ids": [], "limit": 100}
    found = [row["movie_id"] for row in rows(connection, "recommend", **wanted, reach=110)]
    exact = [row["movie_id"] for row in rows(connection, "recommend", **wanted, exact=True)]
    assert found == exact
    assert len(found) == MOVIES // 100


def test_a_wide_filter_keeps_the_vector_index(connection: Connection) -> None:
    assert "text_vector_idx" in plan(connection, "search", genres=["Drama"])
    assert "text_vector_idx" in plan(connection, "search", year_min=1960)


def test_a_narrow_filter_is_exact_and_full(connection: Connection) -> None:
    found = rows(connection, "search", genres=["Western"], words=[], word_weights=[], limit=100)
    assert len(found) == MOVIES // 100
    assert all(row["genres"] == ["Western"] for row in found)
    similarity = [row["similarity"] for row in found]
    by_distance = sorted(similarity, reverse=True)
    assert np.corrcoef(similarity, by_distance)[0, 1] > 0.5


def test_of_few_films_only_their_own_sentences_are_compared(connection: Connection) -> None:
    wanted = {"genres": ["Western"], "sentence_weight": 0.5, "limit": 30}
    index = [row["movie_id"] for row in rows(connection, "search", **wanted, candidates=200)]
    exact = [row["movie_id"] for row in rows(connection, "search", **wanted, exact=True)]
    assert index == exact
    compared = plan(connection, "search", genres=["Western"], exact=True)
    assert "sentences_r1_pkey" in compared
    assert "Seq Scan on sentences" not in compared
    assert "sentences_r1_text_vector_idx" not in compared


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"genres": ["Drama"]},
        {"exclude_genres": ["Drama", "Comedy"]},
        {"year_min": 2015},
        {"year_min": 1999, "year_max": 1999},
        {"genres": ["Western"], "year_min": 1980},
    ],
)
def test_filters_keep_full_pages(connection: Connection, filters: dict) -> None:
    """With 100 films or more left, a page of 100 has 100, and each keeps to the filter."""
    left = [
        n
        for n in range(1, MOVIES + 1)
        if keeps(GENRES[3] if n % 100 == 0 else GENRES[n % 3], 1950 + n % 70, filters)
    ]
    found = rows(connection, "search", candidates=200, limit=100, **filters)
    assert len(found) == min(100, len(left))
    assert {row["movie_id"] for row in found} <= set(left)


def keeps(genre: str, year: int, filters: dict) -> bool:
    return (
        genre in (filters.get("genres") or [genre])
        and genre not in filters.get("exclude_genres", [])
        and filters.get("year_min", year) <= year <= filters.get("year_max", year)
    )


def test_approximate_neighbours_are_nearly_the_exact_ones(connection: Connection) -> None:
    matrix = vectors(1, MOVIES)
    unit = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    overlap = []
    for query_vector in vectors(3, 20):
        exact = set(np.argsort(-unit @ query_vector)[:100] + 1)
        found = rows(
            connection,
            "search",
            query_vector=query_vector,
            words=[],
            word_weights=[],
            popularity_weight=0.0,
            limit=100,
        )
        overlap.append(len(exact & {row["movie_id"] for row in found}) / 100)
    assert np.mean(overlap) > 0.95


def test_what_five_like_is_the_exact_list(connection: Connection) -> None:
    wanted = {"text_weight": 0.0, "limit": 20, "candidates": 150}
    found = [row["movie_id"] for row in rows(connection, "tonight", **wanted)]
    exact = [row["movie_id"] for row in rows(connection, "tonight", **wanted, exact=True)]
    assert len(found) == 20
    assert found[0] == exact[0]
    # Tastes drawn at random share nothing, so films that suit all five are far down each list.
    assert len({*found} & {*exact}) >= 10


def test_recommendations_are_nearly_the_exact_ones(connection: Connection) -> None:
    """The first 100 by inner product, without 500 films that are marked already."""
    matrix, overlap = vectors(1, MOVIES).astype(np.float16).astype(np.float32), []
    for taste in vectors(7, 20):
        exact = np.argsort(-matrix[500:] @ taste)[:100] + 501
        found = rows(connection, "recommend", taste_vector=taste, candidates=1000, limit=100)
        assert len(found) == 100
        assert [row["score"] for row in found] == sorted(
            (row["score"] for row in found), reverse=True
        )
        overlap.append(len(set(exact) & {row["movie_id"] for row in found}) / 100)
    assert np.mean(overlap) >= 0.98


@pytest.mark.parametrize(
    "filters", [{"genres": ["Western"]}, {"year_min": 2018}, {"exclude_genres": ["Drama"]}]
)
def test_recommendations_keep_full_pages(connection: Connection, filters: dict) -> None:
    left = [
        n
        for n in range(501, MOVIES + 1)
        if keeps(GENRES[3] if n % 100 == 0 else GENRES[n % 3], 1950 + n % 70, filters)
    ]
    found = rows(connection, "recommend", candidates=1000, limit=100, **filters)
    assert len(found) == min(100, len(left))
    assert {row["movie_id"] for row in found} <= set(left)


def test_a_named_film_is_first(connection: Connection) -> None:
    first = rows(connection, "search", title_movie_ids=[77, 5], title_scores=[1.5, 0.3])[0]
    assert first["movie_id"] == 77
