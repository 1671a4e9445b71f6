"""Ridge regression from a film's row to its tags and moods, and each film's estimate without it.

A film's own tags are features too, but a tag must not be predicted from itself. With
``P = (XᵀX + λI)⁻¹`` and ``A = P·Xᵀy``, the weights without feature t are
``A − P[:, t]·A[t] / P[t, t]``, for all targets at once, as in EASE (Steck, WWW 2019, equation 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from embeddings.arrays import Floats, Rows

# The penalty, chosen on held-out films of the sample: docs/decisions/0023.
PENALTY: Final = 20.0
# A film that determines its own estimate wholly leaves nothing to divide by.
_MOST_LEVERAGE: Final = 0.95


@dataclass(frozen=True)
class Fit:
    """A linear model of all targets.

    Attributes
    ----------
    means
        (features,) float32, subtracted from a row.
    weights
        (features, targets) float32.
    base
        (targets,) float32: the estimate of a film at the means.
    without
        (films, targets) float32: the estimate of each film that was learned from, had the model
        been fitted without that film.
    """

    means: Floats
    weights: Floats
    base: Floats
    without: Floats


def fit_ridge(
    rows: Floats,
    known: Floats,
    own: Rows | None = None,
    prior: Floats | None = None,
    penalty: float = PENALTY,
) -> Fit:
    """Fit the model.

    Parameters
    ----------
    rows
        (films, features) float32.
    known
        (films, targets) float32 from 0 to 1.
    own
        (targets,): which feature each target is itself; None where the targets are no features.
    prior
        (features, targets) float32: the weights towards which those are shrunk that the films say
        little about; None for zero. Zero for the targets' own features.
    """
    means = rows.mean(0, dtype=np.float64).astype(np.float32)
    base = known.mean(0, dtype=np.float64).astype(np.float32)
    centred, wanted = rows - means, known - base
    if prior is not None:
        wanted = wanted - centred @ prior
    features = rows.shape[1]
    gram = centred.T @ centred
    gram[np.diag_indices(features)] += np.float32(penalty)
    factor = cho_factor(gram, overwrite_a=True, check_finite=False)
    inverse = cho_solve(factor, np.eye(features, dtype=np.float32), check_finite=False)
    projected = centred @ inverse
    weights = inverse @ (centred.T @ wanted)
    leverage = np.einsum("ij,ij->i", projected, centred)[:, None] + np.float32(1 / len(rows))
    if own is not None:
        target = np.arange(known.shape[1])
        diagonal = np.diagonal(inverse)[own]
        weights = weights - inverse[:, own] * (weights[own, target] / diagonal)
        weights[own, target] = 0
        leverage = leverage - projected[:, own] ** 2 / diagonal
    leverage = np.clip(leverage, 0, _MOST_LEVERAGE)
    without = (
        base + (known - base) - wanted + (centred @ weights - leverage * wanted) / (1 - leverage)
    )
    if prior is not None:
        weights = weights + prior
    return Fit(
        means,
        np.asarray(weights, dtype=np.float32),
        base,
        np.asarray(without, dtype=np.float32),
    )
