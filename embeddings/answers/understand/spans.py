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
    r"|(?:about|with|where|in which|that|which|and|but|who|of|from|featuring)\b(?=\s)"
    r"|(?:an?|the)\s+(?=(?:about|with|where|that|and|but|who|from)\s))+",
    re.IGNORECASE,
)
_LOOSE_END: Final = re.compile(
    r"(?:[\s,;:-]+|\s(?:and|but|or|that is|that'?s|it'?s))+$", re.IGNORECASE
)
_MEANS_NOTHING: Final = re.compile(
    r"^(?:(?:(?:an?|the|some|any|all|other|more|good|great|best|greatest|top|i|want|need|show me"
    r"|find me|give me|recommend|looking for|to see|to watch|with|for) )*"
    r"(?:(?:film|movie|flick|picture)s?|filmography|cinema|works?|something|anything|please|one|ones"
    r"|best|early|late|later)(?: please| to (?:watch|see)| with| from| by| of| that)?"
    r"|and|but|or|with|by|the|an?|in|of|from|that|all)$",
    re.IGNORECASE,
)
# Words that join a phrase to what stands before it: without the phrase they join nothing.
_JOINT_BEFORE: Final = re.compile(
    r"(?:\s|^|,)(?:and|but|(?:that|which)(?: is| are|'?s)?|that'?s|it'?s|they'?re|with)?\s*$"
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


class Rest:
    """What is left of a query without the words that were consumed, as if it had been typed so.

    Rules that look at how words stand beside one another read this: "French comedies under 100
    minutes from the 70s" is "French comedies from the 70s".

    Attributes
    ----------
    text : str
        Without consumed words and the connectives that they leave loose.
    """

    def __init__(self, text: str, consumed: Sequence[Span]) -> None:
        self._places = list(range(len(text)))
        self.text = text
        if not consumed:
            return
        removed = {index for start, end in consumed for index in range(start, end)}
        for start, _ in consumed:
            if joint := _JOINT_BEFORE.search(text[:start]):
                removed.update(range(*joint.span()))
        self.text = "".join(" " if index in removed else char for index, char in enumerate(text))
        for pattern in (
            re.compile(r"\s+(?=[\s,.;!?]|$)|^\s+"),
            re.compile(r"[,;](?=\s*(?:[,;]|$))"),
            _LOOSE_START,
            _LOOSE_END,
        ):
            self._remove(pattern)

    def _remove(self, pattern: re.Pattern[str]) -> None:
        removed = {index for match in pattern.finditer(self.text) for index in range(*match.span())}
        kept = [index for index in range(len(self.text)) if index not in removed]
        self.text = "".join(self.text[index] for index in kept)
        self._places = [self._places[index] for index in kept]

    def spans(self, span: Span) -> list[Span]:
        """Return where in the query the words of a span of the rest are, piece by piece.

        The pieces are those between consumed words; most spans are of one piece.
        """
        pieces: list[Span] = []
        for place in self._places[slice(*span)]:
            if pieces and pieces[-1][1] == place:
                pieces[-1] = pieces[-1][0], place + 1
            else:
                pieces.append((place, place + 1))
        return [piece for piece in pieces if piece[1] - piece[0] > 1] or pieces[:1]


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
