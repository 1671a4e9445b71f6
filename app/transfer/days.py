"""Reads days and times as people and programs write them.

`2/1/24` says by itself neither which is the day nor which is the month. The whole column tells:
where one value has a number above 12 in first place, the day comes first. `style` looks at a
column, `read` reads a value by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from app.library.schemas import FIRST_FILM

DayOrder = Literal["day_first", "month_first"]

# Of English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian and Ukrainian:
# beginnings that tell a month from all others.
_MONTHS = {
    1: "jan janv ene gen sty янв січ",
    2: "feb fev fevr lut фев лют",
    3: "mar marz mrz maart mars мар бер",
    4: "apr avr abr kwi апр кві",
    5: "may mai mei mag maj мая май тра",
    6: "jun juin giu czer cze июн чер",
    7: "jul juil lug lip июл лип",
    8: "aug aou ago sie авг сер",
    9: "sep set wrz сен вер",
    10: "oct okt out ott paz окт жов",
    11: "nov lis ноя лис",
    12: "dec dez dic gru дек гру",
}
_BEGINNINGS = {word: month for month, words in _MONTHS.items() for word in words.split()}
_LONGEST_BEGINNING = max(map(len, _BEGINNINGS))

_CLOCK = r"(?:[T ,]+(?:at\s+)?(?P<h>\d{1,2})[:.](?P<mi>\d{2})(?:[:.](?P<s>\d{2})(?:\.\d+)?)?.*)?"
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})" + _CLOCK)
_YEAR_LAST = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y>\d{4}|\d{2})" + _CLOCK
)
_EAST_ASIAN = re.compile(
    r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?"
    r"(?P<d>\d{1,2})\s?[日일].*"
)
_WORD = r"(?P<word>[^\W\d_]{3,})"
_DAY_WORD = re.compile(
    rf"(?:[^\W\d_]+\.?,? )?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[ -]?(?:de |of )?{_WORD}\.?"
    rf",?[ -](?:de )?(?P<y>\d{{4}}|\d{{2}})(?:\s?г\.?)?{_CLOCK}"
)
_WORD_DAY = re.compile(
    rf"(?:[^\W\d_]+\.?,? )?{_WORD}\.?[ -](?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?[ -]"
    rf"(?P<y>\d{{4}}){_CLOCK}"
)
_OLD_IMDB = re.compile(
    rf"[A-Z][a-z]{{2}} {_WORD} +(?P<d>\d{{1,2}}) (?P<h>\d\d):(?P<mi>\d\d):(?P<s>\d\d)"
    rf" (?P<y>\d{{4}})"
)
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# The day from which spreadsheets count.
_SERIAL_START = datetime(1899, 12, 30)
_PIVOT = 70  # two digits of a year from here on are of the last century


class NoDayError(Exception):
    """A value is no day, or one that its column does not settle; the message is a sentence."""

    def __init__(self, detail: str, *, unsettled: bool = False) -> None:
        self.unsettled = unsettled
        super().__init__(detail)


@dataclass(frozen=True)
class DayStyle:
    """How a column writes its days.

    Attributes
    ----------
    order : DayOrder or None
        What comes first where both places may be the month; None where nothing tells.
    serial : bool
        Whether the column has the day numbers of a spreadsheet.
    """

    order: DayOrder | None = None
    serial: bool = False


def style(values: Iterable[str], wanted: DayOrder | None = None) -> DayStyle:
    """Return how a column writes its days.

    Parameters
    ----------
    wanted : DayOrder, optional
        What the person says; it stands before what the column tells.
    """
    orders: set[DayOrder] = set()
    serial = count = 0
    for value in values:
        count += 1
        if _SERIAL.fullmatch(value):
            serial += 20_000 <= float(value) <= 60_000
        elif (match := _YEAR_LAST.fullmatch(value)) and match["sep"] != ".":
            if int(match["a"]) > 12:
                orders.add("day_first")
            if int(match["b"]) > 12:
                orders.add("month_first")
    told = next(iter(orders)) if len(orders) == 1 else None
    return DayStyle(wanted or told, serial=count > 0 and serial == count)


def read(written: str, by: DayStyle = DayStyle()) -> datetime:
    """Return a day, or a day and a time, as it is written; without a time, midnight.

    Raises
    ------
    NoDayError
        The value is no day; or its column does not tell day and month apart.
    """
    try:
        return _read(written, by)
    except (ValueError, OverflowError, OSError):
        raise NoDayError(f"“{written[:40]}” is not a day.") from None


def _read(written: str, by: DayStyle) -> datetime:
    if written.isascii() and written.replace(".", "", 1).isdigit():
        return _number(written, by)
    if written[:4].isdigit():
        if match := _YEAR_FIRST.fullmatch(written) or _EAST_ASIAN.fullmatch(written):
            if match.re is _EAST_ASIAN or len(written) <= 10:
                return datetime(int(match["y"]), int(match["m"]), int(match["d"]))
            try:
                return datetime.fromisoformat(written)
            except ValueError:
                return _moment(match, int(match["y"]), int(match["m"]), int(match["d"]))
        return datetime.fromisoformat(written)
    if match := _YEAR_LAST.fullmatch(written):
        first, second = int(match["a"]), int(match["b"])
        if match["sep"] == "." or first == second or first > 12:
            order: DayOrder | None = "day_first"
        else:
            order = "month_first" if second > 12 else by.order
        if order is None:
            raise NoDayError(f"“{written[:40]}” may be two different days.", unsettled=True)
        day, month = (first, second) if order == "day_first" else (second, first)
        return _moment(match, _year(match["y"]), month, day)
    for pattern in (_DAY_WORD, _WORD_DAY, _OLD_IMDB):
        if match := pattern.fullmatch(written):
            return _moment(match, _year(match["y"]), _month(match["word"]), int(match["d"]))
    raise ValueError


def _number(written: str, by: DayStyle) -> datetime:
    if by.serial and _SERIAL.fullmatch(written):
        return _SERIAL_START + timedelta(days=float(written))
    if len(written) == 8:
        return datetime(int(written[:4]), int(written[4:6]), int(written[6:]))
    if match := _SECONDS.fullmatch(written):
        return datetime.fromtimestamp(int(match[1]), UTC)
    if _MILLISECONDS.fullmatch(written):
        return datetime.fromtimestamp(int(written) / 1000, UTC)
    raise ValueError


def _moment(match: re.Match[str], year: int, month: int, day: int) -> datetime:
    if match["h"] is None:
        return datetime(year, month, day)
    clock = time(int(match["h"]) % 24, int(match["mi"]) % 60, int(match["s"] or 0) % 60)
    return datetime.combine(date(year, month, day), clock)


def _year(written: str) -> int:
    year = int(written)
    return year if len(written) == 4 else year + (1900 if year >= _PIVOT else 2000)


def _month(word: str) -> int:
    plain = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for length in range(min(_LONGEST_BEGINNING, len(plain)), 2, -1):
        if month := _BEGINNINGS.get(plain[:length]):
            return month
    raise ValueError


def seen_on(written: str, by: DayStyle = DayStyle()) -> date | None:
    """Return the day on which a film was seen; None where a program wrote that it is unknown.

    Raises
    ------
    NoDayError
        The value is no day, or a day before the first film or in the future.
    """
    day = read(written, by).date()
    if day == date(1970, 1, 1):  # the beginning of computers' time
        return None
    # East of here, tomorrow may have begun.
    if not FIRST_FILM <= day <= datetime.now(UTC).date() + timedelta(days=1):
        raise NoDayError(f"“{written[:40]}” is before there were films, or in the future.")
    return day


def instant(written: str, by: DayStyle = DayStyle()) -> datetime:
    """Return a time in UTC; a time in the future becomes now.

    Raises
    ------
    NoDayError
        The value is no time.
    """
    read_time = read(written, by)
    try:
        # Times near the ends of the calendar overflow when they are converted to UTC.
        if read_time.tzinfo:
            read_time = read_time.astimezone(UTC)
        return min(read_time.replace(tzinfo=UTC), datetime.now(UTC))
    except (ValueError, OverflowError):
        raise NoDayError(f"“{written[:40]}” is not a time.") from None
