"""The words around a name: what the person did, that they are not wanted, or only a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from embeddings.answers.understand.filters import KIND_OF_FILM
from embeddings.answers.understand.grammar import FILM
from embeddings.answers.understand.spans import Span
from embeddings.releases.movie import Role

Wording = Literal["said", "called", "by", "of", "with", "none"]
"""How a role is said: in words for it alone, by what the person is called ("director"), by a mere
"by", "of" or "from", "with", or not."""
Era = Literal["early", "late"]

_WORK: Final = rf"(?:{KIND_OF_FILM}|works?|filmograph(?:y|ies)|pictures?|classics?|stuff)"
_BOOKS: Final = r"(?:(?:(?:graphic )?novel(?:la)?|book|play|comic)s?|(?:short )?stor(?:y|ies))"
_PRAISE: Final = r"(?:(?:the )?(?:great|late|legendary|always) )?"
_BY: Final = r"(?:by|from|of)"


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{pattern}):? {_PRAISE}$")


# What stands right before a name, the longest first.
_ROLES_BEFORE: Final[list[tuple[re.Pattern[str], tuple[Role, ...], Wording]]] = [
    (
        _before(r"(?:written (?:and|&) directed|directed (?:and|&) written) by"),
        ("director", "writer"),
        "said",
    ),
    (
        _before(
            r"directed by (?:and|&) (?:starring|with|featuring)|starring (?:and|&) directed by"
            r"|directed (?:and|&) starring"
        ),
        ("director", "cast"),
        "said",
    ),
    (
        _before(r"(?:co-?)?directed by|helmed by|dir\.?(?: by)?"),
        ("director",),
        "said",
    ),
    (
        _before(r"(?:by |from )?(?:the )?(?:directors?|film-?makers?|auteurs?)"),
        ("director",),
        "called",
    ),
    (
        _before(
            rf"(?:based on|adapted from|adaptations? of)(?: (?:an?|the|any|some))? {_BOOKS} {_BY}"
            rf"|{_BOOKS} by"
            rf"|(?:scripts?|screenplays?) {_BY}|(?:screen-?)?written by|scripted by|penned by"
            rf"|adapted (?:from|by)|(?:(?:film|screen|movie) )?adaptations? {_BY}|based on"
        ),
        ("writer",),
        "said",
    ),
    (
        _before(r"(?:by )?(?:the )?(?:screen-?writers?|writers?|authors?|novelists?|playwrights?)"),
        ("writer",),
        "called",
    ),
    (
        _before(
            r"(?:with )?(?:(?:an? |the )?(?:(?:original|film|movie) )?"
            rf"(?:music|scores?|soundtracks?)(?: (?:is|are|was))?(?: composed)? {_BY}"
            r"|scored by|composed by)"
        ),
        ("composer",),
        "said",
    ),
    (_before(r"(?:by )?(?:the )?composers?"), ("composer",), "called"),
    (
        _before(
            r"(?:and |& )?(?:(?:co-?)?starring(?: both)?|(?:that|which) stars?|stars:|featuring"
            r"|feat\.?|acted by|played by|starred by|led by)"
        ),
        ("cast",),
        "said",
    ),
    (_before(r"(?:with )?(?:the )?(?:actors?|actress(?:es)?)"), ("cast",), "called"),
    (
        _before(r"(?:together )?with(?: both)?|having|in which|where|opposite|alongside"),
        ("cast",),
        "with",
    ),
]
_BY_BEFORE: Final = re.compile(
    rf"(?:^|[,;(]\s*|\b(?:{_WORK}|not|but|nothing|anything|made|shot|and|or|all|best) )"
    rf"(?P<by>by {_PRAISE})$"
)
_OF_BEFORE: Final = re.compile(
    rf"\b(?:(?:{_WORK}|best|fan|lots?|any|all|some|most|more) (?P<by>of {_PRAISE})"
    rf"|{_WORK} (?P<source>from {_PRAISE}))$"
)
# A person after these words is what a film is about, or a character.
_SUBJECT_BEFORE: Final = re.compile(
    r"(?:\b(?:about|named|called|like|as|to|meets?|vs|versus|of|playing|plays|played|resembling"
    r"|king|queen|prince(?:ss)?|president|saint|st|captain|capt|doctor|dr|mr|mrs|ms|miss|sir|lord"
    r"|lady|uncle|aunt|agent|detective|inspector|sister|father|brother|mother|professor|prof"
    r"|(?:in love|obsessed|affair|conversations?|dinner|interviews?|night|date|married) with)\.?"
    r"|\b(?:like|similar to|resembles) (?:an?|the|another|some)"
    r"|\b(?:biopics?|biograph(?:y|ies)|documentar(?:y|ies)|docs?|books?|plays?) on|'s) $"
)
_SUBJECT_AFTER: Final = re.compile(
    r" (?:biopics?|biograph(?:y|ies)|impersonators?|look-?(?:alike)s?|clones?|fans?|tributes?"
    r"|rip-?offs?|homages?|life story|style|types?|vibes?|inspired|meets)(?!\w)"
    r"|-(?:esque|ish|like|style|inspired|type)(?!\w)"
    r"|'s (?:life|death|murder|ghost|daughter|son|wife|husband|mother|father|brother|sister|house"
    r"|childhood|diary|birthday|funeral|secret)(?!\w)"
)
_NOT_BEFORE: Final = re.compile(
    r"(?:^|[\s,;(])(?P<phrase>(?:(?:that|which) (?:is|are) )?(?:not|no|neither|without|minus"
    r"|excluding|except(?: for)?|other than|isn'?t|aren'?t|wasn'?t|never|nothing|none|anything but"
    r"|(?:i )?do(?:n'?t| not) want|skip|avoid|i hate"
    r"|(?:(?:that|which) )?do(?:es)?(?:n'?t| not) (?:have|star|feature|include|involve))"
    rf"(?: (?:any|anything|{FILM}|(?:the )?ones?|those|stuff|made))*)\s*$"
)
_ERA_BEFORE: Final = re.compile(
    rf"(?<![\w'])(?P<era>early|earlier|late|later)(?:[- ](?:period|career))?(?: {_WORK})?\s*$"
)
_ERA_AFTER: Final = re.compile(
    rf"(?:'s?)? (?P<era>early|earlier|late|later)(?= (?:{_WORK}|career|period|years|days)(?!\w))"
)
_ROLES_AFTER: Final[list[tuple[re.Pattern[str], Role, Wording]]] = [
    (
        re.compile(
            r"(?:'s?)? (?:(?:(?:film|movie|screen|book|novel|stage) )?adaptations?|screenplays?"
            r"|scripts?|novels?)(?![\w'])"
        ),
        "writer",
        "said",
    ),
    (
        re.compile(r"(?:'s?)? (?:(?:film|movie) )?(?:scores?|soundtracks?|music)(?![\w'])|-scored"),
        "composer",
        "said",
    ),
    (
        re.compile(
            r"(?:'s?)? (?:(?:is|was|are|were|appears?|acts?|stars?) in(?: it| them)?|in (?:it|them)"
            r"|plays|playing|acting|as an? act(?:or|ress)"
            r"|in (?:the|a) (?:lead|leading role|lead role|title role|main role|starring role)"
            r"|performances?|roles?)(?![\w'])"
        ),
        "cast",
        "with",
    ),
    (
        re.compile(
            r"[- ]directed(?! by)(?![\w'])| directing(?![\w'])| as (?:a |the )?director(?!\w)"
            r"|,? the director(?!\w)"
        ),
        "director",
        "said",
    ),
]
# "Movies that Tom Hanks is in"
_THAT_BEFORE: Final = re.compile(r"\b(?:that|which|where|in which) $")
_TOGETHER: Final = re.compile(r" together(?!\w)")
# "Directed by Clint Eastwood but he isn't in it"
_IT: Final = r"(?: in (?:it|them|the film|the movie))"
_NOT_IN_IT: Final = re.compile(
    r",?\s*(?P<phrase>(?:(?:but|and|where|in which|that|though|with)\s)?"
    r"(?:(?:he|she|they|who|him|her|them)\s)?"
    r"(?:(?:(?:is|are|does|do|did|was)(?:n'?t| not)|not)"
    rf" (?:actually )?(?:in (?:it|them|the film|the movie)|act(?:ing)?{_IT}?|star(?:ring)?{_IT}?"
    rf"|appear(?:ing)?{_IT}?|starring (?:him|her|them)|with (?:him|her|them){_IT}?|an actor)"
    rf"|without (?:him|her|them)(?:{_IT}| acting| starring)?))(?!\w)"
)


@dataclass(frozen=True)
class Context:
    """What the words around a name say of the person.

    Attributes
    ----------
    span
        Of the name with the words that say the role or that the person is not wanted.
    roles
        None where nothing is said of it.
    wording
        How the role is said.
    is_excluded
        Whether the person is not wanted.
    is_subject
        Whether the words make the person a subject or a character of the film.
    era, era_span
        Early or late films of the person, and where the query says so.
    absent_span
        Where the query says that the person does not act in the film: "but he isn't in it".
    """

    span: Span
    roles: tuple[Role, ...] = ()
    wording: Wording = "none"
    is_excluded: bool = False
    is_subject: bool = False
    era: Era | None = None
    era_span: Span | None = None
    absent_span: Span | None = None


def read_context(text: str, start: int, end: int) -> Context:
    """Return what the words around a name say of the person.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    start, end : int
        Of the name; a possessive's ending is not part of it.
    """
    roles, wording, begin = _roles_before(text[:start])
    finish = end
    for pattern, role, after_wording in _ROLES_AFTER:
        if wording in ("none", "by", "of", "with") and (after := pattern.match(text, end)):
            roles, wording, finish = (role,), after_wording, after.end()
            if that := _THAT_BEFORE.search(text[:begin]):
                begin = that.start()
            break
    era: Era | None = None
    era_span = None
    if found := _ERA_BEFORE.search(text[:begin]) or _ERA_AFTER.match(text, end):
        era = "early" if found["era"].startswith("early") or found["era"] == "earlier" else "late"
        era_span = found.span("era")
    excluded = _NOT_BEFORE.search(text[:begin])
    if excluded:
        begin = excluded.start("phrase")
        if wording == "none":  # "starring neither", "with no"
            roles, wording, begin = _roles_before(text[:begin])
    is_subject = not excluded and (
        (wording == "none" and _SUBJECT_BEFORE.search(text[:start]) is not None)
        or _SUBJECT_AFTER.match(text, end) is not None
    )
    if text.startswith("'", finish):
        finish += 2 if text.startswith("'s", finish) else 1
    if together := _TOGETHER.match(text, finish):
        finish = together.end()
    absent = _NOT_IN_IT.match(text, finish)
    return Context(
        (begin, finish),
        roles,
        wording,
        excluded is not None,
        is_subject,
        era,
        era_span,
        absent.span("phrase") if absent else None,
    )


def _roles_before(before: str) -> tuple[tuple[Role, ...], Wording, int]:
    """Return the roles, how they are said, and where the words for them begin."""
    for pattern, roles, wording in _ROLES_BEFORE:
        if match := pattern.search(before):
            return roles, wording, match.start()
    if match := _BY_BEFORE.search(before):
        return ("director",), "by", match.start("by")
    if match := _OF_BEFORE.search(before):
        return ("director",), "of", match.start("by" if match["by"] else "source")
    return (), "none", len(before)
