"""Phrases of a query that say what the film is not: "not Groundhog Day"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from embeddings.answers.understand.spans import Span

# In a longer query "not" alone usually belongs to the plot.
SHORT_WORDS: Final = 16
MOST_PHRASE_WORDS: Final = 8

_SUBJECT: Final = r"(?:it|this|that|its|which|he|she)"
_IN_SHORT_QUERY: Final = re.compile(
    rf"(?:^|[,;.(]\s*|\b(?:but|and) )(?:(?:{_SUBJECT})(?:'?s| is)? )?"
    r"(?P<phrase>(?:definitely )?not(?: like)? (?P<excluded>[^,.;!?()]+))"
)
_IN_LONG_QUERY: Final = re.compile(
    rf"(?:\b{_SUBJECT}(?:'?s| is| was)?|^|[.,;!?(\n]\s*(?:but |and |just )?|\bbut )\s*"
    rf"(?P<phrase>(?:definitely |also |obviously )?(?:not|isn'?t|wasn'?t|is not|was not)"
    r" (?P<excluded>[^,.;!?()\n]+))"
)
_NEXT_CLAUSE: Final = re.compile(
    r"\s+(?:but|and|or maybe|it|i|because|though|although|which|where|when|please|so)\b.*"
)
# After "not", these words say what somebody does or knows; they say nothing about the film.
_NOT_ABOUT_FILM: Final = re.compile(
    r"(?:sure|really|know|remember|certain|positive|necessarily|just|only|even|able|much|many"
    r"|a lot|possible|that (?:it|i|he|she|this)|to|too sure|exactly|as|because|until|been|being"
    r"|going|there|one|all|every|allowed|knowing|having|supposed|in my|on (?:imdb|netflix)"
    r"|find|me|him|her|them|what i)\b"
)
_FILLER: Final = re.compile(
    r"^(?:(?:too|very|so|that|the (?:one|movie|film)(?: with| about| where| called)?|an?"
    r"|your typical|the|typical|like|my)\s+)+"
)


@dataclass(frozen=True)
class Negation:
    """A negated phrase of a query.

    Attributes
    ----------
    span
        Of the whole phrase, "not too violent".
    excluded_span
        Of the words that say what the film is not, "violent".
    """

    span: Span
    excluded_span: Span


def find_negations(text: str) -> Iterator[Negation]:
    """Yield the negated phrases of a query, in the order of its words.

    A query of up to `SHORT_WORDS` words may not begin with the phrase, since a title may begin
    with "not". So "funny, not silly" and "it's not silly" count, and "not another teen movie"
    does not.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    """
    is_short = len(text.split()) <= SHORT_WORDS
    for match in (_IN_SHORT_QUERY if is_short else _IN_LONG_QUERY).finditer(text):
        if is_short and match.start() == 0 and match.start("phrase") == 0:
            continue
        clause = _first_clause(text, match.span("excluded"))
        excluded = _without_filler(text, clause)
        if _is_about_film(text, clause, excluded):
            yield Negation((match.start("phrase"), clause[1]), excluded)


def _first_clause(text: str, span: Span) -> Span:
    start, end = span
    next_clause = _NEXT_CLAUSE.search(text[start:end])
    return start, start + next_clause.start() if next_clause else end


def _without_filler(text: str, clause: Span) -> Span:
    start, end = clause
    if filler := _FILLER.match(text[start:end] + " "):
        start = min(start + filler.end(), end)
    return start, start + len(text[start:end].rstrip())


def _is_about_film(text: str, clause: Span, excluded: Span) -> bool:
    words = text[slice(*excluded)].strip()
    if not words or len(words.split()) > MOST_PHRASE_WORDS:
        return False
    return not _NOT_ABOUT_FILM.match(text[slice(*clause)]) and not _NOT_ABOUT_FILM.match(words)
