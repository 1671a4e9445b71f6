"""From adding a film to finding it: ``python -m benchmarks.add_film``.

On the live release of ORDAINED_HOME, with its encoder, over two applications that share nothing
but the database: a film is posted to the one, and searched for and recommended by the other
in its next answers. Both are warm. The films and the account are removed again.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import statistics
import time
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine

from app import create_app
from app.accounts import people
from app.settings import Settings
from embeddings.releases import added
from embeddings.releases.add import remove_films
from sql import migrations
from sql.server import database, make_engine

API = "/api/v1"
LIKED = 8
PLOT = (
    "A keeper of a lighthouse collects dragonflies and speaks to nobody. One night a ship brings "
    "the twin that he thought had drowned. Together they look for who sank the ship of their "
    "father, and find that the light itself had been put out on purpose."
)


class Administrator:
    """Somebody who asks two applications at once, by one bearer token."""

    def __init__(self, clients: list[FlaskClient], engine: Engine) -> None:
        self.clients = clients
        self.engine = engine
        self.name = f"bench-{secrets.token_hex(4)}"
        given = {"username": self.name, "password": secrets.token_urlsafe(20)}
        csrf = {
            "X-CSRF-Token": self.json(clients[0].post(f"{API}/users", json=given))["csrf_token"]
        }
        with engine.begin() as connection:
            found = people.by_name(connection, self.name)
            assert found is not None
            self.user_id = found[0].user_id
            people.set_admin(connection, self.user_id, True)
        scopes = ["read", "write", "admin"]
        token = clients[0].post(
            f"{API}/tokens",
            json={"name": "bench", "scopes": scopes, "expires_in_days": 1},
            headers=csrf,
        )
        self.headers = {"Authorization": f"Bearer {self.json(token)['token']}"}

    @staticmethod
    def json(response: Any) -> Any:
        """Return what a request was answered, if it was done."""
        assert response.status_code < 300, response.text
        return response.json

    def ask(self, which: int, method: str, path: str, body: Any = None) -> tuple[Any, float]:
        """Return what one of the applications answers, and in how many seconds."""
        given = {} if body is None else {"json": body}
        started = time.perf_counter()
        response = self.clients[which].open(
            API + path, method=method, headers=self.headers, **given
        )
        return self.json(response) if method != "DELETE" else None, time.perf_counter() - started

    def leave(self) -> None:
        """Remove the account."""
        with self.engine.begin() as connection:
            people.remove(connection, self.user_id)


def ids(answer: Any) -> list[int]:
    """Return the films of a list."""
    return [item["movie"]["id"] for item in answer["items"]]


def measure(admin: Administrator, rounds: int) -> dict[str, Any]:
    """Add films one by one, each like one that is recommended, and look for each at once."""
    for movie_id in ids(admin.ask(0, "GET", f"/movies/popular?limit={LIKED}")[0]):
        admin.ask(0, "PUT", f"/me/ratings/{movie_id}", {"rating": 5})
    for which in (0, 1):
        admin.ask(which, "GET", "/search?q=a+keeper+of+a+lighthouse")
    suits, _ = admin.ask(1, "GET", "/me/recommendations?limit=1")
    like = suits["items"][0]["movie"]
    taken: dict[str, list[float]] = {"add": [], "search": [], "recommend": [], "plain_search": []}
    worked: list[float] = []
    found = {"by_title": 0, "by_plot": 0, "recommended": 0, "among_first_100": 0}
    for number in range(rounds + 1):
        word = "".join(secrets.choice("bcdfghklmnprst") + secrets.choice("aeiou") for _ in range(5))
        film = {
            "title": f"The Lighthouse of {word.capitalize()}",
            "year": 2031,
            "genres": like["genres"],
            "tags": [*like["tags"][:8], "lighthouse"],
            "plot": f"{like['plot'] or ''} {PLOT}".strip(),
        }
        _, plain_s = admin.ask(1, "GET", f"/search?q=the+lighthouse+of+{word[::-1]}")
        before_s = time.process_time()
        film, add_s = admin.ask(0, "POST", "/admin/movies", film)
        work_s = time.process_time() - before_s
        by_title, search_s = admin.ask(1, "GET", f"/search?q=the+lighthouse+of+{word}")
        recommended, recommend_s = admin.ask(1, "GET", "/me/recommendations?year_min=2031")
        first, _ = admin.ask(1, "GET", "/me/recommendations?limit=100")
        by_plot, _ = admin.ask(1, "GET", "/search?q=lighthouse+keeper+collects+dragonflies")
        if not number:
            first_s = add_s  # loads the encoder of films
            admin.ask(0, "DELETE", f"/admin/movies/{film['id']}")
            continue
        found["by_title"] += ids(by_title)[0] == film["id"]
        found["by_plot"] += film["id"] in ids(by_plot)[:10]
        found["recommended"] += film["id"] in ids(recommended)
        found["among_first_100"] += film["id"] in ids(first)
        worked.append(work_s)
        for name, seconds in (
            ("add", add_s),
            ("search", search_s),
            ("recommend", recommend_s),
            ("plain_search", plain_s),
        ):
            taken[name].append(seconds)
        admin.ask(0, "DELETE", f"/admin/movies/{film['id']}")
    in_all = [
        sum(three) for three in zip(taken["add"], taken["search"], taken["recommend"], strict=True)
    ]
    return {
        "rounds": rounds,
        "found": found,
        "first_add_ms": round(1000 * first_s),
        # Of the web process, however busy the machine is; PostgreSQL's is not in it.
        "add_processor_ms": round(1000 * statistics.median(worked)),
        "median_ms": {
            name: round(1000 * statistics.median(seconds), 1) for name, seconds in taken.items()
        },
        "add_then_searched_and_recommended_ms": {
            "median": round(1000 * statistics.median(in_all)),
            "most": round(1000 * max(in_all)),
        },
    }


def main() -> None:
    """Measure, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    environ = {**os.environ, "ORDAINED_RATE_LIMITS": "off", "ORDAINED_LOG_LEVEL": "warning"}
    settings = Settings.from_env(environ)
    with database(settings.database_url, settings.home) as url:
        engines = [make_engine(url) for _ in range(2)]
        migrations.upgrade(engines[0])
        clients = [
            create_app(settings, engine=engine).test_client(use_cookies=not place)
            for place, engine in enumerate(engines)
        ]
        before = _added(engines[0])
        admin = Administrator(clients, engines[0])
        try:
            told = measure(admin, rounds)
        finally:
            left = sorted(_added(engines[0]) - before)
            with engines[0].begin() as connection:
                if left:
                    remove_films(connection, left)
            admin.leave()
        for engine in engines:
            engine.dispose()
    print(json.dumps(told, indent=1))


def _added(engine: Engine) -> set[int]:
    with engine.connect() as connection:
        return set(added.load_films(connection))


if __name__ == "__main__":
    main()
