"""Recommendations through the application beside the bare statement, in turn.

``python -m benchmarks.recommend [--ratings 500]`` on the live release; the person that it
makes is removed again.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
import uuid
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from sqlalchemy import Connection, text

from app import create_app
from app.recommend import keeping
from app.settings import Settings
from embeddings.releases.registry import ReleaseInfo, live_release
from embeddings.serving import RECOMMEND_CANDIDATES
from sql import query
from sql.server import database, make_engine

ROUNDS = 60
API = "/api/v1"


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def rate(connection: Connection, release: ReleaseInfo, user_id: int, ratings: int) -> list[int]:
    """Give a person ratings of well-known films, seeded; return the films."""
    films = list(
        connection.scalars(
            text(
                "select film_id from movies where release_id = :release"
                " order by rating_count desc, movie_id limit :limit"
            ),
            {"release": release.release_id, "limit": ratings},
        )
    )
    stars = np.random.default_rng(1).choice([2, 3, 3.5, 4, 4.5, 5], len(films))
    connection.execute(
        text("insert into ratings (user_id, film_id, rating) values (:user, :film, :stars)"),
        [
            {"user": user_id, "film": film, "stars": float(one)}
            for film, one in zip(films, stars, strict=True)
        ],
    )
    return films


def main() -> None:
    """Print medians and their ratio."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ratings", type=int, default=500)
    ratings = arguments.parse_args().ratings
    settings = replace(Settings.from_env(os.environ), rate_limits=False, log_level="error")
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url)
        client = create_app(settings, engine=engine).test_client()
        name = f"bench-{uuid.uuid4().hex[:8]}"
        client.post(f"{API}/users", json={"username": name, "password": uuid.uuid4().hex})
        with engine.begin() as connection:
            release = live_release(connection)
            assert release, "no live release"
            user_id = connection.scalar(
                text("select user_id from users where username = :name"), {"name": name}
            )
            assert user_id
            films = rate(connection, release, user_id, ratings)
            encoder = client.application.extensions["encoders"].of(release)
            keeping.refresh(connection, release, user_id, encoder)
            vectors = keeping.compute(connection, release, user_id, encoder)
        binds = {
            **vectors.binds,
            "release_id": release.release_id,
            "taste_dimension": release.taste_dimension,
            "film_ids": films,
            "genres": [],
            "exclude_genres": [],
            "exclude_tags": [],
            "planned_film_ids": [],
            "exact": False,
            "planned_weight": 0.3,
            "year_min": None,
            "year_max": None,
            "candidates": RECOMMEND_CANDIDATES,
            "familiarity": 0.0,
            "limit": 21,
            "offset": 0,
        }
        with engine.connect() as connection:

            def bare() -> None:
                connection.execute(query("recommend"), binds).all()

            def served() -> None:
                assert client.get(f"{API}/me/recommendations").status_code == 200

            for _ in range(5):
                bare()
                served()
            pairs = [(milliseconds(bare), milliseconds(served)) for _ in range(ROUNDS)]
        with engine.begin() as connection:
            connection.execute(text("delete from users where user_id = :id"), {"id": user_id})
        engine.dispose()
    bare_ms, served_ms = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        json.dumps(
            {
                "bare_ms": round(bare_ms, 2),
                "served_ms": round(served_ms, 2),
                "served_over_bare": round(served_ms / bare_ms, 2),
                "ratings": len(films),
                "films": release.movie_count,
                "rounds": ROUNDS,
            }
        )
    )


if __name__ == "__main__":
    main()
