"""Find the example film of a query: "like Heat but funnier"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from embeddings.answers.understand.grammar import ANY_GENRE, FILM, QUALIFIER
from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.titles import Titles

# A word that says nothing about the film: "I want something like …".
_FILLER_WORD: Final = (
    rf"(?:{FILM}|i|i'm|want|need|looking|for|find|show|give|recommend|me|a|an|some|any|more|other"
    r"|another|something|anything|stuff|ones?|very|really|exactly|much|that|is|are|'s|the|best|to"
    r"|see|watch)"
)
_WORD_BEFORE_LIKE: Final = rf"(?:{QUALIFIER}|{ANY_GENRE}|{_FILLER_WORD}|[12]?\d?\d0'?s|from)"
_LIKE: Final = re.compile(
    rf"^(?P<before>(?:{_WORD_BEFORE_LIKE}[ ,]+)*)"
    r"(?P<like>similar (?:in style )?to |in the (?:style|vein|spirit) of |like )(?P<rest>.+)$"
)
_FILLER: Final = re.compile(rf"(?:{_FILLER_WORD}[ ,]+)*")
# What may follow the title.
_END_OF_TITLE: Final = re.compile(
    r"\s*(?:[,.;!?]|$)"
    r"|\s+(?:but|and|with|without|except|only|just|set|from|in|about|where|for kids)\b"
)


@dataclass(frozen=True)
class ExampleSpan:
    """The example film, and the span of the words that name it."""

    movie_id: int
    span: Span


def find_example(text: str, titles: Titles) -> ExampleSpan | None:
    """Return the film that the answers are to resemble, or None.

    The longest title wins, and a title must end where the phrase can end: "like water for
    chocolate" does not ask for films like "Water". The span includes the words before "like"
    where all of them are filler: "something like Heat".

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    titles : Titles
        Of the release; a film that it lacks is no example.
    """
    match = _LIKE.match(text)
    if not match or re.search(r"\bi (?:really )?$", match["before"]):
        return None  # "I like Heat" states a taste and asks for nothing.
    rest, offset = match["rest"], match.start("rest")
    # A query that begins with "like" may be a sentence or a title, so the title must be exact.
    is_bare = not match["before"] and match["like"] == "like "
    is_filler = _FILLER.fullmatch(match["before"])
    start = match.start("before") if is_filler else match.start("like")
    ends = {end.start() for end in _END_OF_TITLE.finditer(rest) if end.start()}
    longest_first = sorted(ends, reverse=True)
    for end in longest_first:
        title = rest[:end]
        if movie_ids := titles.exact_ids(title) if is_bare else titles.loose_ids(title):
            return ExampleSpan(movie_ids[0], (start, offset + end))
    if is_bare:
        return None
    for end in longest_first:
        if matches := titles.match_mistyped(rest[:end], most=2):
            return ExampleSpan(matches[0].movie_id, (start, offset + end))
    return None
