"""Ranking for one person: the served statement beside FAISS, implicit and a dense item-item matrix.

The same vectors, the same people, the films they know left out, the first 100 asked for; one
thread each. Overlap is with the exact first 100. FAISS and implicit are optional: what is not
installed is named as missing. The dense matrix is what EASE keeps, films x films; here it is the
product of the same vectors, so it ranks the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec

import numpy as np
from scipy import sparse
from sqlalchemy import Connection

from benchmarks.measuring import Times, milliseconds, ratio
from benchmarks.recall import DEPTH, exact_lists, served_lists, share_found
from benchmarks.vectors import Person, ReleaseVectors
from embeddings.releases.registry import ReleaseInfo

MOST_DENSE_FILMS = 12_000  # 0.6 GB; at 87,585 films 31 GB
HNSW_M, HNSW_BUILD, HNSW_SEARCH = 16, 100, 500  # as the release's own index

Rank = Callable[[Person], Sequence[int]]


def measure(
    connection: Connection, release: ReleaseInfo, vectors: ReleaseVectors, people: Sequence[Person]
) -> dict[str, object]:
    """Return milliseconds and overlap by way of ranking, and what is missing and why."""
    right = exact_lists(vectors, people)
    lists, served = served_lists(connection, release, vectors, people)
    lists, served = served_lists(connection, release, vectors, people)
    ways: dict[str, dict[str, object]] = {
        "served": {**served.as_dict(), "overlap": _overlap(lists, right)}
    }
    missing: dict[str, str] = {}
    for name, make in _WAYS.items():
        rank = make(vectors)
        if isinstance(rank, str):
            missing[name] = rank
            continue
        rank(people[0])
        found: list[Sequence[int]] = []
        times = Times([milliseconds(lambda: found.append(rank(person))) for person in people])  # noqa: B023
        ways[name] = {
            "served_over_this": ratio(served.median, times.median),
            **times.as_dict(),
            "overlap": _overlap(found, right),
        }
    return {
        "people": len(people),
        "films": len(vectors.movie_ids),
        "ways": ways,
        "missing": missing,
    }


def _overlap(found: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> float:
    shares = [share_found(listed, other) for listed, other in zip(found, right, strict=True)]
    return round(float(np.mean(shares)), 4)


def _numpy(vectors: ReleaseVectors) -> Rank:
    def rank(person: Person) -> Sequence[int]:
        scores = vectors.match @ person.taste
        scores[person.rows] = -np.inf
        first = np.argpartition(-scores, DEPTH)[:DEPTH]
        order = first[np.argsort(-scores[first])]
        return list(vectors.movie_ids[order])

    return rank


def _faiss(index_of: Callable[[object, int], object]) -> Callable[[ReleaseVectors], Rank | str]:
    def make(vectors: ReleaseVectors) -> Rank | str:
        if find_spec("faiss") is None:
            return "faiss-cpu is not installed"
        import faiss

        faiss.omp_set_num_threads(1)
        index = index_of(faiss, vectors.match.shape[1])
        index.add(vectors.match)  # type: ignore[attr-defined]

        def rank(person: Person) -> Sequence[int]:
            wanted = DEPTH + len(person.rows)
            _, found = index.search(person.taste[None, :], wanted)  # type: ignore[attr-defined]
            kept = found[0][~np.isin(found[0], person.rows)]
            return list(vectors.movie_ids[kept[kept >= 0][:DEPTH]])

        return rank

    return make


def _flat(faiss: object, dimension: int) -> object:
    return faiss.IndexFlatIP(dimension)  # type: ignore[attr-defined]


def _hnsw(faiss: object, dimension: int) -> object:
    inner = faiss.METRIC_INNER_PRODUCT  # type: ignore[attr-defined]
    index = faiss.IndexHNSWFlat(dimension, HNSW_M, inner)  # type: ignore[attr-defined]
    index.hnsw.efConstruction, index.hnsw.efSearch = HNSW_BUILD, HNSW_SEARCH
    return index


def _implicit(vectors: ReleaseVectors) -> Rank | str:
    if find_spec("implicit") is None:
        return "implicit is not installed"
    from implicit.cpu.matrix_factorization_base import MatrixFactorizationBase

    class Model(MatrixFactorizationBase):
        """Vectors that are there already."""

        def fit(self, *_: object) -> None:
            raise NotImplementedError

        def save(self, *_: object) -> None:
            raise NotImplementedError

    model = Model(num_threads=1)
    model.item_factors = vectors.match

    def rank(person: Person) -> Sequence[int]:
        model.user_factors = person.taste[None, :]
        known = (person.weights, (np.zeros(len(person.rows), dtype=np.int32), person.rows))
        ratings = sparse.csr_matrix(known, shape=(1, len(vectors.movie_ids)))
        found, _ = model.recommend(0, ratings[0], N=DEPTH, filter_already_liked_items=True)
        return list(vectors.movie_ids[found])

    return rank


def _dense(vectors: ReleaseVectors) -> Rank | str:
    films = len(vectors.movie_ids)
    if films > MOST_DENSE_FILMS:
        return f"{films:,} x {films:,} numbers take {films**2 * 4 / 2**30:.0f} GB"
    matrix = vectors.profile @ vectors.match.T

    def rank(person: Person) -> Sequence[int]:
        scores = person.weights @ matrix[person.rows]
        scores[person.rows] = -np.inf
        first = np.argpartition(-scores, DEPTH)[:DEPTH]
        return list(vectors.movie_ids[first[np.argsort(-scores[first])]])

    return rank


_WAYS: dict[str, Callable[[ReleaseVectors], Rank | str]] = {
    "numpy, exact": _numpy,
    "faiss flat": _faiss(_flat),
    "faiss hnsw": _faiss(_hnsw),
    "implicit recommend": _implicit,
    "dense item-item (EASE)": _dense,
}
