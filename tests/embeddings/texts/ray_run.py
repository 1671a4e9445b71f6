"""Encode many texts on a Ray cluster of two workers: a process that a test may kill.

``python -m tests.embeddings.texts.ray_run ENCODER URL TEXTS CHUNK``; says how many it encoded.
"""

from __future__ import annotations

import os
import sys

from embeddings.texts import cache
from embeddings.texts.encoder import load_encoder
from embeddings.texts.ray_engine import RayEncoder
from sql.server import make_engine


def texts(count: int) -> list[str]:
    """Return texts of unlike lengths, no two the same."""
    return [f"Film {n}. " + "A heist goes wrong. " * (n % 7) for n in range(count)]


def main(encoder: str, url: str, count: int, chunk: int) -> None:
    """Encode through the cache, on two machines that are two processes of this one."""
    import ray
    from ray.cluster_utils import Cluster

    limits = {"num_cpus": 1, "object_store_memory": 80_000_000, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=limits)
    cluster.add_node(num_cpus=1, object_store_memory=80_000_000)
    os.environ["RAY_ADDRESS"] = cluster.address
    cache.CHUNK = chunk
    engine = make_engine(url)
    try:
        parallel = RayEncoder(load_encoder(encoder))
        _, encoded = cache.encode_cached(engine, parallel, texts(count))
        sys.stdout.write(f"{encoded}\n")
    finally:
        ray.shutdown()
        cluster.shutdown()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
