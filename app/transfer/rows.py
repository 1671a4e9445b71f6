"""A row of an imported file, whatever its format, and how its values are read."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.library.schemas import FIRST_FILM
from app.transfer.schemas import Reason
from app.web.openapi import LARGEST_ID
from app.web.values import FIRST_YEAR, LAST_YEAR
from embeddings.plain_text import one_space

LONGEST_TITLE = 500
# Python refuses to read a number of thousands of digits, in its own words.
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,12})?")
_IMDB_ID = re.compile(r"(?:tt)?([0-9]{1,10})")
_OLD_IMDB_DAY = "%a %b %d %H:%M:%S %Y"


class BadRowError(Exception):
    """A row that cannot be imported; the message is a sentence for the report.

    Attributes
    ----------
    reason : Reason
        The report's code.
    """

    def __init__(self, detail: str, reason: Reason = "bad_row") -> None:
        self.reason: Reason = reason
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class FilmKey:
    """Ids, titles and year that a film is matched by; ``titles`` are further ones."""

    imdb_id: str | None = None
    tmdb_id: int | None = None
    movie_id: int | None = None
    title: str | None = None
    year: int | None = None
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A film and its marks, as a row of a file has them.

    Attributes
    ----------
    film : FilmKey
        The film.
    lists : frozenset of str
        Keys of `app.library.lists.LISTS`: the lists that the film is on.
    rating : float or None
        Stars; set where ``lists`` has ``ratings``.
    watched_on : date or None
        The day the film was seen, where the file has it.
    at : datetime or None
        When the film was rated or put on the list.
    kind : str or None
        What the file calls a work that is no film, such as a TV series.
    fault : BadRowError or None
        Why the row cannot be imported; ``lists`` is empty then.
    file : str or None
        The file's path within a zip.
    line : int
        The row's line in its file, or the item's number, from 1.
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
    """Return a value as text, white space made single spaces; None where the value is empty.

    Lone surrogates and NUL, which JSON can spell and PostgreSQL cannot store, become question
    marks.
    """
    if value is None or isinstance(value, (dict, list)):
        return None
    plain = str(value).replace("\x00", "?").encode(errors="replace").decode()
    return one_space(plain) or None


def title(value: Any) -> str | None:
    """Return a title.

    Raises
    ------
    BadRowError
        The title is longer than any film's.
    """
    written = text(value)
    if written is not None and len(written) > LONGEST_TITLE:
        raise BadRowError(f"The title has more than {LONGEST_TITLE} characters.")
    return written


def number(value: Any, what: str) -> float | None:
    """Return a number, written with a point or a comma; None where the value is empty.

    Raises
    ------
    BadRowError
        The value is not a number; the message names it ``what``.
    """
    written = text(value)
    if written is None:
        return None
    if isinstance(value, bool) or not _NUMBER.fullmatch(written):
        raise BadRowError(f"The {what} is not a number.")
    return float(written.replace(",", "."))


def stars(value: Any, steps: int = 5) -> float | None:
    """Return a rating in stars; None where the value is empty.

    Parameters
    ----------
    steps : int
        The highest rating of the file's scale: 5, in half steps, or 10, in whole steps.

    Raises
    ------
    BadRowError
        The rating is not on the scale.
    """
    rating = number(value, "rating")
    if rating is None:
        return None
    in_stars = rating * 5 / steps
    if not (math.isfinite(in_stars) and 0.5 <= in_stars <= 5 and (in_stars * 2).is_integer()):
        scale = "0.5 to 5 in half steps" if steps == 5 else f"1 to {steps}"
        raise BadRowError(f"The rating is not one of {scale}.")
    return in_stars


def whole(value: Any, what: str) -> int | None:
    """Return a whole number that fits an id; None where the value is empty or 0."""
    parsed = number(value, what)
    if not parsed:
        return None
    if not (parsed.is_integer() and 0 < parsed <= LARGEST_ID):
        raise BadRowError(f"The {what} is not a whole number.")
    return int(parsed)


def year(value: Any) -> int | None:
    """Return a year; of ``2006-2007`` the first; None where the value is empty."""
    written = text(value)
    if written is not None and (match := re.fullmatch(r"(\d{4})\s*[-–—].*", written)):
        written = match[1]
    parsed = whole(written, "year")
    if parsed is not None and not FIRST_YEAR <= parsed <= LAST_YEAR:
        raise BadRowError("The year is not one in which films were made.")
    return parsed


def imdb_id(value: Any) -> str | None:
    """Return an IMDb id as the catalogue writes it, such as ``tt0129167``."""
    written = text(value)
    if written is None:
        return None
    match = _IMDB_ID.fullmatch(written)
    if match is None:
        raise BadRowError("The IMDb id is not like tt0129167.")
    return f"tt{int(match[1]):07d}" if int(match[1]) else None


def instant(value: Any) -> datetime | None:
    """Return a time, read as ISO 8601, as IMDb's old format, or as seconds since 1970.

    A time that cannot be read is None rather than an error, since the rating matters more; a
    time in the future becomes now.
    """
    written = text(value)
    time: datetime | None = None
    if written is None:
        return None
    with suppress(ValueError, OverflowError, OSError):
        if re.fullmatch(r"[0-9]{6,13}(?:\.0)?", written):
            time = datetime.fromtimestamp(float(written), UTC)
        elif written[0].isalpha():
            time = datetime.strptime(written, _OLD_IMDB_DAY)
        else:
            time = datetime.fromisoformat(written)
        # Times near the ends of the calendar overflow when they are converted to UTC.
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    return min(time, datetime.now(UTC)) if time else None


def day(value: Any) -> date | None:
    """Return the day on which a film was seen; None where the value is empty.

    Raises
    ------
    BadRowError
        The value is no day, or a day before the first film or in the future.
    """
    written = text(value)
    if written is None:
        return None
    try:
        seen_on = datetime.fromisoformat(written).date()
    except ValueError:
        raise BadRowError("The day seen is not written as 2026-01-31.") from None
    # East of here, tomorrow may have begun.
    if not FIRST_FILM <= seen_on <= datetime.now(UTC).date() + timedelta(days=1):
        raise BadRowError("The day seen is before there were films, or in the future.")
    return seen_on


def film_key(values: Mapping[str, Any]) -> FilmKey:
    """Return a film's key from values named like `FilmKey`'s fields; other values are ignored.

    Raises
    ------
    BadRowError
        There is neither an id nor a title, or an id or the year is invalid.
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
    """Return title and year of a bad row's film, as far as they can be read, for the report."""
    movie = values.get("movie")
    film = movie if isinstance(movie, dict) else values
    shown = text(film.get("title") or film.get("name"))
    key = FilmKey(title=shown and shown[:LONGEST_TITLE])
    with suppress(BadRowError):
        return replace(key, year=year(film.get("year")))
    return key
