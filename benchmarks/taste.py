"""Memory and time of the taste vectors by size of the catalogue, on simulated ratings.

``python -m benchmarks.taste [--films 10000 60000 87585]``. Each size runs in a process of its own,
whose peak of memory is that of nothing else. The ratings are those of :mod:`benchmarks.simulated`,
the text vectors noise around a centre for each group of taste: good for sizes and seconds, and for
nothing that is said about quality. ``benchmarks.rebuild`` measures a whole rebuild.
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

from benchmarks.simulated import FILMS, GROUPS, make_world, rating_blocks
from embeddings.arrays import Floats, Ratings
from embeddings.learning.vectors import build_taste

TEXT_NUMBERS, SEED = 384, 1


def generate(films: int) -> tuple[Ratings, Floats]:
    """Return (people, films) csr of stars and (films, 384) unit text vectors."""
    rng = np.random.default_rng(SEED)
    group = rng.integers(0, GROUPS, films)
    world = make_world(group, seed=SEED)
    blocks = [
        sparse.csr_matrix(
            (
                rating_block.stars.astype(np.float32),
                (rating_block.people - rating_block.people[0], rating_block.films.astype(np.int32)),
            ),
            shape=(int(rating_block.people[-1] - rating_block.people[0]) + 1, films),
        )
        for rating_block in rating_blocks(world, seed=SEED)
    ]
    centres = rng.standard_normal((GROUPS, TEXT_NUMBERS)).astype(np.float32)
    texts = centres[group] + rng.standard_normal((films, TEXT_NUMBERS), dtype=np.float32)
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    return sparse.csr_matrix(sparse.vstack(blocks)), texts


def measure(films: int) -> dict[str, object]:
    """Return sizes, seconds by stage, and the peak of resident memory in GB."""
    ratings, texts = generate(films)
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
    arguments.add_argument("--films", type=int, nargs="+", default=[10_000, 60_000, FILMS])
    arguments.add_argument("--here", action="store_true", help="in this process; one size only")
    given = arguments.parse_args()
    for films in given.films:
        if given.here:
            print(json.dumps(measure(films)), flush=True)
            continue
        command = [sys.executable, "-m", "benchmarks.taste", "--here"]
        subprocess.run([*command, "--films", str(films)], check=True)


if __name__ == "__main__":
    main()
