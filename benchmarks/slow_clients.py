"""What slow clients take from others: ``python -m benchmarks.slow_clients [--server S]``.

Serves 600 films of the bundled sample, encoded by the stand-in, and asks for
searches on four kept connections for some seconds: first alone, then beside clients that keep
connections half open, each in one of ten ways, and open them anew when they are closed. Prints the
95th percentile of the others with and without them, how many were not answered within ten seconds,
answers a second, and the memory of the server's processes.

``--server`` is ``ordained`` (what ``python -m app serve`` runs), or for comparison ``gthread``,
``gevent``, ``waitress`` or ``granian`` with as many processes and threads; the last three must be
on the path (``PYTHONPATH``), since ordained does not depend on them.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import psutil

from benchmarks.machine import ROOT, proportional_mb
from benchmarks.measuring import Times
from embeddings.knowledge.dataset import SampleDataset
from embeddings.rebuild.pipeline import rebuild
from embeddings.releases.registry import rebuild_lock
from embeddings.texts.stand_in import StandInEncoder
from sql import migrations
from sql.embedded import embedded_server
from sql.server import make_engine

FILMS: Final = 600
WORKERS: Final = 2
THREADS: Final = 8
OTHERS: Final = 4
PATIENCE_S: Final = 10.0
READY_WITHIN_S: Final = 120.0
QUERIES: Final = ("heist gone wrong", "sad robots", "films about the sea", "a dark thriller")
_HOST: Final = b"HTTP/1.1\r\nHost: localhost\r\n"
_UPLOAD: Final = b"POST /api/v1/session " + _HOST + b"Content-Type: application/json\r\n"
WAYS: Final = (
    b"",
    b"GET /healthz HT",
    b"GET /healthz " + _HOST + b"X-Slow: ",
    _UPLOAD + b'Content-Length: 5000\r\n\r\n{"username": "',
    _UPLOAD + b'Transfer-Encoding: chunked\r\n\r\n5\r\n{"us',
    # Spellings of a length, a body that is too large, and clients that have been answered: they do
    # not close, or take a large answer at 5 kB/s.
    _UPLOAD + b"Content-Length: 00000000000000000100\r\n\r\n{",
    _UPLOAD + b"Transfer-Encoding: chunked\r\n\r\n00000000000f\r\n{",
    _UPLOAD + b"Content-Length: 21000000\r\n\r\n{",
    b"GET /healthz " + _HOST + b"Connection: close\r\n\r\n",
    b"GET /api/openapi.json " + _HOST + b"\r\n",
)
# Of a client, so that the kernel takes little of an answer.
RECEIVED: Final = 4096
_APP = "import os; from benchmarks.wsgi_app import make; app = make(); "
_PORT = "int(os.environ['PORT'])"
_GUNICORN = (
    "from gunicorn.app.base import BaseApplication as B; from gunicorn.arbiter import Arbiter; "
    "import os; from benchmarks.wsgi_app import make\n"
    "class S(B):\n"
    "  def load_config(self):\n"
    "    for k, v in {options}.items(): self.cfg.set(k, v)\n"
    "    self.cfg.set('bind', '127.0.0.1:' + os.environ['PORT'])\n"
    "    self.cfg.set('control_socket_disable', True)\n"
    "  def load(self):\n"
    "    {patch}\n"
    "    return make()\n"
    "S().run()"
)
# Each is what the server's own documentation says for an application of WSGI.
PROGRAMS: Final = {
    "gthread": _GUNICORN.format(
        options={"worker_class": "gthread", "workers": WORKERS, "threads": THREADS}, patch="pass"
    ),
    "gevent": "from gevent import monkey; monkey.patch_all(); "
    + _GUNICORN.format(
        options={"worker_class": "gevent", "workers": WORKERS, "worker_connections": 1000},
        patch="from psycogreen.gevent import patch_psycopg; patch_psycopg()",
    ),
    # One process: it has no others.
    "waitress": _APP
    + f"import waitress; waitress.serve(app, host='127.0.0.1', port={_PORT}, "
    + f"threads={WORKERS * THREADS}, connection_limit=1000)",
    "granian": "import os; from granian import Granian; "
    + "Granian('benchmarks.wsgi_app:make', factory=True, interface='wsgi', address='127.0.0.1', "
    + f"port={_PORT}, workers={WORKERS}, blocking_threads={THREADS}).serve()",
}


class Slow:
    """Clients that keep connections half open, and open them again when they are closed."""

    def __init__(self, port: int, count: int) -> None:
        self.port, self.count = port, count
        self._lines: list[socket.socket | None] = [None] * count
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Slow:
        self._thread.start()
        time.sleep(1)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        for line in self._lines:
            if line is not None:
                line.close()

    def _keep(self) -> None:
        while not self._stop.wait(0.2):
            for place in range(self.count):
                if self._is_closed(self._lines[place]):
                    with suppress(OSError):
                        line = socket.socket()
                        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVED)
                        line.settimeout(1)
                        line.connect(("127.0.0.1", self.port))
                        line.sendall(WAYS[place % len(WAYS)])
                        line.setblocking(False)
                        self._lines[place] = line

    @staticmethod
    def _is_closed(line: socket.socket | None) -> bool:
        if line is None:
            return True
        try:
            return line.recv(1000) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True


def ask(port: int, seconds: float) -> dict[str, float]:
    """Ask on some connections at once; return times in ms, and how many were not answered."""
    taken: list[float] = []
    failed: list[float] = []
    ends = time.perf_counter() + seconds

    def ask_again(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        asked = number
        while time.perf_counter() < ends:
            asked += OTHERS
            query = f"{QUERIES[asked % len(QUERIES)]} {asked}".replace(" ", "%20")
            began = time.perf_counter()
            try:
                connection.request("GET", f"/api/v1/search?q={query}")
                answer = connection.getresponse()
                answer.read()
                took = 1000 * (time.perf_counter() - began)
                (taken if answer.status == 200 else failed).append(took)
            except (OSError, http.client.HTTPException):
                failed.append(1000 * (time.perf_counter() - began))
                connection.close()
        connection.close()

    threads = [threading.Thread(target=ask_again, args=(number,)) for number in range(OTHERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Who was not answered has waited as well.
    times = Times(taken + failed).as_dict()
    return {**times, "answers_per_s": round(len(taken) / seconds, 1), "failed": len(failed)}


@contextmanager
def served(
    program: str | None, url: str, home: Path, workers: int = WORKERS
) -> Iterator[tuple[int, psutil.Process]]:
    """Serve a database with a program, or as ordained itself does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {"DATABASE_URL": url, "ORDAINED_HOME": str(home), "ORDAINED_RATE_LIMITS": "off"}
    settings |= {"ORDAINED_WORKERS": str(workers), "ORDAINED_THREADS": str(THREADS)}
    settings |= {"ORDAINED_ENCODER": "stand-in", "SECRET_KEY": secrets.token_hex(32)}
    settings |= {"ORDAINED_LOG_LEVEL": "error", "PORT": str(port)}
    command = ["-c", program] if program else ["-m", "app", "serve"]
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=os.environ | settings)
    try:
        _wait(port, process)
        yield port, psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < ends and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise SystemExit("the server is not ready")


