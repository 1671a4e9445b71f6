"""Queries through torch and through ONNX Runtime: ``python -m benchmarks.encoder``.

Time of one query (in turn, so that noise is shared), cosine with torch of our queries and of
films of the bundled catalogue, and a worker process's start-up time and resident memory with
each.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from embeddings.settings import Settings
from embeddings.texts.encoder import Encoder, SentenceTransformerEncoder, load_encoder
from embeddings.texts.onnx_encoder import GRAPH, UINT8_GRAPH, OnnxEncoder
from embeddings.texts.onnx_export import export

QUERIES = (
    "heist that goes wrong",
    "slow Japanese family drama",
    "a thief who steals secrets by entering people's dreams",
    "something warm and funny about growing old, set in a small town by the sea",
)
ROUNDS = 30
DOCUMENTS = 300
OWN_QUERIES = Path(__file__).parent / "search" / "queries.jsonl"

# A web worker up to the answer to its first query, without a database.
WORKER = """
import json, sys, time
started = time.perf_counter()
import psutil
import app
from embeddings.settings import Settings
{load}
encoder.encode(["heist that goes wrong"])
print(json.dumps({{
    "start_s": round(time.perf_counter() - started, 2),
    "rss_mb": round(psutil.Process().memory_info().rss / 2**20),
    "torch": "torch" in sys.modules,
}}))
"""
WITH_TORCH = """
from embeddings.texts.encoder import load_encoder
encoder = load_encoder({name!r})
"""
WITH_ONNX = """
from pathlib import Path
from embeddings.texts.onnx_encoder import OnnxEncoder
encoder = OnnxEncoder(Path({folder!r}), graph={graph!r})
"""


def seconds(encoder: Encoder, query: str) -> float:
    """Return how long one query takes."""
    started = time.perf_counter()
    encoder.encode([query])
    return time.perf_counter() - started


def measure(encoders: Sequence[Encoder]) -> list[float]:
    """Return each encoder's median over all queries, taken in turn so that noise is shared."""
    for encoder in encoders:
        encoder.encode(QUERIES)
    taken: list[list[float]] = [[] for _ in encoders]
    for _ in range(ROUNDS):
        for query in QUERIES:
            for times, encoder in zip(taken, encoders, strict=True):
                times.append(seconds(encoder, query))
    return [statistics.median(times) for times in taken]


def worker(load: str) -> dict[str, object]:
    """Return start-up time and resident memory of a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", WORKER.format(load=load)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def documents() -> list[str]:
    """Return the texts of some films of the bundled catalogue, as a rebuild encodes them."""
    from embeddings.catalogue.movies import build_catalogue
    from embeddings.knowledge.dataset import SampleDataset
    from embeddings.releases.records import movie_records

    films = movie_records(build_catalogue(SampleDataset()))
    return [film.document for film in films[:: len(films) // DOCUMENTS]]


def main() -> None:
    """Print medians in milliseconds, their ratios, cosines and the workers."""
    settings = Settings.from_env(os.environ)
    torch_encoder = load_encoder(settings.encoder)
    assert isinstance(torch_encoder, SentenceTransformerEncoder)
    folder = export(torch_encoder, settings.home)
    graphs = [file for file in (GRAPH, UINT8_GRAPH) if (folder / file).exists()]
    encoders = [OnnxEncoder(folder, graph=graph) for graph in graphs]
    torch_s, *onnx_s = measure([torch_encoder, *encoders])
    lines = OWN_QUERIES.read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line)["query"] for line in lines]
    right = torch_encoder.encode(queries)
    films = documents()
    films_right = torch_encoder.encode(films)
    onnx = {}
    for graph, encoder, took_s in zip(graphs, encoders, onnx_s, strict=True):
        vectors = np.concatenate([encoder.encode([query]) for query in queries])
        cosines = (right * vectors).sum(axis=1)
        of_films = (films_right * encoder.encode(films)).sum(axis=1)
        onnx[graph] = {
            "ms": round(took_s * 1000, 2),
            "torch_over_onnx": round(torch_s / took_s, 2),
            "cosine_mean": round(float(cosines.mean()), 4),
            "cosine_min": round(float(cosines.min()), 4),
            "films_cosine_mean": round(float(of_films.mean()), 5),
            "films_cosine_min": round(float(of_films.min()), 5),
            "worker": worker(WITH_ONNX.format(folder=str(folder), graph=graph)),
        }
    print(
        json.dumps(
            {
                "torch": {
                    "ms": round(torch_s * 1000, 2),
                    "worker": worker(WITH_TORCH.format(name=settings.encoder)),
                },
                "onnx": onnx,
                "queries": len(QUERIES),
                "rounds": ROUNDS,
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
