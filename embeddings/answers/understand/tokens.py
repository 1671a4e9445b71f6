"""The words of a query, each with its place, as names are made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from embeddings.sources.text.titles import title_key

_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"'s$|(?<=s)'$")
# What stands between the words of one name: "Jean-Luc", "Samuel L. Jackson", "J.J. Abrams".
_IN_NAME: Final = re.compile(r" +|-|\.-?")
_IN_NAME_AFTER_INITIAL: Final = re.compile(r"\. ?-?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query.

    Attributes
    ----------
    start, end
        First character, and the one after the last, in the query; without a possessive's ending.
    key
        As `title_key` writes it, without a possessive's ending.
    is_possessive
        Whether it ends in "'s".
    goes_on
        Whether the next word may belong to the same name.
    """

    start: int
    end: int
    key: str
    is_possessive: bool
    goes_on: bool


@lru_cache(maxsize=256)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words of a query.

    Several steps of parsing ask for the words of the same text.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.

    Examples
    --------
    >>> [token.key for token in tokenize("hitchcock's films, o'toole")]
    ['hitchcock', 'films', 'otoole']
    """
    matches = list(_TOKEN.finditer(text))
    tokens = []
    for match, later in zip_longest(matches, matches[1:]):
        ending = _POSSESSIVE.search(match.group())
        word = match.group()[: ending.start()] if ending else match.group()
        gap = text[match.end() : later.start()] if later else ","
        joins = _IN_NAME.fullmatch(gap) and (gap != "." or len(word) == 1)
        goes_on = bool(joins) or bool(len(word) <= 2 and _IN_NAME_AFTER_INITIAL.fullmatch(gap))
        tokens.append(
            Token(
                match.start(),
                match.start() + len(word),
                title_key(word),
                ending is not None,
                goes_on and ending is None,
            )
        )
    return tuple(tokens)


def is_broken(text: str, tokens: Sequence[Token]) -> bool:
    """Return whether a comma or the like stands between the words, so that they are no phrase."""
    return any(char in ",.;!?()" for char in text[tokens[0].end : tokens[-1].start])
