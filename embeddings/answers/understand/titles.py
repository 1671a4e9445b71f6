"""The titles of a release, to be found by whoever half remembers or mistypes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final, Literal

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from embeddings.sources.text.titles import title_key

Kind = Literal["exact", "article", "part", "acronym", "typo", "within"]

# How much a kind of match counts, of what an exact title counts.
STRENGTHS: Final[dict[Kind, float]] = {
    "exact": 1.0,
    "article": 0.9,
    "part": 0.7,
    "acronym": 0.7,
    "typo": 0.7,
    "within": 0.4,
}
MOST_MATCHES: Final = 40
_ARTICLE: Final = re.compile(r"^(?:the|an?|le|la|les|l|el|los|las|il|der|die|das) ")
# "Star Wars: Episode V - The Empire Strikes Back" has three parts.
_PARTS: Final = re.compile(r":\s+|\s+[-\u2013\u2014]\s+|;\s+|,? or:? |\s*[()]\s*")
_LEAST_WITHIN: Final = 4


@dataclass(frozen=True)
class TitleRow:
    """A film as far as its names go."""

    movie_id: int
    title: str
    year: int | None
    names: tuple[str, ...]
    rating_count: int


@dataclass(frozen=True)
class TitleMatch:
    """A film whose title a query may mean; ``strength`` is 1 for an exact one."""

    movie_id: int
    kind: Kind
    strength: float
    key: str


def most_typos(length: int) -> int:
    """Return how many typing errors a title of so many characters may have."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 24 else 3


def _letters(key: str) -> int:
    """Return the set of a name's letters as 64 bits."""
    return reduce(or_, (1 << (ord(letter) & 63) for letter in set(key)), 0)


def without_article(key: str) -> str:
    """Return a title key without the article it begins with."""
    return _ARTICLE.sub("", key)


