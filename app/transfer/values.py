"""Reads single values of a file: text, ids, years."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from app.transfer.csv_text import unguarded
from app.transfer.ratings import NULLS
from app.web.openapi import LARGEST_ID
from embeddings.plain_text import one_space
from embeddings.sources.film_fields import FIRST_YEAR, LAST_YEAR

LONGEST_TITLE = 500
LONGEST_NOTE = 2000
_SHORT = 100  # characters
# Spreadsheets are told by a formula that a cell is text.
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_UNTIDY = re.compile(r"^[ ='\\]| $|  |;'")
_WHOLE = re.compile(r"([0-9]{1,12})(?:[.,]0+)?")
_IMDB_ID = re.compile(r"(?:tt)?([0-9]{1,10})/?", re.IGNORECASE)
# A shorter number in a column called IMDb is its mean, such as 8.
_LEAST_DIGITS = 5
_IMDB_URL = re.compile(r"\btt([0-9]{5,10})\b", re.IGNORECASE)
_TMDB_URL = re.compile(
    r"(?:^|themoviedb\.org/)(?:[a-z-]+/)?movie[/:]([0-9]{1,10})\b", re.IGNORECASE
)
_YEAR = re.compile(r"\(?([12][0-9]{3})(?:[.,]0+)?\)?(?:\s*[-–—/].*|[-/.][0-9]{1,2}.*)?")


class BadValueError(Exception):
    """A value cannot be read; the message is a sentence for the report."""


def text(value: Any) -> str | None:
    """Return a value as text, white space made single spaces; None where the value is empty.

    Lone surrogates and NUL, which JSON can spell and PostgreSQL cannot store, become question
    marks.
    """
    if value is None or isinstance(value, (dict, list)):
        return None
    plain = str(value)
    # Nearly all cells are so, and this runs for each of them several times.
    if plain.isascii() and plain.isprintable() and not _UNTIDY.search(plain):
        return plain or None
    plain = plain.replace("\x00", "?").encode(errors="replace").decode()
    if plain.startswith(("=", "'")):
        plain = plain.strip()
        if match := _FORMULA.fullmatch(plain):
            plain = match[1].replace('""', '"')
    return one_space(unguarded(plain)) or None


def given(value: Any) -> str | None:
    """Return a value as text; None where the value is empty, or a word for "no value"."""
    if isinstance(value, str) and len(value) < _SHORT:
        return _given_text(value)
    written = text(value)
    return None if written is None or written.lower() in NULLS else written


@lru_cache(maxsize=8192)
def _given_text(value: str) -> str | None:
    """Return the same for a short text; a table asks for most of its cells several times."""
    written = text(value)
    return None if written is None or written.lower() in NULLS else written


def title(value: Any) -> str | None:
    """Return a title.

    Raises
    ------
    BadValueError
        The title is longer than any film's.
    """
    written = text(value)
    if written is not None and len(written) > LONGEST_TITLE:
        raise BadValueError(f"The title has more than {LONGEST_TITLE} characters.")
    return None if written is None or written.lower() == "nan" else written


def note(value: Any) -> str | None:
    """Return a note with its line breaks, cut to `LONGEST_NOTE` characters; None if empty."""
    if value is None or isinstance(value, (dict, list)):
        return None
    plain = str(value).replace("\x00", "?").encode(errors="replace").decode()
    plain = re.sub(r"<br\s*/?>|\r\n?", "\n", plain, flags=re.IGNORECASE).strip()
    return unguarded(plain)[:LONGEST_NOTE].rstrip() or None


def whole(value: Any, what: str) -> int | None:
    """Return a whole number that fits an id; None where the value is empty or 0.

    Raises
    ------
    BadValueError
        The value is not such a number; the message names it ``what``.
    """
    written = given(value)
    if written is None or written in ("-1", "-1.0"):
        return None
    match = _WHOLE.fullmatch(written)
    if isinstance(value, bool) or match is None or int(match[1]) > LARGEST_ID:
        raise BadValueError(f"The {what} “{written[:40]}” is not a whole number.")
    return int(match[1]) or None


def year(value: Any) -> int | None:
    """Return a year; of ``2006-2007`` or a day the first number; None where the value is empty.

    Raises
    ------
    BadValueError
        The value is no year in which films are made.
    """
    written = given(value)
    if written is None or not written.strip("0."):
        return None
    match = _YEAR.fullmatch(written)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise BadValueError(f"The year “{written[:40]}” is not one in which films are made.")
    return int(match[1])


def imdb_id(value: Any) -> str | None:
    """Return an IMDb id as the catalogue writes it, such as ``tt0129167``.

    The value may be the id, its number, or an address of IMDb.

    Raises
    ------
    BadValueError
        The value is none of these.
    """
    written = given(value)
    if written is None:
        return None
    written = written.lstrip("'")
    match = _IMDB_ID.fullmatch(written) or _IMDB_URL.search(written)
    if match and written.isdigit() and len(written) < _LEAST_DIGITS:
        match = None
    if match is None or isinstance(value, bool):
        raise BadValueError(f"The IMDb id “{written[:40]}” is not like tt0129167.")
    return f"tt{int(match[1]):07d}" if int(match[1]) else None


def tmdb_id(value: Any) -> int | None:
    """Return the id that TMDB gives a film; the value may be an address of TMDB.

    Raises
    ------
    BadValueError
        The value is no such id, or that of a series.
    """
    written = given(value)
    if written is not None and (match := _TMDB_URL.search(written)):
        return int(match[1]) or None
    return whole(value, "TMDB id")
