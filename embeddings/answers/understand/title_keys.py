"""The normalised keys that the names of a film are found by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Final, Literal

from embeddings.sources.text.numbers import numbered_key, without_part
from embeddings.sources.text.titles import title_key

KeyKind = Literal["exact", "loose", "part", "acronym"]

LEAST_PART_LETTERS: Final = 4
_ARTICLE: Final = re.compile(r"^(?:the|an?|le|la|les|l|el|los|las|il|der|die|das) ")
# "Star Wars: Episode V - The Empire Strikes Back" has three parts.
_BETWEEN_PARTS: Final = re.compile(r":\s+|\s+[-\u2013\u2014]\s+|;\s+|,? or:? |\s*[()]\s*")


def name_keys(names: Iterable[str]) -> Iterator[tuple[KeyKind, str]]:
    """Yield every key of a film's names, some of them more than once.

    The kinds are the whole name ("exact"), the name without its article or its spaces ("loose"),
    a part of the name ("part"), and the initials of the name or a part ("acronym"). A name with a
    number is there with digits as well: "Rocky II" is "rocky 2".
    """
    for name in names:
        key = title_key(name)
        parts = [title_key(part) for part in _BETWEEN_PARTS.split(name) if part and part.strip()]
        # A numeral ends a part: "Star Trek V: The Final Frontier".
        numbered = " ".join(map(numbered_key, parts))
        for whole in dict.fromkeys((key, numbered)):
            yield "exact", whole
            yield from (("loose", loose) for loose in loose_keys(whole) if len(loose) > 1)
        if (short := without_part(numbered)) != numbered:
            yield "loose", short
            yield "loose", without_article(short)
        for part in parts if len(parts) > 1 else []:
            digits = numbered_key(part)
            for form in dict.fromkeys((part, digits, without_part(digits))):
                if len(form) >= LEAST_PART_LETTERS:
                    yield "part", form
                    yield "part", without_article(form)
        for words in {tuple(key.split()), *(tuple(part.split()) for part in parts)}:
            yield from (("acronym", acronym) for acronym in _acronyms(words))


def loose_keys(key: str) -> tuple[str, str]:
    """Return a key without its article, and without its spaces."""
    return without_article(key), key.replace(" ", "")


def without_article(key: str) -> str:
    """Return a key without the article that it begins with."""
    return _ARTICLE.sub("", key)


def _acronyms(words: Sequence[str]) -> Iterator[str]:
    """Yield the initials of words with and without a leading article: "tlotr" and "lotr"."""
    begins_with_article = _ARTICLE.match(" ".join(words))
    for used in (words, words[1:] if begins_with_article else words):
        # Two initials would match too much, unless the second is a number: "t2".
        if len(used) > 2 or (len(used) == 2 and used[1].isdigit()):
            yield "".join(word if word.isdigit() else word[0] for word in used)


def letter_set(key: str) -> int:
    """Return the set of a key's letters as 64 bits; some letters share a bit."""
    return reduce(or_, (1 << (ord(letter) & 63) for letter in set(key)), 0)
