"""The encoder for queries: ONNX Runtime, so that web workers need no torch.

The graph holds everything after tokenisation (transformer, mean pooling,
normalisation), so that what runs here is what the rebuild ran, in one call.
Why ONNX, and which precision: docs/decisions/0002-onnx-query-encoder.md.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import EncoderDamagedError, EncoderError
from embeddings.texts.checksums import damaged_files, has_checksums, write_checksums
from embeddings.texts.encoder import (
    SentenceTransformerEncoder,
    is_stand_in,
)
from embeddings.texts.models import local_revision
from sql.env import make_home

Vectors = NDArray[np.float32]

OPSET = 18
# Texts on which an export is compared with torch before it is accepted.
CHECKED_TEXTS = (
    "heist",
    "slow Japanese family drama",
    "a thief who steals secrets by entering people's dreams",
    "Amélie (2001). Comedy, Romance. A shy waitress decides to change other people's lives.",
    "it was about a boy who finds a map in the attic and his friends go looking for a pirate's "
    "treasure while a family of criminals is after them, I saw it on television in the eighties",
)
LEAST_COSINE = 0.99
# Whole precision, and matrices of 8-bit integers; the second is used where it is there.
GRAPH, UINT8_GRAPH = "model.onnx", "model-uint8.onnx"
# Signed matrices, as exported before; what reads them depends on the processor.
SIGNED_GRAPH = "model-int8.onnx"


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
    named = [path for path in (home / "models").glob("*/encoder.json") if _name(path) == name]
    return max(named, key=lambda path: path.stat().st_mtime).parent if named else None


def is_exported(home: Path, name: str, revision: str) -> bool:
    """Return whether `export` has nothing left to do for an encoder."""
    folder = export_folder(home, name, revision)
    return (
        (folder / "encoder.json").exists()
        and (folder / UINT8_GRAPH).exists()
        and has_checksums(folder)
        and not damaged_files(folder)
    )


def _name(facts: Path) -> str | None:
    try:
        return str(json.loads(facts.read_text(encoding="utf-8"))["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def export(encoder: SentenceTransformerEncoder, home: Path) -> Path:
    """Write the encoder as ONNX, whole and in 8 bits, into ``home/models``, unless it is there.

    The folder appears whole or not at all. One with a damaged file is written anew.

    Raises
    ------
    EncoderError
        The graph's vectors differ from torch's (cosine below `LEAST_COSINE`).
    """
    folder = export_folder(home, encoder.name, encoder.revision)
    if (folder / "encoder.json").exists() and not damaged_files(folder):
        if not (folder / UINT8_GRAPH).exists():  # exported before there was one
            _write_uint8(encoder, folder)
            write_checksums(folder)
        if has_checksums(folder):
            return folder  # else it is of an earlier version, and nothing is known of its files
    make_home(folder.parent)
    draft = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    try:
        _write_graph(encoder, draft)
        encoder.model.tokenizer.backend_tokenizer.save(str(draft / "tokenizer.json"))
        facts = {
            "name": encoder.name,
            "revision": encoder.revision,
            "dimension": encoder.dimension,
            "max_tokens": int(encoder.model.max_seq_length or 512),
            "pad_id": int(encoder.model.tokenizer.pad_token_id or 0),
        }
        (draft / "encoder.json").write_text(json.dumps(facts, indent=2), encoding="utf-8")
        _check(encoder, OnnxEncoder(draft))
        _write_uint8(encoder, draft)
        write_checksums(draft)
        draft.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _write_graph(encoder: SentenceTransformerEncoder, folder: Path) -> None:
    import contextlib
    import io
    import logging
    import warnings

    import torch

    class Whole(torch.nn.Module):
        """Token ids and mask in, unit vectors out."""

        def __init__(self) -> None:
            super().__init__()
            self.model = encoder.model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            out = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(out["sentence_embedding"], dim=-1)

    ids = torch.ones((2, 7), dtype=torch.int64)
    rows, tokens = torch.export.Dim("rows"), torch.export.Dim("tokens", max=510)
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            (ids, torch.ones_like(ids)),
            folder / GRAPH,
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_shapes={
                "input_ids": {0: rows, 1: tokens},
                "attention_mask": {0: rows, 1: tokens},
            },
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
        )


def _write_uint8(encoder: SentenceTransformerEncoder, folder: Path) -> None:
    """Write the graph with 8-bit matrices beside the whole one, unless it differs too much.

    Word embeddings stay whole: they are looked up, not multiplied, so that would save
    memory only, and cost rare words their place. Matrices are unsigned, as what they are
    multiplied by: of unsigned by signed numbers, processors without VNNI cap the sums of two
    products at 16 bits, and an image exported on one machine would say other things on another.
    """
    import logging

    from onnxruntime.quantization import QuantType, quantize_dynamic

    draft = folder / f".{UINT8_GRAPH}"
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.ERROR)  # it recommends steps for pictures
    try:
        quantize_dynamic(
            str(folder / GRAPH),
            str(draft),
            weight_type=QuantType.QUInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
    finally:
        logging.getLogger().setLevel(level)
    if _least_cosine(encoder, OnnxEncoder(folder, graph=draft.name)) < LEAST_COSINE:
        draft.unlink()
    else:  # not before: a worker that starts meanwhile takes what is there
        draft.rename(folder / UINT8_GRAPH)
        (folder / SIGNED_GRAPH).unlink(missing_ok=True)


def _check(encoder: SentenceTransformerEncoder, exported: OnnxEncoder) -> None:
    if (cosine := _least_cosine(encoder, exported)) < LEAST_COSINE:
        raise EncoderError(
            f"the ONNX export of {encoder.name} differs from torch: cosine {cosine:.4f}"
        )


def _least_cosine(encoder: SentenceTransformerEncoder, exported: OnnxEncoder) -> float:
    cosines = (encoder.encode(CHECKED_TEXTS) * exported.encode(CHECKED_TEXTS)).sum(axis=1)
    return float(cosines.min())


def document_encoder(folder: Path) -> OnnxEncoder:
    """Return an export's encoder of films; why in whole precision: `embeddings.texts.exports`."""
    return OnnxEncoder(folder, min(4, os.cpu_count() or 1), GRAPH)


class OnnxEncoder:
    """An exported encoder. See `embeddings.texts.encoder.Encoder`.

    Parameters
    ----------
    folder : Path
        As `export` wrote it.
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
        if damaged := damaged_files(folder, ("encoder.json", "tokenizer.json", graph)):
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
            self.session = onnxruntime.InferenceSession(
                str(folder / graph), options, providers=["CPUExecutionProvider"]
            )
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

    def _run(self, texts: Sequence[str]) -> Vectors:
        encodings = self.tokenizer.encode_batch(list(texts))
        feed = {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": np.array(
                [encoding.attention_mask for encoding in encodings], dtype=np.int64
            ),
        }
        return np.asarray(self.session.run(["vector"], feed)[0], dtype=np.float32)
