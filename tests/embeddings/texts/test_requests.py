"""The head for long requests: beside the encoder, and in its export."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from embeddings.errors import EncoderDamagedError, EncoderError
from embeddings.texts import models
from embeddings.texts.difference import write_difference
from embeddings.texts.encoder import SentenceTransformerEncoder, encode_request, load_encoder
from embeddings.texts.models import MINILM, folder_revision, model_folder, request_revision
from embeddings.texts.onnx_encoder import GRAPH, UINT8_GRAPH, OnnxEncoder, is_behind
from embeddings.texts.onnx_export import export
from embeddings.texts.requests import LowerLayers, RequestHead
from embeddings.texts.stand_in import StandInEncoder

TEXTS = ["heist", "I saw this film as a child, it was about a boy who finds a map in the attic."]


@pytest.fixture(scope="module")
def minilm() -> SentenceTransformerEncoder:
    encoder = load_encoder(MINILM)
    assert isinstance(encoder, SentenceTransformerEncoder)
    return encoder


def changed(
    minilm: SentenceTransformerEncoder, path: Path, names: str = "encoder.layer.5."
) -> Path:
    """Write a difference of every matrix whose name begins so."""
    folder = model_folder(MINILM)
    assert folder
    before = {
        name: value.detach().numpy().copy()
        for name, value in minilm.model[0].auto_model.named_parameters()
        if name.startswith(names)
    }
    rng = np.random.default_rng(0)
    after = {
        name: value + rng.normal(0, 0.02, value.shape).astype(np.float32)
        for name, value in before.items()
    }
    write_difference(path, folder_revision(folder), before, after)
    return path


def tokens(minilm: SentenceTransformerEncoder) -> dict[str, torch.Tensor]:
    found = minilm.model.tokenizer(TEXTS, padding=True, return_tensors="pt")
    return {name: found[name] for name in ("input_ids", "attention_mask")}


def vectors(minilm: SentenceTransformerEncoder, difference: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return the vectors of `TEXTS` by the encoder's own layers and by the head."""
    folder, bert = model_folder(MINILM), minilm.model[0].auto_model
    assert folder
    head = RequestHead(bert, folder, difference).eval()
    given = tokens(minilm)
    with torch.no_grad():
        general, hidden = LowerLayers(bert, head.below).eval()(**given)
        return general.numpy(), head(hidden, given["attention_mask"]).numpy()


@pytest.mark.slow
def test_the_head_is_another_above_the_same_lower_layers(
    minilm: SentenceTransformerEncoder, tmp_path: Path
) -> None:
    encoded = minilm.encode(TEXTS)
    general, requests = vectors(minilm, changed(minilm, tmp_path / "difference.npz"))
    assert general == pytest.approx(encoded, abs=1e-5)
    assert np.linalg.norm(requests, axis=1) == pytest.approx(1, abs=1e-5)
    cosines = (general * requests).sum(axis=1)
    assert 0 < cosines.min() < cosines.max() < 0.99
    # Only the copy was changed.
    assert minilm.encode(TEXTS) == pytest.approx(encoded, abs=1e-6)


@pytest.mark.slow
def test_a_difference_of_other_parts_than_layers_is_refused(
    minilm: SentenceTransformerEncoder, tmp_path: Path
) -> None:
    path = changed(minilm, tmp_path / "difference.npz", "embeddings.LayerNorm")
    with pytest.raises(EncoderError, match=r"difference.npz does not fit the model: .* alone"):
        vectors(minilm, path)


@pytest.fixture(scope="module")
def exported(
    minilm: SentenceTransformerEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Path]]:
    home = tmp_path_factory.mktemp("home")
    path = changed(minilm, home / "difference.npz")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(models.REQUESTS, MINILM, path)
        yield home, export(minilm, home)


@pytest.mark.slow
def test_an_export_has_the_head_in_both_precisions(
    minilm: SentenceTransformerEncoder, exported: tuple[Path, Path]
) -> None:
    home, folder = exported
    _, requests = vectors(minilm, home / "difference.npz")
    for graph, least in ((GRAPH, 0.9999), (UINT8_GRAPH, 0.99)):
        onnx = OnnxEncoder(folder, graph=graph)
        assert (onnx.encode(TEXTS) * minilm.encode(TEXTS)).sum(axis=1).min() > least
        for text, expected in zip(TEXTS, requests, strict=True):
            vector = encode_request(onnx, text)
            assert vector is not None
            assert vector @ expected > least
    # Short queries go by the graph that they went by, which does not run the head.
    ran = [output.name for output in OnnxEncoder(folder).session.get_outputs()]
    assert ran == ["vector", "hidden"]
    (folder / "requests-uint8.onnx").rename(home / "away")
    with pytest.raises(EncoderDamagedError, match=r"damaged \(requests-uint8.onnx\)"):
        OnnxEncoder(folder)
    (home / "away").rename(folder / "requests-uint8.onnx")


@pytest.mark.slow
def test_an_export_with_another_head_is_behind_and_made_anew(
    minilm: SentenceTransformerEncoder,
    exported: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home, folder = exported
    assert not is_behind(home, MINILM)
    written = (folder / "model.onnx").stat().st_mtime_ns
    assert export(minilm, home) == folder
    assert (folder / "model.onnx").stat().st_mtime_ns == written
    other = tmp_path / "difference.npz"
    shutil.copy(home / "difference.npz", other)
    other.write_bytes(other.read_bytes() + b"\0")
    monkeypatch.setitem(models.REQUESTS, MINILM, other)
    assert request_revision(MINILM) is not None
    assert is_behind(home, MINILM)
    assert not is_behind(tmp_path, MINILM)  # nothing is exported there


def test_a_missing_head_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.REQUESTS, MINILM, tmp_path / "none.npz")
    with pytest.raises(EncoderError, match=r"none.npz cannot be read"):
        request_revision(MINILM)
    assert request_revision("another") is None


def test_other_encoders_have_no_head() -> None:
    assert encode_request(StandInEncoder(), "a long request") is None