class Titles:
    """All names of a release's films, normalised; about 250 bytes a name.

    Parameters
    ----------
    rows : iterable of TitleRow
        Where several films match alike, the most rated comes first.
    """

    def __init__(self, rows: Iterable[TitleRow]) -> None:
        self.rows = {
            row.movie_id: row for row in sorted(rows, key=lambda r: (-r.rating_count, r.movie_id))
        }
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._loose: dict[str, list[int]] = defaultdict(list)
        self._parts: dict[str, list[int]] = defaultdict(list)
        self._acronyms: dict[str, list[int]] = defaultdict(list)
        for movie_id, row in self.rows.items():
            for index, key in self._entries(row):
                _add(index, key, movie_id)
        by_length: dict[int, list[str]] = defaultdict(list)
        for key in self._exact.keys() | self._loose.keys() | self._parts.keys():
            by_length[len(key)].append(key)
        self._by_length = {
            length: (names, np.array([_letters(one) for one in names], dtype=np.uint64))
            for length, names in by_length.items()
        }
        self._text = "\n" + "\n".join(f" {key} " for key in self._exact)
        self._keys = list(self._exact)
        self._starts = [0]
        for key in self._keys:
            self._starts.append(self._starts[-1] + len(key) + 3)

    def _entries(self, row: TitleRow) -> Iterator[tuple[dict[str, list[int]], str]]:
        """Yield the places where a film is entered: an index and a key of it."""
        for name in row.names:
            key = title_key(name)
            yield self._exact, key
            for loose in (without_article(key), key.replace(" ", "")):
                if len(loose) > 1:
                    yield self._loose, loose
            parts = [title_key(part) for part in _PARTS.split(name) if part and part.strip()]
            for part in parts if len(parts) > 1 else []:
                if len(part) >= _LEAST_WITHIN:
                    yield self._parts, part
                    yield self._parts, without_article(part)
            for words in {tuple(key.split()), *(tuple(part.split()) for part in parts)}:
                for some in (words, words[1:] if _ARTICLE.match(" ".join(words)) else words):
                    letters = "".join(one if one.isdigit() else one[0] for one in some)
                    if len(some) > 2 or (len(some) == 2 and some[1].isdigit()):
                        yield self._acronyms, letters

    def update(self, movie_ids: Iterable[int], rows: Iterable[TitleRow]) -> None:
        """Put the films of ``rows`` in the place of those of ``movie_ids``, all of few ratings.

        Others may read meanwhile: lists are replaced, and nothing that a reader may hold the
        place of goes. So does the row of a film that is gone: it stays, and nothing finds it.
        """
        for movie_id in movie_ids:
            for index, key in self._entries(self.rows[movie_id]) if movie_id in self.rows else ():
                index[key] = [one for one in index[key] if one != movie_id]
        fresh = {row.movie_id: row for row in rows}
        self.rows = {**self.rows, **fresh}
        for movie_id, row in fresh.items():
            for index, key in self._entries(row):
                named = (self._exact, self._loose, self._parts)
                is_new = not any(key in one for one in named)
                if index is self._exact and key not in index:
                    self._keys.append(key)
                    self._starts.append(self._starts[-1] + len(key) + 3)
                    self._text += f"\n {key} "
                _add(index, key, movie_id)
                if is_new and index is not self._acronyms:
                    names, letters = self._by_length.get(len(key), ([], np.zeros(0, np.uint64)))
                    longer = np.append(letters, np.uint64(_letters(key)))
                    self._by_length[len(key)] = ([*names, key], longer)

    def exact(self, text: str) -> list[int]:
        """Return the films that are called just so, the most rated first."""
        return list(self._exact.get(title_key(text), ()))

    def named(self, text: str) -> list[int]:
        """Return the films called so, give or take an article or a space."""
        key = title_key(text)
        return self.exact(text) or list(
            self._loose.get(without_article(key)) or self._loose.get(key.replace(" ", "")) or ()
        )

    def spelled(self, text: str) -> list[TitleMatch]:
        """Return films whose name is ``text`` or a part, a short form or a spelling of it."""
        key = title_key(text)
        found: list[TitleMatch] = []
        seen: set[int] = set()
        loose = [without_article(key), key.replace(" ", "")]
        groups: list[tuple[Kind, list[int]]] = [
            ("exact", self._exact.get(key, [])),
            ("article", [one for name in loose for one in self._loose.get(name, [])]),
            ("part", self._parts.get(key) or self._parts.get(without_article(key)) or []),
        ]
        for kind, ids in groups:
            for movie_id in ids:
                if movie_id not in seen:
                    seen.add(movie_id)
                    found.append(TitleMatch(movie_id, kind, STRENGTHS[kind], key))
        return found[:MOST_MATCHES]

    def acronym(self, text: str) -> list[TitleMatch]:
        """Return films that ``text`` has the initials of, "lotr", "bttf", "t2"."""
        key = title_key(text)
        if " " in key or not (2 <= len(key) <= 7) or (len(key) < 3 and key.isalpha()):
            return []
        ids = self._acronyms.get(key, [])[:MOST_MATCHES]
        return [TitleMatch(one, "acronym", STRENGTHS["acronym"], key) for one in ids]

    def mistyped(self, text: str, most: int | None = None) -> list[TitleMatch]:
        """Return films whose name is ``text`` with typing errors; the fewest errors first.

        Source: optimal string alignment distance (Damerau-Levenshtein without two edits
        of one place).
        """
        key = title_key(text)
        errors = most_typos(len(key)) if most is None else min(most, most_typos(len(key)))
        if not errors:
            return []
        names = list(self._with_letters_of(key, errors))
        near = process.extract(
            key, names, scorer=OSA.distance, score_cutoff=errors, limit=MOST_MATCHES
        )
        best: dict[int, tuple[float, str]] = {}
        for name, distance, _ in near:
            whole = self._exact.get(name) or self._loose.get(name)
            for movie_id in whole or self._parts[name]:
                strength = STRENGTHS["typo"] - 0.15 * (distance - 1) - (0 if whole else 0.1)
                if strength > best.get(movie_id, (0.0, ""))[0]:
                    best[movie_id] = (strength, name)
        ranked = sorted(
            best.items(), key=lambda one: (-one[1][0], -self.rows[one[0]].rating_count, one[0])
        )
        return [
            TitleMatch(movie_id, "typo", strength, name)
            for movie_id, (strength, name) in ranked[:MOST_MATCHES]
        ]

    def _with_letters_of(self, key: str, errors: int) -> Iterator[str]:
        """Yield the names that may be ``key`` with so many errors; few of all, and none missed.

        An error takes one letter away, adds one, both, or exchanges two: at most two letters of
        a name's set change. Without this, comparing with 35,000 names took 38 ms of 87,585 films.
        """
        wanted = np.uint64(_letters(key))
        for length in range(len(key) - errors, len(key) + errors + 1):
            if length in self._by_length:
                names, letters = self._by_length[length]
                for place in np.flatnonzero(np.bitwise_count(letters ^ wanted) <= 2 * errors):
                    yield names[place]

    def within(self, text: str) -> list[TitleMatch]:
        """Return films with ``text`` in their name as it stands, its last word perhaps unfinished.

        A match counts the more the larger its share of the name.
        """
        key = title_key(text)
        if len(key) < _LEAST_WITHIN:
            return []
        best: dict[int, float] = {}
        at = self._text.find(f" {key}")
        for _ in range(10 * MOST_MATCHES):
            if at < 0:
                break
            name = self._keys[bisect_right(self._starts, at) - 1]
            share = len(key) / len(name)
            for movie_id in self._exact[name]:
                best[movie_id] = max(share, best.get(movie_id, 0))
            at = self._text.find(f" {key}", at + 1)
        ranked = sorted(
            best.items(), key=lambda one: (-one[1], -self.rows[one[0]].rating_count, one[0])
        )
        return [
            TitleMatch(movie_id, "within", STRENGTHS["within"] * share, key)
            for movie_id, share in ranked[:MOST_MATCHES]
        ]


def _add(index: dict[str, list[int]], key: str, movie_id: int) -> None:
    ids = index[key]
    if not ids or ids[-1] != movie_id:
        ids.append(movie_id)
