"""What learning tags costs, as a catalogue grows: ``python -m benchmarks.tag_relevance``.

Takes the films of the live release, and the same films again and again without moods and tags and
with noise on their vectors, until there are as many as asked for: most films of a large catalogue
are described nowhere. Prints one JSON object of seconds and memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from dataclasses import replace

import numpy as np

from benchmarks.machine import facts
from embeddings.arrays import Floats
from embeddings.evaluation.tag_inputs import read_tag_inputs
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.learning.tag_relevance import learn_tags
from embeddings.learning.tag_relevance_features import FilmInputs
from embeddings.releases.registry import live_release
from embeddings.settings import Settings
from sql.server import database, make_engine

MOST_FILMS = 87_585
NOISE = 0.05


def grown(inputs: FilmInputs, films: int) -> FilmInputs:
    """Return inputs of so many films: the given ones, then undescribed ones like them."""
    random = np.random.default_rng(1)
    at = np.arange(films) % len(inputs)
    copies = np.flatnonzero(np.arange(films) >= len(inputs))

    def noisy(vectors: Floats) -> Floats:
        result = vectors[at]
        noise = random.standard_normal((len(copies), vectors.shape[1]), dtype=np.float32)
        result[copies] += NOISE * noise * np.abs(result[copies]).mean()
        return result

    bare = [replace(film, tags=(), moods={}) for film in inputs.films]
    return FilmInputs(
        [*inputs.films, *(bare[row] for row in at[copies].tolist())][:films],
        noisy(inputs.plots),
        None if inputs.taste is None else noisy(inputs.taste),
        np.asarray(inputs.rating_counts)[at],
    )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tag_relevance")
    parser.add_argument("--films", type=int, default=MOST_FILMS)
    wanted = parser.parse_args().films
    settings = Settings.from_env(os.environ)
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url, application_name="benchmarks")
        with engine.connect() as connection:
            release = live_release(connection)
            assert release, "no release is live"
            inputs = grown(read_tag_inputs(connection, release), wanted)
        engine.dispose()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, busy = time.perf_counter(), time.process_time()
    learned = learn_tags(inputs, vocabulary())
    assert learned, "too few films of the release are described"
    print(
        json.dumps(
            {
                "machine": facts(),
                "dataset": release.dataset,
                "films": len(inputs),
                "tags": len(learned.directions),
                "seconds": round(time.perf_counter() - started, 2),
                "processor_seconds": round(time.process_time() - busy, 2),
                "parts": {name: round(value, 2) for name, value in learned.seconds.items()},
                "more_memory_mb": round(
                    (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
                ),
                "space_bytes": len(learned.space.to_bytes()),
            }
        )
    )


if __name__ == "__main__":
    main()
