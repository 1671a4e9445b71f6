"""A film that is added to a finished release: its taste vectors and its coordinates on the map.

A rebuild fills in films without ratings from their neighbours (`cold_start`, `map2d`). This module
does the same for a single film, from the neighbours' vectors as the release stores them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from embeddings.arrays import Floats
from embeddings.learning.cold_start import nearest
from embeddings.learning.map2d import coordinates_among, map_vectors
from embeddings.learning.text_part import TextPart

if TYPE_CHECKING:  # web workers add films without the libraries of a rebuild
    from embeddings.learning.vectors import TasteVectors

_FLOAT = np.dtype("<f4")


@dataclass(frozen=True)
class TextSpace:
    """How the text part of a release's taste vectors is made.

    Attributes
    ----------
    part
        The map from an encoder's vector to the text part, before scaling.
    profile_scale, match_scale
        Factors of the text part in profile and match vectors.
    """

    part: TextPart
    profile_scale: float
    match_scale: float

    def to_bytes(self) -> bytes:
        """Return scales, mean and components as float32, the least significant byte first."""
        scales = np.array([self.profile_scale, self.match_scale], dtype=_FLOAT)
        parts = (scales, self.part.mean, self.part.components.ravel())
        return b"".join(np.asarray(part, dtype=_FLOAT).tobytes() for part in parts)

    @classmethod
    def from_bytes(cls, data: bytes, dimension: int) -> TextSpace:
        """Read what :meth:`to_bytes` wrote, for an encoder of ``dimension`` numbers."""
        numbers = np.frombuffer(data, dtype=_FLOAT).astype(np.float32)
        mean, components = np.split(numbers[2:], [dimension])
        part = TextPart(mean, components.reshape(dimension, -1))
        return cls(part, float(numbers[0]), float(numbers[1]))


def text_space(taste: TasteVectors) -> TextSpace:
    """Return what a release must store so that films can be added to it later."""
    return TextSpace(taste.text_part, taste.text_scale, taste.text_match_scale)


def cold_vectors(
    text: Floats, space: TextSpace, texts: Floats, profile: Floats, match: Floats
) -> tuple[Floats, Floats]:
    """Return the taste vectors of a film without ratings.

    Unlike :func:`cold_start.warm_up`, neighbours with few ratings contribute their stored vectors,
    which already contain a share of their own neighbours'.

    Parameters
    ----------
    text
        (d,) float32, unit length.
    space
        Of the release.
    texts, profile, match
        (films, d), (films, K) and (films, K) float32: films that have ratings and are near
        in text, more of them than :data:`cold_start.NEIGHBOURS`, as their order by raw text
        is not quite that by centred text. No rows where no film has ratings.

    Returns
    -------
    profile, match
        (K,) float32; the text part alone where there are no neighbours.
    """
    own = space.part.project(text[None])
    collaborative = profile.shape[1] - own.shape[1]
    likings = np.zeros((2, collaborative), dtype=np.float32)
    if len(texts):
        (rows,), (weights,) = nearest(_unit(own), _unit(space.part.project(texts)))
        likings[0] = weights @ profile[rows, :collaborative]
        likings[1] = weights @ match[rows, :collaborative]
    return (
        np.concatenate([likings[0], own[0] * np.float32(space.profile_scale)]),
        np.concatenate([likings[1], own[0] * np.float32(space.match_scale)]),
    )


def film_coordinates(
    text: Floats,
    match_vector: Floats,
    space: TextSpace,
    texts: Floats,
    match: Floats,
    coordinates: Floats,
) -> Floats:
    """Return a film's coordinates on the map of a release, among the landmarks most similar to it.

    Parameters
    ----------
    text, match_vector
        (d,) and (K,) float32 of the film.
    space
        Of the release.
    texts, match, coordinates
        (films, d), (films, K) and (films, 2) float32 of landmarks near in text.

    Returns
    -------
    (2,) float32; the middle where there are no landmarks.
    """
    if not len(texts):
        return np.zeros(2, dtype=np.float32)
    mean = space.part.mean
    own = map_vectors(text[None], match_vector[None], mean)
    (at,) = coordinates_among(own, map_vectors(texts, match, mean), coordinates)
    return np.asarray(at, dtype=np.float32)


def _unit(vectors: Floats) -> Floats:
    length = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return np.asarray(vectors / length, dtype=np.float32)
