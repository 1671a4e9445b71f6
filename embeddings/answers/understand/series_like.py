"""Television series that a query wants films like: "something like Downton Abbey".

The catalogue has no series, so what such a film has stands in its place: the query is read as if
it said so, and its parts are shown with the words as typed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.titles import Titles
from embeddings.knowledge.series import television_series

_LIKE: Final = (
    r"(?:like|similar to|comparable to|reminiscent of|remind(?:s|ed)? me of|as good as"
    r"|in the (?:style|vein|spirit) of|(?:for )?fans of|(?:i |we )?(?:loved?|liked|enjoyed|miss"
    r"|finished)(?: watching)?|after(?: watching)?|wie)"
)
_SHOW: Final = r"(?:the )?(?:(?:tv |television )?(?:show|series?) )"
_VIBES: Final = r"(?:[ -](?:vibes?|energy|esque|style|type|kind of)(?: (?:films?|movies?))?)"


def find_series(text: str, titles: Titles) -> list[tuple[Span, str]]:
    """Return the spans that ask for films like a series, with what such films have.

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
    """
    for match in _asked().finditer(text):
        name = " ".join((match["named"] or match["name"]).replace("'", "").split())
        words = television_series().get(name)
        if words and not titles.loose_ids(name):
            return [(match.span(), ", ".join(words))]
    return []


@cache
def _asked() -> re.Pattern[str]:
    names = "|".join(
        # "Grey's Anatomy" is written with and without the apostrophe.
        re.sub(r"s\b", "'?s", re.escape(name))
        for name in sorted(television_series(), key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w'-])(?:{_LIKE} (?:{_SHOW})?(?P<named>{names})|(?P<name>{names})(?={_VIBES})"
        rf"{_VIBES})(?![\w'-])"
    )
