"""From ratings and text vectors to the two taste vectors of every film."""

import time
from dataclasses import asdict, dataclass, field, replace
from typing import Final

import numpy as np

from embeddings.arrays import Floats, Ratings, Rows
from embeddings.learning.cold_start import warm_up
from embeddings.learning.elsa import RANK as ELSA_RANK
from embeddings.learning.elsa import fit_elsa
from embeddings.learning.interactions import rating_counts
from embeddings.learning.item_model import MOST_WARM, fit_item_model, rating_values
from embeddings.learning.metrics import top_lists
from embeddings.learning.predicted import RatingModel
from embeddings.learning.predicted_fitting import fit_rating_model
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.split import HeldOut
from embeddings.learning.text_part import TextPart, fit_text_part
from embeddings.learning.tuning import can_tune, hold_out, some_histories, spread, tune, weigh

HELD_OUT_LENGTH: Final = 100
"""Films in the list of a held-out person."""
RANK: Final = 320
"""Numbers of the item model's part; with the text part's 128 a vector has 448."""
_MOST_NUMBERS = 512
_MOST_CALIBRATION_WARM = 8_000


@dataclass(frozen=True)
class TasteVectors:
    """Two vectors for every film.

    The score of film j for a person with ratings of weight w is ``⟨Σ wᵢ·profileᵢ, matchⱼ⟩``, and
    rating i contributes ``wᵢ⟨profileᵢ, matchⱼ⟩``; see :mod:`embeddings.learning.profile`.

    Attributes
    ----------
    profile
        (movies, K) float32: what liking the film says about a person.
    match
        (movies, K) float32: what sort of person it suits.
    text_part
        From an encoder's vectors to the text part.
    text_scale, text_match_scale
        The text part of a profile vector is ``text_scale`` times the projected text, that of a
        match vector ``text_match_scale`` times.
    rating_model
        Predicts stars.
    facts
        Sizes, hyper-parameters, validation figures and seconds, fit for JSON.
    held_out_lists
        (held-out people, 100) int64 rows of films, best first: what vectors made in the same way
        without these people list for their fold-in ratings. None where nobody is held out.
    """

    profile: Floats
    match: Floats
    text_part: TextPart
    text_scale: float
    text_match_scale: float
    rating_model: RatingModel
    facts: dict[str, object] = field(default_factory=dict)
    held_out_lists: Rows | None = None

    def from_text(self, vectors: Floats) -> Floats:
        """Turn texts into profile vectors of their own, zero outside the text part.

        Parameters
        ----------
        vectors
            (texts, d) float32 as the encoder gives them.

        Returns
        -------
        (texts, K) float32
        """
        projected = self.text_part.project(vectors) * self.text_scale
        result = np.zeros((len(projected), self.profile.shape[1]), dtype=np.float32)
        result[:, -projected.shape[1] :] = projected
        return result


def build_taste(
    ratings: Ratings,
    text_vectors: Floats,
    *,
    seed: int,
    settings: ItemModelSettings | None = None,
    rank: int = RANK,
    most_warm: int = MOST_WARM,
    held_out: HeldOut | None = None,
) -> TasteVectors:
    """Build the taste vectors of a catalogue.

    With no ratings at all the vectors are the text part alone.

    Parameters
    ----------
    ratings
        (people, movies) csr float32 of stars.
    text_vectors
        (movies, d) float32, unit rows, in the same order of movies.
    seed
        Equal data and seed give equal vectors on the same machine.
    settings
        Hyper-parameters; None to tune them where there are people enough, else the defaults.
    rank
        Numbers of the item model's part.
    most_warm
        Films in the closed form at most, the most rated; others are treated as unrated.
    held_out
        People to measure the release's quality on. The returned vectors learn from them as from
        everybody; no hyper-parameter is chosen on them. The vectors that calibrate predicted
        ratings are fitted without them, and these rank their lists, which saves a fit.

    Raises
    ------
    ValueError
        If ratings and text vectors are not of the same movies.
    """
    if ratings.shape[1] != len(text_vectors):
        raise ValueError(
            f"ratings are of {ratings.shape[1]} movies, text vectors of {len(text_vectors)}"
        )
    started = time.perf_counter()
    lists: Rows | None = None
    text_part = fit_text_part(text_vectors)
    texts = text_part.project(text_vectors)
    facts: dict[str, object] = {
        "seed": seed,
        "movies": ratings.shape[1],
        "people": ratings.shape[0],
        "ratings": int(ratings.nnz),
    }
    tuned = None
    if settings is None:
        if can_tune(ratings):
            reserved = held_out.rows if held_out else None
            tuned = tune(ratings, texts, seed=seed, reserved=reserved)
            facts["tuning"] = tuned.facts()
        settings = tuned.settings if tuned else ItemModelSettings()
    tuning_s = time.perf_counter() - started
    parts = _fit(ratings, texts, settings, seed=seed, rank=rank, most_warm=most_warm)
    fitting_s = time.perf_counter() - started - tuning_s
    if can_tune(ratings):
        # The same model without the people that predictions are then compared with.
        if held_out and len(held_out.rows):
            others = np.setdiff1d(np.arange(ratings.shape[0]), held_out.rows)
            train, held = ratings[others], held_out
        else:
            train, held = hold_out(ratings, seed, low_ratings=True)
        fewer = min(most_warm, _MOST_CALIBRATION_WARM)
        without = _fit(train, texts, settings, seed=seed, rank=rank, most_warm=fewer)
        rating_model = fit_rating_model(
            ratings, train, ratings[held.rows], without.profile, without.match, seed=seed
        )
        support = rating_model.support * parts.scale / without.scale
        rating_model = replace(rating_model, support=support)
        if held is held_out:
            scores = np.asarray(weigh(held.fold_in) @ without.profile) @ without.match.T
            lists = top_lists(scores, held.fold_in, HELD_OUT_LENGTH)
    else:
        rating_model = fit_rating_model(ratings, None, None, parts.profile, parts.match, seed=seed)
    facts |= parts.sizes
    facts["settings"] = asdict(settings)
    facts["rating_model"] = rating_model.facts()
    facts["seconds"] = {
        "tuning": round(tuning_s, 2),
        "fitting": round(fitting_s, 2),
        "predicted_ratings": round(time.perf_counter() - started - tuning_s - fitting_s, 2),
    }
    return TasteVectors(
        parts.profile,
        parts.match,
        text_part,
        parts.text_scale,
        parts.text_match_scale,
        rating_model,
        facts,
        lists,
    )


