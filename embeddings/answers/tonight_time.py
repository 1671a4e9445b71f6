"""The time there is: "90 minutes, something warm" means that the film must not take longer.

A search takes a bare length for part of a story, since "90 minutes" may well be in one; whoever
plans an evening says it by itself, between commas. And an evening is for a feature film, unless
somebody asks for less.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from embeddings.answers.filters import Filters
from embeddings.answers.understand.durations import find_durations
from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.lengths import LONGEST
from embeddings.answers.understand.parsed import ParsedFilter

# Of the shortest feature film, as the Academy of Motion Picture Arts and Sciences has it.
FEATURE_MINUTES: Final = 40
# Who has fewer minutes than this may well mean a short film.
EVENING_MINUTES: Final = 60
SHORT_FILM: Final = "short film"

_PARTS: Final = re.compile(r"\s*[,;.]\s+|\s*;\s*")
_AT_MOST: Final = re.compile(
    r"^(?:(?:i|we) (?:(?:only|just) )?have(?: (?:about|only|just|got))?"
    r"|(?:wir|ich) hab(?:en|e)(?: (?:nur|noch|ungef\xe4hr|etwa))*"
    r"|nur|only|just|h\xf6chstens|maximal|at most|max)\.? "
)
_ENGLISH: Final = (
    (r"(?:anderthalb|eineinhalb) stunden", "an hour and a half"),
    (r"\bzweieinhalb stunden", "two and a half hours"),
    (r"\beine halbe stunde", "half an hour"),
    (r"\beine stunde", "one hour"),
    (r"\bzwei stunden", "two hours"),
    (r"\bdrei stunden", "three hours"),
    (r"\bstunden?\b", "hours"),
    (r"\bminuten?\b", "minutes"),
    (r"\bneunzig\b", "ninety"),
)


def time_there_is(words: str) -> tuple[str, ParsedFilter | None]:
    """Return the other words, and the longest running time where a part says just that.

    Examples
    --------
    >>> time_there_is("etwas Warmes, 90 Minuten")[1].value
    90
    >>> time_there_is("90 minutes to live")
    ('90 minutes to live', None)
    """
    parts = [part for part in _PARTS.split(words) if part]
    for at, part in enumerate(parts):
        if (minutes := _minutes(part)) is not None:
            rest = ", ".join([*parts[:at], *parts[at + 1 :]])
            return rest, ParsedFilter("runtime_max", minutes, part)
    return words, None


def least_runtime(filters: Filters, wanted: Collection[str]) -> int | None:
    """Return the minutes that a film for an evening has, or None where a shorter one is asked for.

    Parameters
    ----------
    wanted : collection of str
        Moods and tags.
    """
    little_time = filters.runtime_max is not None and filters.runtime_max < EVENING_MINUTES
    is_asked = filters.runtime_min is not None or SHORT_FILM in wanted
    return None if little_time or is_asked else FEATURE_MINUTES


def _minutes(part: str) -> int | None:
    text = _AT_MOST.sub("", lowered(part).strip(" .!"))
    for german, english in _ENGLISH:
        text = re.sub(german, english, text)
    for duration in find_durations(text):
        whole = (duration.start, duration.end) == (0, len(text))
        if whole and not duration.or_more and duration.minutes <= LONGEST:
            return duration.minutes
    return None
