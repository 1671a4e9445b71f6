"""Ranking through the database: the statement that the application runs, on trial vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Engine

from embeddings.answers.serving import DEEP_CANDIDATES, HEAD_FILMS, compares_all
from embeddings.arrays import Floats, Mask, Ratings, Rows
from embeddings.catalogue.movies import Catalogue
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import TasteVectors
from embeddings.releases import load, records, registry
from embeddings.releases.movie_rows import copy_movies, release_vectors
from embeddings.releases.partitions import show_alone
from sql import query


@dataclass(frozen=True)
class ServedRank:
    """Ranks as `app.recommend` does: ``recommend.sql`` on an indexed release.

    The release is made, read and undone in one transaction, so nobody else sees it and
    nothing is left of it.

    Parameters
    ----------
    engine : Engine
        The database; migrated.
    catalogue : Catalogue
        The movies, in the order of the vectors.
    text_vectors : (movies, d) float32
        Their text vectors.
    """

    engine: Engine
    catalogue: Catalogue
    text_vectors: Floats

    def __call__(
        self, vectors: TasteVectors, fold_in: Ratings, length: int, among: Mask | None = None
    ) -> Rows:
        """Rank; see `embeddings.evaluation.ranking.Rank`."""
        with self.engine.connect() as connection:
            transaction = connection.begin()
            try:
                release_id, film_ids = self._load(connection, vectors)
                return served_lists(
                    connection, release_id, film_ids, vectors, fold_in, length, among
                )
            finally:
                transaction.rollback()

    def _load(self, connection: Connection, vectors: TasteVectors) -> tuple[int, list[int]]:
        release_id = registry.begin(
            connection,
            dataset="evaluation",
            dataset_checksum="-",
            encoder="-",
            encoder_revision="-",
            text_dimension=self.text_vectors.shape[1],
            taste_dimension=vectors.match.shape[1],
        )
        movies = records.movie_records(self.catalogue)
        film_ids = records.identify(connection, movies)
        registry.create_partitions(connection, release_id)
        copy_movies(
            connection,
            registry.partition("movies", release_id),
            release_id,
            film_ids,
            movies,
            release_vectors(
                movies,
                self.text_vectors.astype(np.float16),
                vectors,
                np.zeros((len(movies), 2), dtype=np.float32),
            ),
        )
        load.build_vector_indexes(
            connection, release_id, self.text_vectors.shape[1], vectors.match.shape[1]
        )
        connection.exec_driver_sql(f"analyze {registry.partition('movies', release_id)}")
        # Not attached: that would keep every change of films waiting until this is undone.
        show_alone(connection, release_id)
        return release_id, [film_ids[movie.movie_id] for movie in movies]


def served_lists(
    connection: Connection,
    release_id: int,
    film_ids: Sequence[int],
    vectors: TasteVectors,
    fold_in: Ratings,
    length: int,
    among: Mask | None = None,
) -> Rows:
    """Rank films of a release by ``recommend.sql``, as `app.recommend` does.

    Parameters
    ----------
    connection : Connection
        On which statements find the release.
    release_id : int
    film_ids : sequence of int
        Of all films, in the order of the vectors.
    vectors, fold_in, length, among
        See `embeddings.evaluation.ranking.Rank`.

    Returns
    -------
    (people, length) int64 rows of films, best first, −1 where a list is shorter.
    """
    rows = {film_id: row for row, film_id in enumerate(film_ids)}
    lists = np.full((fold_in.shape[0], length), -1, dtype=np.int64)
    wanted = np.asarray(weigh(fold_in) @ vectors.profile)
    never = np.zeros(0, dtype=np.int64) if among is None else np.flatnonzero(~among)
    left = float(len(film_ids) - len(never))
    nothing = np.zeros(vectors.match.shape[1], dtype=np.float32)
    for person, taste in enumerate(wanted):
        rated = fold_in.indices[fold_in.indptr[person] : fold_in.indptr[person + 1]]
        found = connection.execute(
            query("recommend"),
            {
                "release_id": release_id,
                "taste_dimension": len(nothing),
                "taste_vector": taste,
                "heard_vector": nothing,
                "residual_vector": nothing,
                "said_vector": nothing,
                "film_ids": [film_ids[row] for row in np.union1d(rated, never)],
                "planned_film_ids": [],
                "planned_weight": 0.0,
                "genres": [],
                "exclude_genres": [],
                "exclude_tags": [],
                "year_min": None,
                "year_max": None,
                "candidates": DEEP_CANDIDATES,
                "exact": compares_all(left, len(film_ids)),
                "head_films": HEAD_FILMS,
                "familiarity": 0.0,
                "limit": length,
                "offset": 0,
            },
        ).all()
        lists[person, : len(found)] = [rows[row.film_id] for row in found]
    return lists
