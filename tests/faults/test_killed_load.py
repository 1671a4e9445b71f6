"""Kill -9 in the middle of the first load; start again: it finishes, nothing doubled or lost."""

import json
import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest

from tests.databases import SMALL, SMALL_FILMS
from tests.processes import App, start_app

STAGES = ("reading sample", "encoding with", f"loading {SMALL_FILMS:,} movies", "indexing")
# tests/e2e starts from nothing with the whole sample.
FIRST = ("--dataset", SMALL)


def wait_for_line(app: App, words: str, timeout_s: float = 240) -> None:
    deadline = time.monotonic() + timeout_s
    while words not in app.output():
        assert app.process.poll() is None, app.output()
        assert time.monotonic() < deadline, app.output()
        time.sleep(0.005)  # short: the process is to be killed right after the line


def get(app: App, path: str) -> dict:
    with urllib.request.urlopen(app.url + path, timeout=10) as answer:
        return json.load(answer)


def kill(app: App) -> None:
    """Kill the launcher and the rebuild at once, as a power cut would; PostgreSQL lives on."""
    os.killpg(app.process.pid, signal.SIGKILL)
    app.process.wait(10)


@pytest.mark.slow
def test_killed_in_every_stage_then_finished(tmp_path: Path) -> None:
    for stage in STAGES:
        app = start_app(tmp_path, *FIRST, ORDAINED_ENCODER="stand-in")
        wait_for_line(app, stage)
        kill(app)
        app.log.unlink()
    app = start_app(tmp_path, *FIRST, ORDAINED_ENCODER="stand-in")
    try:
        app.wait_until_ready()
        assert get(app, "/api/v1/release")["movie_count"] == SMALL_FILMS
        seen: list[int] = []
        cursor = ""
        while cursor is not None:
            page = get(app, f"/api/v1/movies/popular?limit=100{cursor and '&cursor=' + cursor}")
            seen += [item["movie"]["id"] for item in page["items"]]
            cursor = page["next_cursor"]
        assert len(seen) == len(set(seen)) >= 500
    finally:
        assert app.stop() == 0, app.output()


@pytest.mark.slow
def test_ctrl_c_stops_everything_and_the_next_start_is_quick(tmp_path: Path) -> None:
    began = time.monotonic()
    first = start_app(tmp_path, *FIRST, ORDAINED_ENCODER="stand-in")
    first.wait_until_ready()
    first_s = time.monotonic() - began
    release = get(first, "/api/v1/release")
    assert first.stop(signal.SIGINT) == 0, first.output()
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()

    started = time.monotonic()
    second = start_app(tmp_path, ORDAINED_ENCODER="stand-in")
    try:
        second.wait_until_ready()
        # Far less; a bound in seconds fails on a busy machine.
        assert time.monotonic() - started < first_s
        assert get(second, "/api/v1/release") == release
        assert "reading" not in second.output()
    finally:
        second.stop()


@pytest.mark.slow
def test_broken_data_leave_everything_as_it_was(home: Path, tmp_path: Path) -> None:
    app = start_app(home, ORDAINED_ENCODER="stand-in")
    app.wait_until_ready()
    release = get(app, "/api/v1/release")
    app.stop()

    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "movies.csv").write_text("movieId,title,genres\n1,Heat (1995),Action\n")
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,1\n2,1,9.5,2\n")
    refused = start_app(home, "--dataset", str(folder), ORDAINED_ENCODER="stand-in")
    assert refused.process.wait(60) == 1
    assert "ratings.csv, line 3, field rating" in refused.output()

    again = start_app(home, ORDAINED_ENCODER="stand-in")
    try:
        again.wait_until_ready()
        assert get(again, "/api/v1/release") == release
    finally:
        again.stop()
