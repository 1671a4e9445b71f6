"""Memory and time of the taste vectors by size of the catalogue, on generated ratings.

``python -m benchmarks.taste [--films 10000 60000 90000] [--ratings-per-film 220]``. Each size runs
in a process of its own, whose peak of memory is that of nothing else. The ratings are generated
(films by Zipf's law, people's activity log-normal, six groups of taste): good for sizes and
seconds, and for nothing that is said about quality. About 220 ratings a film is the shape of
MovieLens 10M to 32M, of fewer people.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

import numpy as np
from scipy import sparse

from embeddings.taste.arrays import Floats, Ratings
from embeddings.taste.vectors import build_taste

GROUPS, TEXT_NUMBERS, SEED = 6, 384, 1
MEAN_RATINGS = 160
BLOCK_PEOPLE = 20_000


def generate(films: int, ratings_per_film: int) -> tuple[Ratings, Floats]:
    """Return (people, films) csr of stars and (films, 384) unit text vectors."""
    rng = np.random.default_rng(SEED)
    people = max(films * ratings_per_film // MEAN_RATINGS, 100)
    kind = rng.integers(0, GROUPS, films)
    fame = 1.0 / (rng.permutation(films) + 10)
    chances = []
    for group in range(GROUPS):
        chance = fame * np.where(kind == group, 8.0, 1.0)
        chances.append(np.cumsum(chance / chance.sum()))
    blocks = []
    for start in range(0, people, BLOCK_PEOPLE):
        size = min(BLOCK_PEOPLE, people - start)
        given = np.minimum(rng.lognormal(np.log(MEAN_RATINGS) - 0.5, 1.0, size), films / 4)
        given = np.maximum(given.astype(np.int64), 20)
        who = np.repeat(np.arange(size), given)
        group = rng.integers(0, GROUPS, size)[who]
        drawn = rng.random(len(who))
        what = np.empty(len(who), dtype=np.int32)
        for one in range(GROUPS):
            chosen = group == one
            what[chosen] = np.searchsorted(chances[one], drawn[chosen])
        what = np.minimum(what, films - 1)
        stars = np.clip(3.2 + (kind[what] == group) + rng.normal(0, 0.8, len(who)), 0.5, 5)
        values = (np.round(stars * 2) / 2).astype(np.float32)
        _, first = np.unique(who * np.int64(films) + what, return_index=True)
        blocks.append(
            sparse.csr_matrix((values[first], (who[first], what[first])), shape=(size, films))
        )
    centres = rng.standard_normal((GROUPS, TEXT_NUMBERS)).astype(np.float32)
    texts = centres[kind] + rng.standard_normal((films, TEXT_NUMBERS), dtype=np.float32)
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    return sparse.csr_matrix(sparse.vstack(blocks)), texts


def measure(films: int, ratings_per_film: int) -> dict[str, object]:
    """Return sizes, seconds by stage, and the peak of resident memory in GB."""
    ratings, texts = generate(films, ratings_per_film)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    facts = build_taste(ratings, texts, seed=SEED).facts
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "films": films,
        "people": ratings.shape[0],
        "ratings": int(ratings.nnz),
        "warm_films": facts["warm_movies"],
        "seconds": round(seconds, 1),
        "stages": facts["seconds"],
        "peak_gb": round(after / 2**20, 2),
        "peak_before_gb": round(before / 2**20, 2),
    }


def main() -> None:
    """Print a JSON line for each size."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--films", type=int, nargs="+", default=[10_000, 60_000, 90_000])
    arguments.add_argument("--ratings-per-film", type=int, default=220)
    arguments.add_argument("--here", action="store_true", help="in this process; one size only")
    given = arguments.parse_args()
    for films in given.films:
        if given.here:
            print(json.dumps(measure(films, given.ratings_per_film)), flush=True)
            continue
        command = [sys.executable, "-m", "benchmarks.taste", "--here"]
        command += ["--films", str(films), "--ratings-per-film", str(given.ratings_per_film)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
