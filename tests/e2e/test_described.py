"""How well the served search answers descriptions and wishes, on the bundled films."""

import json
import subprocess
import sys
from pathlib import Path

from embeddings.knowledge.film import Film, read_films
from tests.processes import ROOT, App

QUERIES = ROOT / "benchmarks" / "search" / "sample-films.jsonl"
LEAST_MRR = 0.85

# What the first film must be of, all of the one and any of the other.
WISHES = {
    "like Heat but funnier": ({"Comedy", "Crime"}, set()),
    "something like Amelie but darker": ({"Romance"}, {"Drama", "Thriller"}),
    "films like Jaws but scarier": ({"Horror"}, set()),
    "similar to Inception but more romantic": ({"Romance"}, {"Sci-Fi", "Mystery", "Thriller"}),
    "like Notting Hill but sadder": ({"Romance", "Drama"}, set()),
}


def _wished(path: Path) -> Path:
    """Write the wishes as queries, with every film that would do."""
    lines = [
        {"query": words, "movie_ids": [f.movie_id for f in read_films() if _does(f, *kinds)]}
        for words, kinds in WISHES.items()
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def _does(film: Film, every: set[str], some: set[str]) -> bool:
    return every <= set(film.genres) and (not some or bool(some & set(film.genres)))


def test_search_finds_what_is_described(app: App, tmp_path: Path) -> None:
    def evaluate(queries: Path) -> dict[str, float]:
        command = ["evaluate", "search", "--queries", str(queries), "--json"]
        done = subprocess.run(
            [sys.executable, "-m", "embeddings", *command],
            cwd=ROOT,
            env=app.environ,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        found: dict[str, float] = json.loads(done.stdout)
        return found

    described = evaluate(QUERIES)
    assert described["queries"] == 60
    assert described["mrr"] >= LEAST_MRR
    assert evaluate(_wished(tmp_path / "wishes.jsonl"))["hit_at_1"] == 1
