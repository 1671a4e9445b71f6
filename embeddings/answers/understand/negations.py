"""What a query says that the film is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# From here on "not" alone is too often part of the story.
SHORT_WORDS: Final = 16
MOST_PHRASE_WORDS: Final = 8

_SAID: Final = r"(?:it|this|that|its|which|he|she)"
_SHORT: Final = re.compile(
    rf"(?:^|[,;.(]\s*|\b(?:but|and) )(?:(?:{_SAID})(?:'s| is)? )?(?P<all>(?:definitely )?not"
    r"(?: like)? (?P<what>[^,.;!?()]+))"
)
_LONG: Final = re.compile(
    rf"(?:\b{_SAID}(?:'s| is| was)?|^|[.,;!?(\n]\s*(?:but |and |just )?|\bbut )\s*"
    rf"(?P<all>(?:definitely |also |obviously )?(?:not|isn't|wasn't|is not|was not)"
    r" (?P<what>[^,.;!?()\n]+))"
)
_ENDS: Final = re.compile(
    r"\s+(?:but|and|or maybe|it|i|because|though|although|which|where|when|please|so)\b.*"
)
# What follows these says what somebody does or knows, not what the film is.
_IDLE: Final = re.compile(
    r"(?:sure|really|know|remember|certain|positive|necessarily|just|only|even|able|much|many"
    r"|a lot|possible|that (?:it|i|he|she|this)|to|too sure|exactly|as|because|until|been|being"
    r"|going|there|one|all|every|allowed|knowing|having|supposed|in my|on (?:imdb|netflix)"
    r"|find|me|him|her|them|what i)\b"
)
_SOFT: Final = re.compile(
    r"^(?:(?:too|very|so|that|the (?:one|movie|film)(?: with| about| where| called)?|an?"
    r"|your typical|the|typical|like|my)\s+)+"
)


@dataclass(frozen=True)
class Negation:
    """A phrase such as "not Groundhog Day", and what it is about, in characters of the query."""

    start: int
    end: int
    what_start: int
    what_end: int


def find_negations(text: str) -> Iterator[Negation]:
    """Yield what is ruled out.

    A short query must say something else first ("funny, not silly"), since a title may
    begin with "not"; "it's not …" always counts.

    Parameters
    ----------
    text : str
        The query in lower case, one character for each of the original.
    """
    short = len(text.split()) <= SHORT_WORDS
    for match in (_SHORT if short else _LONG).finditer(text):
        if short and match.start() == 0 and match.start("all") == 0:
            continue
        start, end = match.span("what")
        if ending := _ENDS.search(text[start:end]):
            end = start + ending.start()
        what = text[start:end]
        if soft := _SOFT.match(what + " "):
            start += min(soft.end(), len(what))
        phrase = text[start:end].strip()
        if not phrase or _IDLE.match(what) or _IDLE.match(phrase):
            continue
        if len(phrase.split()) > MOST_PHRASE_WORDS:
            continue
        yield Negation(match.start("all"), end, start, start + len(text[start:end].rstrip()))
