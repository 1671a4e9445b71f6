"""Encoding on a cluster, with Ray Data: ``rebuild --engine ray``.

Only the texts that the cache lacks travel, in the chunks that one process would encode, and
each chunk is kept as soon as it comes back: killing the rebuild loses what is under way.
Where RAY_ADDRESS is set its cluster does the work, else the processors of this machine.
Each of its machines needs this package and the encoder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from embeddings.errors import EncoderError
from embeddings.progress import say
from embeddings.texts.encoder import Encoder, Vectors, load_encoder

MISSING = "the engine ray needs Ray Data, which is not installed: pip install 'ordained[ray]'"
# Texts and vectors only pass through: a chunk is less than a megabyte.
OBJECT_STORE_BYTES = 200_000_000


class ChunkWorker:
    """What runs on the cluster, once in each of its processes.

    Parameters
    ----------
    name, revision : str
        The encoder, and what it must turn out to be.

    Raises
    ------
    EncoderError
        That machine has another revision of it, or none.
    """

    def __init__(self, name: str, revision: str) -> None:
        self.encoder = load_encoder(name)
        if self.encoder.revision != revision:
            raise EncoderError(
                f"the encoder {name} is {revision} here and {self.encoder.revision} on a machine "
                "of the cluster; install the same model everywhere"
            )

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Encode the chunk of a row: ``texts`` → ``vectors``, the bytes of float32 rows."""
        vectors = self.encoder.encode([str(text) for text in row["texts"]])
        return {"position": row["position"], "vectors": vectors.astype(np.float32).tobytes()}


class RayEncoder:
    """An encoder that has many chunks encoded by a cluster; see `ParallelEncoder`.

    Parameters
    ----------
    encoder : Encoder
        What the cluster's processes load as well; a few texts are encoded here.
    temp_dir : str, optional
        Where Ray keeps its sockets and logs; a short path. Ray's own choice where absent.

    Raises
    ------
    EncoderError
        Ray is not installed.
    """

    def __init__(self, encoder: Encoder, temp_dir: str | None = None) -> None:
        self._ray = _ray()
        self._encoder = encoder
        self._temp_dir = temp_dir
        self.name = encoder.name
        self.revision = encoder.revision
        self.dimension = encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (texts, dimension) float32 with unit rows, made in this process."""
        return self._encoder.encode(texts)

    def encode_chunks(self, chunks: Sequence[Sequence[str]]) -> Iterator[tuple[int, Vectors]]:
        """Yield (which chunk, its vectors) as they are done, in no order.

        Raises
        ------
        EncoderError
            A process of the cluster could not do it; says why.
        """
        if not chunks:
            return
        ray = self._ray
        with_us = not ray.is_initialized()
        if with_us:
            _begin(ray, self._temp_dir)
        try:
            yield from self._encoded(ray, chunks)
        except ray.exceptions.RayError as error:
            reason = getattr(error, "cause", None) or error
            raise EncoderError(f"the cluster could not encode: {_last_line(reason)}") from error
        finally:
            if with_us:
                ray.shutdown()

    def _encoded(
        self, ray: ModuleType, chunks: Sequence[Sequence[str]]
    ) -> Iterator[tuple[int, Vectors]]:
        resources = ray.cluster_resources()
        graphics = int(resources.get("GPU", 0))
        workers = max(1, min(len(chunks), graphics or int(resources.get("CPU", 1))))
        say(f"  {workers} processes of a cluster of {len(ray.nodes())} machines")
        ray.data.DataContext.get_current().enable_progress_bars = False
        rows = [
            {"position": position, "texts": list(chunk)} for position, chunk in enumerate(chunks)
        ]
        # A block for each chunk: what is handed out and comes back on its own.
        found = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
            ChunkWorker,
            fn_constructor_args=(self.name, self.revision),
            compute=ray.data.ActorPoolStrategy(size=workers),
            num_cpus=0 if graphics else 1,
            num_gpus=1 if graphics else 0,
        )
        for row in found.iter_rows():
            vectors = np.frombuffer(row["vectors"], dtype=np.float32)
            yield int(row["position"]), vectors.reshape(-1, self.dimension)


def _ray() -> ModuleType:
    # It would tell its makers who uses it.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
        import ray.data
    except ModuleNotFoundError as error:
        raise EncoderError(MISSING) from error
    found: ModuleType = ray
    return found


def _begin(ray: ModuleType, temp_dir: str | None) -> None:
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": "warning"}
    if "RAY_ADDRESS" not in os.environ:
        options |= {"include_dashboard": False, "object_store_memory": OBJECT_STORE_BYTES}
        options |= {"_temp_dir": temp_dir} if temp_dir else {}
    try:
        ray.init(**options)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise EncoderError(f"Ray does not start: {_last_line(error)}") from error


def _last_line(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
