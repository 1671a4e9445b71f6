"""What uploads made to be costly take from others: ``python -m benchmarks.bombs [--uploaders N]``.

Serves 600 films of the bundled sample as `benchmarks.slow_clients` does, and asks for searches on
four kept connections for some seconds: first alone, then while people upload one kind of file over
and over, each in an account of their own and without limits of an address. Prints the 95th
percentile of the others with and without them, how many of the others were not answered within ten
seconds, what the uploads were answered, and how much the server's memory rose above what it was
before the first of them. Before that, each kind of file is uploaded once to a server of one process
that has searched and imported before: the peak of one request above idle.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import sys
import tempfile
import threading
import time
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import psutil

from benchmarks.machine import proportional_mb
from benchmarks.slow_clients import FILMS, ask, served
from embeddings.knowledge.dataset import SampleDataset
from embeddings.rebuild.pipeline import rebuild
from embeddings.releases.registry import rebuild_lock
from embeddings.texts.stand_in import StandInEncoder
from sql import migrations
from sql.embedded import embedded_server
from sql.server import make_engine

API: Final = "/api/v1"
PASSWORD: Final = "joint-plover-94-xeric"  # noqa: S105 - of accounts that end with the benchmark
SIZE: Final = 19_000_000  # bytes, of 20 MB that are read
ROWS: Final = 99_000


def _zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", content)
    return packed.getvalue()


def _wide() -> bytes:
    """Return a table of 120 columns that may be ratings, row after row."""
    head = ",".join(["Title", *(f"c{place}" for place in range(120))])
    line = ",".join(f"{place % 10 / 2 + 0.5}" for place in range(120))
    return f"{head}\n".encode() + f"a,{line}\n".encode() * (SIZE // (len(line) + 3))


def _ratings() -> bytes:
    """Return a table of 60 columns of ratings, each cell another."""
    head = ",".join(["Title", *(f"rating {place}" for place in range(60))])
    lines = [head]
    for number in range(SIZE // 300):
        lines.append(",".join(["a", *(f"{(number + place) % 100 / 10}" for place in range(60))]))
    return "\n".join(lines).encode()[:SIZE]


def _netflix() -> bytes:
    """Return lines of Netflix's viewing history, none of which is a film."""
    head = b"Title,Date\n"
    line = b'"zq %x %d: Season 1: an episode with a long name, and longer still, %d",1/2/24\n'
    return head + b"".join(line % (number, number, number) for number in range(ROWS))


def _unmatched() -> bytes:
    """Return rows that match nothing, each with a name of its own."""
    rows = ({"title": f"zq {number:x} {number}", "rating": 7} for number in range(ROWS))
    return json.dumps(list(rows)).encode()


# What attacks found, by name: the file's name, and what it holds.
KINDS: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "empty objects, zipped": (
        "a.zip",
        lambda: _zipped(b"[" + b"{}," * (SIZE // 3) + b"{}]"),
    ),
    "large items, zipped": (
        "a.zip",
        lambda: _zipped(
            b"[" + (b'{"vote_average":1,"x":[' + b"1.5," * 450_000 + b"1]},") * 10 + b"{}]"
        ),
    ),
    "120 columns": ("a.csv", _wide),
    "60 columns of ratings": ("a.csv", _ratings),
    "lines of Netflix that are no films": ("NetflixViewingHistory.csv", _netflix),
    "rows that match nothing": ("a.json", _unmatched),
}


class Uploads:
    """People who upload one file over and over, and what the server's memory is meanwhile."""

    def __init__(
        self, port: int, people: list[dict[str, str]], name: str, content: bytes, server: int
    ) -> None:
        self.port = port
        self.answers: Counter[int] = Counter()
        self.most_mb = 0.0
        self._body, self._kind = _multipart(name, content)
        self._server = server
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._upload, args=(who,)) for who in people]
        self._threads.append(threading.Thread(target=self._watch))

    def __enter__(self) -> Uploads:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _upload(self, who: dict[str, str]) -> None:
        while not self._stop.is_set():
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
                headers = {**who, "Content-Type": self._kind}
                connection.request("POST", f"{API}/me/import", self._body, headers)
                answer = connection.getresponse()
                answer.read()
                self.answers[answer.status] += 1
            except (OSError, http.client.HTTPException):
                self.answers[0] += 1
            finally:
                connection.close()

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            self.most_mb = max(self.most_mb, memory_mb(self._server))


