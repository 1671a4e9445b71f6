"""Encoders: text in, unit vectors out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import EncoderError
from embeddings.texts.difference import apply_difference, read_difference
from embeddings.texts.models import difference_file, folder_revision, hint, model_folder

Vectors = NDArray[np.float32]
Progress = Callable[[int], object]

BATCH = 64


class Encoder(Protocol):
    """Anything that turns texts into vectors.

    Attributes
    ----------
    name : str
        The model, as settings name it.
    revision : str
        Changes when the vectors would: cached vectors are keyed by it.
    dimension : int
        Length of a vector.
    """

    name: str
    revision: str
    dimension: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (texts, dimension) float32 with unit rows, in the order given."""
        ...


@runtime_checkable
class ParallelEncoder(Encoder, Protocol):
    """An encoder that takes many chunks of texts at once."""

    def encode_chunks(self, chunks: Sequence[Sequence[str]]) -> Iterator[tuple[int, Vectors]]:
        """Yield (position of the chunk, its vectors as `encode` makes them) as they are done."""
        ...


@runtime_checkable
class RequestEncoder(Encoder, Protocol):
    """An encoder that may have a head for long requests."""

    def encode_request(self, text: str) -> NDArray[np.float32] | None:
        """Return the (dimension,) unit vector of a long request; None where there is no head."""
        ...


def encode_request(encoder: Encoder, text: str) -> NDArray[np.float32] | None:
    """Return an encoder's vector of a long request; None where it has no head for requests."""
    return encoder.encode_request(text) if isinstance(encoder, RequestEncoder) else None


class SentenceTransformerEncoder:
    """A sentence-transformers model on torch.

    Parameters
    ----------
    name : str
        The models of `embeddings.texts.models` need no network; any other name or folder goes
        to sentence-transformers, which may download it.

    Raises
    ------
    EncoderError
        The model cannot be loaded; says what was tried.

    Source: Reimers and Gurevych, "Sentence-BERT", EMNLP 2019.
    """

    def __init__(self, name: str) -> None:
        folder = model_folder(name)
        # Tokenizer threads and a forked worker do not go together.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging
        except ModuleNotFoundError as error:
            raise EncoderError(
                f"the encoder {name!r} cannot be loaded: there is no export of it in "
                f"ORDAINED_HOME/models, and no {error.name} to load the model itself with"
            ) from error

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self.model = SentenceTransformer(str(folder or name))
        except (OSError, ValueError, RuntimeError) as error:
            raise EncoderError(
                f"the encoder {name!r} cannot be loaded: {str(error).splitlines()[0]} "
                f"({hint(name)})"
            ) from error
        if folder and (file := difference_file(name)):
            difference = read_difference(file, folder_revision(folder))
            apply_difference(self.model[0].auto_model, difference, file)
        self.name = name
        self.dimension = int(self.model.get_embedding_dimension() or 0)
        self.revision = self._revision(folder)

    def _revision(self, folder: Path | None) -> str:
        if folder is not None:
            return folder_revision(folder, difference_file(self.name))
        commit = getattr(getattr(self.model[0].auto_model, "config", None), "_commit_hash", None)
        if not commit:
            raise EncoderError(
                f"the encoder {self.name!r} has no revision; give its folder instead"
            )
        return str(commit)[:12]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (texts, dimension) float32 with unit rows; see `Encoder`."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self.model.encode(
            list(texts),
            batch_size=BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def is_stand_in(name: str) -> bool:
    """Return whether the name is that of the tests' encoder, with or without a dimension."""
    return re.fullmatch(r"stand-in(-[1-9][0-9]{0,3})?", name) is not None


def load_encoder(name: str) -> Encoder:
    """Return the encoder that ``ORDAINED_ENCODER`` names.

    ``stand-in`` is for tests: see `embeddings.texts.stand_in`.
    """
    if is_stand_in(name):
        from embeddings.texts.stand_in import DIMENSION, StandInEncoder

        return StandInEncoder(int(name.removeprefix("stand-in").removeprefix("-") or DIMENSION))
    return SentenceTransformerEncoder(name)