@dataclass(frozen=True)
class _Parts:
    """Taste vectors, the scales of their text part, the factor of all scores, and sizes."""

    profile: Floats
    match: Floats
    text_scale: float
    text_match_scale: float
    scale: float
    sizes: dict[str, object]


def _fit(
    ratings: Ratings,
    texts: Floats,
    settings: ItemModelSettings,
    *,
    seed: int,
    rank: int,
    most_warm: int,
) -> _Parts:
    counts = rating_counts(ratings)
    warm = np.flatnonzero(counts)
    if len(warm) > most_warm:
        warm = np.sort(np.argsort(-counts, kind="stable")[:most_warm])
    profiles: list[Floats] = []
    matches: list[Floats] = []
    text_weight = 1.0
    if len(warm):
        own, sample = ratings[:, warm], some_histories(ratings[:, warm], seed)
        model = fit_item_model(own, texts[warm], settings)
        size = spread(model.scores(sample, settings.rarity))
        text_size = spread(np.asarray((sample @ texts[warm]) @ texts[warm].T))
        text_weight = settings.text * size / text_size if text_size else 0.0
        if settings.elsa:
            rank = min(rank, _MOST_NUMBERS - texts.shape[1] - ELSA_RANK)
        _append(profiles, matches, warm, counts, texts, model.factors(rank, settings.rarity, seed))
        del model
        if settings.elsa:
            elsa = fit_elsa(rating_values(own, "liked"), seed=seed)
            elsa_size = spread(np.asarray((sample @ elsa) @ elsa.T))
            elsa *= np.float32(np.sqrt(settings.elsa * size / elsa_size))
            _append(profiles, matches, warm, counts, texts, (elsa, elsa))
    collaborative = sum(part.shape[1] for part in profiles)
    half = np.float32(np.sqrt(text_weight))
    profile = np.hstack([*profiles, half * texts])
    match = np.hstack([*matches, half * texts])
    # Both of length one in the mean, so that half precision has room on both sides.
    profile_scale, match_scale = _unit_scale(profile), _unit_scale(match)
    sizes: dict[str, object] = {
        "warm_movies": len(warm),
        "warm_least_ratings": int(counts[warm].min()) if len(warm) else 0,
        "dimension": profile.shape[1],
        "collaborative_dimension": collaborative,
        "text_dimension": texts.shape[1],
        "text_weight": float(text_weight),
    }
    return _Parts(
        profile * profile_scale,
        match * match_scale,
        text_scale=float(half * profile_scale),
        text_match_scale=float(half * match_scale),
        scale=float(profile_scale * match_scale),
        sizes=sizes,
    )


def _append(
    profiles: list[Floats],
    matches: list[Floats],
    warm: Rows,
    counts: Rows,
    texts: Floats,
    parts: tuple[Floats, Floats],
) -> None:
    """Copy the warm films' vectors into the catalogue's order and fill in the cold films."""
    known = np.zeros_like(counts)
    known[warm] = counts[warm]
    whole = []
    for part in parts:
        full = np.zeros((len(counts), part.shape[1]), dtype=np.float32)
        full[warm] = part
        whole.append(full)
    length = np.maximum(np.linalg.norm(texts, axis=1, keepdims=True), 1e-6)
    profile, match = warm_up(whole[0], whole[1], known, texts / length)
    profiles.append(profile)
    matches.append(match)


def _unit_scale(vectors: Floats) -> np.float32:
    lengths = np.linalg.norm(vectors, axis=1)
    mean = float(lengths.mean()) if len(lengths) else 0.0
    return np.float32(1 / mean if mean else 1)
