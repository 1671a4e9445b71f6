"""The real model, its ONNX export, and the stand-in: one set of promises for all."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings.errors import EncoderError
from embeddings.settings import DEFAULT_ENCODER
from embeddings.texts.encoder import (
    Encoder,
    SentenceTransformerEncoder,
    load_encoder,
)
from embeddings.texts.models import folder_revision, local_revision
from embeddings.texts.onnx_encoder import (
    GRAPH,
    UINT8_GRAPH,
    OnnxEncoder,
    export_folder,
    find_export,
)
from embeddings.texts.onnx_export import CHECKED_TEXTS, SIGNED_GRAPH, export
from embeddings.texts.stand_in import StandInEncoder

TEXTS = [*CHECKED_TEXTS, "x", "word " * 600]


@pytest.fixture(scope="session")
def torch_encoder() -> SentenceTransformerEncoder:
    encoder = load_encoder(DEFAULT_ENCODER)
    assert isinstance(encoder, SentenceTransformerEncoder)
    return encoder


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def exported(torch_encoder: SentenceTransformerEncoder, home: Path) -> Path:
    return export(torch_encoder, home)


@pytest.fixture(
    params=[
        "stand-in",
        pytest.param("torch", marks=pytest.mark.slow),
        pytest.param("onnx", marks=pytest.mark.slow),
    ]
)
def encoder(request: pytest.FixtureRequest) -> Iterator[Encoder]:
    if request.param == "stand-in":
        yield StandInEncoder()
    elif request.param == "torch":
        yield request.getfixturevalue("torch_encoder")
    else:
        yield OnnxEncoder(request.getfixturevalue("exported"))


def test_rows_are_unit_vectors_in_order(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    assert together.shape == (len(TEXTS), encoder.dimension)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-4)
    for row, text in zip(together, TEXTS, strict=True):
        assert encoder.encode([text])[0] == pytest.approx(row, abs=1e-4)


def test_no_texts(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_meaning_is_near(encoder: Encoder) -> None:
    query, near, far = encoder.encode(
        ["a bank heist", "a bank heist goes wrong", "two people fall in love in Paris"]
    )
    assert query @ near > query @ far + 0.1


@pytest.mark.slow
def test_onnx_equals_torch(torch_encoder: SentenceTransformerEncoder, exported: Path) -> None:
    whole = OnnxEncoder(exported, graph=GRAPH).encode(TEXTS)
    assert (torch_encoder.encode(TEXTS) * whole).sum(axis=1).min() > 0.999
    quick = OnnxEncoder(exported).encode(CHECKED_TEXTS)
    assert (torch_encoder.encode(CHECKED_TEXTS) * quick).sum(axis=1).min() > 0.99


@pytest.mark.slow
def test_an_export_from_before_gets_its_8_bit_graph(
    torch_encoder: SentenceTransformerEncoder, exported: Path, home: Path
) -> None:
    assert OnnxEncoder(exported).graph == UINT8_GRAPH
    (exported / UINT8_GRAPH).rename(exported / SIGNED_GRAPH)
    assert OnnxEncoder(exported).graph == GRAPH
    export(torch_encoder, home)
    assert OnnxEncoder(exported).graph == UINT8_GRAPH
    assert not (exported / SIGNED_GRAPH).exists()


@pytest.mark.slow
def test_onnx_is_the_same_encoder(
    torch_encoder: SentenceTransformerEncoder, exported: Path, home: Path
) -> None:
    onnx = OnnxEncoder(exported)
    assert (onnx.name, onnx.revision, onnx.dimension) == (
        torch_encoder.name,
        torch_encoder.revision,
        torch_encoder.dimension,
    )
    assert local_revision(DEFAULT_ENCODER) == onnx.revision
    written = (exported / "model.onnx").stat().st_mtime_ns
    assert export(torch_encoder, home) == exported
    assert (exported / "model.onnx").stat().st_mtime_ns == written


@pytest.mark.slow
def test_serving_needs_no_torch(exported: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from embeddings.texts.onnx_encoder import OnnxEncoder;"
        f"OnnxEncoder(Path({str(exported)!r})).encode(['heist']);"
        "assert not {'torch', 'sentence_transformers'} & set(sys.modules), 'torch is loaded'"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


@pytest.mark.slow
def test_export_is_found_with_the_weights(exported: Path, home: Path) -> None:
    assert find_export(home, DEFAULT_ENCODER) == exported


def fake_export(home: Path, name: str, revision: str, age_s: int) -> Path:
    folder = export_folder(home, name, revision)
    folder.mkdir(parents=True)
    facts = folder / "encoder.json"
    facts.write_text(json.dumps({"name": name, "revision": revision}))
    os.utime(facts, (1e9 - age_s, 1e9 - age_s))
    return folder


def test_export_is_found_without_the_weights(tmp_path: Path) -> None:
    """As in the web image: the newest one of exactly that name."""
    fake_export(tmp_path, "some/model", "1", age_s=20)
    newer = fake_export(tmp_path, "some/model", "2", age_s=10)
    fake_export(tmp_path, "some/model-large", "3", age_s=0)
    (tmp_path / "models" / "damaged").mkdir()
    (tmp_path / "models" / "damaged" / "encoder.json").write_text("[]")
    assert find_export(tmp_path, "some/model") == newer
    assert find_export(tmp_path, "some") is None
    assert find_export(tmp_path / "nowhere", "some/model") is None


def test_neither_export_nor_library_is_said(tmp_path: Path) -> None:
    """In a process where what web.lock leaves out cannot be imported."""
    program = (
        "import sys; from importlib.abc import MetaPathFinder\n"
        "class Absent(MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name in ('sentence_transformers', 'torch'):\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from embeddings.texts.encoder import load_encoder\n"
        "load_encoder('all-MiniLM-L6-v2')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120
    )
    assert "EncoderError" in done.stderr
    assert "no export of it in ORDAINED_HOME/models" in done.stderr


def test_damaged_export_is_named(tmp_path: Path) -> None:
    (tmp_path / "encoder.json").write_text("{}")
    with pytest.raises(EncoderError, match=str(tmp_path)):
        OnnxEncoder(tmp_path)


def test_folder_without_weights_is_named(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(EncoderError, match=r"no \*\.safetensors"):
        folder_revision(tmp_path)


def test_a_layer_after_the_transformer_decides_the_revision(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"transformer")
    layer = tmp_path / "2_Dense"
    layer.mkdir()
    before = folder_revision(tmp_path)
    (layer / "model.safetensors").write_bytes(b"projection")
    with_layer = folder_revision(tmp_path)
    (layer / "model.safetensors").write_bytes(b"another projection")
    assert len({before, with_layer, folder_revision(tmp_path)}) == 3


@pytest.mark.slow
def test_unknown_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by the environment, which is read once: a test before this one may have been first.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EncoderError, match="ORDAINED_ENCODER"):
        load_encoder("no-such/model-anywhere")
