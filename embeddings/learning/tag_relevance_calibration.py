"""From estimates of a ridge to probabilities, where a tag that was not given is not a no.

A film that has a tag was given it with probability c (its propensity), so a film that was given it
stands for 1/c films that have it, and 1 − 1/c is taken from those that were not (du Plessis,
Niu & Sugiyama, NIPS 2014, equation 3; Elkan & Noto, KDD 2008, for c). Platt's two numbers a tag are
fitted to these weights, with a prior around those of all tags together, which keeps a tag of
fifteen films from being fitted to chance.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Doubles, Floats, Mask

# Share of the tags that MovieLens' people gave a film which the pack names too: 0.77 of 1,161 given
# once or more, docs/decisions/0023. Nobody else has judged moods, so they are taken to be alike.
PROPENSITY: Final = 0.75
# Films of the prior: the pull of all tags together on one tag's slope and offset.
_PRIOR_SLOPE, _PRIOR_OFFSET = 0.05, 0.5
_STEPS: Final = 5
_POOLED_STEPS: Final = 12
_MOST_POOLED: Final = 200_000
_MOST_LOGIT: Final = 30.0
THRESHOLDS: Final = np.round(np.arange(0.15, 0.61, 0.05), 2)


def sigmoid(logits: Floats) -> Floats:
    """Return 1 / (1 + e^−x)."""
    chances = np.clip(logits, -_MOST_LOGIT, _MOST_LOGIT)
    np.exp(-chances, out=chances)
    chances += 1
    return np.asarray(np.reciprocal(chances, out=chances))


def logit(chances: npt.ArrayLike) -> Floats:
    """Return float32 ln(p / (1 − p)), the number whose sigmoid is p."""
    values = np.asarray(chances, dtype=np.float64)
    return np.asarray(np.log(values / (1 - values)), dtype=np.float32)


def calibrate(
    estimates: Floats, known: Floats, propensity: float = PROPENSITY
) -> tuple[Doubles, Doubles]:
    """Return slope and offset of each tag, by which ``sigmoid(slope·estimate + offset)`` is its
    probability.

    Parameters
    ----------
    estimates
        (films, targets) float32 of films that the model did not see.
    known
        (films, targets) float32: the relevance that is known, 0 where nobody said so.
    """
    wanted = np.asarray(known, dtype=np.float32) / np.float32(propensity)
    rate = float(np.clip(wanted.mean(), 1e-4, 0.5))
    pooled = np.array([[10.0, np.log(rate / (1 - rate))]])
    # All tags together are fitted on every n-th number: two numbers need no more.
    some = slice(None, None, max(1, estimates.size // _MOST_POOLED))
    flat, flat_wanted = estimates.reshape(-1, 1)[some], wanted.reshape(-1, 1)[some]
    pooled = _newton(flat, flat_wanted, pooled, np.zeros(2), _POOLED_STEPS)
    start = np.repeat(pooled, known.shape[1], axis=0)
    fitted = _newton(estimates, wanted, start, np.array([_PRIOR_SLOPE, _PRIOR_OFFSET]), _STEPS)
    return fitted[:, 0], fitted[:, 1]


def _newton(
    estimates: Floats, wanted: Floats, start: Doubles, prior: Doubles, steps: int
) -> Doubles:
    """Minimise ``Σ log(1 + e^x) − wanted·x`` by Newton's method, each column on its own.

    The loss is convex in x whatever ``wanted`` is, also above 1.
    """
    values = start.copy()
    squares = estimates * estimates
    for _ in range(steps):
        slope, offset = values.astype(np.float32).T
        chances = sigmoid(estimates * slope + offset)
        curve = chances * (1 - chances)
        slack = chances - wanted
        gradient = np.stack([_sums(slack, estimates), slack.sum(0, dtype=np.float64)], 1)
        gradient += prior * (values - start)
        cross = _sums(curve, estimates)
        first = _sums(curve, squares) + prior[0] + 1e-6
        second = curve.sum(0, dtype=np.float64) + prior[1] + 1e-6
        determinant = np.maximum(first * second - cross**2, 1e-9)
        step = np.stack(
            [
                second * gradient[:, 0] - cross * gradient[:, 1],
                first * gradient[:, 1] - cross * gradient[:, 0],
            ],
            1,
        )
        values = values - np.clip(step / determinant[:, None], -4, 4)
    return np.asarray(np.maximum(values, [[0.1, -_MOST_LOGIT]]))


def _sums(left: Floats, right: Floats) -> Doubles:
    """Return the sums of products, column by column, in double precision where it matters."""
    return np.asarray(np.einsum("ij,ij->j", left, right), dtype=np.float64)


def best_thresholds(chances: Floats, given: Mask, propensity: float = PROPENSITY) -> Doubles:
    """Return the probability of each tag from which a film is said to have it: the best F1.

    Parameters
    ----------
    chances
        (films, targets) float32 of films that the model did not see.
    given
        (films, targets): whether somebody said that the film has it.
    """
    all_true = given.sum(0) / propensity
    scores = []
    for threshold in THRESHOLDS:
        said = chances >= threshold
        right = np.minimum((said & given).sum(0) / propensity, said.sum(0))
        scores.append(2 * right / np.maximum(said.sum(0) + all_true, 1))
    return np.asarray(THRESHOLDS[np.argmax(np.array(scores), axis=0)])
