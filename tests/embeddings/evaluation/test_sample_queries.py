"""Sixty queries of our own about the bundled films, and how well the served search answers them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from embeddings.evaluation.search import Wanted, read_queries
from embeddings.knowledge.film import Film, read_films

ROOT = Path(__file__).resolve().parents[3]
QUERIES = ROOT / "benchmarks" / "search" / "sample-films.jsonl"
LEAST_MRR = 0.85
RUN_OF_WORDS = 4


@pytest.fixture(scope="module")
def queries() -> list[Wanted]:
    return read_queries(QUERIES)


def test_sixty_queries_about_films_that_are_there(queries: list[Wanted]) -> None:
    known = {film.movie_id for film in read_films()}
    assert len({one.query for one in queries}) == 60
    assert {movie_id for one in queries for movie_id in one.movie_ids} <= known


def test_no_query_is_lifted_from_its_films_plot(queries: list[Wanted]) -> None:
    plots = {film.movie_id: _runs(film.plot) for film in read_films()}
    lifted = {o.query for o in queries if any(_runs(o.query) & plots[n] for n in o.movie_ids)}
    assert lifted == set()


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + RUN_OF_WORDS]) for at in range(len(words) - RUN_OF_WORDS + 1)}


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


@pytest.mark.slow
@pytest.mark.timeout(1800)  # encodes 2,300 texts with the real model
def test_search_finds_what_is_described(database_url: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": database_url, "ORDAINED_HOME": str(tmp_path)}

    def embeddings(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "embeddings", *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    embeddings("rebuild", "--dataset", "sample")
    found = json.loads(embeddings("evaluate", "search", "--queries", str(QUERIES), "--json"))
    assert found["queries"] == 60
    assert found["mrr"] >= LEAST_MRR
    wishes = str(_wished(tmp_path / "wishes.jsonl"))
    found = json.loads(embeddings("evaluate", "search", "--queries", wishes, "--json"))
    assert found["hit_at_1"] == 1
