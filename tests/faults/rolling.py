"""People who ask all along while releases come and go, and rebuilds that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.databases import SMALL, SMALL_FILMS
from tests.faults import load
from tests.processes import ROOT, App

LOADING = f"loading {SMALL_FILMS:,} movies"
# What a rebuild says when a stage begins; the last one it says after it went live.
STAGES = (
    "loading the encoder",
    "reading sample",
    "encoding with",
    "learning taste",
    "placing films",
    LOADING,
    "indexing",
    "measuring its quality",
    "going live",
)
# The stages that come just before another release goes live, and the going itself.
NEAR = ("measuring its quality", "going live")
POLL_S = 0.005
# Between two questions: where a release may go live, and where one is being made, which questions
# that come as fast as they can would only take the processor from.
PAUSE_S = 0.02
CALM_S = 0.1
HASH_BYTES = 32
# What is asked all along.
PATHS = ("/search?q=heist+that+goes+wrong", "/me/recommendations", "/release")


@dataclass
class Audience:
    """Somebody signed in who searches, and asks for recommendations and for the release.

    Attributes
    ----------
    statuses : Counter
        Answers by path and status.
    faults : list of str
        What was not as it must be.
    releases : dict of int to dict
        What each release that was seen said of itself.
    rebuild : Rebuild or None
        What runs meanwhile. Until it comes near to going live, less is asked.
    """

    app: App
    movies: int
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    releases: dict[int, dict[str, Any]] = field(default_factory=dict)
    slowest_s: float = 0.0
    rebuild: Rebuild | None = None

    def __post_init__(self) -> None:
        self.stop = threading.Event()
        name = f"roll-{uuid.uuid4().hex[:8]}"
        self.who = {"Authorization": f"Bearer {load.sign_up(self.app.port, name)}"}
        for film, stars in zip(load.popular(self.app.port, 4), (5.0, 4.0, 1.0, 4.5), strict=True):
            path = f"{load.API}/me/ratings/{film}"
            assert load.ask(self.app.port, "PUT", path, {"rating": stars}, **self.who)[0] == 200
        self.threads = [threading.Thread(target=self._ask, args=(path,)) for path in PATHS]

    def __enter__(self) -> Audience:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def hear_more(self, answers: int = 5, timeout_s: float = 60) -> None:
        """Wait until everything that is asked was answered so often again."""
        before = Counter(path for path, _ in self.statuses.elements())
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            now = Counter(path for path, _ in self.statuses.elements())
            if all(now[path] >= before[path] + answers for path in PATHS):
                return
            threading.Event().wait(PAUSE_S)
        raise AssertionError(f"no {answers} answers of each in {timeout_s} s: {self.faults[:3]}")

    def _pause_s(self) -> float:
        making = self.rebuild and not any(stage in self.rebuild.output() for stage in NEAR)
        return CALM_S if making else PAUSE_S

    def _ask(self, path: str) -> None:
        while not self.stop.wait(self._pause_s()):
            began = time.monotonic()
            try:
                status, body, _ = load.ask(self.app.port, "GET", load.API + path, **self.who)
            except OSError as error:
                self.faults.append(f"{path}: {error!r}")
                continue
            self.slowest_s = max(self.slowest_s, time.monotonic() - began)
            self.statuses[path, status] += 1
            if status != 200:
                self.faults.append(f"{path}: {status} {body}")
            elif path == "/release":
                self.releases[body["id"]] = body
                if body["movie_count"] != self.movies:
                    self.faults.append(f"release {body['id']} has {body['movie_count']} films")
            elif len(body["items"]) != 20:
                self.faults.append(f"{path}: {len(body['items'])} films")


@dataclass
class Rebuild:
    """A rebuild in a process of its own, of the smaller sample, that may be killed."""

    app: App
    encoder: str
    arguments: tuple[str, ...] = ("--dataset", SMALL)

    def __post_init__(self) -> None:
        self.counted = self.app.home / "encoded"
        self.log = self.app.home / f"rebuild-{uuid.uuid4().hex[:8]}.log"
        self.counted.write_bytes(b"")
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.faults.counted_rebuild",
                    str(self.counted),
                    "rebuild",
                    *self.arguments,
                ],
                cwd=ROOT,
                # On a machine that is busy, threads that wait for each other take minutes.
                env=self.app.environ | {"ORDAINED_ENCODER": self.encoder, "OMP_NUM_THREADS": "1"},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def kill_in(self, stage: str, wait_s: float, timeout_s: float = 600) -> bool:
        """Kill -9 so long after a stage began; False where it had ended by then."""
        deadline = time.monotonic() + timeout_s
        while stage not in self.output() and self.process.poll() is None:
            assert time.monotonic() < deadline, self.output()
            threading.Event().wait(POLL_S)
        try:
            self.process.wait(wait_s)
        except subprocess.TimeoutExpired:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            return True
        return False

    def encoded(self) -> list[bytes]:
        """Return the hashes of the texts that were given to the encoder."""
        whole = self.counted.read_bytes()
        return [whole[at : at + HASH_BYTES] for at in range(0, len(whole), HASH_BYTES)]


def stage_starts(log: Path) -> list[str]:
    """Return the stages that a rebuild reached."""
    text = log.read_text(errors="replace")
    return [stage for stage in STAGES if stage in text]


def command(app: App, *arguments: str) -> str:
    """Run ``python -m embeddings`` on the application's database; return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "embeddings", *arguments],
        cwd=ROOT,
        env=app.environ,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
