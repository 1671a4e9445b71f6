"""Lists for groups through the database: the application's own statement, on trial vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import text

from embeddings.answers.filters import Filters
from embeddings.answers.person import Person
from embeddings.answers.rows import rows_on
from embeddings.answers.tonight import rank_together
from embeddings.answers.tonight_wishes import WITHOUT_WISHES
from embeddings.answers.watchers import Watcher
from embeddings.arrays import Doubles, Rows
from embeddings.evaluation.group_cases import GroupCase
from embeddings.evaluation.group_exact import person_vectors
from embeddings.evaluation.served import ServedRank, loaded_release
from embeddings.learning.vectors import TasteVectors
from embeddings.releases import registry


@dataclass(frozen=True)
class ServedGroups:
    """Ranks with `embeddings.answers.tonight.rank_together` on a release with its indexes."""

    served: ServedRank

    def __call__(
        self,
        vectors: TasteVectors,
        biases: Doubles,
        cases: Sequence[GroupCase],
        fairness: Sequence[float],
        length: int,
    ) -> list[Rows]:
        """Rank; see `embeddings.evaluation.groups.RankGroups`."""
        lists = [np.full((len(cases), length), -1, dtype=np.int64) for _ in fairness]
        with self.served.loaded(vectors) as (connection, release_id, film_ids):
            release = loaded_release(connection, release_id, film_ids, vectors)
            # The release's own are of all ratings, also of those that are hidden here.
            table = registry.partition("movies", release_id)
            connection.execute(
                text(
                    f"update {table} set rating_bias = given.bias from unnest("
                    "cast(:film_ids as bigint[]), cast(:biases as real[])) as given (film_id, bias)"
                    f" where {table}.film_id = given.film_id"
                ),
                {"film_ids": film_ids, "biases": biases.tolist()},
            )
            index_of = {film_id: index for index, film_id in enumerate(film_ids)}
            for at, case in enumerate(cases):
                left_out = tuple(film_ids[index] for index in case.left_out)
                watchers = [
                    Watcher("", "guest", Person.without_account(vectors_))
                    for vectors_ in person_vectors(vectors, biases, case)
                ]
                for answer, weight in zip(lists, fairness, strict=True):
                    found = rank_together(
                        rows_on(connection),
                        release,
                        watchers,
                        Filters(excluded_film_ids=left_out),
                        WITHOUT_WISHES,
                        fairness=weight,
                        limit=length,
                    )
                    answer[at, : len(found)] = [index_of[film["film_id"]] for film in found]
        return lists
