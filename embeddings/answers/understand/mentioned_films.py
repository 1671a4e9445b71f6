"""Films that a query mentions inside a sentence, and to which it asks for others like them.

"My wife loves The Notebook, something like that but in wartime"; "rich against poor like Parasite".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from embeddings.answers.understand.concepts import says_concept
from embeddings.answers.understand.grammar import FILM
from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.titles import Titles
from embeddings.answers.understand.words import SAYING_NOTHING

_MOST_TITLE_WORDS: Final = 8
_MORE: Final = rf"(?:something|anything|stuff|more|others?|{FILM}|one|ones)"
# What points back at a film that the query has named.
_POINTS_BACK: Final = re.compile(
    rf"[\s,;.!?:-]+(?:(?:and|so|but|now|please|i|we|she|he|they|want|wants|need|needs|looking|for|is|are|there"
    rf"|find|give|show|get|me|us|any|some|recommend|suggest)[\s,]+)*{_MORE}(?: else)?"
    r"(?: (?:that is|that's|exactly|just|a bit|quite))?"
    r" (?:(?:like|similar to|as good as) (?:that|it|this|them|those)|similar)"
    rf"(?: {FILM}| one)?(?!\w)|[,;.!?:-] similar(?= (?:but|with|without|only|just)\b|\s*$)"
)
# "Rich against poor like Parasite": what it is like stands behind what it is about.
_LIKE: Final = re.compile(
    r"(?<![\w'-])(?:(?:kind of |sort of |a bit |just )?like|similar to|à la|a la)(?: in)? "
)
# "As tense as Whiplash"
_AS: Final = re.compile(r"(?<![\w'-])as (?!well|soon|long|far|much|many|good)[\w-]+ (?P<as>as )")
# "They fight like Rocky" says how somebody fights.
_ACTS: Final = re.compile(
    r"(?:\b(?:act|act(?:s|ing)|look|looks|looking|talk|talks|live|lives|fight|fights|behave|behaves"
    r"|dress|dresses|sing|sings|dance|dances|treat(?:s|ed)?|people|things?|places?|someone|somebody"
    r"|i|we|you|they|would|don'?t|not))\s*$"
)
_ENDS: Final = re.compile(
    r"\s*(?:[,;.!?]|$)|\s+(?:but|only|just|except|though|without|from|set in|with|where)\b"
)
_WORD: Final = re.compile(r"[^\s,;.!?]+")


def find_referred(text: str, titles: Titles) -> tuple[int, Span] | None:
    """Return the film to which "something like that" points back, and the words up to there.

    Of several titles the one nearest before it counts, of equally near ones the longest.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    titles : Titles
        Of the release.
    """
    back = _POINTS_BACK.search(text)
    if back is None:
        return None
    words = list(_WORD.finditer(text, 0, back.start()))
    for last in range(len(words) - 1, -1, -1):
        for first in range(max(0, last - _MOST_TITLE_WORDS + 1), last + 1):
            title = text[words[first].start() : words[last].end()]
            if (movie_id := _named(title, titles)) is not None:
                return movie_id, (0, back.end())
    return None


def find_within(text: str, titles: Titles) -> tuple[int, Span] | None:
    """Return the film of "rich against poor like Parasite but …", and the words that name it."""
    for like in _AS.finditer(text):
        for end in _ends(text, like.end()):
            if (movie_id := _named(text[like.end() : end], titles)) is not None:
                return movie_id, (like.start("as"), end)
    for like in _LIKE.finditer(text):
        if not text[: like.start()].strip() or _ACTS.search(text[: like.start()]):
            continue
        for end in _ends(text, like.end()):
            if (movie_id := _named(text[like.end() : end], titles)) is not None:
                return movie_id, (like.start(), end)
    return None


def _ends(text: str, start: int) -> Iterator[int]:
    """Yield where a title that begins at a character may end, the farthest first."""
    ends = [match.start() for match in _ENDS.finditer(text, start) if match.start() > start]
    yield from sorted(ends, reverse=True)


def _named(title: str, titles: Titles) -> int | None:
    """Return a film whose title stands in a sentence; words that anybody says name none.

    A single word must be a well-known title and no theme; more words need to be a name.
    """
    words = title.split()
    telling = [word for word in words if word not in SAYING_NOTHING]
    if not telling or len(words) > _MOST_TITLE_WORDS:
        return None
    exact = titles.exact_ids(title)
    if len(words) == 1:
        is_theme = says_concept(title)
        return exact[0] if exact and not is_theme and titles.is_well_known(exact[0]) else None
    if exact:
        return exact[0] if len(telling) > 1 or titles.is_well_known(exact[0]) else None
    parts = [match.movie_id for match in titles.match_names(title) if match.kind != "exact"]
    return next((movie_id for movie_id in parts if titles.is_well_known(movie_id)), None)
