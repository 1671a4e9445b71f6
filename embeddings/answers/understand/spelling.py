"""Typing errors in words, against the words that a release knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

# A word of fewer letters has too many neighbours to be put right.
LEAST_LETTERS: Final = 5
TWO_ERRORS_FROM: Final = 8
# A word that so few films have may itself be a mistake.
LEAST_MOVIES: Final = 2


class Vocabulary:
    """The words of a release's titles, tags and plots; about 120 bytes a word.

    Parameters
    ----------
    counts : mapping of str to int
        How many films have each word, as `title_key` writes it.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._near: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word, count in self.counts.items():
            if count >= LEAST_MOVIES:
                self._offer(word)

    def _offer(self, word: str) -> None:
        if len(word) >= LEAST_LETTERS - 1 and word.isalpha():
            self._near[word[0], len(word)].append(word)

    def update(self, words: Iterable[str], counts: Mapping[str, int]) -> None:
        """Count some words anew, while others may read; those not in ``counts`` are gone."""
        for word in words:
            before, count = self.count(word), counts.get(word, 0)
            if count:
                self.counts[word] = count
            else:
                self.counts.pop(word, None)
            if before < LEAST_MOVIES <= count:
                self._offer(word)
            elif count < LEAST_MOVIES <= before and (near := self._near.get((word[0], len(word)))):
                self._near[word[0], len(word)] = [one for one in near if one != word]

    def knows(self, word: str) -> bool:
        """Say whether any film has the word."""
        return word in self.counts

    def count(self, word: str) -> int:
        """Return how many films have the word."""
        return self.counts.get(word, 0)

    def correction(self, word: str) -> str | None:
        """Return what an unknown word was probably meant to be.

        The first letter is taken as right: it nearly always is, and the rest is a
        hundredth of the work.
        """
        if len(word) < LEAST_LETTERS or not word.isalpha() or self.knows(word):
            return None
        errors = 1 if len(word) < TWO_ERRORS_FROM else 2
        candidates = [
            one
            for length in range(len(word) - errors, len(word) + errors + 1)
            for one in self._near.get((word[0], length), ())
        ]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=errors, limit=20)
        if not near:
            return None
        return min(near, key=lambda one: (one[1], -self.count(one[0]), one[0]))[0]
