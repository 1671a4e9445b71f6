"""How good estimated tags and moods are, on films and on tags that the model was not shown.

A fifth of the described films lose all their tags and moods, and the age that comes with these
(whole films held out). Of another fifth three in ten tags and moods are taken away (held-out tags).
The model learns from what is left. A held-out film is estimated as it is (warm), as if nobody had
rated it (cold), as if it had no plot (plotless), and with facts alone (bare). A tag that a film was
not given counts as a no here, which it often is not, so that figures are lower than the truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from embeddings.arrays import Floats, Mask, Rows, unit_rows
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.learning.tag_relevance import RANK, TagRelevance, learn_tags
from embeddings.learning.tag_relevance_calibration import PROPENSITY, sigmoid
from embeddings.learning.tag_relevance_features import FilmInputs
from embeddings.learning.tag_relevance_fitting import areas
from embeddings.learning.tag_relevance_targets import Targets, described
from embeddings.sources.film_fields import FilmFields

HELD_OUT_FILMS: Final = 0.2
HIDDEN_TAGS: Final = 0.3
LEAST_HELD_OUT: Final = 3
"""Held-out films that must have a tag for the tag to count."""
CUTOFF: Final = 10
_BINS: Final = np.linspace(0, 1, 11)


@dataclass(frozen=True)
class Split:
    """What is hidden.

    Attributes
    ----------
    inputs
        All films, without what is hidden.
    films
        Rows of the films held out whole.
    partly
        Rows of the films of which some tags and moods are hidden.
    """

    inputs: FilmInputs
    films: Rows
    partly: Rows


@dataclass(frozen=True)
class Figures:
    """Means over tags.

    Attributes
    ----------
    tags
        How many tags count.
    auc
        Area under the ROC curve of a tag's films among the held-out.
    precision
        Share of the tag's films among the ten of the held-out ranked first for it.
    reachable
        The most that ``precision`` could be: some tags have fewer than ten films there.
    """

    tags: int
    auc: float
    precision: float
    reachable: float

    @property
    def precision_share(self) -> float:
        """Precision as a share of the most that it could be."""
        return self.precision / self.reachable


def hide(inputs: FilmInputs, seed: int) -> Split:
    """Hide films and tags of the described films."""
    random = np.random.default_rng(seed)
    rows = random.permutation(np.flatnonzero(described(inputs.films)))
    count = int(len(rows) * HELD_OUT_FILMS)
    whole, partly = np.sort(rows[:count]), np.sort(rows[count : 2 * count])
    films = list(inputs.films)
    for row in whole.tolist():
        films[row] = replace(films[row], tags=(), moods={}, minimum_age=None)
    for row in partly.tolist():
        films[row] = _thinned(films[row], random)
    return Split(replace(inputs, films=films), whole, partly)


def _thinned(film: FilmFields, random: np.random.Generator) -> FilmFields:
    tags = [tag for tag in film.tags if random.random() >= HIDDEN_TAGS]
    moods = {k: v for k, v in film.moods.items() if random.random() >= HIDDEN_TAGS}
    return replace(film, tags=tuple(tags), moods=moods)


def conditions(inputs: FilmInputs, rows: Rows) -> dict[str, FilmInputs]:
    """Return the held-out films as they are, and with less known of them."""
    some = inputs.some(rows)
    unrated = np.zeros_like(some.rating_counts)
    plotless = np.zeros_like(some.plots)
    return {
        "warm": some,
        "cold": replace(some, rating_counts=unrated),
        "plotless": replace(some, plots=plotless),
        "bare": replace(some, plots=plotless, rating_counts=unrated),
    }


def figures(scores: Floats, has: Mask) -> dict[int, tuple[float, float, float]]:
    """Return column → AUC, precision at ten and the most it could be, of tags that count.

    Parameters
    ----------
    scores, has
        (films, targets): higher is more likely, and who has it. Equal scores go by row.
    """
    auc = areas(scores, has)
    order = np.argsort(-scores, axis=0, kind="stable")[:CUTOFF]
    precision = np.take_along_axis(has, order, 0).mean(0)
    films = has.sum(0)
    return {
        int(at): (float(auc[at]), float(precision[at]), float(min(films[at] / CUTOFF, 1)))
        for at in np.flatnonzero(films >= LEAST_HELD_OUT)
    }


def by_kind(
    targets: Targets, figures: Mapping[int, tuple[float, float, float]]
) -> dict[str, Figures]:
    """Return the means over all tags, and over those of each table of the vocabulary."""
    groups: dict[str, list[tuple[float, float, float]]] = {}
    for at, values in figures.items():
        target = targets.terms[at]
        kind = "moods" if target.kind == "mood" else f"tags: {target.parent}"
        groups.setdefault("all", []).append(values)
        groups.setdefault(kind, []).append(values)
    return {
        kind: Figures(len(some), *(float(mean) for mean in np.mean(some, axis=0)))
        for kind, some in groups.items()
    }


def reliability(
    chances: Floats, has: Mask, propensity: float = PROPENSITY
) -> list[dict[str, float]]:
    """Return how often films have what they are said to have, by tenths of relevance.

    Parameters
    ----------
    propensity
        Share of what is true that was given; "true" is what was given, divided by it.
    """
    tenths = np.clip(np.digitize(chances, _BINS) - 1, 0, 9)
    rows = []
    for tenth in range(10):
        inside = tenths == tenth
        if inside.any():
            given = float(has[inside].mean())
            rows.append(
                {
                    "estimated": round(float(chances[inside].mean()), 4),
                    "given": round(given, 4),
                    "true": round(min(given / propensity, 1), 4),
                    "pairs": int(inside.sum()),
                }
            )
    return rows


@dataclass(frozen=True)
class TagReport:
    """What `evaluate` measured.

    Attributes
    ----------
    films
        Condition or baseline → kind of tag → figures, on films held out whole.
    tags
        Model or baseline → kind of tag → figures, on tags hidden of films that keep others.
    brier, brier_of_rate
        Mean squared error of the warm films' relevance, and that of each tag's rate.
    reliability
        How often they have what they are said to have, by tenths of relevance.
    sizes
        Films, targets and seconds.
    """

    films: dict[str, dict[str, Figures]]
    tags: dict[str, dict[str, Figures]]
    brier: float
    brier_of_rate: float
    reliability: list[dict[str, float]]
    sizes: dict[str, object]


def evaluate(
    inputs: FilmInputs,
    name_vectors: Mapping[str, Floats],
    seed: int,
    rank: int = RANK,
) -> TagReport:
    """Hide films and tags, learn from the rest, and compare with baselines.

    Parameters
    ----------
    name_vectors
        Tag or mood → (d,) float32 of the encoder. The model starts from those of tags, as in a
        rebuild; all are a baseline.
    """
    split = hide(inputs, seed)
    words = vocabulary()
    of_tags = {name: vector for name, vector in name_vectors.items() if name in words.tags}
    model = learn_tags(split.inputs, words, of_tags, rank=rank)
    if model is None:
        raise ValueError("too few films have moods or many tags")
    targets = Targets(tuple(direction.target for direction in model.directions))
    has = targets.known(inputs.some(split.films).films) > 0
    held: dict[str, dict[str, Figures]] = {}
    for name, some in conditions(split.inputs, split.films).items():
        held[name] = by_kind(targets, figures(_logits(model, some), has))
    chances = sigmoid(_logits(model, split.inputs.some(split.films)))
    given = has.astype(np.float32)
    hidden: dict[str, dict[str, Figures]] = {}
    rest = _hidden(targets, inputs, split)
    hidden["learned"] = by_kind(
        targets, _among(_logits(model, split.inputs.some(split.partly)), *rest)
    )
    for name, scores in _baselines(targets, split, name_vectors).items():
        held[name] = by_kind(targets, figures(scores[split.films], has))
        hidden[name] = by_kind(targets, _among(scores[split.partly], *rest))
    sizes: dict[str, object] = {
        "films": len(inputs), "held_out": len(split.films), "targets": len(targets),
        "rank": rank, "seconds": model.seconds,
    }  # fmt: skip
    return TagReport(
        held,
        hidden,
        float(((chances - given) ** 2).mean()),
        float(((given.mean(0) - given) ** 2).mean()),
        reliability(chances, has),
        sizes,
    )


def _logits(model: TagRelevance, inputs: FilmInputs) -> Floats:
    return replace(model, vectors=model.space.vectors(inputs)).logits()


def _hidden(targets: Targets, inputs: FilmInputs, split: Split) -> tuple[Mask, Mask]:
    """Return (partly, targets) bool: what was hidden, and what is still known."""
    kept = targets.known(split.inputs.some(split.partly).films) > 0
    return (targets.known(inputs.some(split.partly).films) > 0) & ~kept, kept


def _among(scores: Floats, wanted: Mask, kept: Mask) -> dict[int, tuple[float, float, float]]:
    """Return figures of hidden tags, among the films that are not known to have the tag."""
    result = {}
    for at in range(scores.shape[1]):
        open_ = ~kept[:, at]
        found = figures(scores[open_, at : at + 1], wanted[open_, at : at + 1])
        if 0 in found:
            result[at] = found[0]
    return result


def _baselines(
    targets: Targets, split: Split, name_vectors: Mapping[str, Floats]
) -> dict[str, Floats]:
    """Return (films, targets) scores: by nearest text, and the most rated films for every tag."""
    inputs = split.inputs
    popular = np.log1p(np.asarray(inputs.rating_counts, dtype=np.float32))
    found = {"most applied": np.repeat(popular[:, None], len(targets), axis=1)}
    if all(name in name_vectors for name in targets.names):
        names = np.array([name_vectors[name] for name in targets.names], dtype=np.float32)
        found["nearest text"] = unit_rows(inputs.plots) @ names.T
    return found
