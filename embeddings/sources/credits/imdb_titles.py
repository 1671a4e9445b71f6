"""Titles of films in other languages, from IMDb's table of titles ("also known as")."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from embeddings.sources.credits.facts import MOST_TITLES
from embeddings.sources.imdb_tables import AKAS, ImdbRow, rows_of
from embeddings.sources.text.clean import clean_text
from embeddings.sources.text.titles import title_key

# The film's own titles may be among those of the table, and are left out later.
MOST_READ: Final = MOST_TITLES + 4
_LONGEST: Final = 300
# Between the types of a title.
_BETWEEN_TYPES: Final = "\x02"
_SHOWN: Final = "imdbDisplay"  # the title that IMDb's pages show in that region
_WORKING: Final = "working"  # a film never came out under it


@dataclass(frozen=True, slots=True, order=True)
class _Title:
    """A title, the usual ones of a region first."""

    remarked: bool
    not_shown: bool
    ordering: int
    title: str
    language: str


def read_titles(tconsts: Collection[str], path: Path) -> dict[str, dict[str, str]]:
    """Read the titles of some films that have a known language.

    Left out are originals, working titles, and titles of a region that has several languages
    unless the table names the language.

    Returns
    -------
    tconst → title → language: the most usual title of each language first, then the second ones;
    at most `MOST_READ` of a film

    Raises
    ------
    DatasetError
        On a file or row that is not as it should be.
    """
    found: dict[str, list[_Title]] = {}
    for row in rows_of(path, AKAS, tconsts):
        title = _title(row)
        if title is not None:
            found.setdefault(row.needed("titleId"), []).append(title)
    return {tconst: _chosen(titles) for tconst, titles in found.items()}


def _title(row: ImdbRow) -> _Title | None:
    ordering = row.number("ordering")
    if ordering is None:
        raise row.fault("ordering", "is missing")
    if row["isOriginalTitle"] not in ("0", "1", None):
        raise row.fault("isOriginalTitle", f"{row['isOriginalTitle']!r} is neither 0 nor 1")
    title = clean_text(row.needed("title"))
    language = _language(row["region"], row["language"])
    types = (row["types"] or "").split(_BETWEEN_TYPES)
    original = row["isOriginalTitle"] == "1" or "original" in types
    if original or language is None or _WORKING in types or not 0 < len(title) <= _LONGEST:
        return None
    return _Title(row["attributes"] is not None, _SHOWN not in types, ordering, title, language)


def _language(region: str | None, language: str | None) -> str | None:
    codes = _languages()
    return codes["codes"].get(language) if language else codes["regions"].get(region or "")


def _chosen(titles: Collection[_Title]) -> dict[str, str]:
    nth_of_language: dict[str, int] = {}
    ranked: list[tuple[int, _Title]] = []
    keys: set[str] = set()
    for title in sorted(titles):
        key = title_key(title.title)
        if key not in keys:
            keys.add(key)
            nth = nth_of_language[title.language] = nth_of_language.get(title.language, 0) + 1
            ranked.append((nth, title))
    return {title.title: title.language for _, title in sorted(ranked)[:MOST_READ]}


@cache
def _languages() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("languages.toml")
    tables: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return tables
