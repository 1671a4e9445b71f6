"""Recommendations with their reasons: what each mark adds to a film's score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from sqlalchemy import RowMapping

from embeddings.answers.cards import Card, card
from embeddings.answers.person import MARK_BINDS, PLANNED, SEEN, Person
from embeddings.answers.popular import PopularFilm
from embeddings.answers.predicted import predicted_ratings
from embeddings.answers.rows import Rows
from embeddings.releases.registry import ReleaseInfo

# Marks that a list names for each film; a single film names all.
LISTED_REASONS: Final = 3

MarkKind = Literal["rating", "seen", "planned"]


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """Somebody who directs both films, or is among the first four of both casts."""

    id: int
    name: str
    role: Literal["director", "cast"]


@dataclass(frozen=True)
class Reason:
    """What one mark adds to a film's score; a contribution below zero speaks against it.

    Attributes
    ----------
    people : list of SharedPerson
        Whom the marked film shares with the film scored; none where the mark speaks against it.
    """

    movie_id: int
    title: str
    rating: float | None
    mark: MarkKind
    contribution: float
    people: list[SharedPerson] = field(default_factory=list)


@dataclass(frozen=True)
class Recommendation:
    """A film that suits a person.

    Attributes
    ----------
    score : float
        Contributions, ``preference_score`` and ``rest`` add up to it.
    predicted_rating : float or None
        Stars; None before the first rating.
    reasons : list of Reason
        The largest contributions first.
    preference_score : float
        What stated preferences add.
    rest : float
        What all marks add that ``reasons`` do not name.
    """

    card: Card
    score: float
    predicted_rating: float | None
    reasons: list[Reason]
    preference_score: float
    rest: float


@dataclass(frozen=True)
class ImaginedMark:
    """A mark that a person is imagined to have of a film, in place of the mark there is.

    Attributes
    ----------
    rating : float or None
        None: the film is not rated.
    mark : str or None
        A key of `person.MARK_WEIGHTS`; None: the film is not marked at all.
    """

    film_id: int
    rating: float | None
    mark: str | None


def with_reasons(
    rows: Rows,
    release: ReleaseInfo,
    person: Person,
    films: Sequence[RowMapping],
    *,
    imagined: ImaginedMark | None = None,
    limit: int | None = LISTED_REASONS,
) -> list[Recommendation]:
    """Return ranked films as recommendations, in their order.

    Parameters
    ----------
    films : sequence of rows
        Of ``recommend.sql`` or ``scored.sql``.
    imagined : ImaginedMark, optional
        The reasons are those of the person with this mark.
    limit : int, optional
        Marks to name for each film; None for all.
    """
    movie_ids = [film["movie_id"] for film in films]
    reasons = _reasons(rows, release, person, movie_ids, imagined, limit)
    stars = predicted_ratings(release, person.vectors, films)
    return [
        Recommendation(
            card=card(film),
            score=film["score"],
            predicted_rating=predicted,
            reasons=reasons[film["movie_id"]],
            preference_score=film["preference_score"],
            rest=film["score"]
            - film["preference_score"]
            - sum(reason.contribution for reason in reasons[film["movie_id"]]),
        )
        for film, predicted in zip(films, stars, strict=True)
    ]


def of_popular(films: Sequence[PopularFilm]) -> list[Recommendation]:
    """Return popular films as recommendations: that they are popular is the only reason."""
    return [Recommendation(film.card, film.score, None, [], 0.0, film.score) for film in films]


def _reasons(
    rows: Rows,
    release: ReleaseInfo,
    person: Person,
    movie_ids: Sequence[int],
    imagined: ImaginedMark | None,
    limit: int | None,
) -> defaultdict[int, list[Reason]]:
    reasons: defaultdict[int, list[Reason]] = defaultdict(list)
    if not movie_ids or not person.vectors.has_marks:
        return reasons
    for row in rows(
        "because",
        release_id=release.release_id,
        user_id=person.user_id,
        movie_ids=list(movie_ids),
        **MARK_BINDS,
        imagined_film_id=imagined and imagined.film_id,
        imagined_rating=imagined and imagined.rating,
        imagined_mark=imagined and imagined.mark,
        limit=limit,
    ):
        reasons[row["movie_id"]].append(
            Reason(
                row["because_id"],
                row["title"],
                None if row["rating"] is None else float(row["rating"]),
                row["mark"] if row["mark"] in (SEEN, PLANNED) else "rating",
                row["contribution"],
                [SharedPerson(**person) for person in row["people"] or ()],
            )
        )
    return reasons
