"""MovieLens: the export of its site, and the files of its data sets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

from app.transfer import rows
from app.transfer.files import Part, UnreadableFileError
from app.transfer.formats.row_readers import ReadRow
from app.transfer.rows import BadRowError, Row
from app.transfer.tables import Table, headless, split_lines, table
from embeddings.sources.text.titles import parse_title

RATINGS = ("userid", "movieid", "rating", "timestamp")
DAT_LINE = re.compile(r"\d+::\d+::[\d.]+::\d+")


@dataclass
class Films:
    """Titles and ids of a data set's films, from its ``movies`` and ``links`` files.

    Attributes
    ----------
    values : dict
        Values by column, by movie id.
    """

    values: dict[int, dict[str, str]] = field(default_factory=dict)

    def add(self, part: Part) -> bool:
        """Add the films of a part; return whether it is a file of films or links."""
        if not part.in_zip:
            return False
        try:
            films = table(split_lines(part.text))
        except UnreadableFileError:
            return False
        columns = set(films.columns)
        if "movieid" not in columns or not columns & {"imdbid", "genres"} or "rating" in columns:
            return False
        for record in films.records():
            movie_id = record.values.get("movieid", "")
            if record.fault is None and movie_id.isascii() and movie_id.isdigit():
                self.values.setdefault(int(movie_id[:10]), {}).update(record.values)
        return True


def dat_table(part: Part) -> Table | None:
    """Return the table of ``ratings.dat``, which has no header; None for any other file."""
    lines = split_lines(part.text)
    if not DAT_LINE.fullmatch(lines[0]):
        return None
    return headless([line.replace("::", "\t") for line in lines], RATINGS, "\t")


def reader(columns: Set[str], _stem: str, list_as: str, films: Films) -> ReadRow | None:
    """Return a function that reads a file's rows; see `imdb.reader`.

    Raises
    ------
    UnreadableFileError
        The returned function raises it at the first rating of a second person.
    """
    of_data_set = {"userid", "movieid", "rating"} <= columns
    of_site = {"movieid", "imdbid", "tmdbid", "averagerating"} <= columns
    if not (of_data_set or of_site):
        return None
    people: set[str] = set()

    def read(values: Mapping[str, str]) -> Row:
        movie_id = rows.whole(values.get("movieid"), "movie id")
        film = films.values.get(movie_id or 0, {})
        parsed = parse_title(name) if (name := values.get("title") or film.get("title")) else None
        key = rows.film_key(
            {
                "imdb_id": values.get("imdbid") or film.get("imdbid"),
                "tmdb_id": values.get("tmdbid") or film.get("tmdbid"),
                "movie_id": movie_id,
                "title": parsed and parsed.title,
                "year": parsed and parsed.year,
            }
        )
        if of_data_set:
            people.add(values.get("userid", ""))
            if len(people) > 1:
                raise UnreadableFileError(
                    "The file holds ratings of several people; leave only the rows of one."
                )
        stars = rows.stars(values.get("rating"))
        if stars is None and "rating" in columns:
            raise BadRowError("The row has no rating.")
        at = rows.instant(values.get("timestamp"))
        row = Row(key, frozenset({"ratings"}), stars, at=at)
        return row if stars else replace(row, lists=frozenset({list_as}))

    return read
