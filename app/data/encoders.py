"""The one place that decides how queries are encoded."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.settings import Settings
from embeddings.errors import EncoderError, EncoderMismatchError
from embeddings.releases.registry import ReleaseInfo
from embeddings.texts import onnx_encoder
from embeddings.texts.encoder import Encoder, is_stand_in, load_encoder

log = logging.getLogger("app.data.encoders")

Vector = NDArray[np.float32]

CACHED_QUERIES = 4096
# A worker that is still loading has people wait this long before it says so.
LOAD_PATIENCE_S = 30.0
RETRY_AFTER_S = 30.0


# Encoders held at once: the live release's, and the one before for lists that are read to the end.
KEPT_ENCODERS = 2


def load_encoder_of(
    settings: Settings,
    release: ReleaseInfo,
    exported: Callable[[Path], Encoder] = onnx_encoder.OnnxEncoder,
    named: Callable[[str, Path], Encoder] = onnx_encoder.load_query_encoder,
) -> Encoder:
    """Load what a release was encoded with, or else what ``settings`` name.

    A rebuild leaves an export in ORDAINED_HOME, so a process that shares that folder follows a
    release with another encoder by itself, whatever ORDAINED_ENCODER it was started with.

    Parameters
    ----------
    exported : callable
        Loads an export from its folder: as the encoder of queries, or as that of films.
    named : callable
        Loads an encoder by its name and ORDAINED_HOME, likewise.
    """
    folder = onnx_encoder.export_folder(settings.home, release.encoder, release.encoder_revision)
    if (folder / "encoder.json").exists():
        return exported(folder)
    if is_stand_in(release.encoder):
        return load_encoder(release.encoder)
    return named(settings.encoder, settings.home)


class DocumentEncoders:
    """What encodes films that are added: loaded by the first, since few processes meet one.

    Parameters
    ----------
    load : callable
        Makes the encoder of a release's films.
    """

    def __init__(self, load: Callable[[ReleaseInfo], Encoder]) -> None:
        self._load = load
        self._encoder: Encoder | None = None
        self._lock = threading.Lock()

    def of(self, release: ReleaseInfo) -> Encoder:
        """Return a release's encoder; the one of the release before is given up.

        Raises
        ------
        EncoderError
            It did not load, or is not the release's.
        """
        with self._lock:
            if self._encoder is None or mismatch(release, self._encoder):
                self._encoder = self._load(release)
            if sides := mismatch(release, self._encoder):
                raise EncoderMismatchError(sides)
            return self._encoder


def document_encoders(settings: Settings) -> DocumentEncoders:
    """Return the holder of the encoder of films; nothing is loaded yet."""
    load = partial(
        load_encoder_of,
        settings,
        exported=onnx_encoder.document_encoder,
        named=onnx_encoder.load_document_encoder,
    )
    return DocumentEncoders(load)


class EncoderLoadingError(EncoderError):
    """The encoder is not loaded yet."""

    def __init__(self, _reason: str = "") -> None:
        super().__init__("the query encoder is still loading")


class QueryEncoder:
    """One process's encoder, loaded in the background, with a cache of repeated queries.

    Parameters
    ----------
    load : callable
        Makes the encoder; called at most once at a time, again only after a failure.
    observe : callable
        Told the seconds of every query that was not in the cache.
    """

    def __init__(
        self, load: Callable[[], Encoder], observe: Callable[[float], object] = lambda _: None
    ) -> None:
        self._load = load
        self._observe = observe
        self._encoder: Encoder | None = None
        self._failure: EncoderError | None = None
        self._failed_at = 0.0
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        # Fast tokenizers refuse to be used by two threads at once.
        self._encoding = threading.Lock()
        self._cached = lru_cache(maxsize=CACHED_QUERIES)(self._encode)

    def start(self) -> None:
        """Begin to load, unless that is done, under way or failed a moment ago."""
        with self._starting:
            if self._encoder is not None or (self._thread and self._thread.is_alive()):
                return
            if self._failure and time.monotonic() - self._failed_at < RETRY_AFTER_S:
                return
            self._thread = threading.Thread(target=self._run, name="load encoder", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        started = time.perf_counter()
        try:
            encoder = self._load()
        except Exception as error:  # any failure must reach the requests that wait
            reason = error if isinstance(error, EncoderError) else EncoderError("it did not load")
            self._failure, self._failed_at = reason, time.monotonic()
            log.error("encoder=failed error=%s: %s", type(error).__name__, error)
            return
        self._failure, self._encoder = None, encoder
        seconds = time.perf_counter() - started
        log.info("encoder=%s revision=%s seconds=%.1f", encoder.name, encoder.revision, seconds)

    def get(self, patience_s: float = LOAD_PATIENCE_S) -> Encoder:
        """Return the encoder, waiting for it to load.

        Raises
        ------
        EncoderError
            It did not load, or not within ``patience_s`` seconds.
        """
        if self._encoder is None:
            self.start()
            if self._thread is not None:
                self._thread.join(patience_s)
        if self._encoder is not None:
            return self._encoder
        failure = self._failure or EncoderLoadingError()
        raise type(failure)(str(failure))

    def encode(self, text: str) -> Vector:
        """Return (dimension,) float32, unit length; not to be written to."""
        return self._cached(text)

    def _encode(self, text: str) -> Vector:
        encoder = self.get()
        started = time.perf_counter()
        with self._encoding:
            vector: Vector = encoder.encode([text])[0]
        self._observe(time.perf_counter() - started)
        vector.flags.writeable = False
        return vector


def mismatch(release: ReleaseInfo, encoder: Encoder) -> str | None:
    """Return a sentence naming both sides where their vectors do not go together."""
    built = (release.encoder, release.encoder_revision, release.text_dimension)
    loaded = (encoder.name, encoder.revision, encoder.dimension)
    if built == loaded:
        return None
    sides = ["{} revision {} with {} numbers".format(*side) for side in (built, loaded)]
    return f"Release {release.release_id} was built with {sides[0]}, but queries use {sides[1]}."


class QueryEncoders:
    """One process's encoders, by release: each release is asked in its own encoder's vectors.

    When a release of another encoder goes live, its encoder is loaded beside the one in use, so
    requests on either release go on.

    Parameters
    ----------
    load : callable
        Makes the encoder of a release; what it makes is checked against the release.
    observe : callable
        See `QueryEncoder`.
    """

    def __init__(
        self,
        load: Callable[[ReleaseInfo], Encoder],
        observe: Callable[[float], object] = lambda _: None,
    ) -> None:
        self._load = load
        self._observe = observe
        self._kept: dict[tuple[str, str, int], QueryEncoder] = {}
        self._choosing = threading.Lock()

    def of(self, release: ReleaseInfo) -> QueryEncoder:
        """Return the holder of a release's encoder; loading begins when it is asked."""
        key = (release.encoder, release.encoder_revision, release.text_dimension)
        with self._choosing:
            # Put back last, so that the one that goes is the one not asked for longest.
            encoder = self._kept.pop(key, None) or QueryEncoder(
                partial(self._checked, release), self._observe
            )
            self._kept[key] = encoder
            for old in list(self._kept)[:-KEPT_ENCODERS]:
                del self._kept[old]
        return encoder

    def _checked(self, release: ReleaseInfo) -> Encoder:
        encoder = self._load(release)
        if sides := mismatch(release, encoder):
            raise EncoderMismatchError(sides)
        return encoder


def query_encoders(
    settings: Settings, observe: Callable[[float], object] = lambda _: None
) -> QueryEncoders:
    """Return the holder of the encoders that releases need; nothing is loaded yet."""
    return QueryEncoders(partial(load_encoder_of, settings), observe)
