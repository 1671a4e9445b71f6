"""Fit the model of predicted ratings on people that the vectors were built without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from embeddings.arrays import Doubles, Floats, Ratings
from embeddings.learning.predicted import RatingModel, RatingSums, film_means
from embeddings.learning.predicted_widths import PERSON_STEPS, RatingWidths, fit_widths

_CALIBRATION_SHARE = 0.2


def fit_rating_model(
    ratings: Ratings,
    train: Ratings | None,
    held: Ratings | None,
    profile: Floats,
    match: Floats,
    *,
    seed: int,
) -> RatingModel:
    """Fit the correction on people that the vectors were built without.

    Parameters
    ----------
    ratings
        (people, movies) csr of all stars: for the mean.
    train
        (people, movies) csr: who the vectors were built from; None to fit no correction.
    held
        (people, movies) csr: other people, all their ratings. The fit predicts a fifth of them
        from the rest.
    profile, match
        (movies, K) of ``train``.
    seed
        Of the fifth.
    """
    if not ratings.nnz:
        return RatingModel()
    mean = float(ratings.data.mean(dtype=np.float64))
    if train is None or held is None:
        return RatingModel(mean)
    plain = RatingModel(mean, support=_support(held, profile, match))
    means, counts = film_means(train)
    trials = _Trials(held, plain.film_biases(means, counts), counts, profile, match)
    whole = list(trials.of(plain, seed))
    corrections = np.concatenate([plain.carried_over(t.residuals, t.evidence) for t in whole])
    left = np.concatenate([t.stars - plain.mean - t.biases - t.person_bias for t in whole])
    size = float(corrections @ corrections)
    model = replace(
        plain,
        coefficient=float(corrections @ left) / size if size else 0.0,
        held_out=len(left),
        spread=float(np.sqrt(np.mean(left**2))) if len(left) else 1.0,
    )
    return replace(model, widths=_widths(model, trials, seed))


@dataclass(frozen=True)
class _Trial:
    """Hidden ratings of one person, and what the others of theirs say of those films."""

    stars: Doubles
    biases: Doubles
    counts: Doubles
    residuals: Doubles
    evidence: Doubles
    person_bias: float
    spread: float
    known: int


@dataclass(frozen=True)
class _Trials:
    """People whose ratings are hidden in part, with the films' biases, counts and vectors."""

    held: Ratings
    biases: Doubles
    counts: Doubles
    profile: Floats
    match: Floats

    def of(self, model: RatingModel, seed: int, sizes: tuple[int, ...] = ()) -> Iterator[_Trial]:
        """Hide a fifth of each person's ratings; yield a trial that knows all others.

        With ``sizes`` also a trial for each that knows no more of the others than that.
        """
        rng = np.random.default_rng(seed)
        held = self.held
        for start, end in zip(held.indptr[:-1], held.indptr[1:], strict=True):
            films, stars = held.indices[start:end], held.data[start:end].astype(np.float64)
            hidden = rng.random(len(films)) < _CALIBRATION_SHARE
            asked, visible = films[hidden], rng.permutation(np.flatnonzero(~hidden))
            vectors = np.asarray(self.match[asked], dtype=np.float64)
            for size in (*(size for size in sizes if size < len(visible)), len(visible)):
                shown = visible[:size]
                known = films[shown]
                sums = RatingSums.of(stars[shown], self.biases[known], self.profile[known])
                history = model.history(sums)
                yield _Trial(
                    stars[hidden],
                    self.biases[asked],
                    self.counts[asked],
                    vectors @ history.residual,
                    vectors @ history.evidence,
                    history.bias,
                    history.spread,
                    len(known),
                )


def _widths(model: RatingModel, trials: _Trials, seed: int) -> RatingWidths | None:
    """Return widths from predictions that know few ratings of a person, and from those of all."""
    errors: list[Doubles] = []
    counts: list[Doubles] = []
    known: list[Doubles] = []
    for trial in trials.of(model, seed, PERSON_STEPS):
        predicted = model.predict(trial.person_bias, trial.biases, trial.residuals, trial.evidence)
        errors.append((trial.stars - predicted) / trial.spread)
        counts.append(trial.counts)
        known.append(np.full(len(predicted), trial.known, dtype=np.float64))
    if not errors:
        return None
    return fit_widths(np.concatenate(errors), np.concatenate(counts), np.concatenate(known))


def _support(held: Ratings, profile: Floats, match: Floats) -> float:
    """Return the median of |⟨h, q⟩| over people and the films they rated."""
    evidence = [
        np.abs(match[films] @ profile[films].sum(0))
        for films in np.split(held.indices, held.indptr[1:-1])
    ]
    return float(np.median(np.concatenate(evidence))) or 1.0
