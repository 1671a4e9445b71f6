"""Find how long the films may be: "under 90 minutes", "between 90 and 100 min", "2h30 or more".

A number of minutes or hours is often part of a story: "60 minutes to live". So the words around
it must say that the film is meant: a bound that ends a clause or begins the query, or a length
right before a kind of film ("90 minute comedy").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from embeddings.answers.understand.durations import NUMBER, Duration, find_durations, number
from embeddings.answers.understand.filters import PLOT_OPENERS, Field, Filter
from embeddings.answers.understand.grammar import ANY_GENRE, FILM, GENRE_PHRASE, LEAD, QUALIFIER
from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.words import MOST_WORDS

# "A 90 minute comedy" and "around 90 minutes" may be this many minutes shorter or longer.
TOLERANCE: Final = 10
# A story may last longer than a film: "less than 24 hours to live".
LONGEST: Final = 480

_Bounds = tuple[int | None, int | None]

_LESS: Final = r"(?:under|below|less than|shorter than|fewer than|<)"
_MOST: Final = (
    r"(?:at (?:the )?most|max(?:imum)?(?: of| length| runtime)?:?|up to|within|<=|\u2264"
    r"|(?:that )?do(?:es)?(?: not|n'?t) (?:exceed|go over|run over|last (?:longer|more) than))"
)
_MORE: Final = r"(?:over|above|more than|longer than|exceeding|upwards? of|>)"
_LEAST: Final = r"(?:at (?:the )?least|min(?:imum)?(?: of| length| runtime)?:?|>=|\u2265)"
_NOT: Final = (
    rf"(?:(?:nothing|not|no|none|isn'?t|aren'?t|never|anything)(?: (?:{FILM}|anything))?"
    r"(?: that(?:'?s| is| are| lasts?| runs?)?)? )"
)
_SIDE: Final = re.compile(
    rf"(?P<not>{_NOT})?(?:(?P<less>{_LESS})|(?P<most>{_MOST})|(?P<more>{_MORE})|(?P<least>{_LEAST}))"
    r"(?: the)? ?$"
)
_AROUND: Final = re.compile(
    r"(?:around|(?P<about>about)|roughly|approx(?:imately|\.)?|circa|~|some|nearly|close to|almost)"
    r" ?$"
)
_SIDE_AFTER: Final = re.compile(
    r" ?(?:"
    r"(?P<most>(?:or|and) (?:less|under|shorter|below|fewer)|at (?:the )?most|max(?:imum)?|tops?)"
    r"|(?P<least>(?:or|and) (?:more|over|longer|above|up)|plus|\+|at (?:the )?least|min(?:imum)?))"
    r"(?![\w'])"
)
_AROUND_AFTER: Final = re.compile(r"(?: or so|-?ish)(?!\w)")
_LONG: Final = re.compile(
    r"[ -](?:long|in length|of (?:running ?time|runtime)|running ?time|runtime|in duration)(?!\w)"
)
# Who wants nothing too long takes two hours.
_NOT_LONG: Final = re.compile(
    r"(?<![\w'-])(?:(?:(?:that|which)(?: is|'?s)? |it'?s )?(?:not|isn'?t|aren'?t)|nothing)"
    r" (?:too|super|very|so) long"
    r"(?= ?(?:$|[,.;!?]|(?:and|but|or|please|not|no|with|about)\b))"
)
_LONG_FROM: Final = 120
_RANGE: Final = re.compile(
    rf"(?P<opening>between |from )?(?<![\w.])(?P<first>{NUMBER})(?P<joint> ?(?:-|\u2013|to|and) ?)$"
)
_JOINT: Final = re.compile(r"\s*(?:-|\u2013|to|and)\s*")
_OPENING: Final = re.compile(r"(?:between|from) $")
_RUNS: Final = re.compile(
    r"(?:(?:that|which)(?: is| are| lasts?| runs?|'?s)|lasting|running|runs|lasts?|it'?s"
    r"|with a (?:running ?time|runtime|length)(?: of)?|running ?time|runtime|length)(?: of)? $"
)
# The length is of the film where this follows.
_END: Final = re.compile(
    rf"\s*(?:$|[,;.!?)]|\b(?:{PLOT_OPENERS}|and|or|from|please|directed|by|on|for)\b|{FILM}(?!\w)"
    rf"|{GENRE_PHRASE}|{QUALIFIER}(?!\w)|(?:19|20)\d\d|'?\d0'?s)"
)
_BEGINNING: Final = re.compile(rf"^{LEAD}$")
_ALONE: Final = re.compile(r"[\s.!?]*")
_LEAST_ALONE: Final = 60
# "Something short", "a short one"; but a short film may be one of ten minutes.
_SHORT: Final = re.compile(
    r"(?<![\w'-])(?:(?P<thing>something|anything|nothing long|sth) "
    r"(?:really |very |quite |rather |nice and )?"
    r"(?P<phrase>short)(?:er)?|(?P<ones>(?:really |very |quite )?short(?:er)? ones?)"
    r"|(?P<kept>keep it short))(?= ?(?:$|[,.;!?]|(?:and|but|please|with|about|for|tonight|that)\b))"
)
_SHORT_UP_TO: Final = 95
_LEAST_OF_FEATURES: Final = 60
_TIME_LEFT: Final = re.compile(
    r"^(?:i|we)(?:'ve)? (?:(?:only|just) )?(?:have|got)(?: got)?(?: (?:about|only|just))? $"
)
# It is of the story where these stand around it.
_STORY_BEFORE: Final = re.compile(
    r"\b(?:has|have|had|having|only|every|after|last|next|first|in|in the|for|loses?|takes?|waits?"
    r"|spends?|with) $"
)
_STORY_AFTER: Final = re.compile(
    r" (?:to|of|left|before|until|till|in|inside|away|ago|later|apart|into|after|at|earlier"
    r"|remaining|notice|flat|per|a day|from (?:home|now))\b"
)
_KIND: Final = re.compile(
    rf"(?P<long>[ -]long)? (?=(?:(?:{QUALIFIER}|{ANY_GENRE}) )*"
    rf"(?:{FILM}(?!\w)|{GENRE_PHRASE}|epics?\b|features?\b))"
)


def find_lengths(text: str) -> Iterator[Filter]:
    """Yield the least and the greatest running time that a query asks for, in minutes.

    "Under" and "over" exclude the length itself, "at most" and "at least" do not, and what is
    around a length may be `TOLERANCE` minutes off.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it. A query of more than `words.MOST_WORDS`
        words sets no filter.

    Examples
    --------
    >>> [(filter_.field, filter_.value) for filter_ in find_lengths("comedies under 90 minutes")]
    [('runtime_max', 89)]
    """
    if len(text.split()) > MOST_WORDS:
        return
    for match in _NOT_LONG.finditer(text):
        yield Filter("runtime_max", _LONG_FROM, *match.span())
    for match in _SHORT.finditer(text):
        group = next(name for name in ("phrase", "ones", "kept") if match[name])
        yield Filter("runtime_max", _SHORT_UP_TO, *match.span(group))
    used = 0
    durations = [duration for duration in find_durations(text) if duration.minutes <= LONGEST]
    for place, duration in enumerate(durations):
        if duration.start < used:
            continue
        later = durations[place + 1] if place + 1 < len(durations) else None
        found = _range(text, duration, later) or _bounded(text, duration) or _plain(text, duration)
        if found is None:
            continue
        (least, most), span = found
        used = span[1]
        fields: tuple[tuple[Field, int | None], ...] = (
            ("runtime_min", least),
            ("runtime_max", most),
        )
        yield from (Filter(field, value, *span) for field, value in fields if value)


def _range(text: str, duration: Duration, later: Duration | None) -> tuple[_Bounds, Span] | None:
    """Return the bounds of "between one hour and two hours" and of "90-120 minutes"."""
    before = text[: duration.start]
    if later and _JOINT.fullmatch(text, duration.end, later.start):
        opening = _OPENING.search(before)
        if opening or "and" not in text[duration.end : later.start]:
            start = opening.start() if opening else duration.start
            return _checked(text, (start, later.end), (duration.minutes, later.minutes))
    first = _RANGE.search(before)
    if not first or ("and" in first["joint"] and not first["opening"]):
        return None
    least = round(number(first["first"]) * duration.unit)
    if least >= duration.minutes:
        return None
    return _checked(text, (first.start(), duration.end), (least, duration.minutes))


def _bounded(text: str, duration: Duration) -> tuple[_Bounds, Span] | None:
    """Return the bound of "under 90 minutes", "90 minutes or less" and "2+ hours"."""
    start, end, minutes = duration.start, duration.end, duration.minutes
    if side := _SIDE.search(text[:start]):
        excludes = bool(side["not"])
        if excludes and side["not"].startswith("anything"):
            return None
        bounds: _Bounds
        if side["less"]:
            bounds = (minutes, None) if excludes else (None, minutes - 1)
        elif side["more"]:
            bounds = (None, minutes) if excludes else (minutes + 1, None)
        else:
            bounds = (None, minutes) if side["most"] else (minutes, None)
        return _checked(text, (side.start(), end), bounds)
    long = _LONG.match(text, end)
    if side := _SIDE_AFTER.match(text, long.end() if long else end):
        bounds = (None, minutes) if side["most"] else (minutes, None)
        return _checked(text, (start, side.end()), bounds)
    return _checked(text, (start, end), (minutes, None)) if duration.or_more else None


def _plain(text: str, duration: Duration) -> tuple[_Bounds, Span] | None:
    """Return the bounds of "around 90 minutes", "90 minutes long" and "90 minute comedy"."""
    start, end = duration.start, duration.end
    bounds = max(1, duration.minutes - TOLERANCE), duration.minutes + TOLERANCE
    around, ish = _AROUND.search(text[:start]), _AROUND_AFTER.match(text, end)
    long = _LONG.match(text, ish.end() if ish else end)
    if around and around["about"] and not long and duration.unit > 1:
        return None  # "A film about two hours in a bunker"
    # "Three hour" and nothing else is a length.
    is_alone = _ALONE.fullmatch(text[end:]) and _BEGINNING.match(text[:start])
    if is_alone and duration.minutes >= _LEAST_ALONE:
        return bounds, (start, len(text))
    if left := _TIME_LEFT.match(text[:start]):
        return (None, duration.minutes), (left.start(), end)
    if around or ish or long:
        whole = around.start() if around else start, ish.end() if ish else end
        if found := _checked(text, whole, bounds):
            return found
    if kind := _KIND.match(text, end):
        beginning = _BEGINNING.match(text[:start]) or text[:start].rstrip().endswith(",")
        if beginning or not _STORY_BEFORE.search(text[:start]):
            return bounds, (start, kind.end("long") if kind["long"] else end)
    return None


def _checked(text: str, span: Span, bounds: _Bounds) -> tuple[_Bounds, Span] | None:
    """Return the bounds with the whole phrase, or None where the length is of the story."""
    start, end = span
    if long := _LONG.match(text, end):
        end = long.end()
    if runs := _RUNS.search(text[:start]):
        start = runs.start()
    before = text[:start]
    if _STORY_BEFORE.search(before) or _STORY_AFTER.match(text, end):
        return None
    if _END.match(text, end) or _BEGINNING.match(before):
        return bounds, (start, end)
    return None


def allows_features(filters: Iterable[Filter]) -> bool:
    """Return whether a greatest length is that of features: "short movies under 80 minutes"."""
    return any(
        filter_.field == "runtime_max" and int(filter_.value) >= _LEAST_OF_FEATURES
        for filter_ in filters
    )
