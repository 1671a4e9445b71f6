"""How much each tag and mood holds for each film of a release, from 0 to 1.

The idea is that of the tag genome (Vig, Sen & Riedl, "The Tag Genome", ACM TiiS 2012). A ridge
regression goes from what is known of a film (`tag_relevance_features`) to its tags and moods; it
learns from the films that somebody described whole. Its estimates are calibrated to probabilities
(`tag_relevance_calibration`) and brought to a form that a statement of SQL can use: a short vector
z of each film, and a direction d and an offset b of each tag. The relevance is
``sigmoid(⟨z, d⟩ + b)``; where a film is known to have the tag, the statement puts that before it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from embeddings.arrays import Doubles, Floats, Mask, Rows, unit_rows
from embeddings.knowledge.vocabulary import Vocabulary
from embeddings.learning.tag_relevance_calibration import (
    best_thresholds,
    calibrate,
    sigmoid,
)
from embeddings.learning.tag_relevance_features import Features, FilmInputs
from embeddings.learning.tag_relevance_ridge import Fit, fit_ridge
from embeddings.learning.tag_relevance_space import ALL_BLOCKS, Blocks, TagSpace, blocks_of, rows_of
from embeddings.learning.tag_relevance_targets import (
    LEAST_DESCRIBED,
    LEAST_POSITIVES,
    Target,
    Targets,
    choose_targets,
    described,
)

RANK: Final = 128
"""Numbers of a film's tag vector; docs/decisions/0023 compares 64, 96 and 128."""

NAME_WEIGHT: Final = 0.2
"""Estimate of a tag by the cosine of its name and the plot, where nothing else is known. Held-out
films of latest-small: AUC 0.866 with 0, 0.870 with 0.1, 0.872 with 0.2, 0.868 with 0.4."""


@dataclass(frozen=True)
class TagDirection:
    """A tag or mood as a direction among tag vectors.

    Attributes
    ----------
    direction
        (k,) float32.
    offset
        Added to the inner product of direction and film; the sigmoid of the sum is the relevance.
    threshold
        The relevance from which a film is said to have it.
    quality
        Area under the ROC curve on described films that the model did not see, by facts, plot and
        taste alone: 0.5 is chance.
    films
        How many described films have it.
    """

    target: Target
    direction: Floats
    offset: float
    threshold: float
    quality: float
    films: int


@dataclass(frozen=True)
class TagRelevance:
    """Tag vectors of a catalogue, and the directions among them.

    Attributes
    ----------
    vectors
        (films, k) float32.
    directions
        One for each tag and mood that was learned.
    space
        Gives tag vectors to films that are added later.
    seconds
        How long each part of learning took.
    """

    vectors: Floats
    directions: Sequence[TagDirection]
    space: TagSpace
    seconds: dict[str, float] = field(default_factory=dict)

    def logits(self, films: slice = slice(None)) -> Floats:
        """Return (films, targets) float32 of some films, whose sigmoid is the relevance."""
        matrix = np.array([each.direction for each in self.directions], dtype=np.float32)
        offsets = np.array([each.offset for each in self.directions], dtype=np.float32)
        return self.vectors[films] @ matrix.T + offsets


@dataclass(frozen=True)
class _Model:
    """A ridge for films with some blocks, and each tag's slope and offset."""

    fit: Fit
    slope: Doubles
    offset: Doubles

    def logits(self) -> Floats:
        """Return (films, targets) float32 of the films learned from, each as if it were not."""
        return np.asarray(self.fit.without * self.slope + self.offset, dtype=np.float32)

    def map(self, mean: Doubles, basis: Doubles) -> tuple[Floats, Floats]:
        """Return the map from a row to a tag vector: see `TagSpace.maps`."""
        weights = (self.fit.weights * self.slope) @ basis
        constant = (self.fit.base * self.slope + self.offset - mean) @ basis
        constant = constant - self.fit.means @ weights
        return weights.astype(np.float32), constant.astype(np.float32)


def learn_tags(
    inputs: FilmInputs,
    words: Vocabulary,
    name_vectors: Mapping[str, Floats] | None = None,
    *,
    rank: int = RANK,
    least: int = LEAST_POSITIVES,
) -> TagRelevance | None:
    """Learn the relevance of tags and moods of a catalogue's films.

    Parameters
    ----------
    inputs
        All films of the release.
    words
        The tags and moods that may be learned.
    name_vectors
        Tag → (d,) float32 of the encoder: what a plot is taken to say of a tag that few films have.
        Tags without a vector start from nothing.
    rank
        Numbers of a tag vector.
    least
        Described films that must have a tag before it is learned.

    Returns
    -------
    TagRelevance or None
        None where too few films are described to learn from.
    """
    rows = np.flatnonzero(described(inputs.films))
    if len(rows) < LEAST_DESCRIBED:
        return None
    taught = inputs.some(rows)
    targets = choose_targets(taught.films, words, least)
    if not len(targets):
        return None
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    features = Features.of(inputs)
    known = targets.known(taught.films)
    prior = _name_prior(targets, name_vectors or {}, inputs.plots.shape[1])
    models = _fit_all(features, taught, known, _needed(inputs), prior)
    seconds["fitting"] = time.perf_counter() - started
    space, directions = _shorten(features, targets, models, known, rank)
    seconds["directions"] = time.perf_counter() - started - seconds["fitting"]
    vectors = space.vectors(inputs)
    seconds["vectors"] = time.perf_counter() - started - sum(seconds.values())
    return TagRelevance(vectors, directions, space, seconds)


