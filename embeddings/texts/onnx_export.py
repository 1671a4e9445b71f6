"""Write an encoder as ONNX: whole and in 8 bits, with its head for requests where it has one.

Why ONNX, and which precision: docs/decisions/0002-onnx-query-encoder.md.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from embeddings.errors import EncoderError
from embeddings.texts.checksums import damaged_files, has_checksums, write_checksums
from embeddings.texts.encoder import SentenceTransformerEncoder
from embeddings.texts.models import model_folder, request_file, request_revision
from embeddings.texts.onnx_encoder import (
    GRAPH,
    HEADS,
    HIDDEN,
    UINT8_GRAPH,
    VECTOR,
    OnnxEncoder,
    export_folder,
    fact,
)
from sql.env import make_home

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
# Long requests, which alone the head reads; 8 bits change its vectors of single words more.
CHECKED_REQUESTS = (
    CHECKED_TEXTS[-1],
    "Please help, I saw it in the nineties with my mother. A woman loses her memory after an "
    "accident and a man pretends to be her husband. I think there was a lake, and a dog.",
    "[TOMT] horror film from before 2010 where some students stay in a cabin. One of them hears "
    "a voice on an old tape recorder and then they disappear one after another!",
)
LEAST_COSINE = 0.99
# Signed matrices, as exported before; what reads them depends on the processor.
SIGNED_GRAPH = "model-int8.onnx"


def export(encoder: SentenceTransformerEncoder, home: Path) -> Path:
    """Write the encoder as ONNX, whole and in 8 bits, into ``home/models``, unless it is there.

    The folder appears whole or not at all. One with a damaged file is written anew.

    Raises
    ------
    EncoderError
        The graph's vectors differ from torch's (cosine below `LEAST_COSINE`).
    """
    folder = export_folder(home, encoder.name, encoder.revision)
    requests = request_revision(encoder.name)
    is_whole = (folder / "encoder.json").exists() and not damaged_files(folder)
    if is_whole and fact(folder, "requests") == requests:
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
            "requests": requests,
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
    sizes = {0: rows, 1: tokens}

    def write(graph: torch.nn.Module, file: str, given: Mapping[str, Any], out: list[str]) -> None:
        torch.onnx.export(
            graph.eval(),
            tuple(given.values()),
            folder / file,
            input_names=list(given),
            output_names=out,
            dynamic_shapes=dict.fromkeys(given, sizes),
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
        )

    texts = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        difference, base = request_file(encoder.name), model_folder(encoder.name)
        if difference is None or base is None:
            write(Whole(), GRAPH, texts, [VECTOR])
            return
        from embeddings.texts.requests import LowerLayers, RequestHead

        bert = encoder.model[0].auto_model
        head = RequestHead(bert, base, difference)
        write(LowerLayers(bert, head.below), GRAPH, texts, [VECTOR, HIDDEN])
        states = torch.ones((2, 7, encoder.dimension))
        given = {HIDDEN: states, "attention_mask": texts["attention_mask"]}
        write(head, HEADS[GRAPH], given, [VECTOR])


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

    def write(whole: str, path: Path) -> None:
        quantize_dynamic(
            str(folder / whole),
            str(path),
            weight_type=QuantType.QUInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )

    try:
        write(GRAPH, draft)
        if (folder / HEADS[GRAPH]).exists():
            write(HEADS[GRAPH], folder / HEADS[UINT8_GRAPH])
    finally:
        logging.getLogger().setLevel(level)
    quick = OnnxEncoder(folder, graph=draft.name)
    whole = OnnxEncoder(folder, graph=GRAPH)
    if min(_least_cosine(encoder, quick), _least_request_cosine(whole, quick)) < LEAST_COSINE:
        draft.unlink()
    else:  # renamed only now, because a worker that starts takes the file that it finds
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


def _least_request_cosine(first: OnnxEncoder, other: OnnxEncoder) -> float:
    """Return the least cosine of two graphs' vectors of requests; 1 where there is no head."""
    pairs = [(first.encode_request(text), other.encode_request(text)) for text in CHECKED_REQUESTS]
    return min((float(a @ b) for a, b in pairs if a is not None and b is not None), default=1.0)
