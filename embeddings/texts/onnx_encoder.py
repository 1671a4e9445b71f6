"""The encoder for queries: ONNX Runtime, so that web workers need no torch.

The graph holds everything after tokenisation (transformer, mean pooling,
normalisation), so that what runs here is what the rebuild ran, in one call.
Why ONNX, and which precision: docs/decisions/0002-onnx-query-encoder.md.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import EncoderDamagedError, EncoderError
from embeddings.texts.checksums import damaged_files, has_checksums
from embeddings.texts.encoder import is_stand_in
from embeddings.texts.models import local_revision, request_revision

Vectors = NDArray[np.float32]

# Whole precision, and matrices of 8-bit integers; the second is used where it is there.
GRAPH, UINT8_GRAPH = "model.onnx", "model-uint8.onnx"
# Outputs of a graph; the second only where the encoder has a head for requests, which takes it.
VECTOR, HIDDEN = "vector", "hidden"
# The head for requests, whole and in 8 bits as the graph below it.
HEADS = {GRAPH: "requests.onnx", UINT8_GRAPH: "requests-uint8.onnx"}


def export_folder(home: Path, name: str, revision: str) -> Path:
    """Return where the exported graph of an encoder is kept."""
    safe = "".join(letter if letter.isalnum() or letter in "-._" else "_" for letter in name)
    return home / "models" / f"{safe}-{revision}"


def find_export(home: Path, name: str) -> Path | None:
    """Return the folder of an encoder's export, or None.

    Where the weights are here too, it is the export of exactly these. Web images carry only
    the export: there, the newest one of that name. That it fits the live release is
    checked by whoever serves (`app.data.encoders.mismatch`).
    """
    try:
        revision = None if is_stand_in(name) else local_revision(name)
    except EncoderDamagedError:
        revision = None  # of the weights; an export is whole or damaged by itself
    if revision is not None:
        folder = export_folder(home, name, revision)
        return folder if folder.is_dir() else None
    named = [
        path
        for path in (home / "models").glob("*/encoder.json")
        if fact(path.parent, "name") == name
    ]
    return max(named, key=lambda path: path.stat().st_mtime).parent if named else None


def fact(folder: Path, name: str) -> str | None:
    """Return a fact of an export; None where it is not there or cannot be read."""
    try:
        found = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))[name]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None if found is None else str(found)


def is_behind(home: Path, name: str) -> bool:
    """Return whether an encoder's export has another head for requests than would be written.

    False where nothing is exported, and where the weights are not here to export anew.
    """
    folder = find_export(home, name) if local_revision(name) else None
    return folder is not None and fact(folder, "requests") != request_revision(name)


def is_exported(home: Path, name: str, revision: str) -> bool:
    """Return whether an export is whole, and has the head for requests that would be written."""
    folder = export_folder(home, name, revision)
    return (
        (folder / "encoder.json").exists()
        and (folder / UINT8_GRAPH).exists()
        and has_checksums(folder)
        and not damaged_files(folder)
        and fact(folder, "requests") == request_revision(name)
    )


def document_encoder(folder: Path) -> OnnxEncoder:
    """Return an export's encoder of films; why in whole precision: `embeddings.texts.exports`."""
    return OnnxEncoder(folder, min(4, os.cpu_count() or 1), GRAPH)


class OnnxEncoder:
    """An exported encoder. See `embeddings.texts.encoder.Encoder`.

    Parameters
    ----------
    folder : Path
        As `embeddings.texts.onnx_export.export` wrote it.
    threads : int
        Threads of one call; a web worker answers several requests at once, so few.
    graph : str, optional
        `GRAPH` or `UINT8_GRAPH`; by default the second where it is there.

    Raises
    ------
    EncoderError
        The folder is missing or incomplete.
    """

    def __init__(self, folder: Path, threads: int = 1, graph: str | None = None) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import onnxruntime
        from tokenizers import Tokenizer

        if graph is None:
            graph = UINT8_GRAPH if (folder / UINT8_GRAPH).exists() else GRAPH
        head = HEADS.get(graph.removeprefix("."))
        files = ("encoder.json", "tokenizer.json", graph, *([head] if head else []))
        if damaged := damaged_files(folder, files):
            raise EncoderDamagedError(
                f"the exported encoder in {folder} is damaged ({', '.join(damaged)}); "
                "write it anew: python -m embeddings export"
            )
        try:
            facts = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            # The arena keeps what the longest batch ever needed; queries are short.
            options.enable_cpu_mem_arena = False

            def session(file: str) -> Any:
                return onnxruntime.InferenceSession(
                    str(folder / file), options, providers=["CPUExecutionProvider"]
                )

            self.session = session(graph)
            self._head = session(head) if head and (folder / head).exists() else None
        except Exception as error:  # each library raises its own, and all mean the same here
            raise EncoderError(f"the exported encoder in {folder} is unusable: {error}") from error
        self.graph = graph
        self.name: str = facts["name"]
        self.revision: str = facts["revision"]
        self.dimension: int = facts["dimension"]
        self.tokenizer.enable_truncation(max_length=facts["max_tokens"])
        self.tokenizer.enable_padding(pad_id=facts["pad_id"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (texts, dimension) float32 with unit rows."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if self.graph != GRAPH:
            # 8-bit ranges are those of a whole batch: alone, a text's vector is its own.
            return np.concatenate([self._run([text]) for text in texts])
        return self._run(texts)

    def encode_request(self, text: str) -> NDArray[np.float32] | None:
        """Return the (dimension,) float32 unit vector of a long request; see `requests`.

        It is compared with the same vectors of films as any other. None where the encoder has
        no head for requests.
        """
        if self._head is None:
            return None
        feed = self._feed([text])
        hidden = self.session.run([HIDDEN], feed)[0]
        given = {HIDDEN: hidden, "attention_mask": feed["attention_mask"]}
        return np.asarray(self._head.run([VECTOR], given)[0][0], dtype=np.float32)

    def _run(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(self.session.run([VECTOR], self._feed(texts))[0], dtype=np.float32)

    def _feed(self, texts: Sequence[str]) -> dict[str, NDArray[np.int64]]:
        encodings = self.tokenizer.encode_batch(list(texts))
        return {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": np.array(
                [encoding.attention_mask for encoding in encodings], dtype=np.int64
            ),
        }
