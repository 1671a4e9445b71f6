"""The tags and moods that are learned, and which film is known to have which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from pgvector import SparseVector

from embeddings.arrays import Floats, Mask, Rows
from embeddings.learning.tag_relevance_calibration import sigmoid
from embeddings.sources.film_fields import FilmFields

if TYPE_CHECKING:  # web workers estimate tags of added films without the libraries of a rebuild
    from embeddings.knowledge.vocabulary import Vocabulary

Kind = Literal["tag", "mood"]

# Described films that must have a tag or mood before it can be learned.
LEAST_POSITIVES: Final = 15
# Fewer described films teach nothing that holds for others.
LEAST_DESCRIBED: Final = 100
# Without a pack a film counts as described if people gave it this many tags.
MANY_TAGS: Final = 5
# Relevance of a mood by its strength: somewhat, clearly, what one remembers.
STRENGTHS: Final[Mapping[int, float]] = {1: 0.55, 2: 0.8, 3: 1.0}
# Share of a known tag's relevance that the knowledge decides; the estimate decides the rest, so
# that of two films that are known to be sad the sadder one comes first.
KNOWN_SHARE: Final = 0.75
# A lower relevance is not kept: half of all estimates are above 0.01, and say nothing.
LEAST_KEPT: Final = 0.05


@dataclass(frozen=True)
class Target:
    """A tag or mood, its synonyms, and the table of the vocabulary that it stands in."""

    kind: Kind
    name: str
    parent: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Targets:
    """Tags and moods in the order of their columns; tags first, no name twice."""

    terms: tuple[Target, ...]

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def names(self) -> list[str]:
        """The name of each."""
        return [target.name for target in self.terms]

    @cached_property
    def _by_tag(self) -> dict[str, list[int]]:
        """Tag as films have it → columns that it is the name or a synonym of."""
        columns: dict[str, list[int]] = {}
        for column, target in enumerate(self.terms):
            for name in (target.name, *target.also):
                columns.setdefault(name, []).append(column)
        return columns

    @cached_property
    def _by_mood(self) -> dict[str, int]:
        return {target.name: at for at, target in enumerate(self.terms) if target.kind == "mood"}

    def known(self, films: Sequence[FilmFields]) -> Floats:
        """Return (films, targets) float32: 1 for a tag, a mood's strength from 0 to 1; else 0.

        A mood that a film has as a tag is a clear one. Zero says that nobody named it, which is
        not that the film lacks it.
        """
        rows = np.zeros((len(films), len(self)), dtype=np.float32)
        clear = np.array([STRENGTHS[2] if target.kind == "mood" else 1 for target in self.terms])
        for row, film in enumerate(films):
            for tag in film.tags:
                for column in self._by_tag.get(tag, ()):
                    rows[row, column] = clear[column]
            for mood, strength in film.moods.items():
                if mood in self._by_mood:
                    rows[row, self._by_mood[mood]] = STRENGTHS[strength]
        return rows


def described(films: Sequence[FilmFields]) -> Mask:
    """Return (films,) bool: whether somebody went through what a film is like.

    Of such a film, a tag that it was not given says something. They are the films with moods, or
    where there are few of these, the films that people gave many tags.
    """
    with_moods = np.array([bool(film.moods) for film in films], dtype=bool)
    if with_moods.sum() >= LEAST_DESCRIBED:
        return with_moods
    return np.array([len(film.tags) >= MANY_TAGS for film in films], dtype=bool)


def all_targets(words: Vocabulary) -> Targets:
    """Return every tag and mood of the vocabulary; what is both is a mood.

    A spelling of people's that is a synonym counts for its tag.
    """
    tags = (
        Target("tag", name, word.parent, word.also)
        for name, word in words.tags.items()
        if name not in words.moods
    )
    moods = (Target("mood", name, word.parent, word.also) for name, word in words.moods.items())
    return Targets((*tags, *moods))


def choose_targets(
    films: Sequence[FilmFields], words: Vocabulary, least: int = LEAST_POSITIVES
) -> Targets:
    """Return the tags and moods that enough films have.

    Parameters
    ----------
    films
        The described ones.
    """
    every = all_targets(words)
    counts: Counter[int] = Counter()
    for row in every.known(films):
        counts.update(np.flatnonzero(row).tolist())
    return Targets(tuple(target for at, target in enumerate(every.terms) if counts[at] >= least))


@dataclass(frozen=True)
class GenomeScores:
    """Published relevance of tags, of some films of a catalogue.

    Attributes
    ----------
    rows
        (films,) int64 rows of the catalogue.
    tags
        Names of tags, lower case.
    scores
        (films, tags) float32 from 0 to 1.
    """

    rows: Rows
    tags: tuple[str, ...]
    scores: Floats


def with_genome(
    chosen: Targets, every: Targets, genome: GenomeScores
) -> tuple[Targets, Rows, Floats]:
    """Add the tags that published scores are of.

    A tag of the genome that is one of the vocabulary's, or a synonym of it, is that one; where
    several are, the highest score counts.

    Parameters
    ----------
    chosen
        What is learned from descriptions.
    every
        The vocabulary.

    Returns
    -------
    targets
        ``chosen``, then what only the genome has.
    columns
        (scored,) columns of the targets that have scores.
    scores
        (films, scored) float32.
    """
    named = {target.name: target for target in every.terms}
    synonyms = {name: target for target in every.terms for name in target.also}
    targets = {target.name: target for target in chosen.terms}
    sources: dict[str, list[int]] = {}
    for at, tag in enumerate(genome.tags):
        target = named.get(tag) or synonyms.get(tag) or Target("tag", tag, "genome")
        targets.setdefault(target.name, target)
        sources.setdefault(target.name, []).append(at)
    order = list(targets)
    columns = np.array([order.index(name) for name in sources], dtype=np.int64)
    scores = np.stack([genome.scores[:, at].max(1) for at in sources.values()], axis=1)
    return Targets(tuple(targets.values())), columns, np.asarray(scores, dtype=np.float32)


@dataclass(frozen=True)
class FilmTags:
    """The tags and moods of one film.

    Attributes
    ----------
    names
        Those that it is known or, by their thresholds, estimated to have.
    relevance
        How much each holds, from 0 to 1, in the columns of `relevance_columns`; None where there
        are no tags at all.
    """

    names: Sequence[str]
    relevance: SparseVector | None


def relevance_columns(names: Iterable[str]) -> dict[str, int]:
    """Return tag or mood → column of films' relevance, from 0: they are in alphabetical order."""
    return {name: column for column, name in enumerate(sorted(names))}


