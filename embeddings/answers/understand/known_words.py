"""Words of English and German, which are never a typing error.

Source: the frequency lists of pyspellchecker (MIT), made from OpenSubtitles. The lists are read
straight from the package: its `SpellChecker` would hold 160,000 Python strings a language.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib import resources
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.sources.text.titles import title_key

_LONGEST: Final = 18
_ENTRY: Final = re.compile(rb'"([^"\s]+)": (\d+)')
# The lists give a word that is only in a dictionary this count. Half of the German ones are forms
# that nobody types, and each costs 18 bytes.
_ONLY_IN_DICTIONARY: Final = 50
_ENGLISH: Final = "en"
_GERMAN: Final = "de"

# Words that no correction may suggest; where somebody types them, they stay.
_VULGAR: Final = re.compile(
    r"(?:mother)?fuck\w*|(?:bull)?shit\w*|rap(?:e[ds]?|ing|ists?)|porn\w*|incest\w*|bitch\w*|cunts?"
    r"|cocks?|dicks?|dildos?|whor(?:e[ds]?|ing)|sluts?|tit(?:s|ty|ties)|boobs?|puss(?:y|ies)|ass"
    r"|asses|arses?|assholes?|anal|anus|penis\w*|vagina\w*|cum|cumming|semen|orgas\w*|org(?:y|ies)"
    r"|masturbat\w*|molest\w*|nudes?|naked|sex\w*|hookers?|fag\w*|dykes?|nigg\w*|retards?|retarded"
    r"|piss\w*|crap\w*|farts?|farting|turds?|wank\w*|twats?|pricks?|pubic|pubes|nipples?|scrotum"
    r"|testicles?|spic|gooks?|kikes?|trann(?:y|ies)|hentai|bukkake"
)
_CHUNK: Final = 1024


@cache
def _words(language: str) -> NDArray[np.bytes_]:
    """Return the words of a language as `title_key` writes them, sorted; (n,) of 18 bytes."""
    path = resources.files("spellchecker") / "resources" / f"{language}.json.gz"
    least = _ONLY_IN_DICTIONARY + 1 if language == _GERMAN else 1
    chunks: list[NDArray[np.bytes_]] = []
    # Line by line, because the whole text would take more memory than is ever used again.
    with path.open("rb") as packed, gzip.open(packed) as lines:
        while entries := [_ENTRY.match(line) for line in islice(lines, _CHUNK)]:
            found = (match[1] for match in entries if match and int(match[2]) >= least)
            kept = [word for entry in found if len(word := _key(entry)) <= _LONGEST]
            chunks.append(np.array(kept, dtype=f"S{_LONGEST}"))
    return np.unique(np.concatenate(chunks))


def _key(entry: bytes) -> bytes:
    if entry.isalpha():
        return entry
    return title_key(entry.decode("utf-8")).encode("ascii", "ignore")


def load_known_words() -> None:
    """Read the lists; else the first word that is asked for reads them, in some 0.5 s."""
    for language in (_ENGLISH, _GERMAN):
        _words(language)


def is_known(word: str) -> bool:
    """Return whether English or German has a word.

    Parameters
    ----------
    word : str
        As `title_key` writes it. A word of more than 18 letters is unknown.

    Examples
    --------
    >>> is_known("rated"), is_known("romantisch"), is_known("definately")
    (True, True, False)
    """
    return is_english(word) or _has(_GERMAN, word)


def is_english(word: str) -> bool:
    """Return whether English has a word, as `is_known`."""
    return _has(_ENGLISH, word)


def _has(language: str, word: str) -> bool:
    if len(word) > _LONGEST or not word.isascii():
        return False
    words = _words(language)
    key = word.encode("ascii")
    place = int(np.searchsorted(words, np.bytes_(key)))
    return place < len(words) and words[place] == key


def is_vulgar(word: str) -> bool:
    """Return whether a correction must not bring up a word."""
    return _VULGAR.fullmatch(word) is not None
