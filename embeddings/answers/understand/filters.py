"""Filters read out of plain words, only where they are plainly meant.

A wrong guess hides the film that is looked for; a missed one costs little, because the
words still count. So every rule wants the words around a genre or a year to say that a
kind of film is meant: "80s horror", "comedies from 1994", but not "Horror of Dracula",
"Airport 1975", or a story set in the 1920s.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from embeddings.answers.understand.grammar import (
    COUNTRY,
    DECADE,
    FILM,
    GENRE_PHRASE,
    LANGUAGE,
    LEAD,
    QUALIFIER,
    YEAR,
    genre_names,
    unnamed,
)

Field = Literal[
    "genres", "exclude_genres", "year_min", "year_max",
    "countries", "exclude_countries", "languages", "exclude_languages",
]  # fmt: skip

# A longer query is a memory of a film: years and genres in it are often wrong.
MOST_WORDS = 16


@dataclass(frozen=True)
class Filter:
    """A filter and the words that were taken for it.

    Attributes
    ----------
    start, end
        Of the words, in characters of the query.
    """

    field: Field
    value: str | int
    start: int
    end: int


_D = unnamed(DECADE)
_QUALIFIERS: Final = rf"(?:{QUALIFIER} )*"
WHEN: Final = rf"(?:the )?(?:{_D}|{YEAR})"
# Words with which the film's matter begins.
MATTER: Final = (
    "about|with|where|in which|that|who|whose|set|starring|featuring|involving|without|like|but|not"
    "|made|released|before|after|since"
)
# What ends the phrase of a genre: the film's matter, another filter, or nothing more.
AFTER_KIND: Final = (
    rf"(?=\s*(?:$|[,;.!?]|\b(?:{MATTER}|similar|between)\b"
    rf"|(?:from|of) {WHEN}|{WHEN}\s*$|(?:spoken )?in {LANGUAGE}\b|from (?:the )?{COUNTRY}$))"
)
_GENRE: Final = re.compile(
    rf"^(?P<lead>{LEAD})(?:(?:{_D}|{YEAR}(?:[-\u2013]{YEAR})?) )?{_QUALIFIERS}"
    rf"(?:(?:{_D}) )?{_QUALIFIERS}"
    rf"(?P<genre>{GENRE_PHRASE}){AFTER_KIND}"
)
# "romance with a double bass" may be a name, "romantic film with …" is not.
_NAMELIKE: Final = re.compile(r"romances?|animations?|musicals?|noirs?|horrors?")
_PLAIN_REST: Final = re.compile(
    rf"about|set|,|(?:from|of) {WHEN}|{WHEN}$|not|but|before|after|between|since"
)
_NOT_GENRE: Final = re.compile(
    r"(?:(?:^|,\s*|\bbut |\band )(?:not|no|isn't|nothing) (?:(?:an?|any|too) )?"
    r"|\b(?:non[- ]|anything but |except |excluding |that(?:'s| is) not (?:an? )?"
    r"|that isn't (?:an? )?))"
    rf"(?P<genre>{GENRE_PHRASE})(?=\s*(?:$|[,;.!?]|\b(?:and|or|but|please|about|with)\b))"
)
# After these a year can only be a film's.
_KIND: Final = rf"(?:{FILM}|{GENRE_PHRASE}|something|anything|one|ones)"
_MADE: Final = r"(?:made |released |that came out |shot )?"
_OPENING: Final = rf"^{LEAD}{_QUALIFIERS}"
_YEARS: Final = [
    # 80s horror, 1994 comedy, 1950s film
    re.compile(rf"^{LEAD}(?P<all>(?:the )?(?P<decade>{_D})) {_QUALIFIERS}(?={_KIND}(?!\w))"),
    re.compile(rf"^{LEAD}(?P<all>(?P<year>{YEAR})) {_QUALIFIERS}(?={GENRE_PHRASE})"),
    # 80s; horror 80s
    re.compile(rf"(?:^|\b(?:{FILM}|{GENRE_PHRASE}) )(?P<all>(?:the )?(?P<decade>{_D}))$"),
    # comedies from the 90s, something from 1994, films of the 70s, from 1994
    re.compile(
        rf"(?:\b{_KIND} {_MADE}|{_OPENING}{_MADE})"
        rf"(?P<all>(?:from|of) (?:the )?(?P<decade>{_D}))(?![\w'])"
    ),
    re.compile(rf"(?:\b{_KIND} {_MADE}|{_OPENING})(?P<all>from (?P<year>{YEAR}))(?!\w| ?(?:-|to))"),
    re.compile(
        r"\b(?P<all>(?:made|released|came out) in (?:the )?"
        rf"(?:(?P<decade>{_D})|(?P<year>{YEAR})))(?!\w)"
    ),
    # before 1970, after 2010, since the 90s
    re.compile(
        rf"(?:\b{_KIND} {_MADE}|{_OPENING}|,\s*|\b(?:made|released) )"
        r"(?P<all>(?P<side>before|prior to|older than|earlier than|pre-|until|up to"
        r"|after|since|newer than|later than|post-) ?(?:the )?"
        rf"(?:(?P<decade>{_D})|(?P<year>{YEAR})))(?!\w)"
    ),
    # between 1965 and 1970, from 1990 to 1995, 1990-1995
    re.compile(
        rf"(?:\b{_KIND} {_MADE}|{_OPENING}|,\s*)"
        rf"(?P<all>(?:between|from)? ?(?P<first>{YEAR})"
        rf" ?(?:and|to|-|\u2013) ?(?P<last>{YEAR}))(?!\w)"
    ),
]
_NAMES: Final = {
    "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990,
}  # fmt: skip
_PARTS: Final = {"early": (0, 4), "mid": (3, 7), "late": (5, 9), None: (0, 9)}


def decade_years(words: str) -> tuple[int, int]:
    """Return the first and the last year of a decade.

    Examples
    --------
    >>> decade_years("80s"), decade_years("late 1990s"), decade_years("the fifties")
    ((1980, 1989), (1995, 1999), (1950, 1959))
    """
    match = re.search(DECADE, words)
    assert match, words
    if match["name"]:
        first = _NAMES[match["name"]]
    elif match["short"]:
        first = (2000 if match["short"] == "0" else 1900) + 10 * int(match["short"])
    else:
        first = 100 * int(match["century"]) + 10 * int(match["ten"])
    begin, end = _PARTS[match["part"]]
    return first + begin, first + end


def find_filters(text: str, known_genres: Collection[str]) -> list[Filter]:
    """Return the filters in a query, in the order of its words.

    Parameters
    ----------
    text : str
        The query in lower case, one character for each of the original.
    known_genres : collection of str
        Those of the release; others are not taken.
    """
    if len(text.split()) > MOST_WORDS:
        return []
    found = [*_years(text), *_genres(text)]
    known = [one for one in found if not isinstance(one.value, str) or one.value in known_genres]
    return sorted(known, key=lambda one: (one.start, one.field != "year_min"))


def _genres(text: str) -> Iterator[Filter]:
    refused: list[tuple[int, int]] = []
    for match in _NOT_GENRE.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip(" ,"))
        for name in genre_names(match["genre"]):
            yield Filter("exclude_genres", name, start, match.end())
        refused.append(match.span())
    kind = _GENRE.match(text)
    if not kind or any(start <= kind.start("genre") < end for start, end in refused):
        return
    bare = kind.start("genre") == kind.end("lead")
    rest = text[kind.end() :].strip()
    if bare and rest and _NAMELIKE.fullmatch(kind["genre"]) and not _PLAIN_REST.match(rest):
        return
    for name in genre_names(kind["genre"]):
        yield Filter("genres", name, *kind.span("genre"))


def _years(text: str) -> Iterator[Filter]:
    """Yield the first reading of years that any rule finds."""
    for rule in reversed(_YEARS):
        if match := rule.search(text):
            part = match.groupdict()
            first, last = _span(part)
            side = (part.get("side") or "").strip("-")
            if side in ("before", "prior to", "older than", "earlier than", "pre"):
                first, last = None, (first or 0) - 1
            elif side in ("until", "up to"):
                first = None
            elif side in ("after", "newer than", "later than", "post"):
                first, last = (last or 0) + 1, None
            elif side == "since":
                last = None
            if first is not None and last is not None and first > last:
                return
            for field, value in (("year_min", first), ("year_max", last)):
                if value is not None:
                    yield Filter(field, value, *match.span("all"))  # type: ignore[arg-type]
            return


def _span(part: dict[str, str | None]) -> tuple[int | None, int | None]:
    if decade := part.get("decade"):
        return decade_years(decade)
    if year := part.get("year"):
        return int(year), int(year)
    return int(part["first"] or 0), int(part["last"] or 0)
