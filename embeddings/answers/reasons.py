"""Recommendations with their reasons: what each mark adds to a film's score, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import RowMapping

from embeddings.answers.cards import Card, card
from embeddings.answers.contributions import (
    AGAINST,
    FOR,
    NEITHER,
    ImaginedMark,
    MarkKind,
    Speaks,
    contributions_to,
)
from embeddings.answers.person import Person
from embeddings.answers.popular import PopularFilm
from embeddings.answers.predicted import NO_PREDICTION, Prediction, predictions, rating_parts
from embeddings.answers.rows import Rows
from embeddings.answers.shared import shared_traits
from embeddings.answers.tags import TagWords
from embeddings.answers.traits import Trait
from embeddings.releases.registry import ReleaseInfo

# Reasons that a list names for each film. A single film names all.
LISTED: Final[dict[Speaks, int]] = {FOR: 3, AGAINST: 1, NEITHER: 0}
# Of the reasons of a single film, how many say what they share: nobody reads more.
MOST_TOLD: Final = 40


@dataclass(frozen=True)
class Reason:
    """What one mark adds to a film's score.

    Attributes
    ----------
    speaks : str
        ``for``: the marked film is liked and adds to the score; ``against``: it takes away.
        ``neither``: it is rated low and adds, since the film is unlike it; no reason for.
    stars : float
        The part of the predicted rating that comes from it; 0 of what is no rating.
    film_bias : float
        How much better others rate the marked film than films in general, in stars.
    shared : list of Trait
        What both films share, the most telling first.
    """

    movie_id: int
    title: str
    rating: float | None
    mark: MarkKind
    contribution: float
    speaks: Speaks
    stars: float = 0.0
    film_bias: float = 0.0
    shared: list[Trait] = field(default_factory=list)


@dataclass(frozen=True)
class Recommendation:
    """A film that suits a person.

    Attributes
    ----------
    score : float
        Contributions, ``preference_score`` and ``rest`` add up to it.
    prediction : Prediction
        The stars that the person would give.
    reasons : list of Reason
        The largest contributions first.
    preference_score : float
        What stated preferences add.
    rest : float
        What all marks add that ``reasons`` do not name.
    """

    card: Card
    score: float
    prediction: Prediction
    reasons: list[Reason]
    preference_score: float
    rest: float


def with_reasons(
    rows: Rows,
    release: ReleaseInfo,
    words: TagWords,
    person: Person,
    films: Sequence[RowMapping],
    *,
    imagined: Sequence[ImaginedMark] = (),
    every_reason: bool = False,
) -> list[Recommendation]:
    """Return ranked films as recommendations, in their order.

    Parameters
    ----------
    words
        The release's tags and moods.
    films : sequence of rows
        Of ``recommend.sql`` or ``scored.sql``.
    imagined : sequence of ImaginedMark
        The reasons are those of the person with these marks.
    every_reason : bool
        Name every mark, also those that are neither for a film nor against it.
    """
    reasons = reasons_for(
        rows, release, words, person, films, imagined=imagined, every_reason=every_reason
    )
    found = predictions(release, person.vectors, films)
    return [
        Recommendation(
            card=card(film),
            score=film["score"],
            prediction=prediction,
            reasons=reasons[film["movie_id"]],
            preference_score=film["preference_score"],
            rest=film["score"]
            - film["preference_score"]
            - sum(reason.contribution for reason in reasons[film["movie_id"]]),
        )
        for film, prediction in zip(films, found, strict=True)
    ]


def of_popular(films: Sequence[PopularFilm]) -> list[Recommendation]:
    """Return popular films as recommendations: that they are popular is the only reason."""
    return [
        Recommendation(film.card, film.score, NO_PREDICTION, [], 0.0, film.score) for film in films
    ]


def reasons_for(
    rows: Rows,
    release: ReleaseInfo,
    words: TagWords,
    person: Person,
    films: Sequence[RowMapping],
    *,
    imagined: Sequence[ImaginedMark] = (),
    every_reason: bool = False,
) -> defaultdict[int, list[Reason]]:
    """Return movie_id → what the person's marks say of the film; see `with_reasons`."""
    reasons = contributions(
        rows, release, person, films, imagined=imagined, every_reason=every_reason
    )
    (told,) = with_shared(rows, release, words, [reasons])
    return told


def contributions(
    rows: Rows,
    release: ReleaseInfo,
    person: Person,
    films: Sequence[RowMapping],
    *,
    imagined: Sequence[ImaginedMark] = (),
    every_reason: bool = False,
) -> defaultdict[int, list[Reason]]:
    """Return the same without what the films share; see `with_shared`."""
    reasons: defaultdict[int, list[Reason]] = defaultdict(list)
    if not films or not person.vectors.has_marks:
        return reasons
    parts = rating_parts(release, person.vectors, films)
    found = contributions_to(
        rows,
        release,
        person.user_id,
        [film["movie_id"] for film in films],
        imagined,
        None if every_reason else LISTED,
    )
    for movie_id, of_film in found.items():
        reasons[movie_id] = [
            Reason(
                contribution.marked.movie_id,
                contribution.marked.title,
                contribution.rating,
                contribution.mark,
                contribution.amount,
                contribution.speaks,
                0.0
                if contribution.rating is None
                else parts.of(
                    movie_id,
                    contribution.rating,
                    contribution.marked.rating_bias,
                    contribution.likeness,
                ),
                contribution.marked.rating_bias,
            )
            for contribution in of_film
        ]
    return reasons


def with_shared(
    rows: Rows,
    release: ReleaseInfo,
    words: TagWords,
    of_people: Sequence[defaultdict[int, list[Reason]]],
) -> list[defaultdict[int, list[Reason]]]:
    """Say of the largest reasons what the marked film shares with the film.

    Parameters
    ----------
    of_people : sequence of mappings
        The `contributions` of each; two statements, however many the people.
    """
    pairs = [
        (movie_id, reason.movie_id)
        for reasons in of_people
        for movie_id, named in reasons.items()
        for reason in _largest(named)
    ]
    shared = shared_traits(rows, release, words, pairs)
    told = []
    for reasons in of_people:
        of_movie: defaultdict[int, list[Reason]] = defaultdict(list)
        for movie_id, named in reasons.items():
            of_movie[movie_id] = [
                replace(reason, shared=shared.get((movie_id, reason.movie_id), []))
                for reason in named
            ]
        told.append(of_movie)
    return told


def _largest(named: Sequence[Reason]) -> list[Reason]:
    """Return the reasons that say what they share: the largest in the score, and in stars."""
    if len(named) <= MOST_TOLD:
        return list(named)
    by_stars = sorted(named, key=lambda reason: -abs(reason.stars))[: MOST_TOLD // 2]
    return [*named[: MOST_TOLD // 2], *by_stars]
