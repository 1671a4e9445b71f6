"""Countries and languages read out of plain words, only where a kind of film is plainly meant.

"Korean thriller", "films from Iran", "in Japanese", "not American", but not "The Italian Job",
"An American in Paris" or "English lessons". A release without such data takes none of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from embeddings.answers.understand.filters import AFTER_KIND, MATTER, MOST_WORDS, WHEN, Filter
from embeddings.answers.understand.grammar import (
    BOLLYWOOD,
    COUNTRIES,
    COUNTRY,
    DEMONYM,
    DEMONYMS,
    FILM,
    GENRE_PHRASE,
    LANGUAGE,
    LEAD,
    QUALIFIER,
)

_PLACE: Final = rf"(?P<place>{DEMONYM}|{BOLLYWOOD})"
_QUALIFIERS: Final = rf"(?:{QUALIFIER} )*"
# "Korean films about …", "best French 80s comedies"
_KIND: Final = re.compile(
    rf"^{LEAD}(?P<words>(?:(?:{WHEN}|{QUALIFIER}) )*)(?:{FILM}(?!\w)|{GENRE_PHRASE}){AFTER_KIND}"
)
_ONE: Final = re.compile(rf"(?<![\w'-]){_PLACE}(?![\w'-])")
_ALONE: Final = re.compile(rf"^{LEAD}(?P<place>{BOLLYWOOD})$")
# People and not a country.
_PEOPLE: Final = re.compile(r"\b(?:native american|american indian)\b")
_THING: Final = rf"(?:{FILM}|{GENRE_PHRASE}|something|anything|one|ones)"
_END: Final = rf"(?=\s*(?:$|[,;.!?]|\b(?:{MATTER}|and)\b|(?:from|of) {WHEN}))"
_FROM: Final = re.compile(
    rf"\b{_THING} (?:{WHEN} )?"
    rf"(?P<all>(?:made in|shot in|produced in|from) (?:the )?(?P<country>{COUNTRY})){_END}"
)
_IN: Final = re.compile(rf"\b{_THING} (?P<all>(?:spoken )?in (?P<language>{LANGUAGE})){_END}")
_SPOKEN: Final = re.compile(
    rf"^{LEAD}{_QUALIFIERS}(?P<all>(?P<language>{LANGUAGE})[- ](?:language|speaking))"
    rf" (?={_QUALIFIERS}(?:{FILM}|{GENRE_PHRASE}))"
)
_NOT: Final = re.compile(
    rf"(?:(?:^|,\s*|\b(?:but|and|{_THING}) )(?P<all>(?:that's |that is )?(?:not|no|nothing|isn't)"
    rf" (?:an? |any |made )?(?:in (?P<language>{LANGUAGE})|{_PLACE}))(?: {FILM})?"
    r"(?=\s*(?:$|[,;.!?]|\b(?:and|or|but|please|about|with)\b))"
    rf"|(?<![\w'])(?P<non>non[- ](?P<other>{DEMONYM}))(?= (?:{FILM}|{GENRE_PHRASE})|\s*$))"
)


def find_origins(
    text: str, countries: Collection[str], languages: Collection[str]
) -> Iterator[Filter]:
    """Yield the countries and languages that a query asks for or rules out.

    Parameters
    ----------
    text : str
        The query in lower case, one character for each of the original.
    countries, languages : collection of str
        Those of the release; others are not taken.
    """
    if not (countries or languages) or len(text.split()) > MOST_WORDS or _PEOPLE.search(text):
        return
    known = {"countries": frozenset(countries), "languages": frozenset(languages)}
    for field, names, start, end in _found(text):
        kind = field.removeprefix("exclude_")
        values = [name for name in names if name in known[kind]]
        for value in values:
            yield Filter(field, value, start, end)  # type: ignore[arg-type]


def _found(text: str) -> Iterator[tuple[str, tuple[str, ...], int, int]]:
    """Yield field, values and place of each reading."""
    refused: list[tuple[int, int]] = []
    for match in _NOT.finditer(text):
        span = match.span("all") if match["all"] else match.span("non")
        refused.append(match.span())
        if match["language"]:
            yield "exclude_languages", (match["language"].title(),), *span
        else:
            yield "exclude_countries", _countries(match["place"] or match["other"]), *span
    kind = _KIND.match(text)
    places = list(_ONE.finditer(text, *kind.span("words"))) if kind else []
    if alone := _ALONE.match(text):
        places.append(alone)
    for one in places:
        span = one.span("place")
        if any(start <= span[0] < end for start, end in refused):
            continue
        yield "countries", _countries(one["place"]), *span
        if re.fullmatch(BOLLYWOOD, one["place"]):
            yield "languages", ("Hindi",), *span
    for match in _FROM.finditer(text):
        yield "countries", COUNTRIES[match["country"]], *match.span("all")
    for rule in (_IN, _SPOKEN):
        for match in rule.finditer(text):
            yield "languages", (match["language"].title(),), *match.span("all")


def _countries(words: str) -> tuple[str, ...]:
    if re.fullmatch(BOLLYWOOD, words):
        return ("India",)
    return next(names for pattern, names in DEMONYMS.items() if re.fullmatch(pattern, words))
