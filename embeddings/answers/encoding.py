"""A query as a vector: a long request is read whole and sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from embeddings.answers.weights import WEIGHTS
from embeddings.texts.sentences import split_sentences

Vector = NDArray[np.float32]
Encode = Callable[[str], Vector]


def encode_query(encode: Encode, text: str, short_words: int = WEIGHTS.short_words) -> Vector:
    """Encode a query; a long one as the mean of its whole and of its sentences.

    An encoder reads some hundred words and forgets the rest, and the vector of a rambling
    request is that of its tone. Its sentences, weighed by their words, bring back what is
    told; cosines with the sum are the sum of both, so it stays one nearest-neighbour query.

    Parameters
    ----------
    encode : callable
        Text → (d,) float32, unit length.
    text : str
        The query.
    short_words : int
        Up to so many words a query is encoded as it stands.

    Returns
    -------
    (d,) float32, unit length
    """
    whole = encode(text)
    sentences = split_sentences(text)
    if len(text.split()) <= short_words or len(sentences) < 2:
        return whole
    weights = np.array([len(sentence.split()) for sentence in sentences], dtype=np.float32)
    told = unit(weights @ np.array([encode(sentence) for sentence in sentences]))
    return unit(whole + told)


def unit(vector: Vector) -> Vector:
    """Return a vector of length 1 in the same direction; of length 0 where there is none."""
    length = max(float(np.linalg.norm(vector)), 1e-6)
    return np.asarray(vector / length, dtype=np.float32)
