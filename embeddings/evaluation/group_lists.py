"""Lists for groups through the database: the application's own statement, on trial vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.answers.filters import Filters
from embeddings.answers.person import Person, PersonVectors
from embeddings.answers.rows import rows_on
from embeddings.answers.tonight import rank_together
from embeddings.answers.tonight_wishes import WITHOUT_WISHES
from embeddings.answers.watchers import Watcher
from embeddings.arrays import Ratings, Rows
from embeddings.evaluation.served import ServedRank, loaded_release
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import TasteVectors


@dataclass(frozen=True)
class ServedGroups:
    """Ranks with `embeddings.answers.tonight.rank_together` on a release with its indexes."""

    served: ServedRank

    def __call__(
        self,
        vectors: TasteVectors,
        fold_in: Ratings,
        groups: Sequence[Rows],
        fairness: Sequence[float],
        length: int,
    ) -> list[Rows]:
        """Rank; see `embeddings.evaluation.groups.RankGroups`."""
        tastes = np.asarray(weigh(fold_in) @ vectors.profile, dtype=np.float32)
        watchers = [
            Watcher("", "guest", Person.without_account(PersonVectors.of_taste(taste)))
            for taste in tastes
        ]
        lists = [np.full((len(groups), length), -1, dtype=np.int64) for _ in fairness]
        with self.served.loaded(vectors) as (connection, release_id, film_ids):
            release = loaded_release(connection, release_id, film_ids, vectors)
            index_of = {film_id: index for index, film_id in enumerate(film_ids)}
            for at, group in enumerate(groups):
                seen = np.unique(fold_in[group].indices)
                filters = Filters(excluded_film_ids=tuple(film_ids[index] for index in seen))
                for answer, each in zip(lists, fairness, strict=True):
                    found = rank_together(
                        rows_on(connection),
                        release,
                        [watchers[person] for person in group],
                        filters,
                        WITHOUT_WISHES,
                        fairness=each,
                        limit=length,
                    )
                    answer[at, : len(found)] = [index_of[film["film_id"]] for film in found]
        return lists
