"""A cluster encodes as one process does, and what it has done is kept. Real Ray, real PostgreSQL.

In processes of their own, since Ray is in a folder of its own: see requirements/ray.in.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import psutil
import pytest
from pgvector import HalfVector
from sqlalchemy import Engine, text

from embeddings.settings import DEFAULT_ENCODER
from embeddings.texts import cache
from embeddings.texts.encoder import load_encoder
from tests.databases import SMALL
from tests.embeddings.texts.ray_run import texts
from tests.processes import ROOT

pytestmark = pytest.mark.slow

FOLDER = Path(os.environ.get("ORDAINED_RAY", ROOT / ".venv" / "ray"))
CHUNK = 40
MANY = 12_000


@pytest.fixture
def environ(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that finds Ray."""
    if not find_spec("ray") and not (FOLDER / "ray").is_dir():
        pytest.skip("Ray is not installed; make .venv/ray-installed does it")
    # Its sockets need a short path.
    folder = tempfile.mkdtemp(prefix="r")
    yield {
        **os.environ,
        "PYTHONPATH": f"{FOLDER}{os.pathsep}{ROOT}",
        "RAY_TMPDIR": folder,
        "RAY_USAGE_STATS_ENABLED": "0",
        "ORDAINED_HOME": str(tmp_path),
        "ORDAINED_ENCODER": "stand-in",
        "OMP_NUM_THREADS": "1",
    }
    shutil.rmtree(folder, ignore_errors=True)


def command(engine: Engine, encoder: str, count: int, chunk: int) -> list[str]:
    url = engine.url.render_as_string(hide_password=False)
    module = "tests.embeddings.texts.ray_run"
    return [sys.executable, "-m", module, encoder, url, str(count), str(chunk)]


def run(environ: dict[str, str], arguments: list[str]) -> int:
    """Run to the end; return how many texts were encoded."""
    done = subprocess.run(
        arguments, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=400
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1])


def kept(engine: Engine) -> dict[bytes, np.ndarray]:
    with engine.connect() as connection:
        rows = connection.execute(text("select text_hash, text_vector::text from text_vectors"))
        return {bytes(key): HalfVector.from_text(text).to_numpy() for key, text in rows}


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("select count(*) from text_vectors")).scalar_one())


def forget(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("delete from text_vectors"))


def test_the_same_vectors_as_one_process(empty_engine: Engine, environ: dict[str, str]) -> None:
    """Bit by bit with the stand-in; with the model as near as other threads add up."""
    for encoder, number, least in (("stand-in", 2_000, 1.0), (DEFAULT_ENCODER, 120, 0.99999)):
        assert run(environ, command(empty_engine, encoder, number, CHUNK)) == number
        theirs = kept(empty_engine)
        forget(empty_engine)
        cache.encode_cached(empty_engine, load_encoder(encoder), texts(number))
        ours = kept(empty_engine)
        forget(empty_engine)
        assert theirs.keys() == ours.keys()
        if least == 1:
            assert all((theirs[key] == ours[key]).all() for key in ours)
        cosines = [
            float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
            for a, b in ((theirs[k].astype(np.float64), ours[k].astype(np.float64)) for k in ours)
        ]
        assert min(cosines) >= min(least, 1 - 1e-9)


def test_what_was_done_is_kept_when_it_is_killed(
    empty_engine: Engine, environ: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    begun = command(empty_engine, "stand-in", MANY, CHUNK)
    process = subprocess.Popen(
        begun,
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    waiting, deadline = threading.Event(), time.monotonic() + 120
    while count(empty_engine) < 5 * CHUNK:
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        waiting.wait(0.01)
    theirs = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)
    for child in theirs:
        if child.is_running():
            child.kill()
    psutil.wait_procs(theirs, timeout=30)
    before = count(empty_engine)
    assert 5 * CHUNK <= before < MANY
    assert before % CHUNK == 0, "half a chunk is kept"
    encoded = run(environ, begun)
    assert encoded == MANY - before
    assert count(empty_engine) == MANY
    with capsys.disabled():
        sys.stdout.write(f"\nkilled after {before} of {MANY} texts; then {encoded} were encoded\n")


def rebuild(environ: dict[str, str], engine: Engine) -> subprocess.CompletedProcess[str]:
    url = engine.url.render_as_string(hide_password=False)
    return subprocess.run(
        [sys.executable, "-m", "embeddings", "rebuild", "--engine", "ray", "--dataset", SMALL],
        cwd=ROOT,
        env={**environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=400,
    )


def test_a_rebuild_by_a_cluster_goes_live(empty_engine: Engine, environ: dict[str, str]) -> None:
    done = rebuild(environ, empty_engine)
    assert done.returncode == 0, done.stderr
    assert "is live" in done.stdout
    assert "of a cluster of 1 machines" in done.stderr


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed here")
def test_without_ray_it_says_what_to_install(empty_engine: Engine) -> None:
    done = rebuild({**os.environ, "ORDAINED_ENCODER": "stand-in"}, empty_engine)
    assert done.returncode == 1
    assert "pip install 'ordained[ray]'" in done.stderr
    assert "Traceback" not in done.stderr
    with empty_engine.connect() as connection:
        assert connection.execute(text("select count(*) from releases")).scalar_one() == 0
