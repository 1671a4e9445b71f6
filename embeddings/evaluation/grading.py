"""How good a release is, measured on its own tables before anybody else can see them.

What each figure is, and what it is not, is told in docs/decisions/0011-self-grading.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine

from embeddings.arrays import Doubles, Ratings, Rows
from embeddings.evaluation.baselines import popularity_scores
from embeddings.evaluation.ranking import rank_in_memory
from embeddings.evaluation.search import Searcher, judge
from embeddings.evaluation.search_set import grading_queries
from embeddings.evaluation.served import served_lists
from embeddings.learning.metrics import ndcg, overlap, recall, top_lists
from embeddings.learning.split import HeldOut
from embeddings.learning.vectors import GRADED_LENGTH, TasteVectors
from embeddings.releases import registry
from embeddings.releases.partitions import alone
from embeddings.texts.encoder import Encoder

# People whose lists are taken through the statement and its index, and compared with exact ones.
SERVED_PEOPLE = 25
SEARCH_FIGURES = ("mrr", "hit_at_10", "recall_at_100")
PEOPLE_FIGURES = ("ndcg_at_100", "recall_at_20")

Marks = Mapping[str, Sequence[float]]
"""By query or person: a figure each, in the order of `SEARCH_FIGURES` or `PEOPLE_FIGURES`."""


@dataclass(frozen=True)
class Grades:
    """What a release reached, query by query and person by person.

    Attributes
    ----------
    search
        By `query_key`; empty where the release has no film that a query asks for.
    people
        By the data set's number of the person; empty where nobody was held out.
    popular
        What listing the most liked films to everybody reaches, as `PEOPLE_FIGURES`.
    served_share
        Share of the exact first 100 that the served first 100 hold; None without people.
    """

    search: Marks
    people: Marks
    popular: Sequence[float]
    served_share: float | None

    def quality(self, *, forced: bool) -> dict[str, Any]:
        """Return what `GET /release` tells."""
        search = means(self.search, SEARCH_FIGURES)
        people = means(self.people, PEOPLE_FIGURES)
        popular = {
            f"popular_{name}": float(value)
            for name, value in zip(PEOPLE_FIGURES, self.popular, strict=True)
        }
        return {
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "search": {"queries": len(self.search), **search} if search else None,
            "recommendations": (
                {"people": len(self.people), **people, **popular} if people else None
            ),
            "forced": forced,
        }

    def facts(self) -> dict[str, Any]:
        """Return what the next release is compared with, fit for JSON."""
        return {
            "search": dict(self.search),
            "people": dict(self.people),
            "served_share": self.served_share,
        }


def query_key(words: str) -> str:
    """Return what stands for a query in a release's record."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def means(marks: Marks, names: Sequence[str]) -> dict[str, float]:
    """Return the mean of each figure; empty where nothing was measured."""
    if not marks:
        return {}
    return dict(zip(names, np.array(list(marks.values())).mean(axis=0).tolist(), strict=True))


def grade(
    engine: Engine,
    release_id: int,
    encoder: Encoder,
    film_ids: Sequence[int],
    taste: TasteVectors,
    ratings: Ratings,
    user_ids: Rows,
    held: HeldOut,
) -> Grades:
    """Grade a release that is loaded, and not live.

    Parameters
    ----------
    engine : Engine
    release_id : int
    encoder : Encoder
        Of queries, as the application would encode them.
    film_ids : sequence of int
        Of all films, in the order of the vectors.
    taste : TasteVectors
        Built with ``graded=held``.
    ratings : (people, movies) csr float32
        Stars that the vectors were built from.
    user_ids : (people,) int64
    held : HeldOut
        Some of these people.
    """
    with alone(engine, release_id) as connection:
        search = _search(connection, release_id, encoder)
        share = None
        if len(held.rows):
            shown = held.shown[:SERVED_PEOPLE]
            served = served_lists(connection, release_id, film_ids, taste, shown, GRADED_LENGTH)
            share = overlap(served, rank_in_memory(taste, shown, GRADED_LENGTH))
    if taste.graded_lists is None:
        return Grades(search, {}, (0.0, 0.0), share)
    people = _people(taste.graded_lists, held)
    train = ratings[np.setdiff1d(np.arange(ratings.shape[0]), held.rows)]
    popular = top_lists(popularity_scores(train, len(held.rows)), held.shown, GRADED_LENGTH)
    return Grades(
        search,
        _marks([str(user_ids[row]) for row in held.rows], people),
        _people(popular, held).mean(axis=0).tolist(),
        share,
    )


def _search(connection: Connection, release_id: int, encoder: Encoder) -> Marks:
    queries = grading_queries(connection, release_id)
    if not queries:
        return {}
    searcher = Searcher(connection, registry.release(connection, release_id), encoder)
    found = judge([searcher(one.query) for one in queries], [one.movie_ids for one in queries])
    return _marks([query_key(one.query) for one in queries], found[:, [0, 2, 4]])


def _people(lists: Rows, held: HeldOut) -> Doubles:
    return np.column_stack((ndcg(lists, held.targets), recall(lists, held.targets, 20)))


def _marks(keys: Sequence[str], figures: Doubles) -> Marks:
    return dict(zip(keys, figures.round(4).tolist(), strict=True))