def measure(
    names: Sequence[str], url: str, home: Path, slow: int, seconds: float
) -> dict[str, object]:
    """Return what each server's others waited, alone and beside slow clients."""
    found: dict[str, object] = {}
    for name in names:
        with served(PROGRAMS.get(name), url, home) as (port, process):
            ask(port, min(seconds, 3))
            alone = ask(port, seconds)
            with Slow(port, slow):
                beside = ask(port, seconds)
                mb = sum(proportional_mb(member) for member in (process, *process.children(True)))
        times = round(beside["p95_ms"] / alone["p95_ms"], 2)
        found[name] = {"alone": alone, "beside": beside, "p95_times": times, "mb": round(mb)}
        print(json.dumps({name: found[name]}), file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Measure, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", action="append", choices=("ordained", *PROGRAMS))
    parser.add_argument("--slow", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, embedded_server(Path(folder)) as url:
        engine = make_engine(url, pool_size=8)
        migrations.upgrade(engine)
        with rebuild_lock(engine):
            rebuild(engine, SampleDataset(most=FILMS), StandInEncoder())
        engine.dispose()
        load = round(os.getloadavg()[0], 1)
        names = given.server or ["ordained", "gthread"]
        found = measure(names, url, Path(folder), given.slow, given.seconds)
    print(
        json.dumps({"slow": given.slow, "load": load, "cores": os.cpu_count(), **found}, indent=1)
    )


if __name__ == "__main__":
    main()
