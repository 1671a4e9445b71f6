"""Imports mutated files for real and compares what is stored with what the files say.

Each stored mark must stand in a row of the file that is about that film: by an id that both have,
or by a title of which the film's is a part or the other way round, and a year at most one apart
where both are known. Each row that is read must be matched or be in the report.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, RowMapping, text

from app.transfer.files import UnreadableFileError, Upload
from app.transfer.parsed import ReadOptions
from app.transfer.reading import read_upload
from app.transfer.rows import Row
from embeddings.sources.text.title_forms import part_keys, plain_keys
from tests.app.accounts.people import Browser
from tests.app.transfer.cases import Case
from tests.app.transfer.fuzz import seeds
from tests.app.transfer.mutations import mutated
from tests.app.transfer.uploads import upload

STORED = text("""
select 'ratings' as list, film_id, cast(rating as float) as rating,
    null as watched_on, '' as note from ratings where user_id = :user_id
union all select 'history', film_id, null, watched_on, note from viewings where user_id = :user_id
union all
select 'watchlist', film_id, null, null, '' from watchlist where user_id = :user_id
union all select 'hidden', film_id, null, null, '' from hidden where user_id = :user_id
""")
FILMS = text("""
select film_id, movie_id, title, original_title, alternative_titles, year, imdb_id, tmdb_id
from movies where release_id = (select release_id from releases where state = 'live')
""")
TABLES = ("ratings", "viewings", "watchlist", "hidden")


class Library:
    """A person's library, which is looked at and emptied between imports."""

    def __init__(self, engine: Engine, who: Browser) -> None:
        self.engine = engine
        self.who = who
        with engine.connect() as connection:
            self.films = {row["film_id"]: row for row in connection.execute(FILMS).mappings()}

    def stored(self) -> list[RowMapping]:
        with self.engine.connect() as connection:
            return list(connection.execute(STORED, {"user_id": self.who.user_id}).mappings())

    def empty(self) -> None:
        with self.engine.begin() as connection:
            for table in TABLES:
                statement = text(f"delete from {table} where user_id = :user_id")
                connection.execute(statement, {"user_id": self.who.user_id})


def is_about(row: Row, film: RowMapping) -> bool:
    """Return whether a row may be about a film, told apart from how an import matches it."""
    key = row.film
    ids = ((key.imdb_id, film["imdb_id"]), (key.tmdb_id, film["tmdb_id"]))
    known = [(mine, its) for mine, its in ids if mine and its]
    if known:
        return known[0][0] == known[0][1]
    if key.movie_id and key.movie_id == film["movie_id"] and not key.title:
        return True
    if key.year and film["year"] and abs(key.year - film["year"]) > 1:
        return False
    names = (film["title"], film["original_title"], *(film["alternative_titles"] or ()))
    its_keys = {letters for name in names if name for letters in _letters(name)}
    mine = {letters for name in (key.title, *key.titles) if name for letters in _letters(name)}
    return any(_near(key, other) for key in mine for other in its_keys)


def _letters(name: str) -> set[str]:
    return {re.sub(r"\W", "", name).lower(), *plain_keys(name), *part_keys(name)}


def _near(key: str, other: str) -> bool:
    if key == other:
        return True
    # A slip of the pen in a long title.
    long = min(len(key), len(other)) >= 8
    differing = sum((Counter(key) - Counter(other)).values())
    return long and differing <= 3 and abs(len(key) - len(other)) <= 3


def wrong_writes(rows: list[Row], stored: list[RowMapping], library: Library) -> Iterator[str]:
    """Yield what is stored and stands in no row about that film."""
    for mark in stored:
        film = library.films[mark["film_id"]]
        about = [row for row in rows if mark["list"] in row.lists and is_about(row, film)]
        if mark["list"] == "ratings":
            about = [row for row in about if row.rating == mark["rating"]]
        if mark["watched_on"]:
            about = [row for row in about if row.watched_on == mark["watched_on"]]
        if mark["note"]:
            about = [row for row in about if row.note == mark["note"]]
        if not about:
            yield f"{film['title']} ({film['year']}): {dict(mark)}"


def lost_rows(rows: list[Row], report: Any) -> Iterator[str]:
    """Yield what is neither stored nor reported."""
    counted = sum(report["matched"].values()) + report["not_matched_total"]
    if not report["rows"] == counted == len(rows):
        yield f"{len(rows)} rows, {counted} in the report"
    bad = sum(row.fault is not None for row in rows)
    if report["not_matched_total"] < bad:
        yield f"{bad} bad rows, {report['not_matched_total']} reported"


def run(
    library: Library, cases: list[Case], count: int, seed: int
) -> tuple[Counter[str], list[str]]:
    """Import ``count`` mutated files that can be read; return counts and what is wrong."""
    originals = seeds(cases)
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    number = 0
    while outcomes["imported"] < count:
        number += 1
        chance = random.Random(seed * 1_000_003 + number)
        name, content = chance.choice(originals)
        changed = mutated(chance, content)
        try:
            parsed = read_upload([Upload(name, changed)], ReadOptions())
        except UnreadableFileError:
            outcomes["refused"] += 1
            continue
        answer = upload(library.who, changed, name)
        if answer.status_code != 200:
            wrong.append(f"{number} {name}: {answer.status_code} {answer.text[:200]}")
            continue
        outcomes["imported"] += 1
        stored = library.stored()
        outcomes["rows"] += len(parsed.rows)
        outcomes["marks"] += len(stored)
        found = [*wrong_writes(parsed.rows, stored, library), *lost_rows(parsed.rows, answer.json)]
        wrong += [f"{number} {name}: {fault}" for fault in found]
        library.empty()
    return outcomes, wrong
