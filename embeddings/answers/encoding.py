"""Encode a query: a short one as a whole, a long one also sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from embeddings.answers.weights import WEIGHTS
from embeddings.texts.sentences import split_sentences

Vector = NDArray[np.float32]
Encode = Callable[[str], Vector]
# None where the encoder has no head for requests; see `embeddings.texts.requests`.
EncodeRequest = Callable[[str], Vector | None]


def no_request(_text: str) -> None:
    """Stand for the head that an encoder lacks."""


def is_request(
    text: str, encode_request: EncodeRequest, short_words: int = WEIGHTS.short_words
) -> bool:
    """Say whether the head for requests reads a query, because it is long and there is a head."""
    return len(text.split()) > short_words and encode_request(text) is not None


def encode_query(
    encode: Encode,
    text: str,
    short_words: int = WEIGHTS.short_words,
    encode_request: EncodeRequest = no_request,
) -> Vector:
    """Encode a query; a long one by the head for requests, else as a mean.

    An encoder with a head for requests was trained on whole ones, and reads a long query so.
    Of an encoder without it, the vector is the mean of the whole and of its sentences.

    An encoder cuts a text off (all-MiniLM-L6-v2 after 256 word pieces), and its vector of a
    rambling query expresses the tone more than the plot. So the vector of a long query is
    ``unit(whole + sentences)``, where ``sentences`` is the unit mean of the sentence vectors,
    weighted by number of words. Both parts share a vector, so that the database still runs a
    single nearest-neighbour search.

    Parameters
    ----------
    encode : callable
        Text → (d,) float32, unit length.
    text : str
        The query.
    short_words : int
        A query of up to this many words is encoded as a whole only; without a head for requests
        one of a single sentence too.
    encode_request : callable
        Text → (d,) float32, unit length, or None.

    Returns
    -------
    (d,) float32, unit length
    """
    is_long = len(text.split()) > short_words
    if is_long and (vector := encode_request(text)) is not None:
        return vector
    whole = encode(text)
    sentences = split_sentences(text)
    if not is_long or len(sentences) < 2:
        return whole
    weights = np.array([len(sentence.split()) for sentence in sentences], dtype=np.float32)
    of_sentences = unit(weights @ np.array([encode(sentence) for sentence in sentences]))
    return unit(whole + of_sentences)


def unit(vector: Vector) -> Vector:
    """Scale a (d,) vector to length 1, as float32; a zero vector stays zero."""
    length = max(float(np.linalg.norm(vector)), 1e-6)
    return np.asarray(vector / length, dtype=np.float32)
