"""``python -m benchmarks --smoke``: that it runs and what it says, not how long anything takes."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import peers, ranking, report
from benchmarks.vectors import ReleaseVectors, simulate_people

ROOT = Path(__file__).resolve().parents[2]
OPTIONAL = {"faiss": ("faiss flat", "faiss hnsw"), "implicit": ("implicit recommend",)}
PEERS = {"lancedb": ("lancedb, vectors", "lancedb, hybrid"), "qdrant_client": ("qdrant, local",)}


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--smoke"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_measures_every_part(figures: dict[str, Any]) -> None:
    assert {"search", "recommendations", "rebuild", "ranking", "recall", "throughput", "worker"} < (
        figures.keys()
    )
    assert figures["peers"]["ways"]["pgvector, bare statement"]["served_over_this"] > 0
    assert figures["search"]["http_over_parts"] > 0
    assert figures["recommendations"]["http_over_sql"] > 0
    assert figures["rebuild"]["rebuild_over_encoder"] > 0
    for by_clients in figures["throughput"].values():
        assert list(by_clients) == ["1", "8", "64"]
        assert all(
            by_client["answers_per_s"] > 0 and not by_client["failed"]
            for by_client in by_clients.values()
        )


@pytest.mark.slow
def test_the_indexes_find_the_nearest(figures: dict[str, Any]) -> None:
    assert figures["recall"]["text"]["recall_at_100"] >= 0.98
    assert figures["recall"]["taste"]["recall_at_100"] >= 0.98


@pytest.mark.slow
def test_web_workers_hold_no_torch(figures: dict[str, Any]) -> None:
    assert figures["worker"]["holds_torch"] is False


@pytest.mark.slow
def test_names_what_is_missing(figures: dict[str, Any]) -> None:
    missing = figures["missing"]
    for part, optional in (("ranking", OPTIONAL), ("peers", PEERS)):
        ways = figures[part]["ways"]
        for package, rows in optional.items():
            for row in rows:
                assert (row in ways) == (find_spec(package) is not None)
                assert (row in missing) == (row not in ways)


@pytest.mark.slow
def test_the_table_has_the_ratios(figures: dict[str, Any], tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Benchmarks\n\nBefore.\n", encoding="utf-8")
    for _ in range(2):
        report.write(figures, "sample", tmp_path / "results", readme)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n\nBefore.\n")
    assert text.count("| search over HTTP / (encoding + SQL) |") == 1
    assert f"| {figures['search']['http_over_parts']} |" in text
    assert "simulated ratings" in text
    assert json.loads((tmp_path / "results" / "sample.json").read_text("utf-8")) == figures


def test_exact_ways_agree_and_absent_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    films = 300
    profile, match = (rng.standard_normal((films, 16)).astype(np.float32) for _ in range(2))
    ids = np.arange(films) + 1000
    vectors = ReleaseVectors(ids, ids, rng.integers(0, 90, films), profile, profile, match)
    person = simulate_people(vectors, 1, seed=2)[0]
    monkeypatch.setattr(ranking, "find_spec", lambda name: None)
    made = {name: make(vectors) for name, make in ranking._WAYS.items()}
    absent = {name: why for name, why in made.items() if isinstance(why, str)}
    assert set(absent) == {row for rows in OPTIONAL.values() for row in rows}
    assert all("not installed" in why for why in absent.values())
    scores = match @ person.taste
    scores[person.rows] = -np.inf
    right = ids[np.argsort(-scores)[:100]].tolist()
    for name in ("numpy, exact", "dense item-item (EASE)"):
        rank = made[name]
        assert not isinstance(rank, str)
        assert list(rank(person)) == right


@pytest.mark.parametrize("installed", [True, False])
def test_others_find_the_nearest_films_or_are_named_as_absent(
    monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    rng = np.random.default_rng(6)
    text = rng.standard_normal((300, 32)).astype(np.float32)
    text /= np.linalg.norm(text, axis=1, keepdims=True)
    ids = np.arange(300) + 1000
    vectors = ReleaseVectors(ids, ids, ids, text, text, text)
    if not installed:
        monkeypatch.setattr(peers, "find_spec", lambda name: None)
    right = ids[np.argsort(-(text @ text[7]))[:20]].tolist()
    for package, names in PEERS.items():
        with peers._WAYS[names[0]](None, None, vectors) as search:  # type: ignore[arg-type]
            if not installed or find_spec(package) is None:
                assert "not installed" in str(search)
            else:
                assert list(search("", text[7])) == right  # type: ignore[operator]
    with peers._WAYS["numpy, exact"](None, None, vectors) as search:  # type: ignore[arg-type]
        assert list(search("", text[7])) == right  # type: ignore[operator]


def test_importing_the_server_brings_no_torch() -> None:
    code = "import sys, app.process.serve, app.data.encoders; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
