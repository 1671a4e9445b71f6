"""How good search is on queries whose answers were graded film by film.

Somebody who has not seen what a system finds writes a query and what a good answer must satisfy;
readers who do not know which system found a film grade it: 3 just what is asked, 2 good, 1 a
stretch, 0 wrong. A query that has many answers, as most have, is measured by these and not by the
rank of one film.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, text

from embeddings.errors import DatasetError
from embeddings.evaluation.query_file import read_query_file
from embeddings.evaluation.search import Half, half_of

LENGTH: Final = 10
# Films that anybody would name are looked for among the first this many.
CANONICAL_LENGTH: Final = 20
# From this grade on an answer is good.
GOOD: Final = 2
HIGHEST: Final = 3


@dataclass(frozen=True)
class JudgedQuery:
    """A query and the grades of films.

    Attributes
    ----------
    grades
        IMDb number → 0 to 3. A film without a grade counts as wrong.
    canonical
        IMDb numbers of the films that anybody who loves films would name.
    """

    query: str
    kind: str
    grades: Mapping[str, int]
    canonical: frozenset[str]


@dataclass(frozen=True)
class JudgedFigures:
    """Means over queries.

    Attributes
    ----------
    ndcg_at_10
        Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 2002,
        with gains 0, 1, 3, 7; the ideal order is of the graded films that the release has.
    precision_at_10
        Share of the first ten that are good.
    success_at_1
        Share of queries whose first film is good.
    none
        How many queries have no good film among the first ten.
    canonical_recall_at_20
        Share of the release's canonical films that are among the first twenty.
    graded
        Share of the first ten that have a grade. Below 1 the other figures are too low.
    queries
        How many.
    """

    ndcg_at_10: float
    precision_at_10: float
    success_at_1: float
    none: int
    canonical_recall_at_20: float
    graded: float
    queries: int

    def as_dict(self) -> dict[str, float]:
        """Return the figures as plain values, for JSON."""
        return asdict(self)


def read_judged(path: Path, half: Half | None = None) -> list[JudgedQuery]:
    """Read lines of ``{"query": …, "kind": …, "grades": {"tt…": 0–3}, "canonical": ["tt…"]}``.

    Raises
    ------
    DatasetError
        The file is missing, or a line is not that; names line and field.
    """
    found = read_query_file(path, _judged)
    chosen = [query for query in found if half is None or half_of(query.query) == half]
    if not chosen:
        raise DatasetError(path, "holds no query")
    return chosen


def _judged(path: Path, line: int, entry: Any) -> JudgedQuery:
    if not isinstance(entry, dict):
        raise DatasetError(path, "must be an object", line)
    for name in ("query", "kind"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise DatasetError(path, "must be text", line, name)
    grades, canonical = entry.get("grades"), entry.get("canonical", [])
    if not isinstance(grades, dict) or not all(
        type(grade) is int and 0 <= grade <= HIGHEST for grade in grades.values()
    ):
        raise DatasetError(
            path, f"must give IMDb numbers a grade of 0 to {HIGHEST}", line, "grades"
        )
    if not isinstance(canonical, list) or not all(isinstance(film, str) for film in canonical):
        raise DatasetError(path, "must be a list of IMDb numbers", line, "canonical")
    return JudgedQuery(entry["query"].strip(), entry["kind"], grades, frozenset(canonical))


def evaluate_judged(
    connection: Connection,
    search: Callable[[str], Sequence[int]],
    release_id: int,
    queries: Sequence[JudgedQuery],
) -> dict[str, JudgedFigures]:
    """Search every query that `answerable` leaves; return the figures of all, and by kind."""
    left, imdb_ids = answerable(connection, release_id, queries)
    kinds: dict[str, list[tuple[float, ...]]] = {"all": []}
    for query in left:
        found = [imdb_ids.get(movie_id, "") for movie_id in search(query.query)]
        measured = measure_query(query, found)
        kinds["all"].append(measured)
        kinds.setdefault(query.kind, []).append(measured)
    return {kind: _figures(rows) for kind, rows in kinds.items()}


def answerable(
    connection: Connection, release_id: int, queries: Sequence[JudgedQuery]
) -> tuple[list[JudgedQuery], dict[int, str]]:
    """Return the queries that a release has a good film for, and its films' IMDb numbers.

    Grades and canonical films that the release lacks are left out of the queries: nothing could
    find them there.
    """
    imdb_ids: dict[int, str] = dict(
        connection.execute(
            text(
                "select movie_id, films.imdb_id from movies join films using (film_id)"
                " where release_id = :release_id and films.imdb_id is not null"
            ),
            {"release_id": release_id},
        )
        .tuples()
        .all()
    )
    there = frozenset(imdb_ids.values())
    left = []
    for query in queries:
        grades = {film: grade for film, grade in query.grades.items() if film in there}
        if max(grades.values(), default=0) >= GOOD:
            left.append(replace(query, grades=grades, canonical=query.canonical & there))
    return left, imdb_ids


def measure_query(query: JudgedQuery, found: Sequence[str]) -> tuple[float, ...]:
    """Return the figures of one query in the order of `JudgedFigures`, without how many.

    Parameters
    ----------
    query
        As `answerable` returns it.
    found
        IMDb numbers, best first; empty text for a film without one.
    """
    first = [query.grades.get(film, 0) for film in found[:LENGTH]]
    ideal = sorted(query.grades.values(), reverse=True)[:LENGTH]
    good = sum(grade >= GOOD for grade in first)
    named = set(found[:CANONICAL_LENGTH])
    canonical = query.canonical
    return (
        _gain(first) / _gain(ideal),
        good / LENGTH,
        float(first[:1] >= [GOOD]),
        float(good == 0),
        len(canonical & named) / len(canonical) if canonical else np.nan,
        sum(film in query.grades for film in found[:LENGTH]) / max(len(found[:LENGTH]), 1),
    )


def _gain(grades: Sequence[int]) -> float:
    discounts = np.log2(np.arange(2, len(grades) + 2))
    return float(((2.0 ** np.array(grades) - 1) / discounts).sum())


def _figures(rows: Sequence[tuple[float, ...]]) -> JudgedFigures:
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 6)
    named = table[~np.isnan(table[:, 4]), 4]
    ndcg, precision, first, none, _, graded = table.mean(axis=0) if len(rows) else np.zeros(6)
    return JudgedFigures(
        float(ndcg),
        float(precision),
        float(first),
        round(none * len(rows)),
        float(named.mean()) if len(named) else 0.0,
        float(graded),
        len(rows),
    )
