"""MovieLens: the export of its site, and the files of its data sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.transfer.files import Part, UnreadableFileError
from app.transfer.layouts import Layout, Role
from app.transfer.ratings import HALF_STARS
from app.transfer.tables import Table, headless, split_lines, table
from app.transfer.values import given
from embeddings.sources.text.titles import parse_title

RATINGS: Final = ("userid", "movieid", "rating", "timestamp")
DAT_LINE: Final = re.compile(r"\d+::\d+::[\d.]+::\d+")
MOVIES_DAT_LINE: Final = re.compile(r"\d+::.+\(\d{4}\)::.*")
U_DATA_LINE: Final = re.compile(r"\d+\t\d+\t[1-5]\t\d{9,10}")
U_ITEM_LINE: Final = re.compile(r"\d+\|[^|]*\|[^|]*\|[^|]*\|[^|]*(\|[01])+")
_FILE_COLUMNS: Final = ({"movieid", "imdbid", "tmdbid"}, {"movieid", "title", "genres"})

_ROLES: Final[dict[str, Role]] = {
    "imdbid": "imdb_id",
    "tmdbid": "tmdb_id",
    "movieid": "movie_id",
    "title": "title",
    "originaltitle": "title",
    "year": "year",
    "rating": "rating",
    "timestamp": "rated_at",
}
_STARS: Final = {"rating": HALF_STARS}


@dataclass
class Films:
    """Titles and ids of a data set's films, from its files of films and links.

    Attributes
    ----------
    values : dict
        Values by column, by movie id.
    """

    values: dict[int, dict[str, str]] = field(default_factory=dict)

    def add(self, part: Part) -> bool:
        """Add the films of a part; return whether it is a file of films or links."""
        if part.alone:
            return False
        films = _films(part)
        if films is None:
            return False
        for record in films.records():
            movie_id = record.values.get("movieid", "").strip()
            if record.fault is None and movie_id.isascii() and movie_id.isdigit():
                self.values.setdefault(int(movie_id[:10]), {}).update(record.values)
        return True

    def fill(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a row's values with what the data set's other files say of its film."""
        movie_id = given(values.get("movieid")) or ""
        film = self.values.get(int(movie_id[:10]) if movie_id.isdigit() else 0, {})
        filled = {**film, **{name: value for name, value in values.items() if given(value)}}
        if title := given(filled.get("title")):
            parsed = parse_title(title)
            filled |= {"title": parsed.title, "originaltitle": parsed.original_title}
            filled |= {"year": parsed.year}
        return filled


class OnePerson:
    """Sees to it that the rows of a file are those of one person."""

    def __init__(self) -> None:
        self.people: set[str] = set()

    def check(self, values: Mapping[str, Any]) -> None:
        """Note a row's person.

        Raises
        ------
        UnreadableFileError
            It is a second one.
        """
        self.people.add(str(values.get("userid", "")))
        if len(self.people) > 1:
            raise UnreadableFileError(
                "The file holds ratings of several people; leave only the rows of one."
            )


LAYOUTS = (
    Layout(
        "movielens",
        "ratings of a data set",
        _ROLES,
        frozenset(RATINGS[:3]),
        facts=frozenset({"userid"}),
        scales=_STARS,
    ),
    Layout(
        "movielens",
        "tags",
        {},
        frozenset({"movieid", "tag"}),
        unreadable="The file holds tags, which are not imported.",
    ),
    Layout(
        "movielens",
        "ratings",
        _ROLES,
        frozenset({"movieid", "imdbid", "tmdbid", "rating", "averagerating"}),
        facts=frozenset({"averagerating"}),
        scales=_STARS,
    ),
    Layout(
        "movielens",
        "wishlist",
        _ROLES,
        frozenset({"movieid", "imdbid", "tmdbid", "averagerating", "title"}),
        lacks=frozenset({"rating", "tag", "tags"}),
        facts=frozenset({"averagerating"}),
        otherwise="watchlist",
        is_list=True,
    ),
)


def raw_table(lines: list[str]) -> Table | None:
    """Return the table of a data set's ratings without a header; None for any other file."""
    if DAT_LINE.fullmatch(lines[0]):
        return headless([line.replace("::", "\t") for line in lines], RATINGS, "\t")
    if U_DATA_LINE.fullmatch(lines[0].strip()):
        return headless(lines, RATINGS, "\t")
    return None


def _films(part: Part) -> Table | None:
    """Return the table of a data set's films or links; None for any other file."""
    lines = split_lines(part.content)
    if MOVIES_DAT_LINE.fullmatch(lines[0]):
        tabbed = [line.replace('"', "").replace("::", "\t") for line in lines]
        return headless(tabbed, ("movieid", "title", "genres"), "\t")
    if U_ITEM_LINE.fullmatch(lines[0]):
        plain = [line.replace('"', "") for line in lines]
        return headless(plain, ("movieid", "title", *(f"c{number}" for number in range(30))), "|")
    try:
        films = table(lines)
    except UnreadableFileError:
        return None
    return films if set(films.columns) in _FILE_COLUMNS else None
