"""Parts of a query, in characters: which are taken, and what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.grammar import lowered

_LOOSE_START: Final = re.compile(
    r"^(?:[\s,;.:-]+"
    r"|(?:about|with|where|in which|that|which|and|but|who|of|from|featuring)\b(?=\s))+",
    re.IGNORECASE,
)
_LOOSE_END: Final = re.compile(
    r"(?:[\s,;:-]+|\s(?:and|but|or|that is|that's|it's))+$", re.IGNORECASE
)
_NOTHING: Final = re.compile(
    r"^(?:(?:an? |the |some |any )?(?:film|movie|flick)s?|and|but|or|with)$", re.IGNORECASE
)


def spans(low: str, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the phrases stand in a query, each time."""
    found = []
    for phrase in phrases:
        at = low.find(lowered(phrase))
        while at >= 0:
            found.append((at, at + len(phrase)))
            at = low.find(lowered(phrase), at + 1)
    return found


def meet(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Say whether a span has a character in common with any of others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return ``text`` with a comma and spaces for what is taken, so that places stay."""
    for start, end in spans:
        text = text[:start] + "," + " " * (end - start - 1) + text[end:]
    return text


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the words that are left, made tidy; empty where nothing is said by them."""
    covered = {place for start, end in spans for place in range(start, end)}
    text = "".join(" " if place in covered else char for place, char in enumerate(text))
    text = " ".join(text.split())
    text = re.sub(r"\s+([,.;!?])", r"\1", text)
    text = _LOOSE_END.sub("", _LOOSE_START.sub("", text)).strip(" ,.;!?")
    return "" if _NOTHING.match(text) else text
