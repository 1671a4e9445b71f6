"""Every vector query uses its index at 10,000 films, with and without filters."""

from collections.abc import Iterator

import numpy as np
import pytest
from sqlalchemy import Connection, Engine, TextClause, text

from embeddings.releases import copying, load, registry
from sql import query
from sql.server import make_engine

MOVIES = 10_000
DIMENSION = 32
GENRES = ["Drama", "Comedy", "Thriller", "Western"]


def vectors(seed: int, rows: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((rows, DIMENSION)).astype(np.float32)


def movie_rows(release_id: int) -> Iterator[tuple[object, ...]]:
    """Rows as `copying.MOVIE_COLUMNS`; one in a hundred is a western, years from 1950 to 2019."""
    for n, vector in enumerate(vectors(1, MOVIES), start=1):
        genre = GENRES[3] if n % 100 == 0 else GENRES[n % 3]
        yield (
            release_id, n, n, f"Film {n}", None, [], [f"film {n}"], 1950 + n % 70, [genre],
            [f"tag{n % 50}"], [1], f"Plot {n} about word{n % 997}.", [], [], None, None,
            n % 400, 3.5, b"x", vector, vector, vector, 0.0, 0.0, 0.0,
        )  # fmt: skip


@pytest.fixture(scope="module")
def large(server_url: str) -> Iterator[Engine]:
    from sql import migrations
    from tests.conftest import fresh_database

    with fresh_database(server_url) as url:
        engine = make_engine(url)
        migrations.upgrade(engine)
        with engine.begin() as connection:
            connection.execute(
                text(
                    "insert into films (title_key, year)"
                    f" select 'film ' || n, 2000 from generate_series(1, {MOVIES}) n"
                )
            )
            release_id = registry.begin(
                connection,
                dataset="generated",
                dataset_checksum="-",
                encoder="none",
                encoder_revision="1",
                text_dimension=DIMENSION,
            )
            registry.create_partitions(connection, release_id)
            copying.copy_rows(
                connection,
                registry.partition("movies", release_id),
                copying.MOVIE_COLUMNS,
                movie_rows(release_id),
            )
            copying.copy_rows(
                connection,
                registry.partition("sentences", release_id),
                copying.SENTENCE_COLUMNS,
                (
                    (release_id, n, 0, f"Plot {n}.", vector)
                    for n, vector in enumerate(vectors(9, MOVIES), start=1)
                ),
            )
            load.build_vector_indexes(connection, release_id, DIMENSION, DIMENSION)
        load.settle(engine, release_id)
        with engine.begin() as connection:
            registry.go_live(connection, release_id)
        yield engine
        engine.dispose()


@pytest.fixture
def connection(large: Engine) -> Iterator[Connection]:
    with large.connect() as connection:
        yield connection


def binds(connection: Connection, **others: object) -> dict[str, object]:
    live = registry.live_release(connection)
    assert live
    return {
        "release_id": live.release_id,
        "text_dimension": DIMENSION,
        "query_vector": vectors(2, 1)[0],
        "excluded_vector": None,
        "words": ["word5"],
        "word_weights": [1.0],
        "finders": 1,
        "named_ids": [],
        "named_scores": [],
        "unwanted_ids": [],
        "genres": [],
        "exclude_genres": [],
        "countries": [],
        "exclude_countries": [],
        "languages": [],
        "exclude_languages": [],
        "exclude_tags": [],
        "year_min": None,
        "year_max": None,
        "candidates": 100,
        "sentence_weight": 0.0,
        "plotless_share": 0.8,
        "word_weight": 0.15,
        "excluded_weight": 0.1,
        "hint_weight": 0.0,
        "hinted_genres": [],
        "hinted_year_min": None,
        "hinted_year_max": None,
        "taste_weight": 0.5,
        "series_films": 2,
        "series_penalty": 0.1,
        "popularity_weight": 0.03,
        "familiarity": 0.0,
        "exact": False,
        "limit": 20,
        "offset": 0,
        "movie_id": 5,
        "movie_ids": [5, 6],
        "tags": ["tag7"],
        "taste_dimension": DIMENSION,
        "taste_vector": vectors(4, 1)[0],
        "heard_vector": vectors(5, 1)[0],
        "residual_vector": vectors(6, 1)[0],
        "planned_film_ids": [7, 8],
        "planned_weight": 0.3,
        "said_vector": vectors(8, 1)[0],
        "film_ids": list(range(1, 501)),
        "least_ratings": 1,
        "landmarks": 2000,
        "films": '[{"place": 0, "imdb_id": "tt0000001", "keys": ["film 7"], "year": 1957}]',
    } | others


def wanted_binds(connection: Connection, clause: TextClause, others: dict) -> dict[str, object]:
    every = binds(connection, **others)
    return {key: every[key] for key in clause._bindparams}


def plan(connection: Connection, name: str, **others: object) -> str:
    clause = query(name)
    explained: TextClause = text("explain " + clause.text).bindparams(*clause._bindparams.values())
    wanted = {
        key: value
        for key, value in binds(connection, **others).items()
        if key in clause._bindparams
    }
    return "\n".join(line for (line,) in connection.execute(explained, wanted))


def rows(connection: Connection, name: str, **others: object) -> list[dict]:
    clause = query(name)
    wanted = {
        key: value
        for key, value in binds(connection, **others).items()
        if key in clause._bindparams
    }
    return [dict(row) for row in connection.execute(clause, wanted).mappings()]


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("search", "movies_r1_text_vector_idx"),
        ("search", "sentences_r1_text_vector_idx"),
        ("search", "fts_idx"),
        ("similar", "text_vector_idx"),
        ("similar", "match_vector_idx"),
        ("movie", "pkey"),
        ("popular", "rating_count_movie_id_idx"),
        ("recommend", "match_vector_idx"),
        ("extremes", "match_vector_idx"),
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


def test_an_exact_answer_takes_no_vector_index(connection: Connection) -> None:
    assert "match_vector_idx" not in plan(connection, "recommend", exact=True)
    index = [row["movie_id"] for row in rows(connection, "recommend", limit=50)]
    exact = [row["movie_id"] for row in rows(connection, "recommend", limit=50, exact=True)]
    assert len(set(index) & set(exact)) >= 45


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
    first = rows(connection, "search", named_ids=[77, 5], named_scores=[1.5, 0.3])[0]
    assert first["movie_id"] == 77
