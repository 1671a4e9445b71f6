"""How near predicted ratings come to those that people gave."""

from dataclasses import dataclass

import numpy as np

from embeddings.arrays import Doubles, Mask, Ratings
from embeddings.learning.predicted import RatingSums, film_means
from embeddings.learning.vectors import TasteVectors

HIDDEN_SHARE = 0.2


@dataclass(frozen=True)
class PredictedFigures:
    """Root mean squared errors over hidden ratings, in stars.

    Attributes
    ----------
    rmse
        Of the predictions.
    bias_rmse
        Of the bias model: the mean, the film and the person (Koren, TKDD 2010, section 2.1).
    ratings
        Hidden ratings.
    coverage
        Share of the hidden ratings that lie in the interval around their prediction; None where
        the model has no widths.
    width
        Mean width of the intervals, in stars.
    """

    rmse: float
    bias_rmse: float
    ratings: int
    coverage: float | None = None
    width: float | None = None


def evaluate_predicted(
    vectors: TasteVectors, train: Ratings, test: Ratings, *, seed: int
) -> PredictedFigures:
    """Hide a fifth of each test person's ratings and predict it from the rest.

    Parameters
    ----------
    vectors
        Built from ``train`` alone.
    train
        (people, movies) csr of stars: what films' means come from.
    test
        (people, movies) csr of stars: other people, all their ratings.
    seed
        Of the fifth.
    """
    model = vectors.rating_model
    means, counts = film_means(train)
    biases = model.film_biases(means, counts)
    rng = np.random.default_rng(seed)
    served: list[Doubles] = []
    biases_alone: list[Doubles] = []
    inside: list[Mask] = []
    widths: list[Doubles] = []
    for start, end in zip(test.indptr[:-1], test.indptr[1:], strict=True):
        films, stars = test.indices[start:end], test.data[start:end].astype(np.float64)
        hidden = rng.random(len(films)) < HIDDEN_SHARE
        visible, asked, given = films[~hidden], films[hidden], stars[hidden]
        sums = RatingSums.of(stars[~hidden], biases[visible], vectors.profile[visible])
        history = model.history(sums)
        match = np.asarray(vectors.match[asked], dtype=np.float64)
        evidence, nothing = match @ history.evidence, np.zeros(len(asked))
        predicted = model.predict(history.bias, biases[asked], match @ history.residual, evidence)
        served.append(predicted - given)
        biases_alone.append(model.predict(history.bias, biases[asked], nothing, evidence) - given)
        if model.widths is not None:
            low, high = model.widths.interval(
                predicted, counts[asked], len(visible), history.spread
            )
            inside.append((given >= low) & (given <= high))
            widths.append(high - low)
    errors, bias_errors = np.concatenate(served), np.concatenate(biases_alone)
    return PredictedFigures(
        rmse=_root_mean_square(errors),
        bias_rmse=_root_mean_square(bias_errors),
        ratings=len(errors),
        coverage=float(np.concatenate(inside).mean()) if inside else None,
        width=float(np.concatenate(widths).mean()) if widths else None,
    )


def _root_mean_square(errors: Doubles) -> float:
    return float(np.sqrt(np.mean(errors**2))) if len(errors) else 0.0
