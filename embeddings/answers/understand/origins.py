"""Find the countries and languages that a query asks for or excludes.

As in `filters`, the words around a country or a language must show that a kind of film is meant:
"Korean thriller", "films from Iran", "films in Japanese" and "not American" set filters; "The
Italian Job", "An American in Paris" and "English lessons" set none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from embeddings.answers.understand.filters import (
    END_OF_KIND,
    KIND_OF_FILM,
    PLOT_OPENERS,
    WHEN,
    Field,
    Filter,
)
from embeddings.answers.understand.grammar import (
    BOLLYWOOD,
    COUNTRIES,
    COUNTRY,
    DEMONYM,
    DEMONYMS,
    FILM,
    GENRE_PHRASE,
    LANGUAGE,
    LANGUAGE_ADJECTIVE,
    LEAD,
    QUALIFIER,
    language_name,
)
from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.words import MOST_WORDS

# A filter's field, its values, and the span of its words.
_Origin = tuple[Field, tuple[str, ...], Span]

_COUNTRY_WORD: Final = rf"(?P<country_word>{DEMONYM}|{BOLLYWOOD})"
_QUALIFIERS: Final = rf"(?:{QUALIFIER} )*"
# "Korean films about …", "best French 80s comedies"
_KIND_AT_START: Final = re.compile(
    rf"^{LEAD}(?P<words>(?:(?:{WHEN}|{QUALIFIER}) )*)(?:{FILM}(?!\w)|{GENRE_PHRASE}){END_OF_KIND}"
)
_WHOLE_COUNTRY_WORD: Final = re.compile(rf"(?<![\w'-]){_COUNTRY_WORD}(?![\w'-])")
_WHOLE_LANGUAGE_WORD: Final = re.compile(
    rf"(?<![\w'-])(?P<language>{LANGUAGE_ADJECTIVE})(?![\w'-])"
)
_BOLLYWOOD_ALONE: Final = re.compile(rf"^{LEAD}(?P<country_word>{BOLLYWOOD})$")
# "something Korean"
_SOMETHING: Final = re.compile(
    rf"^{LEAD}(?P<thing>something |anything )(?:{QUALIFIER} )*(?P<country_word>{DEMONYM})$"
)
_COUNTRY_ALONE: Final = re.compile(rf"(?:{QUALIFIER} )*(?P<country_word>{DEMONYM})")
_LANGUAGE_ALONE: Final = re.compile(
    rf"(?:but |only |just |spoken )*in (?P<language>{LANGUAGE})(?: (?:please|only))?"
)
# Names of peoples, which say nothing about a film's country.
PEOPLES: Final = re.compile(
    r"\b(?:native american|american indian"
    r"|(?:african|asian|italian|irish|mexican|chinese|japanese|korean|arab|cuban)[- ]american)\b"
)
_END: Final = rf"(?=\s*(?:$|[,;.!?]|\b(?:{PLOT_OPENERS}|and)\b|(?:from|of) {WHEN}))"
_FROM: Final = re.compile(
    rf"\b{KIND_OF_FILM} (?:{WHEN} )?"
    rf"(?P<phrase>(?:made in|shot in|produced in|from) (?:the )?(?P<country>{COUNTRY})){_END}"
)
_IN: Final = re.compile(
    rf"\b{KIND_OF_FILM} (?P<phrase>(?:spoken )?in (?P<language>{LANGUAGE})){_END}"
)
_SPOKEN: Final = re.compile(
    rf"^{LEAD}{_QUALIFIERS}(?P<phrase>(?P<language>{LANGUAGE})[- ](?:language|speaking))"
    rf" (?={_QUALIFIERS}(?:{FILM}|{GENRE_PHRASE}))"
)
_EXCLUDED: Final = re.compile(
    rf"(?:(?:^|,\s*|\b(?:but|and|{KIND_OF_FILM}) )"
    r"(?P<phrase>(?:that'?s |that is )?(?:not|no|nothing|isn'?t)"
    rf" (?:an? |any |made )?(?:in (?P<language>{LANGUAGE})|{_COUNTRY_WORD}))(?: {FILM})?"
    r"(?=\s*(?:$|[,;.!?]|\b(?:and|or|but|please|about|with)\b))"
    rf"|(?<![\w'])(?P<non_phrase>non[- ](?P<non_country>{DEMONYM}))"
    rf"(?= (?:{FILM}|{GENRE_PHRASE})|\s*$))"
)


def find_origins(
    text: str, countries: Collection[str], languages: Collection[str]
) -> Iterator[Filter]:
    """Yield the countries and languages that a query asks for or excludes.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it. A query of more than `words.MOST_WORDS`
        words sets no filter.
    countries, languages : collection of str
        Countries and languages of the release; no others set a filter.
    """
    if not (countries or languages) or len(text.split()) > MOST_WORDS or PEOPLES.search(text):
        return
    known = {"countries": frozenset(countries), "languages": frozenset(languages)}
    origins = (
        *_find_excluded(text),
        *_find_before_kind(text),
        *_find_after_kind(text),
    )
    for field, values, span in origins:
        for value in values:
            if value in known[field.removeprefix("exclude_")]:
                yield Filter(field, value, *span)


def find_country_alone(text: str, countries: Collection[str]) -> Iterator[Filter]:
    """Yield the countries of a text that is nothing but their adjective: "Korean"."""
    if match := _COUNTRY_ALONE.fullmatch(text):
        for value in _countries(match["country_word"]):
            if value in countries:
                yield Filter("countries", value, *match.span("country_word"))


def find_language_alone(text: str, languages: Collection[str]) -> Iterator[Filter]:
    """Yield the language of a text that is nothing but it: "in French", beside a film."""
    match = _LANGUAGE_ALONE.fullmatch(text)
    if match and (name := language_name(match["language"])) in languages:
        yield Filter("languages", name, *match.span())


def _find_excluded(text: str) -> Iterator[_Origin]:
    """Yield the origins of "not Korean", "not in French" and "non-American films"."""
    for match in _EXCLUDED.finditer(text):
        span = match.span("phrase") if match["phrase"] else match.span("non_phrase")
        if match["language"]:
            yield "exclude_languages", (language_name(match["language"]),), span
        else:
            country_word = match["country_word"] or match["non_country"]
            if re.fullmatch(BOLLYWOOD, country_word):
                continue  # a kind of Indian film, and not all of India
            yield "exclude_countries", _countries(country_word), span


def _find_before_kind(text: str) -> Iterator[_Origin]:
    """Yield the origins of "Korean thriller" and of "bollywood" alone, unless they are excluded."""
    excluded_spans = [match.span() for match in _EXCLUDED.finditer(text)]
    kind = _KIND_AT_START.match(text)
    matches = list(_WHOLE_COUNTRY_WORD.finditer(text, *kind.span("words"))) if kind else []
    if alone := _BOLLYWOOD_ALONE.match(text) or _SOMETHING.match(text):
        matches.append(alone)
    for match in _WHOLE_LANGUAGE_WORD.finditer(text, *kind.span("words")) if kind else ():
        yield "languages", (language_name(match["language"]),), match.span("language")
    for match in matches:
        span = match.span("country_word")
        if any(start <= span[0] < end for start, end in excluded_spans):
            continue
        yield "countries", _countries(match["country_word"]), span
        if re.fullmatch(BOLLYWOOD, match["country_word"]):
            yield "languages", ("Hindi",), span


def _find_after_kind(text: str) -> Iterator[_Origin]:
    """Yield the origins of "films from Iran", "films in French" and "French-language films"."""
    for match in _FROM.finditer(text):
        yield "countries", COUNTRIES[match["country"]], match.span("phrase")
    for rule in (_IN, _SPOKEN):
        for match in rule.finditer(text):
            yield "languages", (language_name(match["language"]),), match.span("phrase")


def _countries(words: str) -> tuple[str, ...]:
    if re.fullmatch(BOLLYWOOD, words):
        return ("India",)
    return next(names for pattern, names in DEMONYMS.items() if re.fullmatch(pattern, words))
