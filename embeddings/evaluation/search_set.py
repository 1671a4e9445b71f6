"""The queries that a rebuild grades itself with; they go wherever this package goes.

The films that answer are told by IMDb number, so a release of any data set can be asked those
whose films it has. Made by ``python -m benchmarks.grading_queries``, which says from what.

`QUERIES` have known answers each, `EVERYDAY` graded films.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from embeddings.evaluation.judged import JudgedQuery, read_judged
from embeddings.evaluation.search import Wanted

QUERIES = Path(__file__).with_name("queries.jsonl")
EVERYDAY = Path(__file__).with_name("everyday.jsonl")


def all_queries() -> list[str]:
    """Return the words of every query."""
    return [line["query"] for line in _lines()]


def everyday_queries() -> list[JudgedQuery]:
    """Return the graded queries, of every kind that people ask."""
    return read_judged(EVERYDAY)


def _lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]


def grading_queries(connection: Connection, release_id: int) -> list[Wanted]:
    """Return the queries that a release has an answer to, with its own ids of the films.

    A film without an IMDb number in the data set is found by the number that its identity got
    from another one (see `embeddings.releases.identities`).
    """
    lines = _lines()
    rows = connection.execute(
        text(
            "select films.imdb_id, movies.movie_id from movies join films using (film_id)"
            " where movies.release_id = :release_id and films.imdb_id = any(:imdb_ids)"
        ),
        {
            "release_id": release_id,
            "imdb_ids": sorted({number for line in lines for number in line["imdb_ids"]}),
        },
    )
    movie_ids: dict[str, set[int]] = defaultdict(set)
    for imdb_id, movie_id in rows:
        movie_ids[imdb_id].add(movie_id)
    found = []
    for line in lines:
        answers = frozenset[int]().union(*(movie_ids[number] for number in line["imdb_ids"]))
        if answers:
            found.append(Wanted(line["query"], answers))
    return found
