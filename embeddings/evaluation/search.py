"""How good search is on queries with known answers, through the statement that is served."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from sqlalchemy import Connection, text

from embeddings.answers.facets import load_facets
from embeddings.answers.rows import rows_on
from embeddings.answers.sample import load_sample
from embeddings.answers.search import SearchRequest, SearchResult, search
from embeddings.answers.tags import load_tag_words
from embeddings.answers.understand.lexicon import Lexicon, load_lexicon
from embeddings.answers.weights import WEIGHTS, Weights
from embeddings.arrays import Doubles
from embeddings.errors import DatasetError
from embeddings.evaluation.query_file import read_query_file
from embeddings.evaluation.search_baselines import plain_full_text, plain_vectors
from embeddings.releases.registry import ReleaseInfo
from embeddings.texts.encoder import Encoder, encode_request

DEPTH = 100

Half = Literal["validation", "test"]


@dataclass(frozen=True)
class Wanted:
    """A query, the films that answer it, and what kind of query it is."""

    query: str
    movie_ids: frozenset[int]
    kind: str = "any"


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


@dataclass(frozen=True)
class SearchReport:
    """Figures of what is served, of plain baselines, and of each kind of query."""

    served: SearchFigures
    baselines: dict[str, SearchFigures]
    kinds: dict[str, SearchFigures]

    def as_dict(self) -> dict[str, Any]:
        """Return what is served, and beneath it the baselines and kinds, for JSON."""
        return {
            **self.served.as_dict(),
            "baselines": {name: found.as_dict() for name, found in self.baselines.items()},
            "kinds": {name: found.as_dict() for name, found in self.kinds.items()},
        }


def read_queries(path: Path) -> list[Wanted]:
    """Read lines of ``{"query": …, "movie_ids": […]}``, perhaps with a ``kind``.

    Raises
    ------
    DatasetError
        The file is missing, or a line is not that; names line and field.
    """
    return read_query_file(path, _wanted)


def _wanted(path: Path, line: int, entry: Any) -> Wanted:
    words = entry.get("query") if isinstance(entry, dict) else None
    if not isinstance(words, str) or not words.strip():
        raise DatasetError(path, "must be text", line, "query")
    ids = entry.get("movie_ids")
    if not isinstance(ids, list) or not ids or not all(type(movie_id) is int for movie_id in ids):
        raise DatasetError(path, "must be a list of one or more whole numbers", line, "movie_ids")
    kind = entry.get("kind", "any")
    if not isinstance(kind, str):
        raise DatasetError(path, "must be text", line, "kind")
    return Wanted(words.strip(), frozenset(ids), kind)


def half_of(words: str) -> Half:
    """Return the half that a query belongs to; its words alone decide.

    Weights are chosen on "validation", and "test" reports how good they are.
    """
    return "test" if hashlib.sha256(words.encode()).digest()[0] % 2 else "validation"


def rated_films(connection: Connection, release: ReleaseInfo, least: int) -> frozenset[int]:
    """Return the films that at least so many people rated."""
    statement = text(
        "select movie_id from movies where release_id = :release_id and rating_count >= :least"
    )
    return frozenset(
        connection.scalars(statement, {"release_id": release.release_id, "least": least})
    )


def evaluate(
    connection: Connection, release: ReleaseInfo, encoder: Encoder, queries: Sequence[Wanted]
) -> SearchReport:
    """Search every query as the application does, and measure the films found."""
    run = Searcher(connection, release, encoder)
    ways: dict[str, Callable[[str], list[int]]] = {
        "served": run,
        "plain vectors": lambda words: plain_vectors(connection, release, encoder, words, DEPTH),
        "plain full text": lambda words: plain_full_text(connection, release, words, DEPTH),
    }
    answers = [query.movie_ids for query in queries]
    lists = {name: [way(query.query) for query in queries] for name, way in ways.items()}
    kinds = dict.fromkeys(query.kind for query in queries)
    of_kind = {
        kind: [index for index, query in enumerate(queries) if query.kind == kind] for kind in kinds
    }
    return SearchReport(
        served=figures(lists["served"], answers),
        baselines={name: figures(lists[name], answers) for name in ways if name != "served"},
        kinds={
            kind: figures([lists["served"][at] for at in indexes], [answers[at] for at in indexes])
            for kind, indexes in of_kind.items()
        },
    )


class Searcher:
    """Searches one release as the application does.

    Parameters
    ----------
    weights : Weights
        Others than those that are served are for tuning.
    lexicon : Lexicon, optional
        Of the release, where another searcher has it already.
    """

    def __init__(
        self,
        connection: Connection,
        release: ReleaseInfo,
        encoder: Encoder,
        weights: Weights = WEIGHTS,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.release, self.encoder = release, encoder
        self._encode = cache(lambda words: encoder.encode([words])[0])
        self._encode_request = cache(lambda words: encode_request(encoder, words))
        self.weights = weights
        self.rows = rows_on(connection)
        self.lexicon = lexicon or load_lexicon(
            self.rows,
            release.release_id,
            load_facets(self.rows, release).genres,
            load_sample(self.rows, release.release_id),
            tag_words=load_tag_words(self.rows, release),
        )

    def find(self, request: SearchRequest) -> SearchResult:
        """Return what a search finds."""
        return search(
            self.rows,
            self._encode,
            self.lexicon,
            self.release,
            request,
            self.weights,
            self._encode_request,
        )

    def __call__(self, words: str) -> list[int]:
        """Return the movie ids that a search finds, best first."""
        found = self.find(SearchRequest(words, limit=DEPTH))
        return [hit.card.movie_id for hit in found.hits]


def judge(lists: Sequence[Sequence[int]], answers: Sequence[frozenset[int]]) -> Doubles:
    """Measure ranked lists against the films that answer, each by itself.

    Returns
    -------
    (queries, 5) float64: reciprocal rank, hit@1, hit@10, recall@10 and recall@100.
    """

    def measure(found: Sequence[int], right: frozenset[int]) -> tuple[float, ...]:
        rank = next((rank for rank, film in enumerate(found, start=1) if film in right), 0)

        def recall(k: int) -> float:
            return len(right & set(found[:k])) / len(right)

        return (1 / rank if rank else 0, rank == 1, 1 <= rank <= 10, recall(10), recall(100))

    judged = [measure(found, right) for found, right in zip(lists, answers, strict=True)]
    return np.array(judged, dtype=np.float64).reshape(len(judged), 5)


def figures(lists: Sequence[Sequence[int]], answers: Sequence[frozenset[int]]) -> SearchFigures:
    """Return the means of what `judge` measures."""
    mrr, hit_at_1, hit_at_10, recall_at_10, recall_at_100 = map(
        float, judge(lists, answers).mean(axis=0)
    )
    return SearchFigures(mrr, hit_at_1, hit_at_10, recall_at_10, recall_at_100, len(lists))
