"""The titles of a release, matched with what people half remember or mistype."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final, get_args

from embeddings.answers.understand.near_keys import NearKeys, most_typos
from embeddings.answers.understand.title_keys import KeyKind, name_keys
from embeddings.answers.understand.title_rows import MatchKind, TitleMatch, TitleRow
from embeddings.sources.text.numbers import numbered_key, numbers_of
from embeddings.sources.text.title_forms import LEAST_PART_LETTERS, plain_keys
from embeddings.sources.text.titles import title_key

# Strength of a kind of match, as a share of the strength of an exact title.
STRENGTHS: Final[dict[MatchKind, float]] = {
    "exact": 1.0,
    "article": 0.9,
    "part": 0.7,
    "acronym": 0.7,
    "typo": 0.7,
    "within": 0.4,
}
# What a match loses for every typing error after the first, and for matching a part of a name.
_ERROR_PENALTY: Final = 0.15
_PART_PENALTY: Final = 0.1
MOST_MATCHES: Final = 40
# One film in this many is well known.
WELL_KNOWN_PART: Final = 20
# Kinds of keys that typing errors are looked for in.
NEAR_KINDS: Final[tuple[KeyKind, ...]] = ("exact", "loose", "part", "plain")
# "Rocky 1" is "Rocky".
_FIRST: Final = " 1"


class Titles:
    """Every name of a release's films by its keys; about 250 bytes a name.

    Parameters
    ----------
    rows : iterable of TitleRow
        Films with equally strong matches are ranked by rating count, the highest first.

    Attributes
    ----------
    rows : dict of int to TitleRow
        By movie id, by rating count in falling order.
    """

    def __init__(self, rows: Iterable[TitleRow]) -> None:
        self.rows = {
            row.movie_id: row for row in sorted(rows, key=lambda r: (-r.rating_count, r.movie_id))
        }
        self._rating_counts = [row.rating_count for row in self.rows.values()]
        self._index: dict[KeyKind, dict[str, list[int]]] = {
            kind: defaultdict(list) for kind in get_args(KeyKind)
        }
        self._collections: dict[str, list[int]] = {}
        for movie_id, row in self.rows.items():
            for kind, key in name_keys(row.names):
                self._enter(kind, key, movie_id)
            for name in row.collections:
                self._collections.setdefault(name, []).append(movie_id)
        self._near_keys = NearKeys(key for kind in NEAR_KINDS for key in self._index[kind])
        # All exact keys as one text, to search inside them; the offset of each key in it.
        self._text = "\n" + "\n".join(f" {key} " for key in self._index["exact"])
        self._text_keys = list(self._index["exact"])
        self._offsets = [0]
        for key in self._text_keys:
            self._offsets.append(self._offsets[-1] + len(key) + 3)

    def _ids(self, kind: KeyKind, key: str) -> list[int]:
        return self._index[kind].get(key, [])

    def _enter(self, kind: KeyKind, key: str, movie_id: int) -> None:
        ids = self._index[kind][key]
        if not ids or ids[-1] != movie_id:
            ids.append(movie_id)

    def update(self, movie_ids: Iterable[int], rows: Iterable[TitleRow]) -> None:
        """Replace films, while other threads match titles.

        Readers take no lock. So a film is removed from a list by replacing the list, and keys
        are only ever appended, because a reader may hold the position of a key. The row of a
        removed film stays in `rows` for a reader that holds its id; no match leads to it.

        Parameters
        ----------
        movie_ids : iterable of int
            Films to remove; a film that is not here is ignored.
        rows : iterable of TitleRow
            Films to add. They are ranked behind the films that are here, so they should have
            few ratings.
        """
        for movie_id in movie_ids:
            if movie_id in self.rows:
                for kind, key in name_keys(self.rows[movie_id].names):
                    self._index[kind][key] = [
                        other for other in self._index[kind][key] if other != movie_id
                    ]
                for name in self.rows[movie_id].collections:
                    self._collections[name] = [
                        other for other in self._collections.get(name, []) if other != movie_id
                    ]
        added = {row.movie_id: row for row in rows}
        self.rows = {**self.rows, **added}
        for movie_id, row in added.items():
            for kind, key in name_keys(row.names):
                self._add(kind, key, movie_id)
            for name in row.collections:
                self._collections.setdefault(name, []).append(movie_id)

    def _add(self, kind: KeyKind, key: str, movie_id: int) -> None:
        is_new = not any(key in self._index[other] for other in NEAR_KINDS)
        if kind == "exact" and key not in self._index["exact"]:
            # The text comes last: a reader maps an offset in it to a key by the other two.
            self._text_keys.append(key)
            self._offsets.append(self._offsets[-1] + len(key) + 3)
            self._text += f"\n {key} "
        self._enter(kind, key, movie_id)
        if is_new and kind in NEAR_KINDS:
            self._near_keys.add([key])

    def in_collection(self, name: str) -> list[int]:
        """Return the films that are part of a collection, the most rated first."""
        return list(self._collections.get(name, ()))

    def exact_ids(self, text: str) -> list[int]:
        """Return the films with this very name, the most rated first.

        Digits, Roman numerals and number words are equal.
        """
        key = title_key(text)
        return self._titled_first(key) or self._titled_first(numbered_key(key))

    def _titled_first(self, *keys: str) -> list[int]:
        """Return the films with a name, first those whose title it is, and not a translation."""
        found = [movie_id for key in keys for movie_id in self._ids("exact", key)]
        return sorted(found, key=lambda film: title_key(self.rows[film].title) not in keys)

    def loose_ids(self, text: str) -> list[int]:
        """Return the films with this name, or else those whose plain keys have one in common."""
        return self.exact_ids(text) or self.plain_ids(plain_keys(text))

    def plain_ids(self, keys: Iterable[str], kind: KeyKind = "plain") -> list[int]:
        """Return the films with one of these keys, each once, by key and then the most rated first.

        Parameters
        ----------
        keys : iterable of str
            As `plain_keys` and `part_keys` return them.
        kind : "plain" or "plain part"
            Of whole names, or of the parts of names.
        """
        return list(dict.fromkeys(movie_id for key in keys for movie_id in self._ids(kind, key)))

    def plain_names(self, years: Container[int | None]) -> dict[int, dict[str, list[int]]]:
        """Return the films of some years by the plain keys of their names, by year."""
        found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for key, movie_ids in list(self._index["plain"].items()):
            for movie_id in movie_ids:
                year = self.rows[movie_id].year
                if year is not None and year in years:
                    found[year][key].append(movie_id)
        return found

    def match_names(self, text: str) -> list[TitleMatch]:
        """Match films with a name that is equal to ``text``, or has a part that is.

        At most `MOST_MATCHES`, the strongest first. `title_forms` says what is equal. A name of
        another language is no exact match where it is the title of another film.
        """
        key, plain = title_key(text), plain_keys(text)
        named = self._titled_first(key, numbered_key(key))
        own = [film for film in named if title_key(self.rows[film].title) == key]
        candidates: dict[MatchKind, list[int]] = {
            "exact": own or named,
            "article": self.plain_ids(plain),
            "part": self.plain_ids(plain, "plain part"),
        }
        matches: dict[int, TitleMatch] = {}
        for kind, movie_ids in candidates.items():
            for movie_id in movie_ids:
                matches.setdefault(movie_id, TitleMatch(movie_id, kind, STRENGTHS[kind], key))
        if not matches and key.endswith(_FIRST):
            return self.match_names(key.removesuffix(_FIRST))
        return sorted(matches.values(), key=lambda match: -match.strength)[:MOST_MATCHES]

    def series_ids(self, text: str) -> list[int]:
        """Return the films whose names go on where ``text`` ends, the most rated first.

        Empty where fewer than two do: "harry potter" names a series, and "heat" none.
        """
        start = f"\n {title_key(text)} "
        if len(start) < LEAST_PART_LETTERS + 3:
            return []
        found = {
            movie_id for name in self._names_with(start) for movie_id in self._ids("exact", name)
        }
        return sorted(found, key=self._rank) if len(found) > 1 else []

    def _rank(self, movie_id: int) -> tuple[int, int]:
        return -self.rows[movie_id].rating_count, movie_id

    def is_well_known(self, movie_id: int, part: int = WELL_KNOWN_PART) -> bool:
        """Return whether a film is of the films that most people rated: one of ``part``."""
        least = self._rating_counts[len(self._rating_counts) // part]
        return self.rows[movie_id].rating_count >= max(least, 1)

    def match_acronym(self, text: str) -> list[TitleMatch]:
        """Match films whose initials are ``text``: "lotr", "bttf", "t2"."""
        key = title_key(text)
        if " " in key or not (2 <= len(key) <= 7) or (len(key) < 3 and key.isalpha()):
            return []
        movie_ids = self._ids("acronym", key)[:MOST_MATCHES]
        return [TitleMatch(film, "acronym", STRENGTHS["acronym"], key) for film in movie_ids]

    def match_mistyped(self, text: str, most: int | None = None) -> list[TitleMatch]:
        """Match films whose name is ``text`` with typing errors, the strongest match first.

        Parameters
        ----------
        text : str
        most : int, optional
            Typing errors at most; `most_typos` allows fewer for a short text.

        Source: `NearKeys.near`.
        """
        key = title_key(text)
        errors = most_typos(len(key)) if most is None else min(most, most_typos(len(key)))
        if not errors:
            return []
        best: dict[int, TitleMatch] = {}
        has_digit = any(word.isdecimal() for word in key.split())
        for name, distance in self._near_keys.near(key, errors):
            if has_digit and numbers_of(name) != numbers_of(key):
                continue  # "Rocky 2" is no "Rocky 3" with a typing error.
            whole = self._ids("exact", name) or self._ids("loose", name) or self._ids("plain", name)
            strength = STRENGTHS["typo"] - _ERROR_PENALTY * (distance - 1)
            strength -= 0 if whole else _PART_PENALTY
            for movie_id in whole or self._ids("part", name):
                if movie_id not in best or strength > best[movie_id].strength:
                    best[movie_id] = TitleMatch(movie_id, "typo", strength, name)
        return self._ranked(best)

    def match_within(self, text: str) -> list[TitleMatch]:
        """Match films with ``text`` inside their name; its last word may be unfinished.

        The larger the share of the name that ``text`` is, the stronger the match.
        """
        key = title_key(text)
        if len(key) < LEAST_PART_LETTERS:
            return []
        best: dict[int, TitleMatch] = {}
        for name in self._names_with(f" {key}"):
            strength = STRENGTHS["within"] * (len(key) / len(name))
            for movie_id in self._ids("exact", name):
                if movie_id not in best or strength > best[movie_id].strength:
                    best[movie_id] = TitleMatch(movie_id, "within", strength, key)
        return self._ranked(best)

    def ids_with_words(self, text: str) -> set[int]:
        """Return films with all of these words, in this order, in a name; not all of very many."""
        names = self._names_with(f" {title_key(text)} ")
        return {movie_id for name in names for movie_id in self._ids("exact", name)}

    def _names_with(self, text: str) -> Iterator[str]:
        """Yield keys of names that have ``text`` in them, with a space before and after them."""
        offset = self._text.find(text)
        for _ in range(10 * MOST_MATCHES):
            if offset < 0:
                return
            yield self._text_keys[bisect_right(self._offsets, offset) - 1]
            offset = self._text.find(text, offset + 1)

    def _ranked(self, matches: Mapping[int, TitleMatch]) -> list[TitleMatch]:
        """Return the strongest matches; of equally strong films the most rated comes first."""
        ranked = sorted(matches.values(), key=lambda m: (-m.strength, self._rank(m.movie_id)))
        return ranked[:MOST_MATCHES]
