"""Lengths of time in a query, in minutes: "90 min", "an hour and a half", "2h30"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_WORDS: Final = {
    "a hundred and twenty": 120, "a hundred": 100, "one hundred": 100, "ninety": 90, "eighty": 80,
    "seventy": 70, "sixty": 60, "fifty": 50, "forty-five": 45, "forty five": 45, "forty": 40,
    "thirty": 30, "twenty": 20, "fifteen": 15, "ten": 10, "five": 5, "four": 4, "three": 3,
    "two": 2, "one": 1, "an": 1, "a": 1,
}  # fmt: skip
_WORD: Final = "|".join(_WORDS)
NUMBER: Final = rf"(?:\d{{1,3}}(?:\.\d)?|{_WORD})"
_HOURS: Final = r"(?:hours?|hrs?\b\.?)"
_MINUTES: Final = r"(?:minutes?|mins?\b\.?|m\b)"
# What may follow hours: "and a half", "30", "and 45 minutes".
_REST: Final = (
    r"(?:[ -](?:and[ -])?"
    r"(?:(?P<half>a half|half(?! an))|(?P<quarter>a quarter)"
    r"|(?P<rest>\d\d?|fifteen|twenty|thirty|forty[- ]five|forty|fifty)"
    rf"(?:[ -]?{_MINUTES})?)(?!\w))?"
)
_DURATION: Final = re.compile(
    r"(?<![\w.',])(?:"
    rf"(?P<half_hour>half an? {_HOURS}|1/2 {_HOURS})"
    rf"|(?P<mixed>{NUMBER}) and a half {_HOURS}"
    rf"|(?P<fraction>\d) ?(?:1/2|\u00bd) {_HOURS}"
    r"|(?P<short_hours>\d) ?h(?: ?(?P<short_rest>\d\d)(?: ?m(?:ins?)?)?)?"
    rf"|(?P<hours>{NUMBER})(?P<hours_plus>\+)?[ -]?{_HOURS}{_REST}"
    r"|(?P<bare_hour>hour) and a half"
    rf"|(?P<minutes>{NUMBER})(?P<plus>\+)?[ -]?{_MINUTES}"
    r")(?![\w'])"
)


@dataclass(frozen=True)
class Duration:
    """A length of time, and where in the query its words are.

    Attributes
    ----------
    unit : int
        Minutes of the unit that it is given in: 1 or 60.
    or_more : bool
        Whether a plus stands with the number: "2+ hours".
    """

    start: int
    end: int
    minutes: int
    unit: int
    or_more: bool


def find_durations(text: str) -> Iterator[Duration]:
    """Yield the lengths of time in a query.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.

    Examples
    --------
    >>> [duration.minutes for duration in find_durations("2h30, half an hour, an hour and a half")]
    [150, 30, 90]
    """
    for match in _DURATION.finditer(text):
        minutes = match["minutes"]
        or_more = bool(match["plus"] or match["hours_plus"])
        value = number(minutes) if minutes else 60 * _hours(match)
        yield Duration(*match.span(), round(value), 1 if minutes else 60, or_more)


def number(words: str) -> float:
    """Return the number that digits or a word stand for."""
    return float(_WORDS.get(words.replace("-", " "), 0) or _WORDS.get(words) or words)


def _hours(match: re.Match[str]) -> float:
    if match["half_hour"]:
        return 0.5
    if match["bare_hour"]:
        return 1.5
    if whole := match["mixed"] or match["fraction"]:
        return number(whole) + 0.5
    rest = match["rest"] or match["short_rest"]
    part = 0.5 if match["half"] else 0.25 if match["quarter"] else 0.0
    if rest:
        part = number(rest) / 60
    return number(match["hours"] or match["short_hours"]) + part
