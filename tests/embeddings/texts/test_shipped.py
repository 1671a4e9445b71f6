"""Vectors that ship with the code: taken where text and encoder are the same, else not."""

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, text

from embeddings.errors import DatasetError
from embeddings.texts.cache import encode_cached
from embeddings.texts.document import text_hash
from embeddings.texts.shipped import read_vectors, write_vectors
from embeddings.texts.stand_in import StandInEncoder
from tests.embeddings.texts.test_cache import CountingEncoder


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    encoder = StandInEncoder()
    texts = ["love", "war"]
    path = tmp_path / "stand-in.npz"
    vectors = encoder.encode(texts).astype(np.float16)
    write_vectors(path, encoder, dict(zip(map(text_hash, texts), vectors, strict=True)))
    return path


def test_a_shipped_text_is_not_encoded_and_is_kept(empty_engine: Engine, shipped: Path) -> None:
    encoder = CountingEncoder()
    vectors, encoded = encode_cached(
        empty_engine, encoder, ["peace", "love"], shipped=read_vectors(shipped, encoder)
    )
    assert (encoded, encoder.seen) == (1, ["peace"])
    expected = StandInEncoder().encode(["peace", "love"])
    assert vectors == pytest.approx(expected, abs=5e-3)
    with empty_engine.connect() as connection:
        # "war" is in nobody's release.
        assert connection.scalar(text("select count(*) from text_vectors")) == 2
    _, again = encode_cached(empty_engine, CountingEncoder(), ["love"])
    assert again == 0


def test_an_edited_text_is_encoded(empty_engine: Engine, shipped: Path) -> None:
    encoder = CountingEncoder()
    encode_cached(empty_engine, encoder, ["Love"], shipped=read_vectors(shipped, encoder))
    assert encoder.seen == ["Love"]


def test_of_another_encoder_or_revision_nothing_is_taken(shipped: Path, tmp_path: Path) -> None:
    for name, value in (("name", "other"), ("revision", "2")):
        encoder = StandInEncoder()
        setattr(encoder, name, value)
        assert read_vectors(shipped, encoder) == {}
    assert read_vectors(tmp_path / "absent.npz", StandInEncoder()) == {}


@pytest.mark.parametrize("garbage", [b"", b"PK\x03\x04 and then nothing", b"plain words" * 99])
def test_garbage_is_told(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "stand-in.npz"
    path.write_bytes(garbage)
    with pytest.raises(DatasetError, match=r"stand-in\.npz"):
        read_vectors(path, StandInEncoder())


def test_another_dimension_is_told(shipped: Path) -> None:
    encoder = StandInEncoder()
    encoder.dimension += 1
    with pytest.raises(DatasetError, match="hashes for"):
        read_vectors(shipped, encoder)


def test_equal_vectors_give_an_equal_file(shipped: Path, tmp_path: Path) -> None:
    encoder = StandInEncoder()
    again = tmp_path / "again.npz"
    write_vectors(again, encoder, dict(reversed(read_vectors(shipped, encoder).items())))
    assert again.read_bytes() == shipped.read_bytes()


def test_what_is_read_points_where_the_encoder_did(tmp_path: Path) -> None:
    encoder = StandInEncoder()
    exact = encoder.encode([f"word{n} and word{n * 7}" for n in range(50)])
    keys = [text_hash(str(n)) for n in range(50)]
    write_vectors(
        tmp_path / "v.npz", encoder, dict(zip(keys, exact.astype(np.float16), strict=True))
    )
    found = read_vectors(tmp_path / "v.npz", encoder)
    read = np.array([found[key] for key in keys], dtype=np.float32)
    assert np.linalg.norm(read, axis=1) == pytest.approx(1, abs=1e-3)
    assert (read * exact).sum(axis=1).min() > 0.999
