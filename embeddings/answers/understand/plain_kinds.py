"""Genres, countries and years of a query that says nothing else, whatever the order of its words.

The rules of `filters` and `origins` want a kind of film at the beginning of a query, and the end of
a phrase after it. "Korean thriller revenge" and "heist with a twist before 1980" have neither, but
every one of their words is one that asks for a kind of film. Then there is nothing that a genre or
a country could belong to instead: no story, and no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from embeddings.answers.understand.concepts import Found, find_concepts
from embeddings.answers.understand.filters import Filter, years_of_phrase
from embeddings.answers.understand.grammar import (
    ANY_GENRE,
    COUNTRIES,
    COUNTRY,
    DECADE,
    DEMONYM,
    FILM,
    GENRE_NOUN,
    GENRE_PHRASE,
    QUALIFIER,
    YEAR,
    country_names,
    genre_names,
    without_group_names,
)
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.origins import PEOPLES
from embeddings.answers.understand.spans import Span, blanked, overlaps
from embeddings.answers.understand.tokens import tokenize
from embeddings.answers.understand.words import SAYING_NOTHING
from embeddings.knowledge.vocabulary import vocabulary

_WHOLE: Final = r"(?<![\w'-])(?:{})(?![\w'-])"
_DECADE: Final = without_group_names(DECADE)
_DEMONYM: Final = re.compile(_WHOLE.format(DEMONYM))
_GENRE: Final = re.compile(_WHOLE.format(f"{GENRE_PHRASE}|{GENRE_NOUN}"))
_SIDE: Final = (
    r"(?:before|prior to|older than|earlier than|pre[- ]|until|up to|after|since|newer than"
    r"|later than|post[- ])"
)
_WHEN: Final = re.compile(
    r"(?<![\w'-])(?:(?:(?:made|released|that came out) )?"
    rf"(?:{_SIDE} ?(?:the )?|(?:from|in|of) (?:the )?)(?:{_DECADE}|{YEAR})"
    rf"|(?:(?:between|from) )?{YEAR} ?(?:and|to|-|\u2013) ?{YEAR}"
    rf"|(?:the )?{_DECADE}|{YEAR})(?![\w'-])"
)
_PIECE: Final = re.compile(
    _WHOLE.format(
        f"{ANY_GENRE}|{DEMONYM}|{_DECADE}|{YEAR}|{FILM}|{QUALIFIER}|(?:from|in) {COUNTRY}"
    )
)
_FROM: Final = re.compile(
    rf"(?<![\w'-])(?:made in|produced in|from) (?:the )?(?P<country>{COUNTRY})(?![\w'-])"
)
_SETTING: Final = re.compile(
    r"\b(?:set|sets|takes? place|taking place|happens?|happening|during)\b"
)
# "Westerns and war films" are two kinds, and either will do.
_EITHER: Final = re.compile(rf"\bor\b|/|s (?:and|&) {ANY_GENRE}(?![\w'-])")
_WHERE: Final = re.compile(r"(?:in|on|at|under|aboard)\b")
_FILM: Final = re.compile(_WHOLE.format(FILM))
_THINGS: Final = frozenset({"subject", "setting", "place", "era"})
# A decade before this one is as often the time of the story.
_FIRST_DECADE: Final = 1950


def find_plain_kinds(
    text: str,
    taken: Sequence[Span],
    concepts: Sequence[Found],
    known: Sequence[Filter],
    lexicon: Lexicon,
) -> Iterator[Filter]:
    """Yield the genres, countries and years of a query of such words alone.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    taken : sequence of (int, int)
        Spans of what is understood already, other than kinds of film.
    concepts : sequence of Found
        Moods and tags of the query.
    known : sequence of Filter
        Kinds of film that are found already.
    lexicon : Lexicon
        Of the release to search.
    """
    left = blanked(text, taken)
    if not _says_nothing_else(left, concepts) or _SETTING.search(left):
        return
    # "The King of Comedy", which the release may lack, begins as no kind of film does.
    if left.startswith("the ") and not _FILM.search(left):
        return
    fields = {filter_.field for filter_ in known}
    genres = [] if _EITHER.search(left) else list(_GENRE.finditer(left))
    if not fields & {"genres"}:
        for match in genres:
            if _says_whose(match.end(), concepts, left):
                continue  # "A drama teacher" is somebody.
            for name in genre_names(match.group()):
                if name in lexicon.genres:
                    yield Filter("genres", name, *match.span())
    has_kind = bool(genres or _FILM.search(left) or fields & {"genres"})
    if not fields & {"countries"} and not _EITHER.search(left) and not PEOPLES.search(left):
        for match in _DEMONYM.finditer(left):
            if not has_kind or _says_whose(match.end(), concepts, left):
                continue
            for country in country_names(match.group()):
                if country in lexicon.countries:
                    yield Filter("countries", country, *match.span())
        for match in _FROM.finditer(left):
            # After a blanked "hidden gems"; but not in "escape from Germany".
            if not has_kind and not left[: match.start()].rstrip().endswith(","):
                continue
            for country in COUNTRIES[match["country"]]:
                if country in lexicon.countries:
                    yield Filter("countries", country, *match.span())
    # "The thing 1990" may mean a film of another year.
    when = None if fields & {"year_min", "year_max"} else _only(left)
    rest = blanked(left, [when.span()]).strip(" ,") if when else ""
    # "2001 Kubrick" means a film that is called so.
    is_title = when is not None and bool(lexicon.titles.match_names(when.group()))
    if when and not is_title and not lexicon.titles.loose_ids(rest):
        for filter_ in years_of_phrase(when.group()):
            is_plain = has_kind or "countries" in fields or not _says_more(left, when.span())
            is_plain = is_plain or _SIDE_FIRST.match(when.group()) is not None
            is_decade = filter_.value >= _FIRST_DECADE and when.group().endswith("s")  # type: ignore[operator]
            if is_plain or is_decade:
                yield replace(filter_, start=when.start(), end=when.end())


_SIDE_FIRST: Final = re.compile(rf"(?:(?:made|released|that came out) )?{_SIDE}|made|released")


def _says_more(text: str, span: Span) -> bool:
    """Return whether a query says anything but a year: "2024", "from 2024 please"."""
    return any(
        word not in SAYING_NOTHING
        for token in tokenize(blanked(text, [span]))
        for word in token.key.split()
    )


def _only(text: str) -> re.Match[str] | None:
    found = list(_WHEN.finditer(text))
    return found[0] if len(found) == 1 else None


def _says_whose(end: int, concepts: Sequence[Found], text: str) -> bool:
    """Return whether the adjective belongs to somebody in the story: "Russian spy"."""
    return (
        any(
            concept.span[0] >= end
            and not text[end : concept.span[0]].strip()
            # "In space" and "on a train" say where, and nobody.
            and not _WHERE.match(text, concept.span[0])
            and _is_thing(concept)
            and not _GENRE.search(text[slice(*concept.span)])
            for concept in concepts
        )
        and not _GENRE.match(text[end:].strip())
    )


def _is_thing(found: Found) -> bool:
    """Return whether words say somebody or something in the story, rather than what it is like."""
    return any(
        concept.kind == "tag" and vocabulary().tags[concept.name].parent in _THINGS
        for concept in found.concepts
    )


def _says_nothing_else(text: str, concepts: Sequence[Found]) -> bool:
    pieces = [match.span() for match in _PIECE.finditer(text)]
    pieces += [match.span() for match in _WHEN.finditer(text)]
    pieces += [concept.span for concept in concepts]
    return all(
        overlaps((token.start, token.end), pieces)
        or all(word in SAYING_NOTHING for word in token.key.split())
        for token in tokenize(text)
    )


def says_kind(text: str) -> bool:
    """Return whether words before "movie" say what kind it is, though a film is called so.

    Parameters
    ----------
    text : str
        As `grammar.lowered` returns it.

    Examples
    --------
    >>> says_kind("ghost"), says_kind("funny"), says_kind("milk")
    (True, True, False)
    """
    return _says_nothing_else(text, find_concepts(text, tokenize(text)))
