"""Rows of films that suit a person → recommendations with their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping as Row

from app.data.database import Database
from app.films.service import movie
from embeddings.answers.person import MARK_BINDS, PLANNED, SEEN, PersonVectors, predicted_rating
from embeddings.releases.registry import ReleaseInfo

STATED_REASONS = 3


@dataclass(frozen=True)
class Imagined:
    """A mark that is imagined in the place of the one there is.

    Attributes
    ----------
    film_id : int
    rating : float or None
        None: not rated.
    mark : str or None
        As in `embeddings.answers.person.MARK_WEIGHTS`; None: there is none.
    """

    film_id: int
    rating: float | None
    mark: str | None


@dataclass(frozen=True)
class Reasons:
    """Reasons of one person's recommendations.

    Attributes
    ----------
    imagined : Imagined, optional
        Told as if it were so.
    """

    database: Database
    release: ReleaseInfo
    user_id: int
    vectors: PersonVectors
    imagined: Imagined | None = None

    def items(
        self, rows: Sequence[Row], stated: int | None = STATED_REASONS
    ) -> list[dict[str, Any]]:
        """Return rows as `app.recommend.schemas.Recommendation`.

        Parameters
        ----------
        rows : sequence of Row
            Of ``recommend.sql`` or ``scored.sql``.
        stated : int, optional
            Marks to name for each film; None for all.
        """
        reasons = self._of([row["movie_id"] for row in rows], stated)
        return [self._item(row, reasons[row["movie_id"]]) for row in rows]

    def _item(self, row: Row, because: list[dict[str, Any]]) -> dict[str, Any]:
        named = sum(one["contribution"] for one in because)
        return {
            "movie": movie(row),
            "score": row["score"],
            "predicted_rating": predicted_rating(self.release, self.vectors, row),
            "because": because,
            "said": row["said"],
            "rest": row["score"] - row["said"] - named,
        }

    def _of(
        self, movie_ids: list[int], stated: int | None
    ) -> defaultdict[int, list[dict[str, Any]]]:
        """Return what each of the marks adds to the films' scores, largest first."""
        reasons: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        if not movie_ids or not self.vectors.has_marks:
            return reasons
        instead = self.imagined
        for row in self.database.rows(
            "because",
            release_id=self.release.release_id,
            user_id=self.user_id,
            movie_ids=movie_ids,
            **MARK_BINDS,
            instead_film_id=instead and instead.film_id,
            instead_rating=instead and instead.rating,
            instead_mark=instead and instead.mark,
            limit=stated,
        ):
            reasons[row["movie_id"]].append(
                {
                    "movie_id": row["because_id"],
                    "title": row["title"],
                    "rating": None if row["rating"] is None else float(row["rating"]),
                    "mark": row["mark"] if row["mark"] in (SEEN, PLANNED) else "rating",
                    "contribution": row["contribution"],
                }
            )
        return reasons


def popular_items(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows of ``popular.sql`` as recommendations: there are no reasons but that."""
    return [
        {
            "movie": movie(row),
            "score": row["score"],
            "predicted_rating": None,
            "because": [],
            "said": 0.0,
            "rest": row["score"],
        }
        for row in rows
    ]