def _needed(inputs: FilmInputs) -> list[Blocks]:
    """Return the combinations of blocks to fit: those of the films, and those of added ones."""
    taste = bool(inputs.with_taste.any())
    return [has for has in ALL_BLOCKS if taste or not has.taste]


def _fit_all(
    features: Features,
    taught: FilmInputs,
    known: Floats,
    needed: Sequence[Blocks],
    prior: Floats,
) -> dict[Blocks, tuple[_Model, Rows]]:
    """Return the models, and which films each learned from: those that have its blocks."""
    has_blocks = blocks_of(taught, known)
    facts = features.fact_rows(taught.films)
    models: dict[Blocks, tuple[_Model, Rows]] = {}
    for has in needed:
        wanted = np.array([has.plot, has.taste, has.words])
        rows = np.flatnonzero((has_blocks | ~wanted).all(1))
        if len(rows) < LEAST_DESCRIBED:
            continue
        matrix = rows_of(features, facts[rows], taught.some(rows), known[rows], has)
        own = known.shape[1] if has.words else 0
        fit = fit_ridge(matrix, known[rows], own, _placed(prior, features, matrix.shape[1], has))
        slope, offset = calibrate(fit.without, known[rows])
        models[has] = (_Model(fit, slope, offset), rows)
    return models


def _name_prior(targets: Targets, vectors: Mapping[str, Floats], size: int) -> Floats:
    """Return (d, targets) float32: weights of a plot by which the nearest names are estimated."""
    prior = np.zeros((size, len(targets)), dtype=np.float32)
    found = [at for at, name in enumerate(targets.names) if name in vectors]
    if found:
        names = np.array([vectors[targets.names[at]] for at in found], dtype=np.float32)
        prior[:, found] = np.float32(NAME_WEIGHT) * unit_rows(names - names.mean(0)).T
    return prior


def _placed(prior: Floats, features: Features, columns: int, has: Blocks) -> Floats | None:
    """Return the prior as weights of a whole row, None where films have no plot."""
    if not has.plot:
        return None
    whole = np.zeros((columns, prior.shape[1]), dtype=np.float32)
    start = len(features.facts)
    whole[start : start + len(prior)] = prior
    return whole


def _shorten(
    features: Features,
    targets: Targets,
    models: dict[Blocks, tuple[_Model, Rows]],
    known: Floats,
    rank: int,
) -> tuple[TagSpace, list[TagDirection]]:
    """Project the logits of all models on the directions in which they differ most."""
    logits = {has: model.logits() for has, (model, _) in models.items()}
    films = sum(len(each) for each in logits.values())
    mean = sum(each.sum(0, dtype=np.float64) for each in logits.values()) / films
    spread = np.zeros((len(targets), len(targets)))
    for each in logits.values():
        away = each - mean.astype(np.float32)
        spread += away.T @ away
    values, axes = np.linalg.eigh(spread)
    basis = axes[:, np.argsort(-values, kind="stable")[:rank]]
    # The sign of an eigenvector is arbitrary; fixed, so that equal data give equal vectors.
    largest = basis[np.abs(basis).argmax(0), np.arange(basis.shape[1])]
    basis = basis * np.where(largest < 0, -1, 1)
    maps = {has: model.map(mean, basis) for has, (model, _) in models.items()}
    # What is known of most films that people search: quality and thresholds are of these.
    usual = max((has for has in models if not has.words), key=lambda has: (has.plot, has.taste))
    rows = models[usual][1]
    short = (logits[usual] - mean) @ basis @ basis.T + mean
    thresholds = best_thresholds(sigmoid(short), known[rows])
    quality = areas(short.astype(np.float32), known[rows] > 0)
    directions = [
        TagDirection(
            target,
            basis[at].astype(np.float32),
            float(mean[at]),
            float(thresholds[at]),
            float(quality[at]),
            int((known[:, at] > 0).sum()),
        )
        for at, target in enumerate(targets.each)
    ]
    return TagSpace(features, targets, maps), directions


def areas(scores: Floats, has: Mask) -> Doubles:
    """Return (targets,) float64: area under the ROC curve of each column; NaN without a pair.

    Parameters
    ----------
    scores, has
        (films, targets): higher is more likely, and who has it.
    """
    ranks = scores.argsort(0, kind="stable").argsort(0) + 1.0
    yes = has.sum(0)
    pairs = yes * (len(has) - yes)
    above = np.where(has, ranks, 0).sum(0) - yes * (yes + 1) / 2
    return np.asarray(np.where(pairs > 0, above / np.maximum(pairs, 1), np.nan))
