"""How good a release is, measured on its own tables before anybody else can see them.

docs/decisions/0011-self-grading.md explains each figure and its limits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Any

import numpy as np
from sqlalchemy import Engine

from embeddings.arrays import Doubles, Ratings, Rows
from embeddings.evaluation.baselines import popularity_scores
from embeddings.evaluation.judged import answerable, measure_query
from embeddings.evaluation.ranking import rank_in_memory
from embeddings.evaluation.search import Searcher, judge
from embeddings.evaluation.search_set import everyday_queries, grading_queries
from embeddings.evaluation.served import served_lists
from embeddings.learning.metrics import ndcg, overlap, recall, top_lists
from embeddings.learning.split import HeldOut
from embeddings.learning.vectors import HELD_OUT_LENGTH, TasteVectors
from embeddings.releases import registry
from embeddings.releases.partitions import alone
from embeddings.texts.encoder import Encoder

# For how many people the lists of the served statement are compared with exact lists.
SERVED_PEOPLE = 25
# Connections that search side by side.
SEARCHERS = 2
SEARCH_FIGURES = ("mrr", "hit_at_10", "recall_at_100")
# The first of `judged.measure_query`.
EVERYDAY_FIGURES = ("ndcg_at_10", "precision_at_10", "success_at_1")
PEOPLE_FIGURES = ("ndcg_at_100", "recall_at_20")

FiguresByKey = Mapping[str, Sequence[float]]
"""By query or person: a figure each, in the order of `SEARCH_FIGURES` or `PEOPLE_FIGURES`."""


@dataclass(frozen=True)
class Quality:
    """The quality of a release, by query and by person.

    Attributes
    ----------
    search
        `SEARCH_FIGURES` by `query_key`; empty where the release has no film of any query.
    everyday
        `EVERYDAY_FIGURES` by `query_key`; empty where the release has no good film for any query.
    people
        `PEOPLE_FIGURES` by the data set's user_id; empty where nobody was held out.
    popular
        `PEOPLE_FIGURES` of the baseline that lists the most liked films to everybody.
    served_share
        Share of the exact first 100 films that the served first 100 contain; None without people.
    """

    search: FiguresByKey
    everyday: FiguresByKey
    people: FiguresByKey
    popular: Sequence[float]
    served_share: float | None

    def as_public(self, *, forced: bool) -> dict[str, Any]:
        """Return the figures that `GET /release` shows."""
        search = means(self.search, SEARCH_FIGURES)
        everyday = means(self.everyday, EVERYDAY_FIGURES)
        people = means(self.people, PEOPLE_FIGURES)
        popular = {
            f"popular_{name}": float(value)
            for name, value in zip(PEOPLE_FIGURES, self.popular, strict=True)
        }
        return {
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "search": {"queries": len(self.search), **search} if search else None,
            "everyday": {"queries": len(self.everyday), **everyday} if everyday else None,
            "recommendations": (
                {"people": len(self.people), **people, **popular} if people else None
            ),
            "forced": forced,
        }

    def as_record(self) -> dict[str, Any]:
        """Return each query's and person's figures as JSON, to compare the next release with."""
        return {
            "search": dict(self.search),
            "everyday": dict(self.everyday),
            "people": dict(self.people),
            "served_share": self.served_share,
        }


def query_key(words: str) -> str:
    """Return the key of a query in a release's record: 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def means(marks: FiguresByKey, names: Sequence[str]) -> dict[str, float]:
    """Return the mean of each figure; empty where nothing was measured."""
    if not marks:
        return {}
    return dict(zip(names, np.array(list(marks.values())).mean(axis=0).tolist(), strict=True))


def measure(
    engine: Engine,
    release_id: int,
    encoder: Encoder,
    film_ids: Sequence[int],
    taste: TasteVectors,
    ratings: Ratings,
    user_ids: Rows,
    held: HeldOut,
) -> Quality:
    """Measure the quality of a release that is loaded and not live yet.

    Statements run on the release's own tables, so nobody else sees the release meanwhile.

    Parameters
    ----------
    engine : Engine
    release_id : int
    encoder : Encoder
        Encodes queries as the application does.
    film_ids : sequence of int
        Ids of all films, in the order of the vectors.
    taste : TasteVectors
        Built with ``held_out=held``.
    ratings : (people, movies) csr float32
        Stars that the vectors were built from.
    user_ids : (people,) int64
    held : HeldOut
        The people to measure on, a part of those in ``ratings``.
    """
    search, everyday = _search(engine, release_id, encoder)
    share = None
    if len(held.rows):
        with alone(engine, release_id) as connection:
            fold_in = held.fold_in[:SERVED_PEOPLE]
            served = served_lists(connection, release_id, film_ids, taste, fold_in, HELD_OUT_LENGTH)
            share = overlap(served, rank_in_memory(taste, fold_in, HELD_OUT_LENGTH))
    if taste.held_out_lists is None:
        return Quality(search, everyday, {}, (0.0, 0.0), share)
    people = _people(taste.held_out_lists, held)
    train = ratings[np.setdiff1d(np.arange(ratings.shape[0]), held.rows)]
    popular = top_lists(popularity_scores(train, len(held.rows)), held.fold_in, HELD_OUT_LENGTH)
    return Quality(
        search,
        everyday,
        _by_key([str(user_ids[row]) for row in held.rows], people),
        _people(popular, held).mean(axis=0).tolist(),
        share,
    )


def _search(engine: Engine, release_id: int, encoder: Encoder) -> tuple[FiguresByKey, FiguresByKey]:
    """Search on `SEARCHERS` connections: PostgreSQL and Python are both busy then."""
    with ExitStack() as stack:
        connections = [stack.enter_context(alone(engine, release_id)) for _ in range(SEARCHERS)]
        queries = grading_queries(connections[0], release_id)
        judged, imdb_ids = answerable(connections[0], release_id, everyday_queries())
        if not queries and not judged:
            return {}, {}
        release = registry.release(connections[0], release_id)
        first = Searcher(connections[0], release, encoder)
        others = [
            Searcher(connection, release, encoder, lexicon=first.lexicon)
            for connection in connections[1:]
        ]
        idle: SimpleQueue[Searcher] = SimpleQueue()
        for searcher in (first, *others):
            idle.put(searcher)

        def search(words: str) -> list[int]:
            searcher = idle.get()
            try:
                return searcher(words)
            finally:
                idle.put(searcher)

        pool = stack.enter_context(ThreadPoolExecutor(SEARCHERS))
        words = [query.query for query in queries] + [query.query for query in judged]
        lists = list(pool.map(search, words))
    found = judge(lists[: len(queries)], [query.movie_ids for query in queries])
    everyday = [
        measure_query(query, [imdb_ids.get(movie_id, "") for movie_id in films])
        for query, films in zip(judged, lists[len(queries) :], strict=True)
    ]
    keys = [query_key(query) for query in words]
    return (
        _by_key(keys[: len(queries)], found[:, [0, 2, 4]]),
        _by_key(keys[len(queries) :], np.array(everyday).reshape(len(judged), -1)[:, :3]),
    )


def _people(lists: Rows, held: HeldOut) -> Doubles:
    return np.column_stack((ndcg(lists, held.targets), recall(lists, held.targets, 20)))


def _by_key(keys: Sequence[str], figures: Doubles) -> FiguresByKey:
    return dict(zip(keys, figures.round(4).tolist(), strict=True))
