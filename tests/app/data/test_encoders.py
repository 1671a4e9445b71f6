import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from app.data.encoders import (
    DocumentEncoders,
    EncoderLoadingError,
    QueryEncoder,
    QueryEncoders,
    mismatch,
    query_encoders,
)
from app.settings import Settings
from embeddings.errors import EncoderError, EncoderMismatchError
from embeddings.releases.registry import ReleaseInfo
from embeddings.texts.encoder import Encoder, load_encoder
from embeddings.texts.stand_in import StandInEncoder
from tests.releases import RELEASE


def test_settings_name_the_encoder(offline_settings: Settings) -> None:
    assert query_encoders(offline_settings).of(RELEASE).get().name == "stand-in"


def test_repeated_queries_are_encoded_once() -> None:
    seconds: list[float] = []
    encoder = QueryEncoder(StandInEncoder, seconds.append)
    first, again, other = (encoder.encode(text) for text in ("a robot", "a robot", "a dog"))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert np.array_equal(first, StandInEncoder().encode(["a robot"])[0])
    assert len(seconds) == 2


class WithHead(StandInEncoder):
    """An encoder with a head for requests, which counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[str] = []

    def encode_request(self, text: str) -> np.ndarray:
        self.requests.append(text)
        return self.encode(["request: " + text])[0]


def test_requests_go_to_the_head_for_them_once() -> None:
    loaded = WithHead()
    seconds: list[float] = []
    encoder = QueryEncoder(lambda: loaded, seconds.append)
    first, again = encoder.encode_request("a robot"), encoder.encode_request("a robot")
    assert first is again
    assert loaded.requests == ["a robot"]
    assert len(seconds) == 1
    assert first is not None
    assert not np.array_equal(first, encoder.encode("a robot"))
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1.0


def test_without_a_head_for_requests_there_is_no_vector_and_no_time() -> None:
    seconds: list[float] = []
    assert QueryEncoder(StandInEncoder, seconds.append).encode_request("a robot") is None
    assert seconds == []


def test_kept_vector_cannot_be_changed() -> None:
    vector = QueryEncoder(StandInEncoder).encode("a robot")
    with pytest.raises(ValueError, match="read-only"):
        vector[0] = 1.0


def test_encoder_is_loaded_once_however_many_ask() -> None:
    loads = []

    def load() -> Encoder:
        loads.append(threading.current_thread().name)
        time.sleep(0.05)  # long enough that all eight ask while it loads
        return StandInEncoder()

    encoder = QueryEncoder(load)
    threads = [threading.Thread(target=encoder.get) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loads == ["load encoder"]


def test_probe_does_not_wait_for_a_slow_model() -> None:
    loaded = threading.Event()

    def load() -> Encoder:
        loaded.wait(10)
        return StandInEncoder()

    encoder = QueryEncoder(load)
    with pytest.raises(EncoderLoadingError):
        encoder.get(patience_s=0.0)
    loaded.set()
    assert encoder.get().name == "stand-in"


def test_failure_is_told_and_not_tried_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []

    def load() -> Encoder:
        attempts.append(1)
        if len(attempts) == 1:
            raise EncoderError("the model is gone")
        return StandInEncoder()

    encoder = QueryEncoder(load)
    for _ in range(3):
        with pytest.raises(EncoderError, match="the model is gone"):
            encoder.get()
    assert len(attempts) == 1
    monkeypatch.setattr("app.data.encoders.RETRY_AFTER_S", 0.0)
    assert encoder.get().name == "stand-in"


def test_unexpected_failure_keeps_its_message_to_itself() -> None:
    def load() -> Encoder:
        raise RuntimeError("/home/me/private")

    with pytest.raises(EncoderError, match="it did not load"):
        QueryEncoder(load).get()


@pytest.mark.parametrize(
    "changes", [{"encoder": "other"}, {"encoder_revision": "2"}, {"text_dimension": 384}]
)
def test_mismatch_names_both_sides(changes: dict[str, object]) -> None:
    assert mismatch(RELEASE, StandInEncoder()) is None
    other = replace(RELEASE, **changes)  # type: ignore[arg-type]
    sentence = mismatch(other, StandInEncoder())
    assert sentence is not None
    assert f"{other.encoder} revision {other.encoder_revision} with {other.text_dimension}" in (
        sentence
    )
    assert "stand-in revision 1 with 64 numbers" in sentence


def test_each_release_is_asked_in_its_own_encoders_vectors() -> None:
    """Rolling to another encoder and back: the one in use stays until it is not asked for."""
    loaded: list[str] = []

    def load(release: ReleaseInfo) -> Encoder:
        loaded.append(release.encoder)
        return load_encoder(release.encoder)

    encoders = QueryEncoders(load)
    other = replace(RELEASE, release_id=4, encoder="stand-in-48", text_dimension=48)
    assert encoders.of(RELEASE).encode("a robot").shape == (64,)
    assert encoders.of(other).encode("a robot").shape == (48,)
    assert encoders.of(RELEASE).encode("a robot").shape == (64,)
    assert encoders.of(replace(RELEASE, release_id=5)).get().name == "stand-in"
    assert loaded == ["stand-in", "stand-in-48"]
    third = replace(RELEASE, release_id=6, encoder="stand-in-32", text_dimension=32)
    assert encoders.of(third).encode("a robot").shape == (32,)
    assert encoders.of(other).get().name == "stand-in-48"
    assert loaded[2:] == ["stand-in-32", "stand-in-48"]


def test_an_encoder_that_does_not_fit_is_refused_naming_both_sides() -> None:
    other = replace(RELEASE, encoder="all-MiniLM-L6-v2", text_dimension=384)
    encoders = QueryEncoders(lambda _: StandInEncoder())
    with pytest.raises(EncoderMismatchError, match=r"all-MiniLM-L6-v2 revision 1 .* stand-in"):
        encoders.of(other).encode("a robot")


def test_films_are_encoded_as_their_release_was() -> None:
    """After a roll to another encoder the next film is encoded by that one; loaded once each."""
    loaded: list[str] = []

    def load(release: ReleaseInfo) -> StandInEncoder:
        loaded.append(release.encoder_revision)
        encoder = StandInEncoder()
        encoder.revision = release.encoder_revision
        return encoder

    encoders = DocumentEncoders(load)
    first = StandInEncoder()
    before = replace(RELEASE, encoder_revision=first.revision, text_dimension=first.dimension)
    after = replace(before, release_id=4, encoder_revision="another")
    assert encoders.of(before) is encoders.of(before)
    assert encoders.of(after).revision == "another"
    assert loaded == [first.revision, "another"]
    with pytest.raises(EncoderMismatchError):
        encoders.of(replace(before, text_dimension=7))
