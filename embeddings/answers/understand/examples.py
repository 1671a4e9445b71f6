"""A film that a query wants more of: "like Heat but funnier"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from embeddings.answers.understand.grammar import ANY_GENRE, FILM, QUALIFIER
from embeddings.answers.understand.titles import Titles

# Says nothing of the film, and goes with the name: "I want something like …".
_IDLE_WORD: Final = (
    rf"(?:{FILM}|i|i'm|want|need|looking|for|find|show|give|recommend|me|a|an|some|any|more|other"
    r"|another|something|anything|stuff|ones?|very|really|exactly|much|that|is|are|'s|the|best|to"
    r"|see|watch)"
)
_HEAD_WORD: Final = rf"(?:{QUALIFIER}|{ANY_GENRE}|{_IDLE_WORD}|[12]?\d?\d0'?s|from)"
_LIKE: Final = re.compile(
    rf"^(?P<head>(?:{_HEAD_WORD}[ ,]+)*)"
    r"(?P<like>similar (?:in style )?to |in the (?:style|vein|spirit) of |like )(?P<rest>.+)$"
)
_IDLE_HEAD: Final = re.compile(rf"(?:{_IDLE_WORD}[ ,]+)*")
# The film's name ends here.
_STOP: Final = re.compile(
    r"\s*(?:[,.;!?]|$)"
    r"|\s+(?:but|and|with|without|except|only|just|set|from|in|about|where|for kids)\b"
)


@dataclass(frozen=True)
class ExampleSpan:
    """The film, and the words that name it, in characters of the query."""

    movie_id: int
    start: int
    end: int


def find_example(text: str, titles: Titles) -> ExampleSpan | None:
    """Return the film that a query wants something like, where the release has it.

    The longest name counts, and only one that ends where a name can end: "like water for
    chocolate" is not a film like "Water".

    Parameters
    ----------
    text : str
        The query in lower case, one character for each of the original.
    """
    match = _LIKE.match(text)
    if not match or re.search(r"\bi (?:really )?$", match["head"]):  # "I like …" says nothing of it
        return None
    rest, offset = match["rest"], match.start("rest")
    # A bare "like …" may begin a sentence or a title; then the name must be right.
    bare = not match["head"] and match["like"] == "like "
    idle = _IDLE_HEAD.fullmatch(match["head"])
    start = match.start("head") if idle else match.start("like")
    ends = sorted({one.start() for one in _STOP.finditer(rest) if one.start()}, reverse=True)
    for end in ends:
        if ids := titles.exact(rest[:end]) if bare else titles.named(rest[:end]):
            return ExampleSpan(ids[0], start, offset + end)
    if bare:
        return None
    for end in ends:
        if near := titles.mistyped(rest[:end], most=2):
            return ExampleSpan(near[0].movie_id, start, offset + end)
    return None
