"""The normalised keys that the names of a film are found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Literal

from embeddings.sources.text.numbers import numbered_key, without_part
from embeddings.sources.text.title_forms import (
    LEAST_PART_LETTERS,
    name_parts,
    part_keys,
    plain_keys,
    without_article,
)
from embeddings.sources.text.titles import title_key

KeyKind = Literal["exact", "plain", "plain part", "loose", "part", "acronym"]


def name_keys(names: Iterable[str]) -> Iterator[tuple[KeyKind, str]]:
    """Yield every key of a film's names, some of them more than once.

    What people type is compared with the whole name ("exact"), with its plain key ("plain") and
    with those of its parts ("plain part"); see `title_forms`. Typing errors are looked for in keys
    that keep their spaces: the name without its article ("loose") and a part of it ("part"). The
    initials are those of the name or of a part ("acronym"). A name with a number is there with
    digits as well: "Rocky II" is "rocky 2".
    """
    for name in names:
        key = title_key(name)
        parts = [title_key(part) for part in name_parts(name)]
        # A numeral ends a part: "Star Trek V: The Final Frontier".
        numbered = " ".join(map(numbered_key, parts))
        for whole in dict.fromkeys((key, numbered)):
            yield "exact", whole
            yield "loose", without_article(whole)
        yield "loose", without_article(without_part(numbered))
        yield from (("plain", plain) for plain in plain_keys(name))
        yield from (("plain part", plain) for plain in part_keys(name))
        for part in parts if len(parts) > 1 else []:
            digits = numbered_key(part)
            for form in dict.fromkeys((part, digits, without_part(digits))):
                if len(form) >= LEAST_PART_LETTERS:
                    yield "part", form
                    yield "part", without_article(form)
        for words in {tuple(key.split()), *(tuple(part.split()) for part in parts)}:
            yield from (("acronym", acronym) for acronym in _acronyms(words))


def _acronyms(words: Sequence[str]) -> Iterator[str]:
    """Yield the initials of words with and without a leading article: "tlotr" and "lotr"."""
    begins_with_article = without_article(" ".join(words)) != " ".join(words)
    for used in (words, words[1:] if begins_with_article else words):
        # Two initials would match too much, unless the second is a number: "t2".
        if len(used) > 2 or (len(used) == 2 and used[1].isdigit()):
            yield "".join(word if word.isdigit() else word[0] for word in used)


def letter_set(key: str) -> int:
    """Return the set of a key's letters as 64 bits; some letters share a bit."""
    return reduce(or_, (1 << (ord(letter) & 63) for letter in set(key)), 0)
