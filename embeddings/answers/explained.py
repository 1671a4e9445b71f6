"""One film for a person: every reason, the sum in stars, and where it stands in their list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import RowMapping

from embeddings.answers.contributions import ImaginedMark
from embeddings.answers.person import Person, rating_model
from embeddings.answers.predicted import StarSum, star_sum
from embeddings.answers.reasons import Reason, Recommendation, with_reasons
from embeddings.answers.recommend import (
    RecommendRequest,
    allowed,
    basis_of,
    familiarity_of,
    rank,
    score,
)
from embeddings.answers.rows import Rows
from embeddings.answers.sample import Sample
from embeddings.answers.tags import TagWords
from embeddings.releases.registry import ReleaseInfo

# The lowest rank that an answer names.
RANKED_FILMS: Final = 100


@dataclass(frozen=True)
class Explained:
    """A film for a person.

    Attributes
    ----------
    star_sum : StarSum or None
        None before the first rating.
    rank : int or None
        From 1, in the person's list; None beyond `RANKED_FILMS`, and of a film that no list
        shows, because it is rated, seen, hidden or filtered out.
    """

    recommendation: Recommendation
    star_sum: StarSum | None
    rank: int | None


def explain(
    rows: Rows,
    release: ReleaseInfo,
    sample: Sample,
    words: TagWords,
    person: Person,
    movie_id: int,
    request: RecommendRequest,
    imagined: Sequence[ImaginedMark] = (),
) -> Explained | None:
    """Score one film with every reason; None where the release lacks the film or any taste.

    Parameters
    ----------
    request : RecommendRequest
        The list in which the film has its rank; its limit and offset do not matter.
    imagined : sequence of ImaginedMark
        For a person whose vectors were made with them.
    """
    if not release.taste_dimension:
        return None
    films = score(rows, release, person, [movie_id])
    if not films:
        return None
    (found,) = with_reasons(
        rows, release, words, person, films, imagined=imagined, every_reason=True
    )
    return Explained(
        found,
        _star_sum(release, person, films[0], found.reasons),
        _rank(rows, release, sample, person, movie_id, request),
    )


def _star_sum(
    release: ReleaseInfo, person: Person, film: RowMapping, reasons: Sequence[Reason]
) -> StarSum | None:
    ratings = [(reason.rating, reason.film_bias) for reason in reasons if reason.rating is not None]
    if not ratings:
        return None
    carried = sum(reason.stars for reason in reasons)
    return star_sum(rating_model(release), person.vectors, film, ratings, carried)


def _rank(
    rows: Rows,
    release: ReleaseInfo,
    sample: Sample,
    person: Person,
    movie_id: int,
    request: RecommendRequest,
) -> int | None:
    if basis_of(release, person.vectors) == "popular":
        return None
    filters = allowed(person, request)
    ranked = rank(
        rows,
        release,
        person.vectors,
        filters,
        share=sample.share(filters),
        planned_film_ids=person.planned_film_ids,
        familiarity=familiarity_of(person, request),
        limit=RANKED_FILMS,
    )
    ids = [film["movie_id"] for film in ranked]
    return ids.index(movie_id) + 1 if movie_id in ids else None
