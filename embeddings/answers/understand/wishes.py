"""What the films of a query should be like and should not: moods, tags, and soft genres, countries.

A wish ranks and filters nothing. So it may be doubtful: "Russian spy" wishes for Russia, though the
film may well be American.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from embeddings.answers.understand.concepts import Found
from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.grammar import (
    ANY_GENRE,
    COUNTRIES,
    COUNTRY,
    DEMONYM,
    country_names,
    genre_names,
)
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.negations import Negation
from embeddings.answers.understand.spans import Span, blanked, overlaps

WishKind = Literal["mood", "tag", "genre", "country", "person"]
"""Of a person: films like that director's."""

_GENRE: Final = re.compile(rf"(?<![\w'-])(?:{ANY_GENRE})(?![\w'])")
_DEMONYM: Final = re.compile(rf"(?<![\w'-])(?:{DEMONYM})(?![\w'-])")
# Where a story plays, its film was often made.
_SET_IN: Final = re.compile(
    r"(?<![\w'-])(?:set|playing|plays|taking place|takes place|happening) (?:somewhere )?in"
    rf" (?:the )?(?:north(?:ern)? |south(?:ern)? |east(?:ern)? |west(?:ern)? )?"
    rf"(?P<country>{COUNTRY})(?![\w'-])"
)
# "Like Saw but less gory"
_LESS: Final = re.compile(r"\b(?:less|fewer|not (?:so|as|that)(?: much)?) $")
# "Family" beside no kind of film is what the story is about.
_NO_GENRE: Final = frozenset({"family"})
# Eerie rather than shocking
_INSTEAD: Final = {"scary": ("creepy",)}
# "No happy ending" is an ending, too.
_TURNED: Final = {"happy ending": "sad ending", "sad ending": "happy ending"}
_WAR: Final = re.compile(r"\bwar(?! (?:film|movie|drama)s?\b)")
_FOR_ADULTS: Final = re.compile(
    r"(?<![\w'-])(?:(?<!not )(?:for|aimed at) (?:adults|grown[- ]?ups)"
    r"(?! (?:and|or) (?:kids|children))"
    r"|not (?:meant |made |aimed |suitable |intended )?(?:for|at) (?:kids|children))(?![\w'-])"
)
_NOT_MEANT: Final = re.compile(r"\bnot (?:meant|made|aimed|suitable|intended) $")
_NEWCOMER: Final = re.compile(
    r"(?<![\w'-])for (?:somebody|someone|people|anyone|those|a friend|my [a-z]+) who"
    r" (?:never watch|(?:has|have) never (?:seen|watched)|rarely watch|hardly ever watch"
    r"|(?:do|does)(?:n'?t| not) (?:really |usually )?(?:like|watch|enjoy)|(?:usually )?hate)"
    r"(?:es|s)?(?: an?| any)? (?=horror|slasher)"
)
_FOR_NEWCOMERS: Final = (("crowd-pleaser", True), ("gory", False), ("disturbing", False))
# What films of a genre are by nature: "horror, no jumpscares" is to be scary all the same.
_OF_GENRE: Final = {
    "Horror": "scary", "Comedy": "funny", "Romance": "romantic", "War": "war film",
    "Thriller": "suspenseful", "Action": "action-packed", "Musical": "musical numbers",
}  # fmt: skip
# Whoever has children watching wants this, too.
FOR_CHILDREN: Final = "for the whole family"
_MILDEST: Final = "G"
_MILD: Final = frozenset({_MILDEST, "PG"})
_CHILDREN: Final = "Children"


@dataclass(frozen=True)
class Wish:
    """Something that films should have, or should not have, and the words that say so.

    Attributes
    ----------
    name
        Of the vocabulary's moods and tags, or of the release's genres and countries.
    wanted
        False where the films should not have it.
    """

    kind: WishKind
    name: str
    wanted: bool
    span: Span


