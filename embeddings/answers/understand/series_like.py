"""What a query wants films like that the release lacks: "something like Downton Abbey".

The catalogue has no series, and a data set may end before a film was made. So what such a film has
stands in its place: the query is read as if it said so, and its parts are shown with the words as
typed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.titles import Titles
from embeddings.knowledge.series import newer_films, television_series

_LIKE: Final = (
    r"(?:like|similar to|comparable to|reminiscent of|remind(?:s|ed)? me of|as good as"
    r"|in the (?:style|vein|spirit) of|(?:for )?fans of|(?:i |we )?(?:loved?|liked|enjoyed|miss"
    r"|finished)(?: watching)?|after(?: watching)?|wie)"
)
_SHOW: Final = r"(?:the )?(?:(?:tv |television )?(?:show|series?) )"
_VIBES: Final = r"(?:[ -](?:vibes?|energy|esque|style|type|kind of)(?: (?:films?|movies?))?)"
# "Series about the war": the catalogue has films alone.
_SHOWS: Final = re.compile(
    r"^(?:(?:an?|the|any|some|good|great|best) )*"
    r"(?P<shows>(?:(?:tv|television|netflix) (?:shows?|series)|shows|series|tv)"
    r"(?= (?:about|like|similar|with|where|that|for|set|based|in the style)(?!\w)))"
)
_PUNCTUATION: Final = re.compile(r"[':,]")
# A film of the same name counts that is of the most rated fifth.
_KNOWN_PART: Final = 5
_NEWER_THAN: Final = 2016


def find_series(text: str, titles: Titles) -> list[tuple[Span, str]]:
    """Return the spans that ask for films like a series, or for series, with what such films have.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    titles : Titles
        Of the release; a series that it has a film of that name for is no series here.

    Examples
    --------
    >>> find_series("something like breaking bad", Titles([]))
    [((10, 27), 'drugs, double life, tense, gangster')]
    >>> find_series("tv shows about chess", Titles([]))
    [((0, 8), 'films')]
    """
    for match in _asked().finditer(text):
        name = " ".join(_PUNCTUATION.sub("", match["named"] or match["name"]).split())
        there = titles.loose_ids(name)
        if (words := television_series().get(name)) and not there:
            return [(match.span(), ", ".join(words))]
        # The newer film is meant by the name of an old one that few know.
        is_known = any(
            titles.is_well_known(movie_id, _KNOWN_PART)
            or (titles.rows[movie_id].year or 0) > _NEWER_THAN
            for movie_id in there
        )
        if (words := newer_films().get(name)) and not is_known:
            return [(match.span(), ", ".join(words))]
    shows = _SHOWS.match(text)
    return [(shows.span("shows"), "films")] if shows else []


@cache
def _asked() -> re.Pattern[str]:
    names = "|".join(
        # "Grey's Anatomy" is written with and without the apostrophe.
        re.sub(r"s\b", "'?s", re.escape(name)).replace(r"\ ", r"[:,]?\ ")
        for name in sorted({*television_series(), *newer_films()}, key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w'-])(?:{_LIKE} (?:{_SHOW})?(?P<named>{names})|(?P<name>{names})(?={_VIBES})"
        rf"{_VIBES})(?![\w'-])"
    )
