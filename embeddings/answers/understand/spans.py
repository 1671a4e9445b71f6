"""Spans of a query: find phrases in it, and remove what the parser consumed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.grammar import lowered

Span = tuple[int, int]
"""First character of some words, and the character after their last, counted in the query."""

_LOOSE_START: Final = re.compile(
    r"^(?:[\s,;.:-]+"
    r"|(?:about|with|where|in which|that|which|and|but|who|of|from|featuring)\b(?=\s))+",
    re.IGNORECASE,
)
_LOOSE_END: Final = re.compile(
    r"(?:[\s,;:-]+|\s(?:and|but|or|that is|that's|it's))+$", re.IGNORECASE
)
_MEANS_NOTHING: Final = re.compile(
    r"^(?:(?:an? |the |some |any )?(?:film|movie|flick)s?|and|but|or|with)$", re.IGNORECASE
)


def find_phrases(text: str, phrases: Sequence[str]) -> list[Span]:
    """Return the span of every occurrence of every phrase.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    phrases : sequence of str
        In any case; each is lowered before the search.
    """
    spans = []
    for phrase in phrases:
        start = text.find(lowered(phrase))
        while start >= 0:
            spans.append((start, start + len(phrase)))
            start = text.find(lowered(phrase), start + 1)
    return spans


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span shares a character with any other span."""
    return any(span[0] < end and start < span[1] for start, end in others)


def blanked(text: str, spans: Sequence[Span]) -> str:
    """Return ``text`` with a comma and spaces in each span, so that other words keep their index.

    The comma ends a clause: rules that look at the words before a phrase do not read past it.
    """
    for start, end in spans:
        text = text[:start] + "," + " " * (end - start - 1) + text[end:]
    return text


def without(text: str, spans: Sequence[Span]) -> str:
    """Remove spans, and then connectives and punctuation that are left loose at either end.

    Returns
    -------
    str
        The remaining words, or an empty text where they mean nothing ("the film", "and").

    Examples
    --------
    >>> without("80s horror about a doll", [(0, 3), (4, 10)])
    'a doll'
    """
    removed = {index for start, end in spans for index in range(start, end)}
    text = "".join(" " if index in removed else char for index, char in enumerate(text))
    text = " ".join(text.split())
    text = re.sub(r"\s+([,.;!?])", r"\1", text)
    text = _LOOSE_END.sub("", _LOOSE_START.sub("", text)).strip(" ,.;!?")
    return "" if _MEANS_NOTHING.match(text) else text
