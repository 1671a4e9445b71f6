"""Measure recommendations for people whom the model was not trained on, with two baselines."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import TypeAlias

from embeddings.arrays import Floats, Ratings, Rows
from embeddings.catalogue.dataset import Dataset
from embeddings.catalogue.movies import Catalogue, build_catalogue
from embeddings.evaluation.baselines import fit_ease, popularity_scores, tune_ease
from embeddings.evaluation.cold import ColdFigures, evaluate_cold
from embeddings.evaluation.predicted import PredictedFigures, evaluate_predicted
from embeddings.evaluation.ranking import Rank, rank_in_memory
from embeddings.learning.interactions import rating_counts, read_interactions
from embeddings.learning.metrics import (
    coverage,
    mean_popularity_rank,
    ndcg,
    overlap,
    recall,
    top_lists,
)
from embeddings.learning.split import HeldOut, split_people
from embeddings.learning.tuning import hold_out
from embeddings.learning.vectors import build_taste

LENGTH = 100

Encode: TypeAlias = Callable[[Catalogue], Floats]
"""Catalogue → (movies, d) float32 text vectors, unit rows, by row of the catalogue."""


@dataclass(frozen=True)
class Figures:
    """The quality of a model on the test people; means over people.

    Attributes
    ----------
    recall_at_20, recall_at_50, ndcg_at_100
        After Liang et al., WWW 2018.
    coverage
        Share of the catalogue in anybody's first 100.
    mean_popularity_rank
        Mean popularity rank (1: most rated) of the first 20.
    """

    recall_at_20: float
    recall_at_50: float
    ndcg_at_100: float
    coverage: float
    mean_popularity_rank: float


@dataclass(frozen=True)
class RecommendationReport:
    """The quality of every model on the same test people.

    Attributes
    ----------
    people
        Test people.
    training_people
        People whom the models were trained on; a quarter of them, 600 at most, chose the
        hyper-parameters.
    seed
        Of the splits and the models.
    models
        ``popularity``, ``ease`` and ``served``.
    ease_l2
        The λ that the validation people chose for EASE.
    ndcg_ratio, recall_ratio
        Served over EASE: NDCG@100 and Recall@20.
    served_overlap
        Share of the exact first 100 films that the served first 100 contain.
    cold
        Films hidden from training.
    predicted
        Predicted ratings, beside the biases alone.
    taste
        Facts of the vectors.
    """

    people: int
    training_people: int
    seed: int
    models: dict[str, Figures]
    ease_l2: float
    ndcg_ratio: float
    recall_ratio: float
    served_overlap: float
    cold: ColdFigures
    predicted: PredictedFigures
    taste: dict[str, object] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain values, for JSON."""
        return asdict(self)


def evaluate(
    dataset: Dataset,
    encode: Encode,
    *,
    held_out_users: int,
    seed: int,
    rank: Rank = rank_in_memory,
) -> RecommendationReport:
    """Evaluate on a dataset; see :func:`evaluate_ratings`.

    Raises
    ------
    DatasetError
        If a file of the dataset is broken.
    ValueError
        If there are too few people to hold out so many.
    """
    catalogue = build_catalogue(dataset)
    ratings = read_interactions(catalogue.ratings(dataset), catalogue.ids).ratings
    return evaluate_ratings(
        ratings, encode(catalogue), held_out_users=held_out_users, seed=seed, rank=rank
    )


def evaluate_ratings(
    ratings: Ratings,
    text_vectors: Floats,
    *,
    held_out_users: int,
    seed: int,
    rank: Rank = rank_in_memory,
) -> RecommendationReport:
    """Hold people out, build vectors from the others, and measure every model.

    All hyper-parameters, EASE's λ among them, are chosen on validation people who are neither
    among the test people nor among those that the model under test is trained on; the chosen
    models are then fitted to everyone but the test people.

    Parameters
    ----------
    ratings
        (people, movies) csr float32 of stars.
    text_vectors
        (movies, d) float32, unit rows.
    held_out_users
        Test people.
    seed
        Of the splits and the models.
    rank
        How the vectors are ranked.

    Raises
    ------
    ValueError
        If there are too few people to hold out so many.
    """
    split = split_people(ratings, validation=0, test=held_out_users, seed=seed)
    train, test = ratings[split.train], split.test
    vectors = build_taste(train, text_vectors, seed=seed)
    l2 = tune_ease(*hold_out(train, seed))
    lists = {
        "popularity": top_lists(popularity_scores(train, len(test.rows)), test.fold_in, LENGTH),
        "ease": top_lists(fit_ease(train, l2).scores(test.fold_in), test.fold_in, LENGTH),
        "served": rank(vectors, test.fold_in, LENGTH),
    }
    exact = rank_in_memory(vectors, test.fold_in, LENGTH)
    counts = rating_counts(train)
    models = {name: figures(found, test, counts) for name, found in lists.items()}
    ease, served = models["ease"], models["served"]
    return RecommendationReport(
        people=len(test.rows),
        training_people=len(split.train),
        seed=seed,
        models=models,
        ease_l2=l2,
        ndcg_ratio=served.ndcg_at_100 / max(ease.ndcg_at_100, 1e-12),
        recall_ratio=served.recall_at_20 / max(ease.recall_at_20, 1e-12),
        served_overlap=overlap(lists["served"], exact),
        cold=evaluate_cold(
            ratings, text_vectors, held_out_users=held_out_users, seed=seed, rank=rank
        ),
        predicted=evaluate_predicted(vectors, train, ratings[test.rows], seed=seed),
        taste=vectors.facts,
    )


def figures(lists: Rows, held: HeldOut, counts: Rows) -> Figures:
    """Measure ranked lists.

    Parameters
    ----------
    lists
        (people, length) int64.
    held
        The same people.
    counts
        (movies,) int64 ratings per film among the training people.
    """
    return Figures(
        recall_at_20=float(recall(lists, held.targets, 20).mean()),
        recall_at_50=float(recall(lists, held.targets, 50).mean()),
        ndcg_at_100=float(ndcg(lists, held.targets).mean()),
        coverage=coverage(lists, len(counts)),
        mean_popularity_rank=mean_popularity_rank(lists, counts),
    )