def find_wishes(
    text: str,
    concepts: Sequence[Found],
    negations: Sequence[Negation],
    filters: Sequence[Filter],
    blocked: Sequence[Span],
    lexicon: Lexicon,
) -> list[Wish]:
    """Return the wishes of a query, each once, in the order of its words.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    concepts : sequence of Found
        Moods and tags of the query.
    negations : sequence of Negation
        What of it is not wanted. A wish in one has the span of the whole negation.
    filters : sequence of Filter
        What the query filters by; none of it is a wish of the same kind.
    blocked : sequence of (int, int)
        Spans where no word is a wish: names, and films to be like.
    lexicon : Lexicon
        Of the release to search.
    """
    hard = {"genre": _spans(filters, "genres"), "country": _spans(filters, "countries")}
    # "80s" and "hong kong" are tags as well; as a filter they say when and where a film was made.
    facts = [
        filter_.span
        for filter_ in filters
        if filter_.field.startswith(
            (
                "year_",
                "countries",
                "exclude_countries",
                "runtime",
                "collections",
                "exclude_collections",
            )
        )
    ]
    found: dict[tuple[WishKind, str, bool], Wish] = {}
    kinds = {filter_.value for filter_ in filters if filter_.field == "genres"}
    never = {mood for genre, mood in _OF_GENRE.items() if genre in kinds}
    no_genre = [*blocked, *hard["genre"], *_wars(text, concepts)]
    for kind, names, span in (
        *_of_concepts(concepts, [*blocked, *facts]),
        *_of_genres(blanked(text, no_genre), lexicon.genres),
        *_of_countries(blanked(text, [*blocked, *hard["country"]]), lexicon.countries),
        *_of_audience(filters, lexicon.genres),
    ):
        negation = next(
            (negation for negation in negations if overlaps(span, [negation.span])), None
        )
        if negation and not overlaps(span, negation.excluded):
            continue
        is_wanted = negation is None and not _LESS.search(text[: span[0]])
        # "Not meant for kids"
        is_wanted = is_wanted and not (FOR_CHILDREN in names and _NOT_MEANT.search(text[: span[0]]))
        for name in names:
            if not is_wanted and name in _TURNED:
                turned = Wish(kind, _TURNED[name], True, negation.span if negation else span)
                found.setdefault((kind, turned.name, True), turned)
                continue
            if not is_wanted and name in never:
                for other in _INSTEAD.get(name, ()):
                    wish = Wish("mood", other, True, negation.span if negation else span)
                    found.setdefault(("mood", other, True), wish)
                continue
            wish = Wish(kind, name, is_wanted, negation.span if negation else span)
            found.setdefault((kind, name, is_wanted), wish)
    # "Scary without jump scares": what is wanted is not what is not. Of "scary, but not too scary"
    # both count, and a little of it is left.
    for unwanted in [wish for wish in found.values() if not wish.wanted]:
        both = found.get((unwanted.kind, unwanted.name, True))
        if both and text[slice(*both.span)] not in text[slice(*unwanted.span)]:
            del found[unwanted.kind, unwanted.name, False]
            for other in _INSTEAD.get(unwanted.name, ()):
                wish = Wish("mood", other, True, unwanted.span)
                found.setdefault(("mood", other, True), wish)
    for match in _NEWCOMER.finditer(text):
        # Who never watches horror starts with what is mild of it and pleases nearly everybody.
        for name, is_wanted in _FOR_NEWCOMERS:
            wish = Wish("mood", name, is_wanted, match.span())
            found.setdefault(("mood", name, is_wanted), wish)
    for match in _FOR_ADULTS.finditer(text):
        wish = Wish("mood", FOR_CHILDREN, False, match.span())
        found.setdefault(("mood", FOR_CHILDREN, False), wish)
    return sorted(found.values(), key=lambda wish: wish.span)


def _spans(filters: Sequence[Filter], field: str) -> list[Span]:
    return [filter_.span for filter_ in filters if filter_.field in (field, f"exclude_{field}")]


_Wishes = Iterator[tuple[WishKind, tuple[str, ...], Span]]


def _of_concepts(concepts: Sequence[Found], blocked: Sequence[Span]) -> _Wishes:
    for found in concepts:
        if not overlaps(found.span, blocked):
            for concept in found.concepts:
                yield concept.kind, (concept.name,), found.span


def _wars(text: str, concepts: Sequence[Found]) -> list[Span]:
    """Return the spans of phrases that have "war" in them, and are no kind of film: "cold war"."""
    phrases = [concept.span for concept in concepts if concept.last - concept.first > 1]
    return [span for span in phrases if _WAR.search(text[slice(*span)])]


def _of_genres(text: str, known: Collection[str]) -> _Wishes:
    for match in _GENRE.finditer(text):
        if match.group() not in _NO_GENRE:
            names = tuple(name for name in genre_names(match.group()) if name in known)
            yield "genre", names, match.span()


def _of_countries(text: str, known: Collection[str]) -> _Wishes:
    for match in _DEMONYM.finditer(text):
        names = country_names(match.group())
        yield "country", tuple(name for name in names if name in known), match.span()
    for match in _SET_IN.finditer(text):
        names = COUNTRIES[match["country"]]
        yield "country", tuple(name for name in names if name in known), match.span("country")


def _of_audience(filters: Sequence[Filter], known: Collection[str]) -> _Wishes:
    for filter_ in filters:
        if filter_.field == "certificate_max" and filter_.value in _MILD:
            yield "mood", (FOR_CHILDREN,), filter_.span
            # Much that harms no small child bores one.
            if filter_.value == _MILDEST and _CHILDREN in known:
                yield "genre", (_CHILDREN,), filter_.span
