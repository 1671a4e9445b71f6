"""People who read all the time, and what an application that reads from a replica says of it."""

from __future__ import annotations

import csv
import random
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults import load
from tests.processes import App

# Above all ids of the bundled catalogue.
OTHER_IDS = 5_000_000
PATHS = ("search?q=a+heist+that+goes+wrong", "movies/popular?limit=50", "movies/map", "release")


def wait_for(app: App, holds: Callable[[App], bool], what: str, timeout_s: float = 60) -> None:
    """Wait until something holds several times in a row, so that both workers were asked."""
    waiting, deadline = threading.Event(), time.monotonic() + timeout_s
    in_a_row = 0
    while in_a_row < 12:
        in_a_row = in_a_row + 1 if holds(app) else 0
        assert time.monotonic() < deadline, f"not in {timeout_s:.0f} s: {what}\n{app.output()}"
        if not in_a_row:
            waiting.wait(0.1)


def state(app: App) -> str:
    status, found, _ = load.ask(app.port, "GET", "/readyz")
    assert status == 200, found
    return str(found["replica"]["state"])


def ready(app: App) -> bool:
    return state(app) == "ready"


def all_ready(app: App, workers: int) -> bool:
    """Ask one of the workers; tell whether each has said once that it reads from the replica."""
    return ready(app) and app.output().count("reads go to the replica") >= workers


def measures(app: App) -> Counter[str]:
    """Return what was counted, by name and label."""
    _, text, _ = load.ask(app.port, "GET", "/metrics")
    found = re.findall(rb'^(ordained_reads\w*)_total\{\w+="(\S+)"\} (\S+)$', text, re.M)
    return Counter({f"{name.decode()} {label.decode()}": int(float(n)) for name, label, n in found})


def tell(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")


class Reader(threading.Thread):
    """Reads all the time; keeps what was no answer."""

    def __init__(self, app: App, token: str, stop: threading.Event, seed: int) -> None:
        super().__init__()
        self.app, self.token, self.stop = app, token, stop
        self.chance = random.Random(seed)
        self.faults: list[str] = []
        self.count = 0

    def ask(self, path: str, **headers: str) -> Any:
        status, body, _ = load.ask(self.app.port, "GET", f"{load.API}/{path}", **headers)
        self.count += 1
        if status != 200:
            self.faults.append(f"{path}: {status} {body}")
        return body if status == 200 else {}

    def run(self) -> None:
        own = {"Authorization": f"Bearer {self.token}"}
        while not self.stop.is_set():
            self.ask(self.chance.choice(PATHS))
            self.check(self.ask("me/recommendations?limit=10", **own))
            self.check(self.ask("movies/map"))
            self.walk()

    def check(self, answer: Any) -> None:
        """See that the films of an answer are those of the release that it names."""
        if not answer:
            return
        films = [item["movie"]["id"] for item in answer.get("items", [])]
        films += answer.get("movies", {}).get("movie_id", [])
        if {film >= OTHER_IDS for film in films} != {answer["release"] > 1}:
            self.faults.append(f"release {answer['release']} with {films[:5]}")

    def walk(self) -> None:
        """Read a list to its second page, and a film of it; nothing must be of another release."""
        first = self.ask("movies/popular?limit=5")
        following = first.get("next_cursor")
        second = self.ask(f"movies/popular?limit=5&cursor={following}") if following else first
        ids = [item["movie"]["id"] for page in (first, second) for item in page.get("items", [])]
        if len({movie_id >= OTHER_IDS for movie_id in ids}) > 1:
            self.faults.append(f"a list of two releases: {ids}")


def answered(readers: list[Reader], more: int) -> None:
    """Wait until so many more requests were answered."""
    waiting, target = threading.Event(), sum(reader.count for reader in readers) + more
    deadline = time.monotonic() + 120
    while sum(reader.count for reader in readers) < target:
        assert time.monotonic() < deadline, [reader.faults for reader in readers]
        waiting.wait(0.05)


def write_dataset(folder: Path) -> Path:
    """Write films whose ids the bundled catalogue has none of."""
    folder.mkdir()
    chance = random.Random(1)
    films = range(OTHER_IDS, OTHER_IDS + 80)
    rows: dict[str, list[Any]] = {
        "movies.csv": [["movieId", "title", "genres"]]
        + [
            [film, f"Film number {film} (1990)", chance.choice(["Drama", "Comedy"])]
            for film in films
        ],
        "ratings.csv": [["userId", "movieId", "rating", "timestamp"]]
        + [
            [person, film, chance.choice([2.0, 4.0, 5.0]), 1_000_000_000 + film]
            for person in range(1, 41)
            for film in chance.sample(films, 30)
        ],
    }
    for name, content in rows.items():
        with (folder / name).open("w", newline="") as file:
            csv.writer(file).writerows(content)
    return folder
