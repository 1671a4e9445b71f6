"""The text part of taste vectors: text vectors centred, normalised and projected."""

from dataclasses import dataclass

import numpy as np

from embeddings.arrays import Floats

TEXT_RANK = 128
"""Numbers of the text part; 64 to 384 gave the same NDCG@100 within 0.0005 on ml-latest-small."""


@dataclass(frozen=True)
class TextPart:
    """The map from an encoder's vector to the text part of a taste vector.

    Attributes
    ----------
    mean
        (d,) float32: the catalogue's mean text vector.
    components
        (d, rank) float32: orthonormal columns, most telling first.
    """

    mean: Floats
    components: Floats

    def project(self, vectors: Floats) -> Floats:
        """Centre, normalise and shorten text vectors.

        Parameters
        ----------
        vectors
            (texts, d) float32 as the encoder gives them.

        Returns
        -------
        (texts, rank) float32, length at most 1; zero where a text says nothing.
        """
        return np.asarray(centred(vectors, self.mean) @ self.components, dtype=np.float32)


def centred(vectors: Floats, mean: Floats) -> Floats:
    """Subtract the mean and normalise again; uncentred text vectors all point the same way."""
    moved = vectors - mean
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(length > 1e-6, length, 1), dtype=np.float32)


def fit_text_part(vectors: Floats, rank: int = TEXT_RANK) -> TextPart:
    """Find the mean and the main directions of a catalogue's text vectors.

    Parameters
    ----------
    vectors
        (movies, d) float32, unit rows.
    rank
        Numbers to keep.
    """
    mean = vectors.mean(0, dtype=np.float64).astype(np.float32)
    around = centred(vectors, mean).astype(np.float64)
    values, directions = np.linalg.eigh(around.T @ around)
    best = np.argsort(-values, kind="stable")[: min(rank, len(values))]
    components = directions[:, best]
    # The sign of an eigenvector is arbitrary; fixed, so that equal data give equal vectors.
    largest = components[np.abs(components).argmax(0), np.arange(components.shape[1])]
    return TextPart(mean, (components * np.where(largest < 0, -1, 1)).astype(np.float32))
