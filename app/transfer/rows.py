"""One row of any file in one form, and how its values are read."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.library.schemas import FIRST_FILM
from app.openapi import LARGEST_ID
from app.search.values import FIRST_YEAR, LAST_YEAR
from app.transfer.schemas import Reason
from embeddings.plain_text import one_space

LONGEST_TITLE = 500
# Python refuses to read a number of thousands of digits, in its own words.
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,12})?")
_IMDB_ID = re.compile(r"(?:tt)?([0-9]{1,10})")
_OLD_IMDB_DAY = "%a %b %d %H:%M:%S %Y"


class BadRowError(Exception):
    """A row that cannot be taken.

    Attributes
    ----------
    reason : Reason
        As the report names it.
    """

    def __init__(self, detail: str, reason: Reason = "bad_row") -> None:
        self.reason: Reason = reason
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class FilmKey:
    """By what a film may be known."""

    imdb_id: str | None = None
    tmdb_id: int | None = None
    movie_id: int | None = None
    title: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says of one film.

    Attributes
    ----------
    file, line : str or None, int
        Where it stands: the file within a zip; from 1.
    lists : frozenset of str
        Names as in `app.library.lists.LISTS`: what the film is put on.
    rating : float or None
        In stars; set where it is on ``ratings``.
    watched_on : date or None
        The day it was seen, where ``history`` knows it.
    at : datetime or None
        When it was rated or put on the list.
    kind : str or None
        What the file calls it where it is no film, such as a TV series.
    fault : BadRowError or None
        Why the row cannot be taken; then it is on no list.
    """

    film: FilmKey
    lists: frozenset[str] = field(default_factory=frozenset)
    rating: float | None = None
    watched_on: date | None = None
    at: datetime | None = None
    kind: str | None = None
    fault: BadRowError | None = None
    file: str | None = None
    line: int = 0


def text(value: Any) -> str | None:
    """Return a value as text, white space made single spaces; None where there is nothing.

    Lone surrogates and NUL, which JSON can name and PostgreSQL cannot keep, become question marks.
    """
    if value is None or isinstance(value, (dict, list)):
        return None
    found = str(value).replace("\x00", "?").encode(errors="replace").decode()
    return one_space(found) or None


def title(value: Any) -> str | None:
    """Return a title.

    Raises
    ------
    BadRowError
        It is longer than any film's.
    """
    found = text(value)
    if found is not None and len(found) > LONGEST_TITLE:
        raise BadRowError(f"The title has more than {LONGEST_TITLE} characters.")
    return found


def number(value: Any, what: str) -> float | None:
    """Return a number, written with a point or a comma; None where there is nothing.

    Raises
    ------
    BadRowError
        It is none.
    """
    found = text(value)
    if found is None:
        return None
    if isinstance(value, bool) or not _NUMBER.fullmatch(found):
        raise BadRowError(f"The {what} is not a number.")
    return float(found.replace(",", "."))


def stars(value: Any, steps: int = 5) -> float | None:
    """Return a rating in stars; None where there is none.

    Parameters
    ----------
    steps : int
        The most that the file's scale knows: 5, in half steps, or 10, in whole ones.

    Raises
    ------
    BadRowError
        It is not on the scale.
    """
    given = number(value, "rating")
    if given is None:
        return None
    found = given * 5 / steps
    if not (math.isfinite(found) and 0.5 <= found <= 5 and (found * 2).is_integer()):
        scale = "0.5 to 5 in half steps" if steps == 5 else f"1 to {steps}"
        raise BadRowError(f"The rating is not one of {scale}.")
    return found


def whole(value: Any, what: str) -> int | None:
    """Return a whole number that fits an id; None where there is nothing or 0."""
    found = number(value, what)
    if not found:
        return None
    if not (found.is_integer() and 0 < found <= LARGEST_ID):
        raise BadRowError(f"The {what} is not a whole number.")
    return int(found)


def year(value: Any) -> int | None:
    """Return a year, also the first of ``2006-2007``; None where there is none."""
    found = text(value)
    if found is not None and (match := re.fullmatch(r"(\d{4})\s*[-–—].*", found)):
        found = match[1]
    given = whole(found, "year")
    if given is not None and not FIRST_YEAR <= given <= LAST_YEAR:
        raise BadRowError("The year is not one in which films were made.")
    return given


def imdb_id(value: Any) -> str | None:
    """Return an IMDb id as the catalogue writes it, such as ``tt0129167``."""
    found = text(value)
    if found is None:
        return None
    match = _IMDB_ID.fullmatch(found)
    if match is None:
        raise BadRowError("The IMDb id is not like tt0129167.")
    return f"tt{int(match[1]):07d}" if int(match[1]) else None


def instant(value: Any) -> datetime | None:
    """Return a time, as ISO 8601, as IMDb once wrote it, or in seconds since 1970.

    A rating is worth more than its date: one that cannot be read counts as none, and none
    is later than now.
    """
    found = text(value)
    made: datetime | None = None
    if found is None:
        return None
    with suppress(ValueError, OverflowError, OSError):
        if re.fullmatch(r"[0-9]{6,13}(?:\.0)?", found):
            made = datetime.fromtimestamp(float(found), UTC)
        elif found[0].isalpha():
            made = datetime.strptime(found, _OLD_IMDB_DAY)
        else:
            made = datetime.fromisoformat(found)
        # Some overflow only when they are moved to UTC.
        made = made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)
    return min(made, datetime.now(UTC)) if made else None


def day(value: Any) -> date | None:
    """Return the day on which a film was seen; None where it is not said.

    Raises
    ------
    BadRowError
        It is no day, or one on which nobody can have seen a film.
    """
    found = text(value)
    if found is None:
        return None
    try:
        given = datetime.fromisoformat(found).date()
    except ValueError:
        raise BadRowError("The day seen is not written as 2026-01-31.") from None
    # Tomorrow has begun somewhere already.
    if not FIRST_FILM <= given <= datetime.now(UTC).date() + timedelta(days=1):
        raise BadRowError("The day seen is before there were films, or in the future.")
    return given


def film_key(values: Mapping[str, Any]) -> FilmKey:
    """Return a film's key of values named as `FilmKey` names them; others are left alone.

    Raises
    ------
    BadRowError
        There is nothing to know the film by, or an id or the year is none.
    """
    key = FilmKey(
        imdb_id(values.get("imdb_id")),
        whole(values.get("tmdb_id"), "TMDB id"),
        whole(values.get("movie_id"), "movie id"),
        title(values.get("title")),
        year(values.get("year")),
    )
    if not (key.imdb_id or key.tmdb_id or key.movie_id or key.title):
        raise BadRowError("The row has neither an id nor a title.")
    return key


def shown_key(values: Mapping[str, Any]) -> FilmKey:
    """Return what can be said of a film whose row is bad, to show where it stands."""
    movie = values.get("movie")
    given = movie if isinstance(movie, dict) else values
    shown = text(given.get("title") or given.get("name"))
    key = FilmKey(title=shown and shown[:LONGEST_TITLE])
    with suppress(BadRowError):
        return replace(key, year=year(given.get("year")))
    return key
