"""One query through torch and through ONNX Runtime, in turn: ``python -m benchmarks.encoder``."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Sequence

from embeddings.settings import Settings
from embeddings.texts.encoder import Encoder, SentenceTransformerEncoder, load_encoder
from embeddings.texts.onnx_encoder import OnnxEncoder, export

QUERIES = (
    "heist that goes wrong",
    "slow Japanese family drama",
    "a thief who steals secrets by entering people's dreams",
    "something warm and funny about growing old, set in a small town by the sea",
)
ROUNDS = 30


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


def main() -> None:
    """Print the medians in milliseconds and their ratio."""
    settings = Settings.from_env(os.environ)
    torch_encoder = load_encoder(settings.encoder)
    assert isinstance(torch_encoder, SentenceTransformerEncoder)
    onnx_encoder = OnnxEncoder(export(torch_encoder, settings.home))
    torch_s, onnx_s = measure([torch_encoder, onnx_encoder])
    print(
        json.dumps(
            {
                "torch_ms": round(torch_s * 1000, 2),
                "onnx_ms": round(onnx_s * 1000, 2),
                "torch_over_onnx": round(torch_s / onnx_s, 2),
                "queries": len(QUERIES),
                "rounds": ROUNDS,
            }
        )
    )


if __name__ == "__main__":
    main()
