"""Fit the relevance of tags on what is known of it, for each combination of a film's blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embeddings.arrays import Doubles, Floats, Mask, Rows, unit_rows
from embeddings.knowledge.vocabulary import Vocabulary
from embeddings.learning.tag_relevance_calibration import PROPENSITY, calibrate
from embeddings.learning.tag_relevance_features import Features, FilmInputs
from embeddings.learning.tag_relevance_ridge import fit_ridge
from embeddings.learning.tag_relevance_space import ALL_BLOCKS, Blocks, blocks_of, rows_of
from embeddings.learning.tag_relevance_targets import (
    LEAST_DESCRIBED,
    LEAST_POSITIVES,
    GenomeScores,
    Targets,
    all_targets,
    choose_targets,
    described,
    with_genome,
)

NAME_WEIGHT: Final = 0.2
"""Estimate of a tag by the cosine of its name and the plot, where nothing else is known. Held-out
films of latest-small: AUC 0.866 with 0, 0.870 with 0.1, 0.872 with 0.2, 0.868 with 0.4."""


@dataclass(frozen=True)
class Lesson:
    """Films of which the relevance of some targets is known.

    Attributes
    ----------
    rows
        (films,) rows of the catalogue.
    columns
        (targets,) columns of all targets.
    known
        (films, targets) float32 from 0 to 1.
    propensity
        Share of what is true that ``known`` says: 1 where it says everything.
    own
        Whether what it says is also a feature of the film, which must not predict itself.
    """

    rows: Rows
    columns: Rows
    known: Floats
    propensity: float
    own: bool


@dataclass(frozen=True)
class Held:
    """Targets of some films: logits of a model that was fitted without the film, and the truth."""

    columns: Rows
    logits: Floats
    known: Floats
    propensity: float


@dataclass(frozen=True)
class Model:
    """From the rows of films with some blocks to the logits of all targets.

    Attributes
    ----------
    weights, constant
        (features, targets) and (targets,) float32: logits are row times weights plus constant.
    held
        Of each lesson.
    """

    weights: Floats
    constant: Floats
    held: Sequence[Held]


def plan_lessons(
    inputs: FilmInputs,
    words: Vocabulary,
    genome: GenomeScores | None,
    least: int = LEAST_POSITIVES,
) -> tuple[Targets, list[Lesson]]:
    """Return what can be learned, and from which films.

    Tags that the genome scores are learned from its films alone: of these every relevance is known.

    Parameters
    ----------
    genome
        Published scores of some of the films; None where there are none.
    least
        Described films that must have a tag before it is learned.
    """
    rows = np.flatnonzero(described(inputs.films))
    taught = [inputs.films[row] for row in rows.tolist()]
    enough = len(rows) >= LEAST_DESCRIBED
    chosen = choose_targets(taught, words, least) if enough else Targets(())
    lessons: list[Lesson] = []
    scored = np.zeros(0, dtype=np.int64)
    targets = chosen
    if genome is not None and len(genome.rows) >= LEAST_DESCRIBED:
        targets, scored, scores = with_genome(chosen, all_targets(words), genome)
        lessons.append(Lesson(genome.rows, scored, scores, 1.0, own=False))
    told = np.setdiff1d(np.arange(len(targets)), scored)
    if enough and len(told):
        known = targets.known(taught)[:, told]
        lessons.append(Lesson(rows, told, known, PROPENSITY, own=True))
    return targets, lessons


def fit_models(
    features: Features,
    inputs: FilmInputs,
    targets: Targets,
    lessons: Sequence[Lesson],
    name_vectors: Mapping[str, Floats],
) -> dict[Blocks, Model]:
    """Fit a model for each combination of blocks that enough films of every lesson have."""
    prior = _name_prior(targets, name_vectors, inputs.plots.shape[1])
    taught = []
    for lesson in lessons:
        some = inputs.some(lesson.rows)
        known = targets.known(some.films)
        facts = features.fact_rows(some.films)
        taught.append((lesson, some, known, facts, blocks_of(some, known)))
    models: dict[Blocks, Model] = {}
    for has in ALL_BLOCKS:
        wanted = np.array([has.plot, has.taste, has.words])
        fitting = [np.flatnonzero((found | ~wanted).all(1)) for *_, found in taught]
        if min(map(len, fitting)) < LEAST_DESCRIBED:
            continue
        weights: Floats | None = None
        constant = np.zeros(len(targets), dtype=np.float32)
        held: list[Held] = []
        for (lesson, some, known, facts, _), rows in zip(taught, fitting, strict=True):
            matrix = rows_of(features, facts[rows], some.some(rows), known[rows], has)
            first = matrix.shape[1] - len(targets)
            fit = fit_ridge(
                matrix,
                lesson.known[rows],
                first + lesson.columns if has.words and lesson.own else None,
                _placed(prior[:, lesson.columns], len(features.facts), matrix.shape[1], has),
            )
            slope, offset = calibrate(fit.without, lesson.known[rows], lesson.propensity)
            if weights is None:
                weights = np.zeros((matrix.shape[1], len(targets)), dtype=np.float32)
            weights[:, lesson.columns] = fit.weights * slope
            constant[lesson.columns] = (fit.base - fit.means @ fit.weights) * slope + offset
            logits = np.asarray(fit.without * slope + offset, dtype=np.float32)
            held.append(Held(lesson.columns, logits, lesson.known[rows], lesson.propensity))
        assert weights is not None
        models[has] = Model(weights, constant, held)
    return models


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


def _name_prior(targets: Targets, vectors: Mapping[str, Floats], size: int) -> Floats:
    """Return (d, targets) float32: weights of a plot by which the nearest names are estimated."""
    prior = np.zeros((size, len(targets)), dtype=np.float32)
    found = [at for at, name in enumerate(targets.names) if name in vectors]
    if found:
        names = np.array([vectors[targets.names[at]] for at in found], dtype=np.float32)
        prior[:, found] = np.float32(NAME_WEIGHT) * unit_rows(names - names.mean(0)).T
    return prior


def _placed(prior: Floats, start: int, columns: int, has: Blocks) -> Floats | None:
    """Return the prior as weights of a whole row, None where films have no plot."""
    if not has.plot:
        return None
    whole = np.zeros((columns, prior.shape[1]), dtype=np.float32)
    whole[start : start + len(prior)] = prior
    return whole
