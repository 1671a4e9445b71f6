"""What the indexes find of the exact nearest, for text and for taste, and how long each takes.

The walk through an index is asked as the served statements ask it: 200 candidates, films that are
known left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, bindparam, text

from benchmarks.measuring import Times, milliseconds, ratio
from benchmarks.vectors import Floats, Person, ReleaseVectors
from embeddings.answers.budgets import SEARCH_CANDIDATES
from embeddings.answers.filters import Filters
from embeddings.answers.person import PersonVectors
from embeddings.answers.recommend import rank
from embeddings.answers.rows import rows_on
from embeddings.releases.registry import ReleaseInfo
from sql import BIND_TYPES

DEPTH = 100
# The walk of search.sql by itself.
NEAREST = text(
    "select movie_id from movies where release_id = :release_id"
    " order by cast(text_vector as halfvec(:text_dimension))"
    " <=> cast(:query_vector as halfvec(:text_dimension)) limit :candidates"
).bindparams(bindparam("query_vector", type_=BIND_TYPES["query_vector"]))


def share_found(found: Sequence[int], right: Sequence[int]) -> float:
    """Return which share of ``right`` is in ``found``."""
    return len(set(found) & set(right)) / max(len(right), 1)


def text_recall(
    connection: Connection, release: ReleaseInfo, vectors: ReleaseVectors, queries: Sequence[Floats]
) -> dict[str, object]:
    """Return the share of the exact first 100 and 200 that the text index gives, and its times."""
    first, whole, times = [], [], []
    for vector in queries:
        binds = {
            "release_id": release.release_id,
            "text_dimension": release.text_dimension,
            "query_vector": vector,
            "candidates": SEARCH_CANDIDATES,
        }
        found: list[int] = []
        times.append(
            milliseconds(lambda: found.extend(connection.scalars(NEAREST, binds)))  # noqa: B023
        )
        # As the index sees it: half precision.
        near = np.argsort(-(vectors.text @ vector.astype(np.float16).astype(np.float32)))
        right = vectors.movie_ids[near].tolist()
        first.append(share_found(found[:DEPTH], right[:DEPTH]))
        whole.append(share_found(found, right[:SEARCH_CANDIDATES]))
    return {
        "recall_at_100": round(float(np.mean(first)), 4),
        "recall_at_200": round(float(np.mean(whole)), 4),
        "queries": len(queries),
        **Times(times).as_dict(),
    }


def exact_lists(vectors: ReleaseVectors, people: Sequence[Person]) -> list[list[int]]:
    """Return each person's exact first 100 as movie ids, films they know left out."""
    lists = []
    for person in people:
        scores = vectors.match @ person.taste
        scores[person.rows] = -np.inf
        lists.append(vectors.movie_ids[np.argsort(-scores)[:DEPTH]].tolist())
    return lists


def served_lists(
    connection: Connection, release: ReleaseInfo, vectors: ReleaseVectors, people: Sequence[Person]
) -> tuple[list[list[int]], Times]:
    """Return each person's first 100 by ``recommend.sql``, and the milliseconds of each."""
    rows = rows_on(connection)
    lists, times = [], []
    for person in people:
        taste = PersonVectors.of_taste(person.taste)
        known = Filters(excluded_film_ids=tuple(vectors.film_ids[person.rows].tolist()))
        found: list[int] = []
        times.append(
            milliseconds(
                lambda: found.extend(  # noqa: B023
                    film["movie_id"]
                    for film in rank(rows, release, taste, known, limit=DEPTH)  # noqa: B023
                )
            )
        )
        lists.append(found)
    return lists, Times(times)


def taste_recall(
    connection: Connection, release: ReleaseInfo, vectors: ReleaseVectors, people: Sequence[Person]
) -> dict[str, object]:
    """Return the share of the exact first 100 that ``recommend.sql`` gives, and its times."""
    right = exact_lists(vectors, people)
    found, times = served_lists(connection, release, vectors, people)
    shares = [share_found(listed, other) for listed, other in zip(found, right, strict=True)]
    return {
        "recall_at_100": round(float(np.mean(shares)), 4),
        "worst": round(min(shares), 4),
        "people": len(people),
        **times.as_dict(),
        "p95_over_median": ratio(times.p95, times.median),
    }
