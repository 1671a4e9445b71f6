"""Recommendations over HTTP beside the bare statement: ``python -m benchmarks.recommend``.

In turn, from the real server, on the live release, for one person with ``--ratings`` (500) ratings
of well-known films; the person that it makes is removed again.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, text

from app.data import tastes
from app.data.encoders import query_encoders
from app.settings import Settings
from benchmarks.measuring import in_turn, ratio
from benchmarks.serving import Client, serving
from embeddings.answers.filters import Filters
from embeddings.answers.person import PersonVectors
from embeddings.answers.recommend import rank
from embeddings.answers.rows import rows_on
from embeddings.releases.registry import ReleaseInfo, live_release
from sql.server import database, make_engine

ROUNDS = 60
RATINGS = 500
# A page of 20, and one film more to know whether there is a next page.
PAGE = 21


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
            {"user": user_id, "film": film, "stars": float(rating)}
            for film, rating in zip(films, stars, strict=True)
        ],
    )
    return films


@contextmanager
def somebody(
    engine: Engine, settings: Settings, client: Client, ratings: int
) -> Iterator[tuple[ReleaseInfo, PersonVectors, Filters]]:
    """Sign the client up with ratings; yield release, vectors and rated films; remove them."""
    name = client.sign_up()
    with engine.begin() as connection:
        release = live_release(connection)
        assert release, "no live release"
        encoder = query_encoders(settings).of(release)
        user_id = connection.scalar(
            text("select user_id from users where username = :name"), {"name": name}
        )
        assert user_id
        films = rate(connection, release, user_id, ratings)
        tastes.refresh(connection, release, user_id, encoder)
        vectors = tastes.compute(connection, release, user_id, encoder)
    try:
        yield release, vectors, Filters(excluded_film_ids=tuple(films))
    finally:
        with engine.begin() as connection:
            connection.execute(text("delete from users where user_id = :id"), {"id": user_id})


def measure(
    engine: Engine,
    settings: Settings,
    client: Client,
    ratings: int = RATINGS,
    rounds: int = ROUNDS,
) -> dict[str, Any]:
    """Return medians, 95th percentiles and the ratio of HTTP to the statement."""
    with (
        somebody(engine, settings, client, ratings) as (release, vectors, known),
        engine.connect() as connection,
    ):
        found = in_turn(
            rounds,
            sql=lambda: rank(rows_on(connection), release, vectors, known, limit=PAGE),
            http=lambda: client.get("/me/recommendations"),
        )
    return {
        "http_over_sql": ratio(found["http"].median, found["sql"].median),
        "sql": found["sql"].as_dict(),
        "http": found["http"].as_dict(),
        "ratings": len(known.excluded_film_ids),
        "rounds": rounds,
        "films": release.movie_count,
    }


def main() -> None:
    """Print one JSON object."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ratings", type=int, default=RATINGS)
    ratings = arguments.parse_args().ratings
    settings = Settings.from_env(os.environ)
    with (
        database(settings.database_url, settings.home) as url,
        serving(url, settings.home, workers=1) as server,
    ):
        engine = make_engine(url)
        print(json.dumps(measure(engine, settings, Client(server.port), ratings)))
        engine.dispose()


if __name__ == "__main__":
    main()
