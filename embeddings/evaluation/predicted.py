"""How near predicted ratings come to those that people gave."""

from dataclasses import dataclass

import numpy as np

from embeddings.arrays import Doubles, Ratings
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
    """

    rmse: float
    bias_rmse: float
    ratings: int


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
    biases = model.film_biases(*film_means(train))
    rng = np.random.default_rng(seed)
    served: list[Doubles] = []
    biases_alone: list[Doubles] = []
    for start, end in zip(test.indptr[:-1], test.indptr[1:], strict=True):
        films, stars = test.indices[start:end], test.data[start:end].astype(np.float64)
        hidden = rng.random(len(films)) < HIDDEN_SHARE
        visible, asked = films[~hidden], films[hidden]
        sums = RatingSums.of(stars[~hidden], biases[visible], vectors.profile[visible])
        history = model.history(sums)
        match = np.asarray(vectors.match[asked], dtype=np.float64)
        residuals, evidence = match @ history.residual, match @ history.evidence
        nothing = np.zeros(len(asked))
        for found, carried in ((served, residuals), (biases_alone, nothing)):
            predicted = model.predict(history.bias, biases[asked], carried, evidence)
            found.append(predicted - stars[hidden])
    errors, bias_errors = np.concatenate(served), np.concatenate(biases_alone)
    return PredictedFigures(
        rmse=_root_mean_square(errors),
        bias_rmse=_root_mean_square(bias_errors),
        ratings=len(errors),
    )


def _root_mean_square(errors: Doubles) -> float:
    return float(np.sqrt(np.mean(errors**2))) if len(errors) else 0.0
