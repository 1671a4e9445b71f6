"""Films found by title and year: ``python -m benchmarks.import_matching MOVIELENS_FOLDER``.

Two lists that were written apart from each other name the same films: the bundled films and a
MovieLens data set. Each list's names are matched with the other list as an import would, without
ids; the IMDb ids say what is right, and which films the other list does not have. Then each film of
a list is taken out of it and looked up in the rest, where nothing may be found.

``--half`` counts films by a hash of their IMDb id. Neither half is held out: the rules were chosen
while both were looked at.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from app.transfer.by_title import find_named, likeliest
from app.transfer.rows import FilmKey
from app.transfer.schemas import LEAST_CONFIDENCE
from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles
from embeddings.knowledge.film import read_films
from embeddings.sources import columns
from embeddings.sources.movielens import MovieLens
from embeddings.sources.text.titles import parse_title, title_key


@dataclass(frozen=True)
class Films:
    """A list of films with their IMDb ids."""

    rows: list[TitleRow]
    imdb_ids: dict[int, str]


def bundled() -> Films:
    """Return the bundled films; each step of fame is four times as many ratings."""
    films = read_films()
    rows = [
        TitleRow(
            film.movie_id,
            film.title,
            film.year,
            _names(film.title, film.original_title, film.alternative_titles),
            4**film.fame,
        )
        for film in films
    ]
    return Films(rows, {film.movie_id: film.imdb_id for film in films if film.imdb_id})


def movielens(folder: Path) -> Films:
    """Return the films of a MovieLens data set."""
    dataset = MovieLens(folder)
    counts: Counter[int] = Counter()
    for chunk in dataset.ratings():
        counts.update(chunk[columns.MOVIE_ID].value_counts().to_dict())
    rows, imdb_ids = [], {}
    for film in dataset.movies().to_dict("records"):
        parsed, movie_id = parse_title(film[columns.TITLE]), film[columns.MOVIE_ID]
        names = _names(parsed.title, parsed.original_title, parsed.alternative_titles)
        rows.append(TitleRow(movie_id, parsed.title, parsed.year, names, counts[movie_id]))
        if film[columns.IMDB_ID]:
            imdb_ids[movie_id] = film[columns.IMDB_ID]
    return Films(rows, imdb_ids)


def _names(title: str, original: str | None, others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (title, original, *others) if name))


def found_films(titles: Titles, rows: Sequence[TitleRow], without_own: bool) -> list[int | None]:
    """Return the film that each row is matched with; itself left out for ``without_own``."""
    keys = [FilmKey(title=row.title, year=row.year) for row in rows]
    # Letters are compared as well where the own film is to be left out.
    enough = 2.0 if without_own else LEAST_CONFIDENCE
    found: list[int | None] = []
    for row, key, films in zip(rows, keys, find_named(titles, keys, enough), strict=True):
        others = [film for film in films if not (without_own and film.movie_id == row.movie_id)]
        best = likeliest(titles, key, others) if others else []
        sure = len(best) == 1 and best[0].confidence >= LEAST_CONFIDENCE
        found.append(best[0].movie_id if sure else None)
    return found


def compare(rows: Films, catalogue: Films, half: str, shown: list[str]) -> dict[str, int | float]:
    """Match the names of one list with the films of another.

    Returns
    -------
    dict
        ``right``, ``wrong`` and ``missed`` films that both lists have; ``absent`` ones and
        of them ``fell`` on a film of another title or year, ``fell_equal`` on one of the same;
        the seconds of one core for 10,000 rows.
    """
    titles = Titles(catalogue.rows)
    of_id = {imdb_id: movie_id for movie_id, imdb_id in catalogue.imdb_ids.items()}
    asked = [row for row in rows.rows if _is_of(half, rows.imdb_ids.get(row.movie_id))]
    started = time.process_time()
    found = found_films(titles, asked, without_own=False)
    seconds = time.process_time() - started
    counts: Counter[str] = Counter(right=0, wrong=0, missed=0, absent=0, fell=0, fell_equal=0)
    for row, movie_id in zip(asked, found, strict=True):
        right = of_id.get(rows.imdb_ids[row.movie_id])
        film = titles.rows[movie_id] if movie_id is not None else None
        equal = (
            film is not None
            and film.year == row.year
            and title_key(film.title) == title_key(row.title)
        )
        if right is None:
            counts["absent"] += 1
            verdict = None if film is None else "fell_equal" if equal else "fell"
        else:
            verdict = "missed" if film is None else "right" if movie_id == right else "wrong"
        if verdict:
            counts[verdict] += 1
        if verdict not in (None, "right"):
            shown.append(f"{verdict}: {row.title} ({row.year}), {film.title if film else 'none'}")
    return {**counts, "cpu_seconds_for_10000": round(seconds * 10_000 / max(len(asked), 1), 2)}


def left_out(films: Films, half: str, shown: list[str]) -> dict[str, int]:
    """Look each film up among the others; what is found is wrong, but for films listed twice."""
    titles = Titles(films.rows)
    asked = [row for row in films.rows if _is_of(half, films.imdb_ids.get(row.movie_id))]
    counts: Counter[str] = Counter(asked=len(asked), fell=0, fell_equal=0)
    for row, movie_id in zip(asked, found_films(titles, asked, without_own=True), strict=True):
        if movie_id is None:
            continue
        film = titles.rows[movie_id]
        counts["fell_equal" if _is_equal(film, row) else "fell"] += 1
        shown.append(f"left out {row.title} ({row.year}): {film.title} ({film.year})")
    return dict(counts)


def _is_equal(film: TitleRow, other: TitleRow) -> bool:
    return film.year == other.year and title_key(film.title) == title_key(other.title)


def _is_of(half: str, imdb_id: str | None) -> bool:
    return imdb_id is not None and half in ("all", ("dev", "test")[crc32(imdb_id.encode()) % 2])


def main() -> None:
    """Print counts as JSON, and with ``--films`` what was not right."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--half", choices=("all", "dev", "test"), default="all")
    arguments.add_argument("--films", action="store_true", help="name what was not right")
    given = arguments.parse_args()
    ours, theirs = bundled(), movielens(given.folder)
    shown: list[str] = []
    result = {
        "bundled names in MovieLens": compare(ours, theirs, given.half, shown),
        "MovieLens names in bundled": compare(theirs, ours, given.half, shown),
        "MovieLens films left out": left_out(theirs, given.half, shown),
        "bundled films left out": left_out(ours, given.half, shown),
    }
    print(json.dumps(result, indent=2))
    if given.films:
        print("\n".join(shown))


if __name__ == "__main__":
    main()