def film_tags(
    targets: Targets,
    known: Floats,
    logits: Floats | None,
    learned: Sequence[int],
    limits: Sequence[float] | Floats,
) -> list[FilmTags]:
    """Return the tags and moods of each film, known or estimated.

    Parameters
    ----------
    known
        (films, targets) float32 as `Targets.known` gives it.
    logits
        (films, learned) float32; None where nothing was learned.
    learned
        Columns of ``known`` that the columns of ``logits`` are.
    limits
        (learned,): the logit of each from which a film has it.
    """
    has, relevance = known > 0, known.copy()
    if logits is not None:
        at = list(learned)
        has[:, at] |= logits >= np.asarray(limits)
        estimated = sigmoid(logits)
        mixed = KNOWN_SHARE * known[:, at] + (1 - KNOWN_SHARE) * estimated
        relevance[:, at] = np.where(known[:, at] > 0, mixed, estimated)
    names = targets.names
    order = relevance_columns(names)
    by_column = [names.index(name) for name in order]
    rows = np.round(relevance[:, by_column], 3)
    rows[rows < LEAST_KEPT] = 0
    return [
        FilmTags([names[at] for at in np.flatnonzero(own).tolist()], _sparse(row))
        for own, row in zip(has, rows, strict=True)
    ]


def _sparse(row: Floats) -> SparseVector | None:
    if not len(row):
        return None
    columns = np.flatnonzero(row)
    values = np.round(row[columns].astype(float), 3)
    return SparseVector(dict(zip(columns.tolist(), values.tolist(), strict=True)), len(row))
