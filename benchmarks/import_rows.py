"""The time of importing a large file: ``python -m benchmarks.import_rows [--dataset D]``.

Makes a database of its own with the films of the bundled sample or of a MovieLens folder, encoded
by the stand-in, and imports files of ``--rows`` rows through the API, each into a new account: a
Letterboxd diary by title and year, one row in ten about a film that the catalogue lacks, and IMDb's
ratings by id. Prints the wall clock, and the processor time of the web process and of PostgreSQL,
which says more where other programs use the machine; ``--profile`` prints where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import io
import json
import os
import pstats
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import Engine, Row, text

from app import create_app
from app.settings import Settings
from embeddings.knowledge.dataset import SampleDataset
from embeddings.rebuild.pipeline import rebuild
from embeddings.releases.registry import rebuild_lock
from embeddings.sources.movielens import MovieLens
from embeddings.texts.stand_in import StandInEncoder
from sql import migrations
from sql.embedded import embedded_server
from sql.server import make_engine

API = "/api/v1"
FIRST_DAY = date(2010, 1, 1)
# One row in so many is about a film that the catalogue lacks.
ABSENT = 10
FILMS = text("""
select title, year, imdb_id from movies
where release_id = (select release_id from releases where state = 'live') order by movie_id
""")


def diary(films: Sequence[Row[Any]], count: int) -> str:
    """Return Letterboxd's ``diary.csv`` of so many viewings."""
    rows = []
    for number in range(count):
        film, other = films[number % len(films)], films[-1 - number % len(films)]
        day = (FIRST_DAY + timedelta(days=number // 3)).isoformat()
        name = film.title
        if number % ABSENT == 0:
            # Two halves of titles are hardly ever the title of a film.
            name = f"{name[: len(name) // 2]} {other.title[len(other.title) // 2 :]}"
        stars = number % 10 / 2 + 0.5
        rows.append((day, name, film.year, "https://boxd.it/x", stars, "", "", day))
    return _csv(
        ["Date", "Name", "Year", "Letterboxd URI", "Rating", "Rewatch", "Tags", "Watched Date"],
        rows,
    )


def imdb_ratings(films: Sequence[Row[Any]], count: int) -> str:
    """Return IMDb's ratings of so many ids; after the catalogue's last they are of no film here."""
    rows = []
    for number in range(count):
        film = films[number % len(films)]
        imdb_id = film.imdb_id if number < len(films) else f"tt{90_000_000 + number}"
        rows.append((imdb_id, number % 10 + 1, "2020-01-02", film.title, "Movie", film.year))
    return _csv(["Const", "Your Rating", "Date Rated", "Title", "Title Type", "Year"], rows)


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([columns, *rows])
    return written.getvalue()


def _postgres_seconds(home: Path) -> float:
    """Return the processor time of the server's processes that are there now."""
    pid = int((home / "postgres" / "postmaster.pid").read_text().split()[0])
    server = psutil.Process(pid)
    times = [process.cpu_times() for process in (server, *server.children(recursive=True))]
    return sum(time_.user + time_.system for time_ in times)


class Importer:
    """An application on the database, and new accounts that import files."""

    def __init__(self, engine: Engine, url: str, home: Path) -> None:
        environ = {"DATABASE_URL": url, "ORDAINED_HOME": str(home), "ORDAINED_RATE_LIMITS": "off"}
        environ |= {"ORDAINED_ENCODER": "stand-in", "SECRET_KEY": secrets.token_hex(32)}
        environ |= {"ORDAINED_LOG_LEVEL": "warning"}
        self.app = create_app(Settings.from_env(environ), engine=engine)
        self.home = home

    def measure(self, name: str, content: str) -> dict[str, Any]:
        """Import a file into a new account; return the seconds and what became of its rows."""
        client = self.app.test_client()
        person = {"username": f"b-{secrets.token_hex(6)}", "password": secrets.token_urlsafe(20)}
        csrf = client.post(f"{API}/users", json=person).json["csrf_token"]  # type: ignore[index]
        form = {"file": (io.BytesIO(content.encode()), name)}
        wall, web, sql = time.perf_counter(), time.process_time(), _postgres_seconds(self.home)
        response = client.post(f"{API}/me/import", data=form, headers={"X-CSRF-Token": csrf})
        taken = (time.perf_counter() - wall, time.process_time() - web)
        taken_by_sql = _postgres_seconds(self.home) - sql
        report: Any = response.json
        if response.status_code != 200:
            raise SystemExit(f"the import of {name} was refused: {response.text}")
        return {
            "wall_s": round(taken[0], 2),
            "web_cpu_s": round(taken[1], 2),
            "postgres_cpu_s": round(taken_by_sql, 2),
            "rows": report["rows"],
            "matched": sum(report["matched"].values()),
        }


def measure(importer: Importer, engine: Engine, rows: int, rounds: int) -> dict[str, Any]:
    """Import each file several times; return the round of least processor time of each."""
    with engine.connect() as connection:
        films = connection.execute(FILMS).all()
    files = {
        "diary.csv": ("Letterboxd diary by title and year", diary(films, rows)),
        "ratings.csv": ("IMDb ratings by id", imdb_ratings(films, rows)),
    }
    # The first import of a process reads all titles.
    importer.measure("diary.csv", diary(films, 10))
    found: dict[str, Any] = {"films": len(films)}
    for name, (what, content) in files.items():
        measured = [importer.measure(name, content) for _ in range(rounds)]
        found[what] = min(measured, key=lambda times: times["web_cpu_s"] + times["postgres_cpu_s"])
    return found


def main() -> None:
    """Measure, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset", type=Path, help="a MovieLens folder; else the bundled sample")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="print where Python's time goes")
    given = parser.parse_args()
    dataset = MovieLens(given.dataset) if given.dataset else SampleDataset()
    with tempfile.TemporaryDirectory() as folder, embedded_server(Path(folder)) as url:
        engine = make_engine(url, pool_size=8)
        migrations.upgrade(engine)
        with rebuild_lock(engine):
            rebuild(engine, dataset, StandInEncoder())
        importer = Importer(engine, url, Path(folder))
        load = os.getloadavg()[0]
        profile = cProfile.Profile(time.process_time) if given.profile else None
        if profile:
            profile.enable()
        found = measure(importer, engine, given.rows, given.rounds)
        if profile:
            profile.disable()
            pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(70)
        engine.dispose()
    print(json.dumps({**found, "load": round(load, 1), "cores": os.cpu_count()}, indent=1))


if __name__ == "__main__":
    main()
