"""Stems of words, as PostgreSQL's full text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from embeddings.answers.rows import Rows

# PostgreSQL's parser ends a word at an apostrophe, and so do the stems.
_APOSTROPHE: Final = re.compile(r"['\u2019].*")
MOST_STEMS: Final = 100_000


class Stems:
    """PostgreSQL's stems of words; each is asked for once, since a word's stem never changes."""

    def __init__(self) -> None:
        self._stems: dict[str, str] = {}

    def of(self, rows: Rows, words: Iterable[str]) -> dict[str, str]:
        """Return word → stem, empty for a stop word ("the", "with").

        Parameters
        ----------
        rows : callable
            Runs ``stems.sql`` for the words that are asked for the first time.
        words : iterable of str
            As they stand in a text.
        """
        stems = self._stems if len(self._stems) < MOST_STEMS else {}
        wanted = set(words)
        if missing := {
            word: _APOSTROPHE.sub("", word).casefold() for word in wanted if word not in stems
        }:
            # Under the bare word too, so that "Heist" is known where "heist" was asked for.
            unknown = sorted({*missing.values()} - stems.keys())
            found = rows("stems", words=unknown) if unknown else ()
            # Replaced and not changed, since another thread may be reading the dictionary.
            known = stems | {row["word"]: row["stem"] for row in found}
            stems = self._stems = known | {word: known[bare] for word, bare in missing.items()}
        return {word: stems[word] for word in wanted}
