"""Ranking through the database: the application's own ranking, on trial vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Connection, Engine

from embeddings.answers.filters import Filters
from embeddings.answers.person import PersonVectors
from embeddings.answers.recommend import rank
from embeddings.answers.rows import rows_on
from embeddings.arrays import Floats, Mask, Ratings, Rows
from embeddings.catalogue.movies import Catalogue
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import TasteVectors
from embeddings.releases import load, records, registry
from embeddings.releases.movie_rows import copy_movies, release_vectors
from embeddings.releases.partitions import show_alone
from embeddings.releases.people import identify_people
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class ServedRank:
    """Ranks with `embeddings.answers.recommend.rank` on a release with its indexes.

    The release is written, read and rolled back in one transaction, so nobody else sees it and
    nothing of it stays.

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
        with self.loaded(vectors) as (connection, release_id, film_ids):
            return served_lists(connection, release_id, film_ids, vectors, fold_in, length, among)

    @contextmanager
    def loaded(self, vectors: TasteVectors) -> Iterator[tuple[Connection, int, list[int]]]:
        """Give a connection that has a release of the vectors, its id, and the films' ids."""
        with self.engine.connect() as connection:
            transaction = connection.begin()
            try:
                release_id, film_ids = self._load(connection, vectors)
                yield connection, release_id, film_ids
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
            identify_people(connection, movies),
        )
        load.index_movies(connection, release_id, self.text_vectors.shape[1])
        connection.exec_driver_sql(f"analyze {registry.partition('movies', release_id)}")
        # Attaching the partition would make every change of films wait for the rollback.
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
    """Rank films of a release as the application does.

    Parameters
    ----------
    connection : Connection
        Statements on it find the release.
    release_id : int
    film_ids : sequence of int
        Of all films, in the order of the vectors.
    vectors, fold_in, length, among
        See `embeddings.evaluation.ranking.Rank`.

    Returns
    -------
    (people, length) int64 rows of films, best first, −1 where a list is shorter.
    """
    release = loaded_release(connection, release_id, film_ids, vectors)
    index_of = {film_id: index for index, film_id in enumerate(film_ids)}
    lists = np.full((fold_in.shape[0], length), -1, dtype=np.int64)
    tastes = np.asarray(weigh(fold_in) @ vectors.profile, dtype=np.float32)
    never = np.zeros(0, dtype=np.int64) if among is None else np.flatnonzero(~among)
    rows = rows_on(connection)
    for person, taste in enumerate(tastes):
        rated = fold_in.indices[fold_in.indptr[person] : fold_in.indptr[person + 1]]
        excluded = tuple(film_ids[index] for index in np.union1d(rated, never))
        found = rank(
            rows,
            release,
            PersonVectors.of_taste(taste),
            Filters(excluded_film_ids=excluded),
            limit=length,
        )
        lists[person, : len(found)] = [index_of[film["film_id"]] for film in found]
    return lists


def loaded_release(
    connection: Connection, release_id: int, film_ids: Sequence[int], vectors: TasteVectors
) -> ReleaseInfo:
    """Return the release of `ServedRank.loaded`, which is being built, as if it were live."""
    building = registry.release(connection, release_id)
    return replace(
        building,
        movie_count=len(film_ids),
        taste_dimension=vectors.match.shape[1],
        taste={"rating_model": vectors.rating_model.facts()},
    )
