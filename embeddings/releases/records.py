"""Records of a release's movies, terms and words, from the catalogue's frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from embeddings.catalogue.movies import Catalogue
from embeddings.releases import identities
from embeddings.releases.movie import MovieRecord, SentenceRecord
from embeddings.sources import columns
from embeddings.texts.document import text_hash


@dataclass(frozen=True)
class TermRecord:
    """A genre or tag of the release, and how many films have it."""

    kind: str
    name: str
    film_count: int


def _value(value: object) -> object:
    """Return None for missing values, tuples for lists, plain Python for NumPy's scalars."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return value
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    return value.item() if hasattr(value, "item") else value


def movie_records(catalogue: Catalogue) -> list[MovieRecord]:
    """Return the catalogue's rows in order of movie_id."""
    names = list(MovieRecord.__dataclass_fields__)
    frame = catalogue.movies[names]
    return [
        MovieRecord(**dict(zip(names, map(_value, row), strict=True)))  # type: ignore[arg-type]
        for row in frame.itertuples(index=False, name=None)
    ]


def term_records(catalogue: Catalogue) -> list[TermRecord]:
    """Return the distinct genres and tags, sorted."""
    return [
        TermRecord(kind, name, film_count)
        for kind, column in (("genre", columns.GENRES), ("tag", columns.TAGS))
        for name, film_count in sorted(
            Counter(name for names in catalogue.movies[column] for name in set(names)).items()
        )
    ]


def texts_to_encode(
    movies: Sequence[MovieRecord], terms: Sequence[TermRecord], sentences: Sequence[SentenceRecord]
) -> list[str]:
    """Return every text of a release that gets a vector: documents, then terms, then sentences."""
    return [
        *(movie.document for movie in movies),
        *(term.name for term in terms),
        *(sentence.sentence for sentence in sentences),
    ]


def identify(connection: Connection, movies: Sequence[MovieRecord]) -> dict[int, int]:
    """Return movie_id → film_id; see `identities.identify`."""
    return identities.identify(
        connection,
        {movie.movie_id: movie.identity for movie in movies},
    )


def compare_with_live(
    connection: Connection, movies: Sequence[MovieRecord], film_ids: dict[int, int]
) -> tuple[int, int]:
    """Return how many movies the live release lacks, and how many have another document."""
    rows = connection.execute(
        text(
            "select film_id, text_hash from movies where release_id ="
            " (select release_id from releases where state = 'live')"
        )
    )
    live = {film_id: bytes(hashed) for film_id, hashed in rows}
    new = changed = 0
    for movie in movies:
        before = live.get(film_ids[movie.movie_id])
        if before is None:
            new += 1
        elif before != text_hash(movie.document):
            changed += 1
    return new, changed


def term_rows(
    release_id: int, terms: Sequence[TermRecord], vectors: NDArray[np.float16]
) -> Iterator[tuple[object, ...]]:
    """Yield rows in the order of `copying.TERM_COLUMNS`."""
    for term, vector in zip(terms, vectors, strict=True):
        yield release_id, term.kind, term.name, vector, term.film_count


def word_rows(release_id: int, movies: Sequence[MovieRecord]) -> Iterator[tuple[object, ...]]:
    """Yield rows in the order of `copying.WORD_COLUMNS`: how many movies have a word."""
    counts: Counter[str] = Counter()
    for movie in movies:
        counts.update(movie.words)
    for word, count in sorted(counts.items()):
        yield release_id, word, count
