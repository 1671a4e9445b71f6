"""Clean tags into a common spelling."""

import re
from collections.abc import Iterable
from typing import Final

from embeddings.sources.text.bookkeeping import is_bookkeeping
from embeddings.sources.text.clean import clean_text

LONGEST_TAG: Final = 40  # characters; longer ones are sentences

_ADDRESS: Final = re.compile(r"(?:https?:|www\.)|\.(?:com|org|net)\b|@")
_NUMBER: Final = re.compile(r"[\d\W_]+")
_QUOTES: Final = str.maketrans({"\u2018": "'", "\u2019": "'", "\u00b4": "'", "`": "'"})
_DOUBLE_QUOTES: Final = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'))
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_EDGES: Final = " \"'.,;:!?*#~-_"


def clean_tag(raw: str) -> str | None:
    """Return a tag in one spelling, or None for one that tells nothing about the film.

    Lower case, NFC, plain quotes and hyphens, no punctuation around it. Dropped are tags of fewer
    than two letters or digits, numbers and years alone, addresses, whole sentences and what
    :mod:`embeddings.sources.text.bookkeeping` calls bookkeeping ("imdb top 250", "seen 2008").

    Examples
    --------
    >>> clean_tag(" “Artsy” "), clean_tag("Sci-Fi!"), clean_tag("1995"), clean_tag("1980s")
    ('artsy', 'sci-fi', None, '1980s')
    """
    plain = clean_text(raw).translate(_QUOTES).translate(_DOUBLE_QUOTES).translate(_DASHES)
    # Quotes inside stay ("palme d'or"); casefold would turn "ß" into "ss", which nobody types.
    tag = plain.strip(_EDGES).lower()
    if not 2 <= len(tag) <= LONGEST_TAG or sum(char.isalnum() for char in tag) < 2:
        return None
    if _NUMBER.fullmatch(tag) or _ADDRESS.search(tag):
        return None
    return None if is_bookkeeping(tag) else tag


def spelling_key(tag: str) -> str:
    """Return the form by which spellings of one tag are equal: "sci fi" is "sci-fi" is "scifi"."""
    return re.sub(r"[\s\-'.]", "", tag)


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Clean tags that a source orders itself, each kept once, in its order."""
    cleaned = (clean_tag(tag) for tag in tags)
    return list(dict.fromkeys(tag for tag in cleaned if tag is not None))
