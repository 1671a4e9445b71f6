"""Encoders of queries and of added films, chosen by the release that a request reads."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.settings import Settings
from embeddings.errors import EncoderDamagedError, EncoderError, EncoderMismatchError
from embeddings.releases.registry import ReleaseInfo
from embeddings.texts import exports, onnx_encoder
from embeddings.texts.encoder import Encoder, encode_request, is_stand_in, load_encoder

log = logging.getLogger("app.data.encoders")

Vector = NDArray[np.float32]

Found = TypeVar("Found", Vector, Vector | None)

CACHED_QUERIES = 4096
# How long a request waits for an encoder that is loading, and how long a failed load is not
# repeated.
LOAD_PATIENCE_S = 30.0
RETRY_AFTER_S = 30.0


# The live release's encoder, and that of the release before, which cursors still read.
KEPT_ENCODERS = 2


def load_encoder_of(
    settings: Settings,
    release: ReleaseInfo,
    exported: Callable[[Path], Encoder] = onnx_encoder.OnnxEncoder,
    named: Callable[[str, Path], Encoder] = exports.load_query_encoder,
) -> Encoder:
    """Load the encoder of a release, or else the encoder that ``settings`` name.

    A rebuild exports its encoder into ORDAINED_HOME. A process with that folder loads the
    encoder of a new release by itself, even where ORDAINED_ENCODER names another.

    Parameters
    ----------
    exported : callable
        Loads an encoder from the folder of its export.
    named : callable
        Loads an encoder by its name and ORDAINED_HOME.
    """
    folder = onnx_encoder.export_folder(settings.home, release.encoder, release.encoder_revision)
    if (folder / "encoder.json").exists():
        try:
            return exported(folder)
        except EncoderDamagedError:
            # Where the model is here too, its export is written anew.
            return named(release.encoder, settings.home)
    if is_stand_in(release.encoder):
        return load_encoder(release.encoder)
    return named(settings.encoder, settings.home)


class DocumentEncoders:
    """The encoder of added films, loaded on first use, because few processes add a film.

    Parameters
    ----------
    load : callable
        Loads the encoder of a release's films.
    """

    def __init__(self, load: Callable[[ReleaseInfo], Encoder]) -> None:
        self._load = load
        self._encoder: Encoder | None = None
        self._lock = threading.Lock()

    def of(self, release: ReleaseInfo) -> Encoder:
        """Return a release's encoder; the encoder of another release is dropped.

        Raises
        ------
        EncoderError
            The encoder did not load, or does not match the release.
        """
        with self._lock:
            if self._encoder is None or mismatch(release, self._encoder):
                self._encoder = self._load(release)
            if sides := mismatch(release, self._encoder):
                raise EncoderMismatchError(sides)
            return self._encoder


def document_encoders(settings: Settings) -> DocumentEncoders:
    """Return the holder of the encoder of added films; nothing is loaded yet."""
    load = partial(
        load_encoder_of,
        settings,
        exported=onnx_encoder.document_encoder,
        named=exports.load_document_encoder,
    )
    return DocumentEncoders(load)


class EncoderLoadingError(EncoderError):
    """The encoder is not loaded yet."""

    def __init__(self, _reason: str = "") -> None:
        super().__init__("the query encoder is still loading")


class QueryEncoder:
    """An encoder that is loaded in the background, with a cache of `CACHED_QUERIES` queries.

    Parameters
    ----------
    load : callable
        Loads the encoder; called by one thread at a time, and again only after a failure.
    observe : callable
        Called with the encoding time in seconds on each cache miss.
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
        # Fast tokenizers raise an error where two threads use them at once.
        self._encoding = threading.Lock()
        self._cached = lru_cache(maxsize=CACHED_QUERIES)(self._encode)
        self._cached_requests = lru_cache(maxsize=CACHED_QUERIES)(self._encode_request)

    def start(self) -> None:
        """Begin to load, unless the encoder is loaded or loading, or failed `RETRY_AFTER_S` ago."""
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
        except Exception as error:  # the requests that wait must see any failure
            reason = error if isinstance(error, EncoderError) else EncoderError("it did not load")
            self._failure, self._failed_at = reason, time.monotonic()
            log.error("encoder=failed error=%s: %s", type(error).__name__, error)
            return
        self._failure, self._encoder = None, encoder
        seconds = time.perf_counter() - started
        log.info("encoder=%s revision=%s seconds=%.1f", encoder.name, encoder.revision, seconds)

    def get(self, patience_s: float = LOAD_PATIENCE_S) -> Encoder:
        """Return the encoder, after waiting up to ``patience_s`` seconds for it to load.

        Raises
        ------
        EncoderError
            The encoder did not load, or not in time.
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
        """Return the vector of a query: (dimension,) float32, unit length, read-only."""
        return self._cached(text)

    def encode_request(self, text: str) -> Vector | None:
        """Return the vector of a long request as `encode` does; None without a head for them."""
        return self._cached_requests(text)

    def _encode(self, text: str) -> Vector:
        encoder = self.get()
        return self._timed(lambda: encoder.encode([text])[0])

    def _encode_request(self, text: str) -> Vector | None:
        encoder = self.get()
        return self._timed(lambda: encode_request(encoder, text))

    def _timed(self, encode: Callable[[], Found]) -> Found:
        started = time.perf_counter()
        with self._encoding:
            vector = encode()
        if vector is not None:
            self._observe(time.perf_counter() - started)
            vector.flags.writeable = False
        return vector


def mismatch(release: ReleaseInfo, encoder: Encoder) -> str | None:
    """Return a sentence that names release and encoder where they do not match, else None."""
    built = (release.encoder, release.encoder_revision, release.text_dimension)
    loaded = (encoder.name, encoder.revision, encoder.dimension)
    if built == loaded:
        return None
    sides = ["{} revision {} with {} numbers".format(*side) for side in (built, loaded)]
    return f"Release {release.release_id} was built with {sides[0]}, but queries use {sides[1]}."


class QueryEncoders:
    """Encoders of queries, by release.

    When a release with another encoder goes live, its encoder is loaded beside the encoder in
    use, so that requests on either release are answered.

    Parameters
    ----------
    load : callable
        Loads the encoder of a release; the encoder is then checked against the release.
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
        """Return the holder of a release's encoder; it loads on first use, or by its `start`."""
        key = (release.encoder, release.encoder_revision, release.text_dimension)
        with self._choosing:
            # Put back last, so that the encoder dropped is the least recently used.
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
    """Return the holder of the encoders of queries; nothing is loaded yet."""
    return QueryEncoders(partial(load_encoder_of, settings), observe)
