"""What films are like: the genres, tags and moods that hold for them, and how far.

A tag or mood holds for a film where it is known to, or where it is estimated so surely that one
may say it. How far is the number that the release stores, by which statements rank, too
(`sql/fragments/tag_relevance.sql`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from pgvector import SparseVector
from sqlalchemy import RowMapping

from embeddings.answers.known_films import known_traits
from embeddings.answers.rows import Rows
from embeddings.answers.tags import TagWord, TagWords
from embeddings.learning.tag_relevance_targets import relevance_columns
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
    """A row of ``film_traits.sql``, read with the release's tags and moods.

    Attributes
    ----------
    columns : mapping of str to int
        Tag or mood → its column of ``tag_relevance``.
    """

    row: RowMapping
    words: TagWords
    columns: Mapping[str, int]

    @property
    def genres(self) -> list[str]:
        """Return the film's genres, the most telling first."""
        return list(self.row["genres"])

    def is_known(self, word: TagWord) -> bool:
        """Say whether somebody said it of the film."""
        return word.name in self.row["moods"] or not word.spellings.isdisjoint(self._tags)

    def relevance(self, word: TagWord) -> float:
        """Return how far a tag or mood holds, 0 to 1.

        In a release from before relevance was stored, what is known holds wholly.
        """
        if self._relevance is None:
            return float(self.is_known(word))
        return self._relevance.get(self.columns[word.name], 0.0)

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

    @cached_property
    def _relevance(self) -> dict[int, float] | None:
        """Column → relevance of what holds at all; None where the release stores none."""
        stored = self.row["tag_relevance"]
        if stored is None:
            return None
        vector = SparseVector.from_text(stored) if isinstance(stored, str) else stored
        return dict(zip(vector.indices(), vector.values(), strict=True))


def load_traits(
    rows: Rows, release: ReleaseInfo, words: TagWords, movie_ids: Collection[int]
) -> Mapping[int, FilmTraits]:
    """Return the traits of some films by movie_id; one statement, none where all are known."""

    def read(unknown: list[int]) -> Mapping[int, FilmTraits]:
        found = rows("film_traits", release_id=release.release_id, movie_ids=unknown)
        columns = relevance_columns(words)
        return {row["movie_id"]: FilmTraits(row, words, columns) for row in found}

    return known_traits(release).get(sorted(movie_ids), read)


def rarity(word: TagWord, movie_count: int) -> float:
    """Return how much a tag tells: the logarithm of all films over those that have it."""
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