def memory_mb(pid: int) -> float:
    """Return what a server's processes hold, in MB."""
    found = 0.0
    with suppress(psutil.Error):
        server = psutil.Process(pid)
        for member in (server, *server.children(True)):
            with suppress(psutil.Error):
                found += proportional_mb(member)
    return found


def _multipart(name: str, content: bytes) -> tuple[bytes, str]:
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


def sign_up(port: int) -> dict[str, str]:
    """Make an account; return the headers of its requests."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    given = {"username": f"bombs-{uuid.uuid4().hex[:8]}", "password": PASSWORD}
    kind = {"Content-Type": "application/json"}
    connection.request("POST", f"{API}/users", json.dumps(given), kind)
    answer = connection.getresponse()
    session = json.loads(answer.read())
    cookies = "; ".join(
        cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie") or ()
    )
    connection.close()
    return {"Cookie": cookies, "X-CSRF-Token": session["csrf_token"]}


@contextmanager
def sample_database(folder: Path) -> Iterator[str]:
    """Build a release of the smaller sample; yield its database's URL."""
    with embedded_server(folder) as url:
        engine = make_engine(url, pool_size=8)
        migrations.upgrade(engine)
        with rebuild_lock(engine):
            rebuild(engine, SampleDataset(most=FILMS), StandInEncoder())
        engine.dispose()
        yield url


def peak_of_one(url: str, folder: Path, name: str, content: bytes) -> float:
    """Return how far one upload raises the memory of a warm server of one process, in MB."""
    small = b"Title,Year,Rating\nHeat,1995,4\n"
    with served(None, url, folder, workers=1) as (port, process):
        people = [sign_up(port)]
        ask(port, 3)
        _upload_once(port, people, "small.csv", small, process.pid)
        idle_mb = memory_mb(process.pid)
        return _upload_once(port, people, name, content, process.pid) - idle_mb


def _upload_once(
    port: int, people: list[dict[str, str]], name: str, content: bytes, server: int
) -> float:
    with Uploads(port, people, name, content, server) as uploads:
        while not uploads.answers:
            time.sleep(0.01)
    return uploads.most_mb


def main() -> None:
    """Measure, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uploaders", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=15)
    given = parser.parse_args()
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder, sample_database(Path(folder)) as url:
        files = {kind: (name, make()) for kind, (name, make) in KINDS.items()}
        peaks = {kind: peak_of_one(url, Path(folder), *file) for kind, file in files.items()}
        with served(None, url, Path(folder)) as (port, process):
            people = [sign_up(port) for _ in range(given.uploaders)]
            ask(port, min(given.seconds, 3))
            idle_mb = memory_mb(process.pid)
            for kind, (name, content) in files.items():
                load = round(os.getloadavg()[0], 1)
                alone = ask(port, given.seconds)
                with Uploads(port, people, name, content, process.pid) as uploads:
                    beside = ask(port, given.seconds)
                found[kind] = {
                    "load": load,
                    "kb": round(len(content) / 1000),
                    "peak_of_one_mb": round(peaks[kind]),
                    "alone": alone,
                    "beside": beside,
                    "p95_times": round(beside["p95_ms"] / alone["p95_ms"], 2),
                    "uploads": dict(uploads.answers),
                    "above_idle_mb": round(uploads.most_mb - idle_mb),
                }
                print(json.dumps({kind: found[kind]}), file=sys.stderr, flush=True)
                time.sleep(1)
    print(json.dumps({"idle_mb": round(idle_mb), "cores": os.cpu_count(), **found}, indent=1))


if __name__ == "__main__":
    main()
