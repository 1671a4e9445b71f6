"""How much each tag and mood holds for each film of a release, from 0 to 1.

The idea is that of the tag genome (Vig, Sen & Riedl, "The Tag Genome", ACM TiiS 2012). A ridge
regression goes from what is known of a film (`tag_relevance_features`) to its tags and moods; it
learns from the films that somebody described whole. Its estimates are calibrated to probabilities
(`tag_relevance_calibration`) and brought to a form that a statement of SQL can use: a short vector
z of each film, and a direction d and an offset b of each tag. The relevance is
``sigmoid(⟨z, d⟩ + b)``; `tag_relevance_targets.film_tags` mixes it with what is known.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from embeddings.arrays import Floats, Rows
from embeddings.knowledge.vocabulary import Vocabulary
from embeddings.learning.tag_relevance_calibration import best_thresholds, logit, sigmoid
from embeddings.learning.tag_relevance_features import Features, FilmInputs
from embeddings.learning.tag_relevance_fitting import (
    Lesson,
    Model,
    areas,
    fit_models,
    plan_lessons,
)
from embeddings.learning.tag_relevance_space import Blocks, TagSpace
from embeddings.learning.tag_relevance_targets import (
    LEAST_POSITIVES,
    GenomeScores,
    Target,
    Targets,
)

RANK: Final = 128
"""Numbers of a film's tag vector; docs/decisions/0023 compares 64, 96 and 128."""
# From which relevance a film counts as one that has the tag, where quality is measured.
LEAST_RELEVANCE: Final = 0.5
# Films whose logits are held in memory at a time.
_MOST_COMPARED: Final = 6_000


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

    def logits(self, films: slice | Rows = slice(None)) -> Floats:
        """Return (films, targets) float32 of some films, whose sigmoid is the relevance."""
        matrix = np.array([direction.direction for direction in self.directions], dtype=np.float32)
        offsets = np.array([direction.offset for direction in self.directions], dtype=np.float32)
        return self.vectors[films] @ matrix.T + offsets


def learn_tags(
    inputs: FilmInputs,
    words: Vocabulary,
    name_vectors: Mapping[str, Floats] | None = None,
    genome: GenomeScores | None = None,
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
    genome
        Published relevance of some films; its tags are learned beside those of ``words``.
    rank
        Numbers of a tag vector.
    least
        Described films that must have a tag before it is learned.

    Returns
    -------
    TagRelevance or None
        None where too few films are described to learn from.
    """
    targets, lessons = plan_lessons(inputs, words, genome, least)
    if not lessons:
        return None
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    features = Features.of(inputs)
    models = fit_models(features, inputs, targets, lessons, name_vectors or {})
    seconds["fitting"] = time.perf_counter() - started
    whole = TagSpace(
        features, targets, {has: (model.weights, model.constant) for has, model in models.items()}
    )
    mean, basis = _main_directions(whole, inputs, rank)
    maps = {has: _shortened(map_, mean, basis) for has, map_ in whole.maps.items()}
    space = replace(whole, maps=maps)
    directions = _directions(targets, models, mean, basis)
    seconds["directions"] = time.perf_counter() - started - seconds["fitting"]
    found = TagRelevance(space.vectors(inputs), directions, space, seconds)
    if genome is not None and len(lessons[0].columns) and lessons[0].propensity == 1:
        _put_published(found, lessons[0])
    seconds["vectors"] = time.perf_counter() - started - sum(seconds.values())
    return found


def _main_directions(whole: TagSpace, inputs: FilmInputs, rank: int) -> tuple[Floats, Floats]:
    """Return (targets,) the mean logits, and (targets, k) in what the films' logits differ most."""
    some = np.unique(np.linspace(0, len(inputs) - 1, min(len(inputs), _MOST_COMPARED)).astype(int))
    logits = whole.vectors(inputs.some(some))
    mean = logits.mean(0, dtype=np.float64)
    away = logits - mean.astype(np.float32)
    values, axes = np.linalg.eigh((away.T @ away).astype(np.float64))
    basis = axes[:, np.argsort(-values, kind="stable")[:rank]]
    # The sign of an eigenvector is arbitrary; fixed, so that equal data give equal vectors.
    largest = basis[np.abs(basis).argmax(0), np.arange(basis.shape[1])]
    basis = basis * np.where(largest < 0, -1, 1)
    return mean.astype(np.float32), basis.astype(np.float32)


def _shortened(whole: tuple[Floats, Floats], mean: Floats, basis: Floats) -> tuple[Floats, Floats]:
    """Return the map to tag vectors, from that to logits."""
    weights, constant = whole
    return (
        np.asarray(weights @ basis, dtype=np.float32),
        np.asarray((constant - mean) @ basis, dtype=np.float32),
    )


def _directions(
    targets: Targets, models: Mapping[Blocks, Model], mean: Floats, basis: Floats
) -> list[TagDirection]:
    # What is known of most films that people search: quality and thresholds are of these.
    usual = max((has for has in models if not has.words), key=lambda has: (has.plot, has.taste))
    numbers = np.zeros((3, len(targets)))
    for held in models[usual].held:
        has = held.known >= LEAST_RELEVANCE
        numbers[0, held.columns] = best_thresholds(sigmoid(held.logits), has, held.propensity)
        numbers[1, held.columns] = areas(held.logits, has)
        numbers[2, held.columns] = has.sum(0)
    return [
        TagDirection(
            target,
            basis[at],
            float(mean[at]),
            float(numbers[0, at]),
            float(numbers[1, at]),
            int(numbers[2, at]),
        )
        for at, target in enumerate(targets.terms)
    ]


def _put_published(found: TagRelevance, lesson: Lesson) -> None:
    """Move the vectors of films with published scores to where these are, as far as they can be."""
    for start in range(0, len(lesson.rows), _MOST_COMPARED):
        rows = lesson.rows[start : start + _MOST_COMPARED]
        scores = np.clip(lesson.known[start : start + _MOST_COMPARED], 0.01, 0.99)
        away = logit(scores) - found.logits(rows)[:, lesson.columns]
        matrix = np.array([found.directions[at].direction for at in lesson.columns])
        found.vectors[rows] += away @ matrix
