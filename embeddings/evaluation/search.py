"""How good search is on queries with known answers, through the statement that is served."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import Connection

from embeddings.errors import DatasetError
from embeddings.releases.registry import ReleaseInfo
from embeddings.serving import search_binds
from embeddings.texts.encoder import Encoder
from sql import query

DEPTH = 100


@dataclass(frozen=True)
class Wanted:
    """A query and the films that answer it."""

    query: str
    movie_ids: frozenset[int]


@dataclass(frozen=True)
class SearchFigures:
    """Means over queries; the rank is that of the first film that answers.

    Attributes
    ----------
    mrr
        Mean reciprocal rank, 0 where nothing was found in the first 100.
    hit_at_1, hit_at_10
        Share of queries with an answer in the first 1, 10.
    recall_at_10, recall_at_100
        Share of the answers found in the first 10, 100.
    queries
        How many.
    """

    mrr: float
    hit_at_1: float
    hit_at_10: float
    recall_at_10: float
    recall_at_100: float
    queries: int

    def as_dict(self) -> dict[str, float]:
        """Return the figures as plain values, for JSON."""
        return asdict(self)


def read_queries(path: Path) -> list[Wanted]:
    """Read lines of ``{"query": …, "movie_ids": […]}``.

    Raises
    ------
    DatasetError
        The file is missing, or a line is not that; names line and field.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(path, f"cannot be read: {error}") from error
    found = [_wanted(path, n, line) for n, line in enumerate(lines, start=1) if line.strip()]
    if not found:
        raise DatasetError(path, "holds no query")
    return found


def _wanted(path: Path, line: int, text: str) -> Wanted:
    try:
        entry = json.loads(text)
    except ValueError as error:
        raise DatasetError(path, f"is no JSON: {error}", line) from error
    words = entry.get("query") if isinstance(entry, dict) else None
    if not isinstance(words, str) or not words.strip():
        raise DatasetError(path, "must be text", line, "query")
    ids = entry.get("movie_ids")
    if not isinstance(ids, list) or not ids or not all(type(one) is int for one in ids):
        raise DatasetError(path, "must be a list of one or more whole numbers", line, "movie_ids")
    return Wanted(words.strip(), frozenset(ids))


def evaluate(
    connection: Connection, release: ReleaseInfo, encoder: Encoder, queries: Sequence[Wanted]
) -> SearchFigures:
    """Run every query as the application would and measure what comes back."""
    lists = [search(connection, release, encoder, one.query) for one in queries]
    return figures(lists, [one.movie_ids for one in queries])


def search(connection: Connection, release: ReleaseInfo, encoder: Encoder, words: str) -> list[int]:
    """Return the movie ids that the served statement finds, best first."""
    rows = connection.execute(
        query("search"),
        {
            **search_binds(words, encoder.encode([words])[0], release.text_dimension),
            "release_id": release.release_id,
            "genres": [],
            "exclude_genres": [],
            "year_min": None,
            "year_max": None,
            "limit": DEPTH,
            "offset": 0,
        },
    )
    return [row.movie_id for row in rows]


def figures(lists: Sequence[Sequence[int]], answers: Sequence[frozenset[int]]) -> SearchFigures:
    """Measure ranked lists against the films that answer."""
    ranks = [
        next((place for place, one in enumerate(found, start=1) if one in right), 0)
        for found, right in zip(lists, answers, strict=True)
    ]
    at = np.array(ranks, dtype=float)
    hit = at > 0

    def recall(k: int) -> float:
        pairs = zip(lists, answers, strict=True)
        return float(np.mean([len(right & set(found[:k])) / len(right) for found, right in pairs]))

    return SearchFigures(
        mrr=float(np.divide(1, at, out=np.zeros_like(at), where=hit).mean()),
        hit_at_1=float((at == 1).mean()),
        hit_at_10=float((hit & (at <= 10)).mean()),
        recall_at_10=recall(10),
        recall_at_100=recall(100),
        queries=len(ranks),
    )
