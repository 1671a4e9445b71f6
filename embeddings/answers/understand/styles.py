"""Whose films a query wants films like: "in the style of Hitchcock"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from embeddings.answers.understand.concepts import says_concept
from embeddings.answers.understand.fame import is_director
from embeddings.answers.understand.grammar import FILM, GENRE_NOUN
from embeddings.answers.understand.known_words import is_known
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.person_rows import PersonRow
from embeddings.answers.understand.spans import Span
from embeddings.sources.text.titles import title_key

_MOST_NAME_WORDS: Final = 4
_LIKE: Final = re.compile(
    r"(?<![\w'-])(?:(?:in the (?:style|vein|spirit|manner) of|inspired by|reminiscent of|à la|a la"
    r"|for (?:fans|lovers|admirers) of|fans of"
    r"|(?:looks?|feels?|plays?|works?) like|similar to|like)(?: (?:an?|the|something by"
    r"|something from|(?:films?|movies?) (?:by|from|of)))?) "
)
_KIND: Final = rf"(?:'s?)?(?: (?:{FILM}|{GENRE_NOUN}|style|work|stuff|one))?"
_NOT_BY: Final = re.compile(
    r"[\s,]*(?:(?:but|that|which|and|it|it's|only|just)[\s,]+)*(?:(?:is ?n[o']?t|isn't|not|is not"
    r"|aren't|are not|wasn't)(?: actually)?(?: made| directed)?"
    r" (?:by|from) (?:him|her|them|that director)"
    r"|(?:made |directed )?(?:by|from) (?:an)?other (?:directors?|people|film-?makers?)"
    r"|(?:made |directed )?(?:by|from) (?:somebody|someone|anyone|anybody) else)(?!\w)"
)
# "Woody Allen style", "a Lynchian film" has no name in it that could be matched.
_STYLE_OF: Final = re.compile(
    rf"(?:'s?)?[ -](?:style|esque|type|vibes?|like)(?!\w)(?: (?:{FILM}|{GENRE_NOUN}))?"
)

# "Hitchcockian", "Spielbergian", "Bergmanesque"
_ADJECTIVE: Final = re.compile(r"(?<![\w'-])(?P<name>[^\W\d_]{4,})(?:ian|esque|ish)(?![\w'-])")


@dataclass(frozen=True)
class Style:
    """A director whose films the answers are to resemble.

    Attributes
    ----------
    span
        Of the words that say so.
    is_excluded
        Whether the director's own films are not wanted.
    """

    person: PersonRow
    span: Span
    is_excluded: bool


def find_style(text: str, lexicon: Lexicon) -> Style | None:
    """Return whose films the answers are to resemble; None where the query names no director so.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it, without films to be like.
    lexicon : Lexicon
        Of the release to search.
    """
    for match in _LIKE.finditer(text):
        words = list(re.finditer(r"[^\s,;.!?]+", text[match.end() :]))[:_MOST_NAME_WORDS]
        for count in range(len(words), 0, -1):
            end = match.end() + words[count - 1].end()
            name = re.sub(r"'s?$", "", text[match.end() : end])
            if person := _director(title_key(name).split(), lexicon):
                kind = re.compile(_KIND).match(text, match.end() + len(name))
                end = kind.end() if kind else end
                excluded = _NOT_BY.match(text, end)
                span = match.start(), excluded.end() if excluded else end
                return Style(person, span, excluded is not None)
    return _named_before(text, lexicon) or _as_adjective(text, lexicon)


def _as_adjective(text: str, lexicon: Lexicon) -> Style | None:
    """Return whose films "a Hitchcockian thriller" means; no ordinary word is such an adjective.

    "Lynchian" stays what the vocabulary has for it.
    """
    for match in _ADJECTIVE.finditer(text):
        words = title_key(match["name"]).split()
        if says_concept(title_key(match.group())) or is_known(title_key(match.group())):
            continue
        for name in (words, [f"{words[0]}e"]):
            if len(words) == 1 and (person := _director(name, lexicon)):
                return Style(person, match.span(), is_excluded=False)
    return None


def _named_before(text: str, lexicon: Lexicon) -> Style | None:
    """Return whose films "Woody Allen style" means."""
    for match in _STYLE_OF.finditer(text):
        words = list(re.finditer(r"[^\s,;.!?]+", text[: match.start()]))[-_MOST_NAME_WORDS:]
        for first in words:
            name = text[first.start() : match.start()]
            if person := _director(title_key(name).split(), lexicon):
                excluded = _NOT_BY.match(text, match.end())
                span = first.start(), excluded.end() if excluded else match.end()
                return Style(person, span, excluded is not None)
    return None


def _director(words: list[str], lexicon: Lexicon) -> PersonRow | None:
    named = lexicon.people.named(words)
    people = named[1] if named else lexicon.people.surnamed("".join(words))
    directors = [person for person in people if person.films("director")]
    if named:
        return directors[0] if directors else None
    return next((person for person in directors if is_director(person)), None)
