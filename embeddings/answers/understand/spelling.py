"""Correct typing errors in words, by the words of a release's films."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from embeddings.answers.understand.known_words import is_known, is_vulgar

# A shorter word is near to too many other words to be corrected.
LEAST_LETTERS: Final = 5
TWO_ERRORS_FROM: Final = 8
# A word in fewer films may itself be a typing error.
LEAST_MOVIES: Final = 2


class Vocabulary:
    """The words of a release's titles, tags and plots; about 120 bytes a word.

    Parameters
    ----------
    counts : mapping of str to int
        Number of films with each word, as `title_key` writes the word.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._by_start_and_length: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word, count in self.counts.items():
            if count >= LEAST_MOVIES:
                self._add_candidate(word)

    def _add_candidate(self, word: str) -> None:
        if len(word) >= LEAST_LETTERS - 1 and word.isalpha() and not is_vulgar(word):
            self._by_start_and_length[word[0], len(word)].append(word)

    def _remove_candidate(self, word: str) -> None:
        key = word[0], len(word)
        if words := self._by_start_and_length.get(key):
            # A new list, because another thread may be iterating over this one.
            self._by_start_and_length[key] = [other for other in words if other != word]

    def update(self, words: Iterable[str], counts: Mapping[str, int]) -> None:
        """Replace the counts of ``words``, while other threads may read.

        Parameters
        ----------
        words : iterable of str
            Words whose count may have changed.
        counts : mapping of str to int
            Number of films with each of them; a word that is missing is removed.
        """
        for word in words:
            before, count = self.count(word), counts.get(word, 0)
            if count:
                self.counts[word] = count
            else:
                self.counts.pop(word, None)
            if before < LEAST_MOVIES <= count:
                self._add_candidate(word)
            elif count < LEAST_MOVIES <= before:
                self._remove_candidate(word)

    def knows(self, word: str) -> bool:
        """Return whether any film has the word."""
        return word in self.counts

    def count(self, word: str) -> int:
        """Return the number of films with the word."""
        return self.counts.get(word, 0)

    def correction(self, word: str) -> str | None:
        """Return the word that an unknown word probably stands for, or None.

        A word of English or German stands for itself, whether or not any film has it, and nothing
        vulgar is ever returned. Of equally near words, the word in most films is returned. Only
        words with the same first letter are compared: the first letter is nearly always typed
        right, and comparing all words would take a hundred times as long.

        Source: optimal string alignment distance, as in `Titles.match_mistyped`.
        """
        if len(word) < LEAST_LETTERS or not word.isalpha() or self.knows(word) or is_known(word):
            return None
        errors = 1 if len(word) < TWO_ERRORS_FROM else 2
        candidates = [
            candidate
            for length in range(len(word) - errors, len(word) + errors + 1)
            for candidate in self._by_start_and_length.get((word[0], length), ())
        ]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=errors, limit=20)
        ranked = [(distance, -self.count(candidate), candidate) for candidate, distance, _ in near]
        return min(ranked)[2] if ranked else None
