"""The people credited in a release, matched with what people half remember or mistype."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from itertools import chain
from typing import Final, Literal

from embeddings.answers.understand.near_keys import NearKeys
from embeddings.answers.understand.person_names import KNOWN_AS, OTHER_FORMS, name_keys
from embeddings.answers.understand.person_rows import PersonRow
from embeddings.sources.text.titles import title_key

NameKind = Literal["name", "short", "other form", "turned"]

# A shorter word is known to spelling only as a word of films.
LEAST_WORD: Final = 3
_LEAST_MISTYPED: Final = 6
# Names that begin like a text are read so far, the most famous first, to put whole words first.
_MOST_STARTING: Final = 200

_Index = dict[str, tuple[int, ...]]
"""Key → ids of people, the most famous first."""


class People:
    """Everybody credited in a release by the keys of their names; some 900 bytes a person.

    Readers take no lock: `updated` returns another object, which shares what did not change.

    Parameters
    ----------
    rows : iterable of PersonRow

    Attributes
    ----------
    rows : dict of int to PersonRow
        By person id, by fame in falling order.
    """

    def __init__(self, rows: Iterable[PersonRow] = ()) -> None:
        self.rows: dict[int, PersonRow] = {}
        self._whole: _Index = {}
        self._short: _Index = {}
        self._surnames: _Index = {}
        self._firsts: _Index = {}
        self._words: set[str] = set()
        self._near_names = NearKeys(())
        self._near_surnames = NearKeys(())
        # All names as one text, the most famous first, to find what begins with some letters.
        self._text = ""
        self._add(rows)

    def updated(self, removed: Collection[int], rows: Iterable[PersonRow]) -> People:
        """Return everybody but those removed, and with these rows in place of others.

        New people are found after all others by what their names begin with, and words of names
        that are gone stay known.
        """
        rows = list(rows)
        replaced = {person_id for person_id in removed if person_id in self.rows}
        replaced |= {row.person_id for row in rows if row.person_id in self.rows}
        other = copy(self)
        other.rows = dict(self.rows)
        for name in ("_whole", "_short", "_surnames", "_firsts"):
            setattr(other, name, dict(getattr(self, name)))
        other._words = set(self._words)
        for person_id in replaced:
            for index, key in other._entries(other.rows.pop(person_id)):
                index[key] = tuple(other_id for other_id in index[key] if other_id != person_id)
        other._add(rows)
        return other

    def _entries(self, row: PersonRow) -> Iterator[tuple[_Index, str]]:
        """Yield each index with each key that a person is found by in it."""
        words = row.key.split()
        keys = name_keys(words)
        yield self._whole, keys.whole
        yield from ((self._short, key) for key in keys.short)
        yield from ((self._surnames, key) for key in keys.surnames)
        if len(words) > 1:
            yield self._firsts, words[0]

    def _add(self, rows: Iterable[PersonRow]) -> None:
        ranked = sorted(rows, key=_rank)
        self.rows |= {row.person_id: row for row in ranked}
        added: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        indexes = {id(index): index for index in (self._whole, self._short, self._surnames)}
        indexes[id(self._firsts)] = self._firsts
        for row in ranked:
            for index, key in self._entries(row):
                added[id(index)][key].append(row.person_id)
            self._words.update(word for word in row.key.split() if len(word) >= LEAST_WORD)
        for number, lists in added.items():
            index = indexes[number]
            for key, ids in lists.items():
                if key in index:
                    ids = sorted(
                        (*index[key], *ids), key=lambda person_id: _rank(self.rows[person_id])
                    )
                index[key] = tuple(ids)
        self._near_names.add(chain(added[id(self._whole)], added[id(self._short)]))
        self._near_surnames.add(
            key for key in added[id(self._surnames)] if len(key) >= _LEAST_MISTYPED
        )
        self._text += "".join(f"\n {row.key}\t{row.person_id}" for row in ranked)

    def credited_in(self, movie_ids: Collection[int]) -> list[int]:
        """Return the ids of everybody credited in any of the films."""
        wanted = frozenset(movie_ids)
        return [
            person_id
            for person_id, row in self.rows.items()
            if not wanted.isdisjoint(row.movie_ids)
        ]

    def knows(self, word: str) -> bool:
        """Return whether somebody's name has the word, of `LEAST_WORD` letters or more."""
        return word in self._words

    def _of(self, ids: Iterable[int]) -> list[PersonRow]:
        return [self.rows[person_id] for person_id in ids]

    def named(self, words: Sequence[str]) -> tuple[NameKind, list[PersonRow]] | None:
        """Match people with their name, but for accents, spaces, initials and forms of it.

        Parameters
        ----------
        words : sequence of str
            As `title_key` writes them.

        Returns
        -------
        (kind, people) or None
            The surest kind that anybody matches: the whole name, a shorter one ("samuel
            jackson"), one with another form of the first name ("sam jackson"), or the surname
            first ("bong joon ho"). The most famous first.
        """
        key = "".join(words)
        known_as = KNOWN_AS.get(key, "").replace(" ", "")
        for kind, index in (("name", self._whole), ("short", self._short)):
            if ids := index.get(key) or index.get(known_as):
                return ("name" if kind == "name" else "short"), self._of(ids)
        if len(words) < 2:
            return None
        rest = "".join(words[1:])
        found = {
            person_id
            for form in OTHER_FORMS.get(words[0], ())
            for index in (self._whole, self._short)
            for person_id in index.get(form + rest, ())
        }
        if found:
            return "other form", sorted(self._of(found), key=lambda row: -row.fame)
        for turned in (rest + words[0], words[-1] + "".join(words[:-1])):
            if ids := self._whole.get(turned):
                return "turned", self._of(ids)
        return None

    def surnamed(self, key: str) -> list[PersonRow]:
        """Return the people of a surname, written without spaces, the most famous first."""
        return self._of(self._surnames.get(key, ()))

    def first_named(self, word: str) -> list[PersonRow]:
        """Return the people of a first name, the most famous first."""
        return self._of(self._firsts.get(word, ()))

    def mistyped(self, words: Sequence[str], more: bool = False) -> list[tuple[PersonRow, int]]:
        """Match people with a name that has typing errors, the nearest and most famous first.

        Parameters
        ----------
        more : bool
            Whether one error more is allowed, as where the query is nothing but the name.
        """
        key = "".join(words)
        errors = most_errors(len(key))
        return self._nearest(
            (person_id, distance)
            for near, distance in self._near_names.near(key, errors + bool(errors and more))
            for person_id in self._whole.get(near) or self._short.get(near, ())
        )

    def mistyped_surname(self, key: str) -> list[tuple[PersonRow, int]]:
        """Match people with a surname that has typing errors, the nearest and most famous first."""
        errors = 0 if len(key) < _LEAST_MISTYPED else 1 if len(key) < 9 else 2
        return self._nearest(
            (person_id, distance)
            for near, distance in (self._near_surnames.near(key, errors) if errors else ())
            for person_id in self._surnames.get(near, ())
        )

    def _nearest(self, found: Iterable[tuple[int, int]]) -> list[tuple[PersonRow, int]]:
        least: dict[int, int] = {}
        for person_id, distance in found:
            least[person_id] = min(distance, least.get(person_id, distance))
        pairs = [(self.rows[person_id], distance) for person_id, distance in least.items()]
        return sorted(pairs, key=lambda pair: (pair[1], -pair[0].fame))

    def search(self, text: str, limit: int) -> list[PersonRow]:
        """Return people with a name that begins like ``text`` at a word.

        Those come first who have its words whole, and of those the most famous.

        Where they are fewer than ``limit``, people with names like it follow.
        """
        key = title_key(text)
        words = key.split()
        starting = list(self._starting(key, _MOST_STARTING))
        # "varda" is whole in Agnès Varda, and only begins Nia Vardalos.
        starting.sort(key=lambda person_id: not set(words) <= set(self.rows[person_id].key.split()))
        found = dict.fromkeys(starting[:limit])
        if len(found) < limit and words:
            if named := self.named(words):
                found |= dict.fromkeys(row.person_id for row in named[1])
            mistyped = (*self.mistyped(words, more=True), *self.mistyped_surname("".join(words)))
            found |= dict.fromkeys(row.person_id for row, _ in mistyped)
        return self._of(list(found)[:limit])

    def _starting(self, key: str, limit: int) -> Iterator[int]:
        offset, found = self._text.find(f" {key}"), 0
        while offset >= 0 and found < limit:
            tab = self._text.find("\t", offset)
            end = self._text.find("\n", tab)
            person_id = int(self._text[tab + 1 : end if end >= 0 else None])
            row = self.rows.get(person_id)
            # The text keeps the names of people who are gone or have another name now.
            if row is not None and f" {key}" in f" {row.key}":
                found += 1
                yield person_id
            offset = self._text.find(f" {key}", tab)


def _rank(row: PersonRow) -> tuple[float, int]:
    return -row.fame, row.person_id


def most_errors(length: int) -> int:
    """Return how many typing errors a name of so many letters may have."""
    return 0 if length < _LEAST_MISTYPED else 1 if length < 13 else 2
