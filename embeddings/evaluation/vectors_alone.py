"""How good an encoder is by itself: films by the cosine of query and document, and nothing else.

No words, no sentences, no popularity, no database of vectors: so encoders can be compared before
a release is built with one, and what is seen is the encoder alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from embeddings.answers.encoding import Encode
from embeddings.arrays import Floats, unit_rows
from embeddings.evaluation.search import DEPTH, Half, SearchFigures, Wanted, figures, half_of

# Similarities in memory at a time: queries times films.
QUERIES_AT_ONCE = 256


def nearest_films(queries: Floats, documents: Floats, depth: int = DEPTH) -> list[list[int]]:
    """Return the positions of the documents nearest to each query, the nearest first.

    Parameters
    ----------
    queries : (queries, d) float32, unit rows
    documents : (films, d) float32, unit rows

    Returns
    -------
    list of list of int
        ``depth`` positions a query, or as many as there are documents; of equal cosines the
        lower position comes first.
    """
    found: list[list[int]] = []
    for start in range(0, len(queries), QUERIES_AT_ONCE):
        distances = -(queries[start : start + QUERIES_AT_ONCE] @ documents.T)
        found += np.argsort(distances, axis=1, kind="stable")[:, :depth].tolist()
    return found


def evaluate_vectors(
    movie_ids: Sequence[int],
    documents: Floats,
    encode: Encode,
    files: Mapping[str, Sequence[Wanted]],
) -> dict[str, SearchFigures]:
    """Measure files of queries, each whole and by half.

    Parameters
    ----------
    movie_ids
        Of each document.
    documents : (films, d) float32
    encode
        A query → (d,) float32, unit length.
    files
        Name → queries. A film that has no document is no answer; a query without any answer is
        left out.

    Returns
    -------
    dict
        ``NAME``, ``NAME validation`` and ``NAME test`` → figures; a half without queries is absent.
    """
    known = frozenset(movie_ids)
    unit = unit_rows(documents.astype(np.float32))
    found: dict[str, SearchFigures] = {}
    for name, queries in files.items():
        asked = [query for query in queries if query.movie_ids & known]
        if not asked:
            continue
        vectors = np.array([encode(query.query) for query in asked], dtype=np.float32)
        lists = [[movie_ids[at] for at in row] for row in nearest_films(vectors, unit)]
        halves: tuple[Half | None, ...] = (None, "validation", "test")
        for half in halves:
            chosen = [
                at for at, query in enumerate(asked) if half is None or half_of(query.query) == half
            ]
            if chosen:
                found[f"{name} {half}" if half else name] = figures(
                    [lists[at] for at in chosen], [asked[at].movie_ids & known for at in chosen]
                )
    return found
