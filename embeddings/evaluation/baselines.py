"""Baselines of recommendations: popularity, and dense EASE with its own λ."""

from dataclasses import dataclass

import numpy as np

from embeddings.arrays import Floats, Ratings
from embeddings.learning.interactions import rating_counts
from embeddings.learning.item_model import ItemModel, fit_item_model, rating_values
from embeddings.learning.metrics import ndcg, top_lists
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.split import HeldOut

LAMBDAS = (25.0, 50.0, 100.0, 200.0, 400.0, 800.0, 1600.0, 3200.0)


@dataclass(frozen=True)
class Ease:
    """EASE as published: likes only, λ only, every film, nothing truncated.

    On films that a person has not rated, the scores equal those of the dense matrix B of Steck,
    WWW 2019, eq. 8.
    """

    model: ItemModel
    l2: float

    def scores(self, fold_in: Ratings) -> Floats:
        """Return (people, movies) float32; a fold-in rating counts 1 if it is a like."""
        return self.model.scores(rating_values(fold_in, "liked"))


def fit_ease(train: Ratings, l2: float) -> Ease:
    """Fit EASE to the training people's stars."""
    settings = ItemModelSettings(grading="liked", l2=l2, dropout=0, activity=0, side=0)
    nothing = np.zeros((train.shape[1], 0), dtype=np.float32)
    return Ease(fit_item_model(train, nothing, settings), l2)


def tune_ease(train: Ratings, validation: HeldOut) -> float:
    """Return the λ with the best NDCG@100 on the validation people."""
    found = []
    for l2 in LAMBDAS:
        scores = fit_ease(train, l2).scores(validation.fold_in)
        lists = top_lists(scores, validation.fold_in, 100)
        found.append(ndcg(lists, validation.targets).mean())
    return LAMBDAS[int(np.argmax(found))]


def popularity_scores(train: Ratings, people: int) -> Floats:
    """Return (people, movies) float32: how many people like each film, the same for everyone."""
    likes = rating_counts(rating_values(train, "liked")).astype(np.float32)
    return np.broadcast_to(likes, (people, len(likes)))
