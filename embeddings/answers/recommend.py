"""Films for a person: a user vector, one nearest-neighbour statement, exact reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.budgets import (
    DEEP_CANDIDATES,
    HEAD_FILMS,
    RECOMMEND_CANDIDATES,
    is_narrow,
    reach_of,
)
from embeddings.answers.contributions import ImaginedMark
from embeddings.answers.diversify import diversify
from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.person import Person, PersonVectors
from embeddings.answers.popular import popular
from embeddings.answers.reasons import Recommendation, of_popular, with_reasons
from embeddings.answers.rows import Rows
from embeddings.answers.sample import Sample
from embeddings.answers.tags import TagWords
from embeddings.answers.vectors import to_doubles
from embeddings.learning.profile import PLANNED_WEIGHT
from embeddings.releases.registry import ReleaseInfo

# Where the slider from familiar (0) to adventurous (1) stands when nobody has moved it: the
# pure ranking. FAMILIARITY is what familiarity counts beside the score over the whole slider,
# both in units of the candidates' spread.
NEUTRAL: Final = 0.3
FAMILIARITY: Final = 0.8
# Before there are marks, preferences alone say too little to leave out what is well known.
PREFERENCE_FAMILIARITY: Final = 0.4
# How far down a list of unlike films may reach.
DIVERSIFIED_FILMS: Final = 200

Basis = Literal["ratings", "words", "popular"]


@dataclass(frozen=True)
class RecommendRequest:
    """Which recommendations.

    Attributes
    ----------
    filters : Filters
        What the request asks for; `allowed` adds what the person's marks and preferences say.
    adventurousness : float, optional
        0 familiar, 1 adventurous; None: as the person's preferences have it.
    diversity : float
        0 is the pure ranking; above it, films unlike those before come sooner; at most 1.
    exclude_watchlist : bool
        Leave out the films of the watchlist.
    """

    filters: Filters = OPEN
    adventurousness: float | None = None
    diversity: float = 0.0
    exclude_watchlist: bool = False
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True)
class Recommendations:
    """Recommendations, best first, and what they rest on."""

    items: list[Recommendation]
    basis: Basis


def basis_of(release: ReleaseInfo, vectors: PersonVectors) -> Basis:
    """Return what films are ranked by for a person: marks, stated preferences, or popularity."""
    if not vectors.can_rank or not release.taste_dimension:
        return "popular"
    return "ratings" if vectors.has_marks else "words"


def recommend(
    rows: Rows,
    release: ReleaseInfo,
    sample: Sample,
    words: TagWords,
    person: Person,
    request: RecommendRequest,
    imagined: Sequence[ImaginedMark] = (),
) -> Recommendations:
    """List what suits a person; never a film that they rated, saw or hid.

    Parameters
    ----------
    sample : Sample
        Of ``release``; estimates what the filters leave.
    words : TagWords
        Of ``release``.
    imagined : sequence of ImaginedMark
        For a person whose vectors were made with them; see `imagined.imagine`.
    """
    filters = allowed(person, request)
    basis = basis_of(release, person.vectors)
    if basis == "popular":
        films = popular(rows, release, filters, limit=request.limit, offset=request.offset)
        return Recommendations(of_popular(films), basis)
    diverse = request.diversity > 0
    ranked = rank(
        rows,
        release,
        person.vectors,
        filters,
        share=sample.share(filters),
        planned_film_ids=person.planned_film_ids,
        familiarity=familiarity_of(person, request),
        limit=DIVERSIFIED_FILMS if diverse else request.limit,
        offset=0 if diverse else request.offset,
    )
    if diverse:
        ranked = varied(rows, release, ranked, request.diversity)
        ranked = ranked[request.offset : request.offset + request.limit]
    return Recommendations(
        with_reasons(rows, release, words, person, ranked, imagined=imagined), basis
    )


def allowed(person: Person, request: RecommendRequest) -> Filters:
    """Return the request's filters, narrowed by the person's preferences and marks.

    A genre or a person that the request asks for is allowed though the preferences exclude it.
    A request that names years takes the place of the preferred years.
    """
    filters = request.filters
    unwanted = [genre for genre in person.exclude_genres if genre not in filters.genres]
    asked = {token.split(":")[0] for token in filters.people}
    unwanted_people = [str(who) for who in person.exclude_people if str(who) not in asked]
    left_out = [*person.excluded_film_ids]
    if request.exclude_watchlist:
        left_out += person.watchlist_film_ids
    narrowed = replace(
        filters,
        exclude_genres=tuple(dict.fromkeys([*filters.exclude_genres, *unwanted])),
        exclude_tags=tuple(dict.fromkeys([*filters.exclude_tags, *person.exclude_tags])),
        # Also films of which an excluded tag or mood is estimated.
        exclude_moods=tuple(dict.fromkeys([*filters.exclude_moods, *person.exclude_tags])),
        exclude_people=tuple(dict.fromkeys([*filters.exclude_people, *unwanted_people])),
        excluded_film_ids=tuple(dict.fromkeys([*filters.excluded_film_ids, *left_out])),
    )
    if filters.year_min is None and filters.year_max is None:
        return replace(narrowed, year_min=person.year_min, year_max=person.year_max)
    return narrowed


def rank(
    rows: Rows,
    release: ReleaseInfo,
    vectors: PersonVectors,
    filters: Filters = OPEN,
    *,
    share: float = 1.0,
    planned_film_ids: Sequence[int] = (),
    familiarity: float = 0.0,
    limit: int,
    offset: int = 0,
) -> Sequence[RowMapping]:
    """Return rows of ``recommend.sql``: films by score and familiarity, best first.

    Parameters
    ----------
    share : float
        Of the release's films, how many pass the filters; films left out by id not counted.
    planned_film_ids : sequence of int
        A planned film's own contribution is subtracted from its score.
    familiarity : float
        0 is the pure ranking; above it, well-known films come first; below, last.
    """
    excluded = len(filters.excluded_film_ids)
    narrow = is_narrow(share * (release.movie_count - excluded), release.movie_count)
    # Films near the end of the candidates may come in another order than by exact scores.
    plain = familiarity == 0 and offset + limit <= RECOMMEND_CANDIDATES * 3 // 4
    candidates = RECOMMEND_CANDIDATES if plain else DEEP_CANDIDATES
    return rows(
        "recommend",
        **filters.binds,
        **vectors.binds,
        release_id=release.release_id,
        taste_dimension=release.taste_dimension,
        planned_film_ids=list(planned_film_ids),
        planned_weight=PLANNED_WEIGHT,
        exact=narrow,
        head_films=HEAD_FILMS,
        reach=reach_of(candidates, share * release.movie_count, release.movie_count, excluded),
        candidates=candidates,
        familiarity=familiarity,
        limit=limit,
        offset=offset,
    )


def score(
    rows: Rows, release: ReleaseInfo, person: Person, movie_ids: Sequence[int]
) -> Sequence[RowMapping]:
    """Return rows of ``scored.sql`` for some films, in no order."""
    return rows(
        "scored",
        **person.vectors.binds,
        release_id=release.release_id,
        movie_ids=list(movie_ids),
        taste_dimension=release.taste_dimension,
        planned_film_ids=person.planned_film_ids,
        planned_weight=PLANNED_WEIGHT,
    )


def varied(
    rows: Rows, release: ReleaseInfo, films: Sequence[RowMapping], diversity: float
) -> list[RowMapping]:
    """Reorder ranked films so that a page is not ten of a kind; see `diversify`."""
    found = rows(
        "match_vectors",
        release_id=release.release_id,
        movie_ids=[film["movie_id"] for film in films],
    )
    vectors = {row["movie_id"]: to_doubles(row["match_vector"]) for row in found}
    # The statement's order counts and not the bare score: the slider is part of the order.
    order = diversify(
        -np.arange(len(films), dtype=np.float64),
        np.array([vectors[film["movie_id"]] for film in films]),
        diversity,
    )
    return [films[index] for index in order]


def familiarity_of(person: Person, request: RecommendRequest) -> float:
    """Return what familiarity counts; below zero it counts against a film."""
    adventurousness = request.adventurousness
    if adventurousness is None:
        adventurousness = person.adventurousness
    if adventurousness is None:
        adventurousness = NEUTRAL
    # Rounded, because the database keeps single precision.
    moved = FAMILIARITY * (NEUTRAL - round(adventurousness, 6))
    return moved + (0.0 if person.vectors.has_marks else PREFERENCE_FAMILIARITY)
