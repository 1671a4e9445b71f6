"""Grow the pool of graded films: ``python -m benchmarks.judging pool|grade FILE [--set FILE]``.

A new system finds films that nobody graded, and `evaluate search --judged` counts them as wrong.
``pool`` writes, for every query of ``search/everyday.jsonl``, the films without a grade among the
first ten of the live release, with ``--plain`` also those of plain vectors and plain full text: a
JSON object a line with the query, what a good answer must satisfy, and the films by title, so that
who grades them sees neither system nor rank. ``grade``
reads lines of ``{"id": …, "grades": {IMDb number: 0 to 3}}`` and adds those grades to the set; a
grade that is there already stays.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import text

from embeddings.cli.commands import opened
from embeddings.evaluation.commands import live_searcher
from embeddings.evaluation.judged import HIGHEST, LENGTH
from embeddings.evaluation.search_baselines import plain_full_text, plain_vectors
from embeddings.settings import Settings

JUDGED = Path(__file__).parent / "search" / "everyday.jsonl"

_FILMS = text(
    "select movie_id, films.imdb_id, movies.title, movies.year"
    " from movies join films using (film_id)"
    " where release_id = :release_id and films.imdb_id is not null"
)


def main() -> int:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("pool", "grade"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--set", type=Path, default=JUDGED, help="the queries and their grades")
    parser.add_argument("--plain", action="store_true", help="pool the plain ways as well")
    arguments = parser.parse_args()
    queries = [query | {"grades": query.get("grades", {})} for query in _lines(arguments.set)]
    if arguments.command == "pool":
        pooled = pool(queries, plain=arguments.plain)
        _write(arguments.file, pooled)
        films = sum(len(query["films"]) for query in pooled)
        print(f"{films} films without a grade for {len(pooled)} queries in {arguments.file}")
        return 0
    try:
        added = add_grades(queries, _lines(arguments.file))
    except ValueError as error:
        print(f"{arguments.file}: {error}", file=sys.stderr)
        return 1
    _write(arguments.set, queries)
    print(f"{added} grades added to {arguments.set.name}")
    return 0


def pool(queries: list[dict[str, Any]], *, plain: bool = False) -> list[dict[str, Any]]:
    """Return the films without a grade among the first ten of each query, by title."""
    settings = Settings.from_env(os.environ)
    pooled = []
    with opened(settings) as engine, engine.connect() as connection:
        search = live_searcher(connection, settings)
        films = {
            row.movie_id: row
            for row in connection.execute(_FILMS, {"release_id": search.release.release_id})
        }
        for query in queries:
            words = query["query"]
            ids = search(words)[:LENGTH]
            if plain:
                ids += plain_vectors(connection, search.release, search.encoder, words, LENGTH)
                ids += plain_full_text(connection, search.release, words, LENGTH)
            found = [films[movie_id] for movie_id in ids if movie_id in films]
            missing = [film for film in found if film.imdb_id not in query["grades"]]
            if missing:
                named = {film.imdb_id: f"{film.title} ({film.year})" for film in missing}
                pooled.append(
                    {name: query.get(name) for name in ("id", "query", "need")}
                    | {"films": dict(sorted(named.items(), key=lambda item: item[1]))}
                )
    return pooled


def add_grades(queries: list[dict[str, Any]], graded: list[dict[str, Any]]) -> int:
    """Add grades to the queries they are of; return how many were new.

    Raises
    ------
    ValueError
        A line names a query that is not there, or a grade is no whole number from 0 to 3.
    """
    by_id = {query["id"]: query for query in queries}
    added = 0
    for line in graded:
        if line.get("id") not in by_id:
            raise ValueError(f"no query {line.get('id')!r}")
        grades = by_id[line["id"]]["grades"]
        for film, grade in line["grades"].items():
            if type(grade) is not int or not 0 <= grade <= HIGHEST:
                raise ValueError(f"{line['id']}: {film}: {grade!r} is no grade from 0 to {HIGHEST}")
            added += film not in grades
            grades.setdefault(film, grade)
        by_id[line["id"]]["grades"] = dict(sorted(grades.items()))
    return added


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _write(path: Path, lines: list[dict[str, Any]]) -> None:
    path.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
