"""Kills at random of everything while people write: ``python -m tests.faults.kills N [SEED]``.

An application with the embedded PostgreSQL serves 600 films. Devices rate films and somebody
imports files all along, while one of these is killed (SIGKILL) at a random moment, N times: a
worker, the whole application, all of PostgreSQL, one of its backends, a rebuild, the workers within
an import, and the first start of a database in a home of its own. What has ended is started again.

Prints how many of each, and what was lost: a write that was acknowledged and is not there, an
import that is there in part, and other processes (some that sleep, and another PostgreSQL of the
same user) that were touched.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

import psutil

from sql.embedded import embedded_server
from tests.databases import SMALL
from tests.faults import load
from tests.faults.importing import Importer, wrong_imports
from tests.faults.load import Client, Place
from tests.faults.own_server import OwnServer
from tests.processes import ROOT, App, free_port, start_app

PEOPLE: Final = 3
DEVICES: Final = 2
FILMS: Final = 12
ENVIRON: Final = {
    "ORDAINED_ENCODER": "stand-in",
    "ORDAINED_ARGON2_MEMORY_KIB": "64",
    "ORDAINED_LOG_LEVEL": "error",
    "SECRET_KEY": "not a secret, and long enough to be one",
}
MAKE: Final = (
    "import sys; from pathlib import Path; from sql.embedded import embedded_server\n"
    "with embedded_server(Path(sys.argv[1])): print('made')"
)


class Killing:
    """An application that is killed in parts, and started again."""

    def __init__(self, home: Path, chance: random.Random) -> None:
        self.home = home
        self.chance = chance
        self.port = free_port()
        self.app: App = self._start("--dataset", SMALL)
        self.app.wait_until_ready()
        self.counts: Counter[str] = Counter()
        self.homes = 0
        self.importer: Importer | None = None
        self.ways: list[tuple[str, Callable[[], bool]]] = [
            ("worker", self._worker),
            ("application", self._application),
            ("server", self._server),
            ("backend", self._backend),
            ("rebuild", self._rebuild),
            ("import", self._import),
            ("initdb", self._initdb),
        ]

    def _start(self, *arguments: str) -> App:
        return start_app(self.home, *arguments, port=self.port, **ENVIRON)

    def kill(self) -> None:
        """Kill something, and start what does not start by itself."""
        time.sleep(self.chance.random())
        name, way = self.chance.choice(self.ways)
        with suppress(psutil.Error, ProcessLookupError, OSError):
            self.counts[name] += way()
        if self.app.process.poll() is not None:
            self.app = self._start()
        if self.chance.random() < 0.5:
            self.app.wait_until_ready()

    def _workers(self) -> list[psutil.Process]:
        children = psutil.Process(self.app.process.pid).children()
        return [process for process in children if "postgres" not in process.name()]

    def _worker(self) -> bool:
        workers = self._workers()
        if workers:
            self.chance.choice(workers).kill()
        return bool(workers)

    def _application(self) -> bool:
        os.killpg(self.app.process.pid, signal.SIGKILL)
        self.app.process.wait(30)
        return True

    def _server(self) -> bool:
        return OwnServer("", self.home).kill() > 0

    def _backend(self) -> bool:
        data = OwnServer("", self.home).data
        postmaster = psutil.Process(int((data / "postmaster.pid").read_text().split()[0]))
        backends = postmaster.children()
        if backends:
            self.chance.choice(backends).kill()
        return bool(backends)

    def _rebuild(self) -> bool:
        command = [sys.executable, "-m", "embeddings", "rebuild", "--dataset", SMALL]
        return self._kill_within(command, 6.0)

    def _import(self) -> bool:
        assert self.importer is not None
        if not self.importer.in_flight.wait(5):
            return False
        time.sleep(self.chance.random() * 0.3)
        workers = self._workers()
        for worker in workers:
            worker.kill()
        return bool(workers)

    def _initdb(self) -> bool:
        """Kill a first start, and start again what it left."""
        self.homes += 1
        home = self.home.parent / f"first-{self.homes}"
        command = [sys.executable, "-c", MAKE, str(home)]
        was_killed = self._kill_within(command, 2.5, whole_group=True)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return was_killed

    def _kill_within(self, command: list[str], most_s: float, *, whole_group: bool = False) -> bool:
        """Start a program, and kill it after a while; return whether it still ran."""
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.app.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        started = psutil.Process(process.pid).children(recursive=True)
        time.sleep(self.chance.random() * most_s)
        runs = process.poll() is None
        with suppress(psutil.Error):
            started = psutil.Process(process.pid).children(recursive=True)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        # initdb runs in a session of its own, as the server does.
        for child in started if whole_group else ():
            with suppress(psutil.Error):
                child.kill()
        process.wait(60)
        return runs


def final_ratings(port: int, clients: list[Client]) -> dict[Place, float]:
    """Read all ratings as their owners do."""
    found: dict[Place, float] = {}
    for name, token in {client.username: client.token for client in clients}.items():
        bearer = {"Authorization": f"Bearer {token}"}
        status, page, _ = load.ask(port, "GET", f"{load.API}/me/ratings?limit=100", **bearer)
        assert status == 200, page
        found |= {(name, item["movie"]["id"]): item["rating"] for item in page["items"]}
    return found


def run(count: int, seed: int) -> tuple[Counter[str], str, list[str]]:
    """Kill so many times; return of what, what people did meanwhile, and what is wrong."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        # Any user may be the server's.
        Path(folder).chmod(0o755)
        stack.enter_context(embedded_server(Path(folder) / "foreign"))
        foreign = _foreign(stack, Path(folder) / "foreign")
        killing = Killing(Path(folder) / "home", chance)
        stack.callback(lambda: killing.app.stop())
        port = killing.port
        films = load.popular(port, FILMS)
        names = [f"kills-{uuid.uuid4().hex[:8]}" for _ in range(PEOPLE)]
        tokens = {name: load.sign_up(port, name) for name in names}
        clients = [
            Client(port, name, tokens[name], place * DEVICES + device)
            for place, name in enumerate(names)
            for device in range(DEVICES)
        ]
        _, page, _ = load.ask(port, "GET", f"{load.API}/movies/popular?limit=40")
        movies = [item["movie"] for item in page["items"]]
        titles = [(m["title"], m["year"]) for m in movies if '"' not in m["title"]]
        importer = Importer(port, load.sign_up(port, f"kills-{uuid.uuid4().hex[:8]}"), titles)
        killing.importer = importer
        stop = threading.Event()
        importing = threading.Thread(target=importer.run, args=(stop,))
        importing.start()

        def kill_all() -> None:
            while killing.counts.total() < count:
                killing.kill()

        seconds = load.run(clients, films, 0, kill_all)
        stop.set()
        importing.join(120)
        if killing.app.process.poll() is not None:
            killing.app = killing._start()
        killing.app.wait_until_ready()
        wrong = load.wrong_places(clients, final_ratings(port, clients))
        wrong += wrong_imports(port, importer)
        wrong += [
            f"a foreign process was touched: {process}"
            for process in foreign
            if not _lives(process)
        ]
        told = load.summary(clients, seconds)
        told += f"; {len(importer.acknowledged)} of {importer.sent} imports acknowledged"
        return killing.counts, told, wrong


def _foreign(stack: ExitStack, home: Path) -> list[tuple[int, float]]:
    """Return processes that nothing here may touch, with when each began."""
    sleeping = [subprocess.Popen(["sleep", "86400"]) for _ in range(3)]
    for process_ in sleeping:
        stack.callback(process_.wait)
        stack.callback(process_.kill)
    pids = [process_.pid for process_ in sleeping]
    pids.append(int((OwnServer("", home).data / "postmaster.pid").read_text().split()[0]))
    return [(pid, psutil.Process(pid).create_time()) for pid in pids]


def _lives(process: tuple[int, float]) -> bool:
    pid, began = process
    with suppress(psutil.Error):
        found = psutil.Process(pid)
        return found.create_time() == began and found.status() not in ("zombie", "stopped")
    return False


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    made, people, failures = run(wanted, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(made.total(), "kills:", dict(made))  # noqa: T201
    print(people)  # noqa: T201
    print(*failures[:50], f"{len(failures)} lost or wrong", sep="\n")  # noqa: T201
    sys.exit(bool(failures))
