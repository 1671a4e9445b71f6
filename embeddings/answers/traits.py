"""What films are like: the genres, tags and moods that hold for them, and how far.

A tag or mood holds for a film where it is known to, or where it is estimated so surely that one
may say it. `sql/fragments/tag_relevance.sql` is the same number inside statements that rank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.known_films import known_traits
from embeddings.answers.rows import Rows
from embeddings.answers.tags import STRENGTHS, TagWord, TagWords
from embeddings.answers.vectors import to_floats
from embeddings.learning.tag_relevance_targets import KNOWN_SHARE
from embeddings.learning.tag_relevance_targets import STRENGTHS as MOOD_STRENGTHS
from embeddings.releases.registry import ReleaseInfo

# From this estimate on a tag is said of a film. Of the estimates from 0.75 on, nine in ten are
# right (decision 0023); a filter asks for less.
SURE: Final = 0.75
# What these say of a film is how it was made or sold, and not what it is like.
_DULL: Final = frozenset(
    {"blockbuster", "cult film", "sequel", "prequel", "remake", "debut film", "low budget"}
    | {"ensemble cast", "voice-over", "flashback", "short film", "based on a novel"}
    | {"based on a play", "based on a comic", "based on a game", "based on a short story"}
)

TraitKind = Literal["mood", "tag", "genre", "person"]


@dataclass(frozen=True)
class Trait:
    """Something that is said of a film.

    Attributes
    ----------
    name : str
        A name of the vocabulary, or of a person.
    estimated : bool
        Whether the release estimates it, and nobody said it.
    role, id
        Of a person.
    """

    kind: TraitKind
    name: str
    estimated: bool = False
    role: Literal["director", "cast"] | None = None
    id: int | None = None


@dataclass(frozen=True)
class FilmTraits:
    """A row of ``film_traits.sql``, read with the release's tags and moods."""

    row: RowMapping
    words: TagWords

    @property
    def genres(self) -> list[str]:
        """Return the film's genres, the most telling first."""
        return list(self.row["genres"])

    def is_known(self, word: TagWord) -> bool:
        """Say whether somebody said it of the film."""
        return word.name in self.row["moods"] or not word.spellings.isdisjoint(self._tags)

    def relevance(self, word: TagWord) -> float:
        """Return how far a tag or mood holds, 0 to 1."""
        estimate = self._estimate(word)
        if not self.is_known(word):
            return estimate or 0.0
        strength = MOOD_STRENGTHS.get(self.row["moods"].get(word.name), STRENGTHS[word.kind])
        return KNOWN_SHARE * strength + (1 - KNOWN_SHARE) * (
            strength if estimate is None else estimate
        )

    @cached_property
    def sure(self) -> dict[str, float]:
        """Return what may be said of the film: name → relevance."""
        found = {}
        for name in self.row["relevant_tags"]:
            word = self.words.get(name)
            if word is None or name in _DULL:
                continue
            relevance = self.relevance(word)
            if relevance >= SURE or self.is_known(word):
                found[name] = relevance
        return found

    @cached_property
    def _tags(self) -> frozenset[str]:
        return frozenset(self.row["tags"])

    def _estimate(self, word: TagWord) -> float | None:
        if word.vector is None or word.intercept is None or self._vector is None:
            return None
        return float(1 / (1 + np.exp(-(self._vector @ word.vector + word.intercept))))

    @cached_property
    def _vector(self) -> np.ndarray | None:
        vector = self.row["tag_vector"]
        return None if vector is None else to_floats(vector)


def load_traits(
    rows: Rows, release: ReleaseInfo, words: TagWords, movie_ids: Collection[int]
) -> Mapping[int, FilmTraits]:
    """Return the traits of some films by movie_id; one statement, none where all are known."""

    def read(unknown: list[int]) -> Mapping[int, FilmTraits]:
        found = rows("film_traits", release_id=release.release_id, movie_ids=unknown)
        return {row["movie_id"]: FilmTraits(row, words) for row in found}

    return known_traits(release).get(sorted(movie_ids), read)


def rarity(word: TagWord, movie_count: int) -> float:
    """Return how much a tag tells: the logarithm of one film in so many that has it."""
    return float(np.log(max(movie_count, 2) / (word.film_count + 1)))


def distinct(names: Iterable[str], words: TagWords, most: int) -> list[str]:
    """Return the first names of different families: one mood says what its neighbours say."""
    kept: list[str] = []
    families: set[str] = set()
    for name in names:
        word = words[name]
        if word.kind == "mood" and word.parent in families:
            continue
        families.add(word.parent)
        kept.append(name)
        if len(kept) == most:
            break
    return kept
