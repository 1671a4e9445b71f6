"""Forms of one English word: "ghosts" and "ghost", "cries" and "cry"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_PLURAL_SIBILANT: Final = re.compile(r"(?:ss|sh|ch|x|zz)es$")
_NO_PLURAL: Final = ("ss", "us", "is", "ous")
_LEAST_STEM: Final = 3
_DOUBLED: Final = re.compile(r"([bdgmnprt])\1$")
_VOWEL: Final = re.compile(r"[aeiouy]")


@lru_cache(maxsize=20_000)
def base(word: str) -> str:
    """Return what the forms of a word share; no word of its own, but a key to compare.

    Only endings of the plural and of verbs go. A stemmer takes more away, and then "animal" and
    "anime" are one word, or "universe" and "university".

    Parameters
    ----------
    word : str
        As `title_key` writes it.

    Examples
    --------
    >>> base("cries") == base("cry"), base("making") == base("makes"), base("anime") == base("anim")
    (True, True, True)
    """
    if len(word) <= _LEAST_STEM or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _PLURAL_SIBILANT.search(word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(_NO_PLURAL):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _LEAST_STEM and _VOWEL.search(stem):
            word = _DOUBLED.sub(r"\1", stem)
            break
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    return word.removesuffix("e") if len(word) > _LEAST_STEM + 1 else word


def base_phrase(phrase: str) -> str:
    """Return the words of a phrase by their `base`."""
    return " ".join(map(base, phrase.split()))
