"""A release of 10,000 generated films, and the served statements on it with usual binds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from pgvector import Vector
from sqlalchemy import Connection, Engine, TextClause, text

from embeddings.answers.filters import OPEN
from embeddings.answers.tags import NO_TAGS
from embeddings.releases import copying, load, registry
from embeddings.releases.movie import MovieRecord
from embeddings.releases.movie_rows import MovieVectors, copy_movies
from embeddings.releases.people import credit_rows, identify_people
from sql import query
from tests.databases import engine_on_copy, make_template

MOVIES = 10_000
DIMENSION = 32
TEMPLATE = "template_large"
CERTIFICATES = ["G", "PG", "PG-13", "R", None]
GENRES = ["Drama", "Comedy", "Thriller", "Western"]


def vectors(seed: int, rows: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((rows, DIMENSION)).astype(np.float32)


def movies() -> list[MovieRecord]:
    """Movies of which one in a hundred is a western, years from 1950 to 2019."""
    return [
        MovieRecord(
            movie_id=n,
            title=f"Film {n}",
            year=1950 + n % 70,
            genres=(GENRES[3] if n % 100 == 0 else GENRES[n % 3],),
            tags=(f"tag{n % 50}",),
            tag_counts=(1,),
            plot=f"Plot {n} about word{n % 997}.",
            rating_count=n % 400,
            rating_mean=3.5,
            popularity=n % 400 / 400,
            directors=(f"Director {n % 500}",),
            runtime=60 + n % 120,
            certificate=CERTIFICATES[n % 5],
        )
        for n in range(1, MOVIES + 1)
    ]


@contextmanager
def large_release(
    server_url: str, migrated_template: str, match: np.ndarray | None = None
) -> Iterator[Engine]:
    """Give a database of its own with the release, a copy of what other files have, too.

    Parameters
    ----------
    match : (10,000, 32) float32, optional
        Match vectors of films; a release with these is made for the caller alone.
    """
    if match is None:
        usual = vectors(1, MOVIES)
        make_template(server_url, TEMPLATE, migrated_template, lambda on: load_large(on, usual))
    with engine_on_copy(server_url, TEMPLATE if match is None else migrated_template) as engine:
        if match is not None:
            load_large(engine, match)
        yield engine


def load_large(engine: Engine, match: np.ndarray) -> None:
    """Make a release of 10,000 films the live one."""
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
        copy_movies(
            connection,
            registry.partition("movies", release_id),
            release_id,
            {n: n for n in range(1, MOVIES + 1)},
            movies(),
            (
                MovieVectors(vector, vector, suits, 0.0, 0.0, 0.0)
                for vector, suits in zip(vectors(1, MOVIES), match, strict=True)
            ),
            person_ids := identify_people(connection, movies()),
        )
        copying.copy_rows(
            connection,
            registry.partition("credits", release_id),
            copying.CREDIT_COLUMNS,
            credit_rows(release_id, movies(), person_ids),
        )
        copying.copy_rows(
            connection,
            registry.partition("sentences", release_id),
            copying.SENTENCE_COLUMNS,
            (
                (release_id, n, 0, "plot", f"Plot {n}.", vector)
                for n, vector in enumerate(vectors(9, MOVIES), start=1)
            ),
        )
        load.index_movies(connection, release_id, DIMENSION)
        load.index_sentences(connection, release_id, DIMENSION)
    load.vacuum(engine, release_id)
    _wait_until_visible(engine, release_id)
    with engine.begin() as connection:
        registry.go_live(connection, release_id)


def _wait_until_visible(engine: Engine, release_id: int) -> None:
    """Vacuum until every page is all visible, or the planner takes no index-only scan.

    The server is shared: a transaction that another test began before the load holds vacuum back.
    """
    pages = text(
        "select relpages - relallvisible from pg_class where relname = :name and relpages > 0"
    )
    for _ in range(50):
        with engine.connect() as connection:
            left = connection.scalar(pages, {"name": registry.partition("movies", release_id)})
        if left == 0:
            return
        time.sleep(0.2)
        load.vacuum(engine, release_id)


FOR_A_PERSON = ("recommend", "extremes", "tonight")


def _texts(seed: int, count: int) -> list[str]:
    return [Vector(vector).to_text() for vector in vectors(seed, count)]


def binds(connection: Connection, name: str, **others: object) -> dict[str, object]:
    live = registry.live_release(connection)
    assert live
    return {
        "release_id": live.release_id,
        "text_dimension": DIMENSION,
        "query_vector": vectors(2, 1)[0],
        "excluded_vector": None,
        "words": ["word5"],
        "word_weights": [1.0],
        "word_movie_ids": [5, 6],
        "title_movie_ids": [],
        "title_scores": [],
        "excluded_movie_ids": [],
        **OPEN.binds,
        "candidates": 100,
        "finalists": 150,
        "text_weight": 1.0,
        "sentence_weight": 0.0,
        "phrase_weight": 0.1,
        "plotless_share": 0.8,
        "phraseless_share": 0.8,
        "title_word_weight": 0.1,
        "tag_word_weight": 0.1,
        "term_weight": 0.2,
        "term_names": ["tag5"],
        "term_weights": [1.0],
        "wish_weight": 0.5,
        "wished_tags": [],
        "wished_movie_ids": [],
        "wished_kinds": [],
        "kind_names": [],
        "kind_weights": [],
        "age": None,
        "age_weight": 1.0,
        "rating_wish": 0.0,
        "popularity_wish": 0.0,
        "year_wish": 0.0,
        **NO_TAGS,
        "neighbourhood": 300,
        "tag_weight": 1.0,
        "kindred": 100,
        "word_weight": 0.15,
        "excluded_weight": 0.1,
        "hint_weight": 0.0,
        "origin_weight": 0.0,
        "main_countries": [],
        "main_languages": [],
        "hinted_genres": [],
        "year_scores": [],
        "taste_weight": 0.5,
        "series_films": 2,
        "series_penalty": 0.1,
        "own_series_penalty": 0.0,
        "own_series": [],
        "owned": False,
        "popularity_weight": 0.03,
        "familiarity": 0.0,
        "exact": False,
        "head_films": 100,
        "reach": 800,
        "limit": 20,
        "offset": 0,
        "movie_id": 5,
        "movie_ids": [5, 6],
        "tags": ["tag7"],
        "taste_dimension": DIMENSION,
        "taste_vector": vectors(4, 1)[0],
        "evidence_vector": vectors(5, 1)[0],
        "residual_vector": vectors(6, 1)[0],
        "planned_film_ids": [7, 8],
        "planned_weight": 0.3,
        "preference_vector": vectors(8, 1)[0],
        # Five people, and the mean of them.
        "taste_vectors": _texts(4, 5),
        "evidence_vectors": _texts(5, 5),
        "residual_vectors": _texts(6, 5),
        "near_vectors": _texts(4, 6),
        "planned_people": [1, 2],
        "planned_films": [7, 8],
        "watchlist_film_ids": [7, 8],
        "watchlists_first": False,
        "stars_weight": 0.2,
        "rating_coefficient": 0.5,
        "rating_support": 1.0,
        "fairness": 0.25,
        "most_too_old": 0.3,
        "least_runtime": 40,
        # Of somebody who has marked the first 500 films.
        "excluded_film_ids": list(range(1, 501)) if name in FOR_A_PERSON else [],
        "least_ratings": 1,
        "landmarks": 2000,
        "imdb_ids": ["tt0000001"],
        "title_keys": ["film 7"],
    } | others


def plan(connection: Connection, name: str, *, analyze: bool = False, **others: object) -> str:
    clause = query(name)
    explain = "explain (analyze, timing off) " if analyze else "explain "
    explained: TextClause = text(explain + clause.text).bindparams(*clause._bindparams.values())
    wanted = {
        key: value
        for key, value in binds(connection, name, **others).items()
        if key in clause._bindparams
    }
    return "\n".join(line for (line,) in connection.execute(explained, wanted))


def rows(connection: Connection, name: str, **others: object) -> list[dict[str, Any]]:
    clause = query(name)
    wanted = {
        key: value
        for key, value in binds(connection, name, **others).items()
        if key in clause._bindparams
    }
    return [dict(row) for row in connection.execute(clause, wanted).mappings()]
