"""Nothing is encoded twice, and a hit belongs to its own text. On real PostgreSQL."""

from collections.abc import Sequence

import numpy as np
import pytest
from sqlalchemy import Engine, text

from embeddings.texts import cache
from embeddings.texts.cache import encode_cached
from embeddings.texts.document import text_hash
from embeddings.texts.stand_in import StandInEncoder


class CountingEncoder(StandInEncoder):
    """Remembers what it was asked to encode, and dies where told to."""

    def __init__(self, dies_after: int | None = None) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.dies_after = dies_after

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        if self.dies_after is not None and len(self.seen) + len(texts) > self.dies_after:
            raise KeyboardInterrupt
        self.seen.extend(texts)
        return super().encode(texts)


def test_order_and_values(empty_engine: Engine) -> None:
    encoder = CountingEncoder()
    texts = ["a long text about a heist", "love", "war and peace", "love"]
    vectors, encoded = encode_cached(empty_engine, encoder, texts)
    assert encoded == 3  # "love" twice
    assert sorted(encoder.seen) == sorted(set(texts))
    for given, vector in zip(texts, vectors, strict=True):
        expected = StandInEncoder().encode([given])[0]
        assert vector == pytest.approx(expected, abs=1e-3)  # half precision


def test_second_time_nothing_is_encoded(empty_engine: Engine) -> None:
    first, _ = encode_cached(empty_engine, CountingEncoder(), ["love", "war"])
    encoder = CountingEncoder()
    second, encoded = encode_cached(empty_engine, encoder, ["war", "love"])
    assert (encoded, encoder.seen) == (0, [])
    assert (second == first[::-1]).all()


def test_swapped_texts_keep_their_own_vectors(empty_engine: Engine) -> None:
    """Two movies exchange their texts: each hit must be the text's, not the movie's."""
    (love, war), _ = encode_cached(empty_engine, CountingEncoder(), ["love", "war"])
    swapped, encoded = encode_cached(empty_engine, CountingEncoder(), ["war", "love"])
    assert encoded == 0
    assert (swapped == [war, love]).all()


def test_another_revision_is_another_key(empty_engine: Engine) -> None:
    encode_cached(empty_engine, CountingEncoder(), ["love"])
    encoder = CountingEncoder()
    encoder.revision = "2"
    _, encoded = encode_cached(empty_engine, encoder, ["love"])
    assert encoded == 1


def test_what_was_done_before_a_death_is_kept(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "CHUNK", 4)
    texts = [f"film number {n}" for n in range(10)]
    dying = CountingEncoder(dies_after=9)
    with pytest.raises(KeyboardInterrupt):
        encode_cached(empty_engine, dying, texts)
    assert len(dying.seen) == 8
    encoder = CountingEncoder()
    _, encoded = encode_cached(empty_engine, encoder, texts)
    assert encoded == 2
    assert not set(encoder.seen) & set(dying.seen)
    with empty_engine.connect() as connection:
        assert connection.scalar(text("select count(*) from text_vectors")) == 10


def test_progress_has_a_known_total(empty_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "CHUNK", 4)
    told: list[tuple[int, int]] = []
    encode_cached(
        empty_engine,
        StandInEncoder(),
        [f"film {n}" for n in range(10)],
        lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 10), (4, 10), (8, 10), (10, 10)]


def test_nothing_to_encode(empty_engine: Engine) -> None:
    vectors, encoded = encode_cached(empty_engine, StandInEncoder(), [])
    assert (vectors.shape, encoded) == ((0, StandInEncoder().dimension), 0)


def test_many_are_copied_and_what_is_there_stays(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process stores a text between the look into the cache and the copy."""
    monkeypatch.setattr(cache, "MANY", 1)
    encoder = StandInEncoder()
    texts = ["love", "war", "peace"]
    keys = [text_hash(words) for words in texts]
    vectors = encoder.encode(texts).astype(np.float16)
    with empty_engine.begin() as connection:
        cache._store(connection, encoder, keys[:1], vectors[:1])
        cache._store(connection, encoder, keys, vectors)
        cache._store(connection, encoder, keys, vectors[::-1])
    read, encoded = encode_cached(empty_engine, CountingEncoder(), texts)
    assert encoded == 0
    assert (read == vectors).all()
