"""Values in answers from elsewhere, none of which is taken on trust."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from app.transfer.rows import FilmKey
from embeddings.sources.film_fields import FIRST_YEAR, LAST_YEAR

IMDB: Final = re.compile(r"tt[0-9]{7,10}")
LARGEST: Final = 2**31 - 1
LONGEST: Final = 500
_FRACTION: Final = re.compile(r"\.([0-9]{1,9})")


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object; an empty one where the value is something else."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """Return a text without what PostgreSQL does not take; empty where there is none."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return str(value).replace("\0", "").encode(errors="ignore").decode()[:LONGEST].strip()


def whole(value: object) -> int | None:
    """Return a whole number that a column holds, or None."""
    written = text(value)
    if not written.isascii() or not written.isdecimal() or len(written) > 10:
        return None
    return int(written) if 0 < int(written) <= LARGEST else None


def film_key(title: object, year: object, imdb_id: object, tmdb_id: object) -> FilmKey:
    """Return what a film is matched by; what is no id and no year counts as absent."""
    imdb, number = text(imdb_id), whole(year)
    return FilmKey(
        imdb_id=imdb if IMDB.fullmatch(imdb) else None,
        tmdb_id=whole(tmdb_id),
        title=text(title) or None,
        year=number if number and FIRST_YEAR <= number <= LAST_YEAR else None,
    )


def instant(value: object) -> datetime | None:
    """Return a time: ISO 8601 with seven decimals, as Jellyfin writes it, or seconds since 1970."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _past(lambda: datetime.fromtimestamp(value, UTC)) if value > 0 else None
    written = _FRACTION.sub(lambda match: f".{match[1][:6]:0<6}", text(value))
    return _past(lambda: datetime.fromisoformat(written)) if written else None


def _past(read: Any) -> datetime | None:
    try:
        found: datetime = read()
    except (ValueError, OverflowError, OSError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    # Jellyfin writes the year 1 for "never"; a clock that is wrong may name a day to come.
    return found if found.year > FIRST_YEAR and found <= datetime.now(UTC) else None
