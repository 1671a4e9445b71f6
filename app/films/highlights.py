"""Which words of a text are words of the query."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"\w+(?:['\u2019]\w+)*")

# Words that say nothing of a film; marking them would be noise.
COMMON_WORDS = """
a about all an and are as at be but by for from has have he her his i in into is it its like
me movie film my no not of on one or she some than that the their them they this to was were
what when where which who with you
"""
COMMON = frozenset(COMMON_WORDS.split())
SUFFIXES = ("ings", "ing", "ers", "er", "ies", "ied", "ed", "es", "s", "ly", "y", "e")
LEAST_STEM = 3


def stem(word: str) -> str:
    """Return a crude stem: equal for "robots" and "robot", "dancing" and "dance".

    Good enough to mark words in a sentence that PostgreSQL's stemmer has already
    found; never used to find anything.
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    plain = re.sub(r"['\u2019](s|t|d|ll|re|ve|m)?$", "", plain)
    for suffix in SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= LEAST_STEM:
            plain = plain[: -len(suffix)]
            break
    if len(plain) > LEAST_STEM and plain[-1] == plain[-2]:
        plain = plain[:-1]  # "running", "run"
    return plain.rstrip("e") if len(plain) > LEAST_STEM else plain


def highlights(text: str, query: str) -> list[tuple[int, int]]:
    """Return where ``text`` has words of ``query``.

    Returns
    -------
    list of (int, int)
        ``[start, end)`` in characters, in order and apart.

    Examples
    --------
    >>> highlights("Two robots fall in love.", "a loving robot")
    [(4, 10), (19, 23)]
    """
    wanted = {stem(word) for word in WORD.findall(query) if word.casefold() not in COMMON}
    return [
        match.span()
        for match in WORD.finditer(text)
        if match.group().casefold() not in COMMON and stem(match.group()) in wanted
    ]
