"""Films that a query wants otherwise: "Alien but funny", "Seven Samurai as a western"."""

from __future__ import annotations

import re
from typing import Final

from embeddings.answers.understand.concepts import find_concepts, says_concept
from embeddings.answers.understand.grammar import (
    ANY_GENRE,
    DEMONYM,
    FILM,
    GENRE_PHRASE,
    LANGUAGE,
)
from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.titles import WELL_KNOWN_PART, Titles
from embeddings.answers.understand.tokens import tokenize
from embeddings.knowledge.occasions import occasion_words
from embeddings.sources.text.title_forms import plain_keys

# How many times as many ratings.
_FAR_BETTER_KNOWN: Final = 5
# The film is one of the most rated third of all.
_KNOWN_PART: Final = 3
_IN_OTHER: Final = rf"in (?:any|another|some other|a) \w+|in {LANGUAGE}"
_CHANGED: Final = re.compile(
    r"^(?P<title>.+?),? (?:but(?! not (?:the|that|an?) (?:remake|sequel|new|old|original"
    r"|one))|for (?:(?:little|small|young) )?(?:kids|children|adults"
    r"|grown[- ]?ups|teens|teenagers|toddlers|families|girls|boys|women|men|people who|little ones"
    r"|the whole family|my (?:kids|parents|generation))"
    # What follows needs a film that nearly everybody knows.
    rf"|(?P<sure>only|without|minus|with (?:more|less|fewer|no)|{_IN_OTHER}"
    r"|(?:type|kind|sort)s? of (?:thing|stuff|film|movie)s?|vibes?"
    r"|from the (?:side|view|point|perspective)"
    r"|(?:was|were) (?=an? )"
    r"|was (?:so |really |very )?(?:good|great|nice|fun|fine|amazing|ok|okay) but"
    r"|(?:\u00e0|a) la|the (?:[a-z]+) version))(?:(?<= )|(?![\w'-]))"
)
# "The Notebook with a happier ending", "Seven Samurai as a western"
_EXCHANGED: Final = re.compile(
    r"^(?P<title>\S+ \S.*?),? (?:without (?=\S)|with (?=(?:an? |the )?(?:more|less|fewer|better"
    r"|\w+er|female|women|girls|ladies)\b)|as (?=an? (?:" + ANY_GENRE + r")\b))"
)
# "What's Fight Club for girls", "do the French have a Notting Hill"
_ASKS_FOR: Final = re.compile(
    r"^(?:(?:what'?s|what is|who is doing|who does|is there|are there|i want|want|need|give me"
    r"|show me|any|some|something|anything|more|if|as (?:nice|good|funny|scary) as) (?:an? )?)+"
)
_THEIR_OWN: Final = re.compile(
    rf"^(?:(?:what'?s|what is|is there|do|does|did|have|has|the|an?) )+{DEMONYM}s?"
    r" (?:have (?:made )?|version of |answer to |equivalent (?:of|to) |take on )"
    r"(?:an? |the |their(?: own)? )*"
    r"(?P<title>.+?)[\s?!.]*$"
)


def named(titles: Titles, title: str) -> list[int]:
    """Return the films of a name, those first that are far better known than those called just so.

    "Oldboy" is the title of a remake, and like "Old Boy" is what is meant.
    """
    exact, plain = titles.exact_ids(title), titles.plain_ids(plain_keys(title))
    if exact and plain:
        rated = [titles.rows[ids[0]].rating_count for ids in (exact, plain)]
        if rated[1] > _FAR_BETTER_KNOWN * rated[0]:
            return plain
    return exact or plain


def find_changed(text: str, titles: Titles) -> tuple[int, Span] | None:
    """Return the film that a query wants otherwise, and the words that name it.

    It is well known, or else the words before "but" are a name and neither a genre nor a theme:
    "horror but funny".

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    titles : Titles
        Of the release.
    """
    return _wished(text, titles) or _exchanged(text, titles)


def _wished(text: str, titles: Titles) -> tuple[int, Span] | None:
    """Return the film of "Alien but underwater", "Die Hard for kids", "the French Notting Hill"."""
    asked = _ASKS_FOR.match(text)
    for start in (0, asked.end() if asked else 0):
        if found := _wished_at(text, start, titles):
            return found
    own = _THEIR_OWN.match(text)
    ids = named(titles, own["title"]) if own else []
    if own and ids and titles.is_well_known(ids[0], _KNOWN_PART) and not says_concept(own["title"]):
        return ids[0], own.span("title")
    return None


def _is_theme(title: str) -> bool:
    """Return whether a title says a kind of film or a theme as well: "love story"."""
    found = find_concepts(title, tokenize(title))
    says_whole = any(example.span == (0, len(title)) for example in found)
    return says_whole or says_concept(title) or bool(re.fullmatch(GENRE_PHRASE, title))


def _part(title: str, titles: Titles) -> list[int]:
    """Return the well-known film that some words are the beginning of: "Ferris Bueller"."""
    parts = [match for match in titles.match_names(title) if match.kind == "part"]
    known = [part.movie_id for part in parts if titles.is_well_known(part.movie_id)]
    return known[:1] if " " in title else []


def _wished_at(text: str, start: int, titles: Titles) -> tuple[int, Span] | None:
    match = _CHANGED.match(text[start:])
    if not match:
        return None
    title = match["title"].removeprefix("loved ").removeprefix("liked ")
    is_theme = _is_theme(title)
    ids = named(titles, title) or named(titles, f"the {title}")
    if not ids and not is_theme:
        ids = titles.loose_ids(title) if match["sure"] else []
        # "Harry Potter but darker", "Ferris Bueller for my kids"
        ids = (
            ids
            or titles.series_ids(title)
            or titles.series_ids(f"the {title}")
            or _part(title, titles)
        )
    if not ids or title in occasion_words("en"):
        return None
    is_name = bool(titles.exact_ids(title)) and not is_theme and not match["sure"]
    # "Alien but not gory" may be the film.
    if is_theme and text[start + match.end() :].startswith(" not "):
        return None
    is_single = len(title.split()) == 1 and not match["sure"]
    # Words that only a film has after it leave less to doubt; "scary movie" says a kind.
    says_kind = is_theme or title.endswith((" movie", " film"))
    part = _KNOWN_PART if match["sure"] and not says_kind else WELL_KNOWN_PART
    is_known = titles.is_well_known(ids[0], part) and (not is_theme or is_single)
    if not is_known and not is_name:
        return None
    return ids[0], (0, start + match.end("title"))


def _exchanged(text: str, titles: Titles) -> tuple[int, Span] | None:
    """Return the film of "Seven Samurai as a western", which is to lose or gain something.

    It is well known and its title neither a kind of film nor a theme: "scary movie without blood".
    """
    match = _EXCHANGED.match(text)
    title = match["title"] if match else ""
    ids = titles.loose_ids(title) if title else []
    if not ids or not titles.is_well_known(ids[0]) or titles.match_names(text):
        return None
    # A title of themes alone is meant as the film here: "Taxi Driver without violence".
    if re.fullmatch(GENRE_PHRASE, title) or re.search(rf"(?<!\w){FILM}$", title):
        return None
    return ids[0], (0, len(title))
