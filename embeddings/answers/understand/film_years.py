"""Years that a query tells by a film: "thrillers made before Psycho", "older than Star Wars"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from embeddings.answers.understand.concepts import says_concept
from embeddings.answers.understand.filters import KIND_OF_FILM, WHEN, Filter
from embeddings.answers.understand.titles import Titles
from embeddings.answers.understand.words import MOST_WORDS

_MOST_TITLE_WORDS: Final = 7
# The film must be in the most rated fifth of all, or third where the words leave no doubt.
_PLAIN_PART: Final = 5
_SURE_PART: Final = 3
# With these words the year of a film is meant, whatever the film.
_SURE: Final = (
    r"(?:(?:that )?(?:came out|was made|were made|made|released|shot|filmed) "
    r"(?P<sure>before|after)|"
    r"(?P<than>(?:much |even |way )?(?:older|newer|earlier|later|more recent)) than)"
)
# "Before Titanic" alone, or after a kind of film; elsewhere it tells when the story is set.
_PLAIN: Final = r"(?P<plain>before|after)"
_RULE: Final = re.compile(
    rf"(?:(?<![\w'-]){_SURE}|(?:^|(?<![\w'-]){KIND_OF_FILM} ){_PLAIN}) (?:the )?"
    rf"(?!{WHEN})(?P<rest>\S.*)$"
)
_ENDS: Final = re.compile(r"\s*(?:[,;.!?]|$)|\s+(?:but|and|with|about|without|not|or)\b")
_BEFORE: Final = frozenset({"before", "older", "earlier"})


def find_film_years(text: str, titles: Titles) -> Iterator[Filter]:
    """Yield the year before or after that of a well-known film which a query names.

    A title that is a theme as well ("before the war") is none here.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it. A query of more than `words.MOST_WORDS` words
        sets no filter.
    titles : Titles
        Of the release.
    """
    match = _RULE.search(text) if len(text.split()) <= MOST_WORDS else None
    if match is None:
        return
    rest = match["rest"]
    ends = sorted({end.start() for end in _ENDS.finditer(rest) if end.start()}, reverse=True)
    for end in ends:
        title = rest[:end]
        found = titles.exact_ids(title) or titles.loose_ids(title)
        if not found or len(title.split()) > _MOST_TITLE_WORDS:
            continue
        film = titles.rows[found[0]]
        is_known = titles.is_well_known(
            film.movie_id, _PLAIN_PART if match["plain"] else _SURE_PART
        )
        if film.year is None or not is_known or (match["plain"] and says_concept(title)):
            return
        side = match["sure"] or match["plain"] or match["than"].split()[-1]
        start = next(match.start(name) for name in ("sure", "than", "plain") if match[name])
        if match["sure"]:
            start = match.start()
        span = start, match.start("rest") + end
        if side in _BEFORE:
            yield Filter("year_max", film.year - 1, *span)
        else:
            yield Filter("year_min", film.year + 1, *span)
        return
