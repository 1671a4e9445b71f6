"""Choose hyper-parameters on validation people, within a fixed number of fits.

A coordinate search starts at the defaults and makes at most 18 fits, so that equal data and seed
give equal settings. A value is accepted only if the mean gain in NDCG@100, over the same people, is
more than half its standard error.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import numpy as np
from scipy import sparse

from embeddings.arrays import Doubles, Floats, Mask, Ratings, Rows
from embeddings.learning.elsa import fit_elsa
from embeddings.learning.interactions import rating_counts
from embeddings.learning.item_model import (
    LOW_RANK_SHARE,
    MOST_WARM,
    Grams,
    ItemModel,
    fit_item_model,
    rating_values,
)
from embeddings.learning.metrics import ndcg, top_lists
from embeddings.learning.profile import rating_weights
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.split import FEWEST_LIKES, HeldOut, likes_per_person, split_people

FEWEST_PEOPLE = 50
ELSA_PEOPLE = 2_000
MOST_VALIDATION = 600
_MOST_PEOPLE = 40_000
_MOST_DENSE_FILMS = 6_000
_SPREAD_PEOPLE = 200
_GRID: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("grading", ("graded", "squared", "liked")),
    ("l2", (50.0, 100.0, 200.0, 400.0, 800.0)),
    ("dropout", (0.0, 0.25, 0.5)),
    ("side", (0.0, 3.0, 6.0, 12.0, 24.0)),
    ("activity", (0.0, 0.5, 1.0)),
)
_RARITY = (0.0, 0.15, 0.3)
_TEXT = (0.0, 0.2, 0.4, 0.8, 1.6)
_ELSA = (0.0, 0.5, 1.0, 2.0, 4.0)


@dataclass(frozen=True)
class Tuned:
    """The chosen settings and their quality on the validation people.

    Attributes
    ----------
    settings
        The choice.
    validation_ndcg
        Mean NDCG@100 of the validation people, untruncated model.
    default_ndcg
        The same for the default settings.
    people
        Validation people.
    fits
        Models fitted.
    """

    settings: ItemModelSettings
    validation_ndcg: float
    default_ndcg: float
    people: int
    fits: int

    def facts(self) -> dict[str, object]:
        """Return the fields, for the record of a release."""
        return asdict(self)


def can_tune(ratings: Ratings) -> bool:
    """Return whether enough people like enough films to hold some of the people out."""
    return int((likes_per_person(ratings) >= FEWEST_LIKES).sum()) >= FEWEST_PEOPLE


def hold_out(
    ratings: Ratings, seed: int, *, low_ratings: bool = False, reserved: Rows | None = None
) -> tuple[Ratings, HeldOut]:
    """Split ratings into training rows and validation people: a quarter, at most 600.

    ``reserved`` are rows of people who are not among the validation people.
    """
    able = int((likes_per_person(ratings) >= FEWEST_LIKES).sum())
    split = split_people(
        ratings,
        validation=min(MOST_VALIDATION, able // 4),
        test=0,
        seed=seed,
        low_ratings=low_ratings,
        reserved=reserved,
    )
    return ratings[split.train], split.validation


def weigh(ratings: Ratings) -> Ratings:
    """Turn stars into the weights of :func:`profile.rating_weights`; same shape."""
    return sparse.csr_matrix(
        (rating_weights(ratings.data), ratings.indices, ratings.indptr), shape=ratings.shape
    )


def some_histories(ratings: Ratings, seed: int) -> Ratings:
    """Return the weights of at most 200 people, to measure spreads on."""
    rng = np.random.default_rng(seed)
    people = rng.permutation(ratings.shape[0])[:_SPREAD_PEOPLE]
    return weigh(ratings[np.sort(people)])


def spread(scores: Floats) -> float:
    """Return the mean over people of the standard deviation of their scores over films."""
    return float(scores.std(1).mean()) if scores.size else 0.0


def tune(ratings: Ratings, text: Floats, *, seed: int, reserved: Rows | None = None) -> Tuned:
    """Choose hyper-parameters.

    Time: about a second a fit on ml-latest-small; on larger data the fits are held to 6,000 films
    and 40,000 people.

    Parameters
    ----------
    ratings
        (people, movies) csr float32 of stars.
    text
        (movies, d) float32 text part of every film.
    seed
        Of the split and of every sample.
    reserved
        Rows of people on whom nothing is chosen, because they are to grade what is chosen.
    """
    ratings, reserved = _fewer_people(ratings, seed, reserved)
    films = _films(ratings, text.shape[1])
    ratings, text = ratings[:, films], text[films]
    train, held = hold_out(ratings, seed, reserved=reserved)
    bench = _Bench(train, text, held, seed)
    settings = ItemModelSettings()
    best = default = bench.fit(settings)
    for name, values in _GRID:
        start = settings
        for value in values:
            if value == getattr(start, name):
                continue
            tried = replace(start, **{name: value})  # type: ignore[arg-type]
            found = bench.fit(tried)
            if _better(found, best):
                settings, best = tried, found
    for factor in (0.5, 2.0):
        tried = replace(settings, l2=settings.l2 * factor)
        found = bench.fit(tried)
        if _better(found, best):
            settings, best = tried, found
            break
    elsa = (
        fit_elsa(rating_values(train, "liked"), seed=seed)
        if train.shape[0] >= ELSA_PEOPLE
        else None
    )
    model = bench.model(settings)
    for tried in _weights(settings, elsa is not None):
        found = bench.judge(model, tried, elsa)
        if _better(found, best):
            settings, best = tried, found
    return Tuned(settings, float(best.mean()), float(default.mean()), len(best), bench.fits)


def _weights(settings: ItemModelSettings, elsa: bool) -> Iterator[ItemModelSettings]:
    """Yield the settings that can be tried without another fit."""
    for rarity in _RARITY:
        for text in _TEXT:
            for weight in _ELSA if elsa else (0.0,):
                yield replace(settings, rarity=rarity, text=text, elsa=weight)


def _better(found: Doubles, best: Doubles) -> bool:
    gain = found - best
    error = gain.std() / np.sqrt(max(len(gain), 1))
    return bool(gain.mean() > 0.5 * error)


def _fewer_people(
    ratings: Ratings, seed: int, reserved: Rows | None
) -> tuple[Ratings, Rows | None]:
    """Return at most 40,000 people, and which of their rows are still reserved."""
    if ratings.shape[0] <= _MOST_PEOPLE:
        return ratings, reserved
    people = np.random.default_rng(seed).permutation(ratings.shape[0])
    if reserved is not None:
        people = people[~np.isin(people, reserved)]
    return ratings[np.sort(people[:_MOST_PEOPLE])], None


def _films(ratings: Ratings, side: int) -> Rows:
    """Return the most-rated films that the fits take, in order of row.

    Whether people are "few" for :func:`fit_item_model` is decided on these films and not on the
    whole catalogue. With 87,585 films and 40,000 people the whole catalogue gave the wrong answer,
    and every fit was a dense one of 20,000 films.
    """
    many_people = ratings.shape[0] + side >= LOW_RANK_SHARE * min(ratings.shape[1], MOST_WARM)
    most = _MOST_DENSE_FILMS if many_people else MOST_WARM
    order = np.argsort(-rating_counts(ratings), kind="stable")[:most]
    return np.asarray(np.sort(order), dtype=np.int64)


class _Bench:
    """Fits settings on one split and measures them on its validation people."""

    def __init__(self, train: Ratings, text: Floats, held: HeldOut, seed: int) -> None:
        self.train, self.text, self.held = train, text, held
        self.weights = weigh(held.fold_in)
        self.sample = some_histories(train, seed)
        self.text_scores = np.asarray((self.weights @ text) @ text.T)
        self.text_spread = spread(np.asarray((self.sample @ text) @ text.T))
        # A person all of whose targets are too rare to be in the fits cannot be measured.
        self.judged: Mask = np.diff(held.targets.indptr) > 0
        self.fits = 0
        self._grams = Grams()

    def model(self, settings: ItemModelSettings) -> ItemModel:
        self.fits += 1
        return fit_item_model(self.train, self.text, settings, self._grams)

    def fit(self, settings: ItemModelSettings) -> Doubles:
        return self.judge(self.model(settings), settings, None)

    def judge(self, model: ItemModel, settings: ItemModelSettings, elsa: Floats | None) -> Doubles:
        """Return (people,) NDCG@100."""
        scores: Floats | Doubles = model.scores(self.weights, settings.rarity)
        size = spread(model.scores(self.sample, settings.rarity))
        if settings.text and self.text_spread:
            scores = scores + settings.text * size / self.text_spread * self.text_scores
        if settings.elsa and elsa is not None:
            own = spread(np.asarray((self.sample @ elsa) @ elsa.T))
            scores = scores + settings.elsa * size / own * ((self.weights @ elsa) @ elsa.T)
        lists = top_lists(scores.astype(np.float32), self.held.fold_in, 100)
        return ndcg(lists, self.held.targets)[self.judged]
