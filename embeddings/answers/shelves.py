"""Shelves of films: one for each of a person's interests, one for stated preferences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.filters import Filters
from embeddings.answers.interests import Interest, split_interests
from embeddings.answers.person import Person, PersonVectors
from embeddings.answers.popular import popular
from embeddings.answers.reasons import Recommendation, of_popular, with_reasons
from embeddings.answers.recommend import (
    Basis,
    RecommendRequest,
    allowed,
    basis_of,
    rank,
    score,
    varied,
)
from embeddings.answers.rows import Rows
from embeddings.answers.sample import Sample
from embeddings.answers.vectors import to_floats
from embeddings.learning.profile import rating_weights
from embeddings.releases.registry import ReleaseInfo

# Interests are made of a person's newest marks: enough to know them by, few enough to be quick.
NEWEST_MARKS: Final = 400
SHOWN_FILMS: Final = 3
MOST_NAMES: Final = 3
# A name stands for more than one film, and for this share of the interest's films.
FEWEST_NAMED: Final = 2
LEAST_SHARE: Final = 0.25
GENRE_SHELVES: Final = 6
# Films that a shelf is chosen from, for each film on it, and how unlike each other they are.
DEPTH: Final = 3
DIVERSITY: Final = 0.3

ShelfKind = Literal["interest", "words", "genre"]


@dataclass(frozen=True)
class ShelfFilm:
    """A film that the person marked; ``rating`` is None where it was seen and not rated."""

    movie_id: int
    title: str
    rating: float | None


@dataclass(frozen=True)
class Shelf:
    """Films for one interest; no film is on two shelves.

    Attributes
    ----------
    key : str
        Tells the shelves of one answer apart.
    names : list of str
        Genres and tags that tell the interest from the catalogue, the most telling first.
    films : list of ShelfFilm
        The best liked of the person's films behind the shelf.
    """

    key: str
    kind: ShelfKind
    names: list[str]
    films: list[ShelfFilm]
    items: list[Recommendation]


def shelves(
    rows: Rows,
    release: ReleaseInfo,
    sample: Sample,
    person: Person,
    genres: Collection[str],
    request: RecommendRequest,
) -> tuple[list[Shelf], Basis]:
    """Return a person's shelves, the weightiest interest first, and what they rest on.

    Parameters
    ----------
    genres : collection of str
        Of the release, the most frequent first; shelves of popular films are made of these.
    request : RecommendRequest
        Its filters hold for every shelf; ``limit`` is the films on a shelf.
    """
    filters, limit = allowed(person, request), request.limit
    basis = basis_of(release, person.vectors)
    if basis == "popular":
        return _genre_shelves(rows, release, genres, filters, limit), basis
    planned = [*_interest_shelves(rows, release, person)]
    if person.vectors.preference is not None:
        nothing = np.zeros_like(person.vectors.mark_vector)
        stated = replace(person.vectors, mark_vector=nothing, mark_count=0)
        planned.append((Shelf("words", "words", [], [], []), stated))
    return _fill(rows, release, sample, person, planned, filters, limit), basis


def _interest_shelves(
    rows: Rows, release: ReleaseInfo, person: Person
) -> list[tuple[Shelf, PersonVectors]]:
    """Return an empty shelf for each interest, and the vectors that rank its films."""
    marks = rows(
        "marked_profiles",
        release_id=release.release_id,
        user_id=person.user_id,
        limit=NEWEST_MARKS,
    )
    if not marks:
        return []
    profiles = np.array([to_floats(mark["profile_vector"]) for mark in marks])
    stars = [np.nan if mark["rating"] is None else float(mark["rating"]) for mark in marks]
    interests = [interest for interest in split_interests(profiles, stars) if interest.weight > 0]
    counts = _film_counts(rows, release, marks)
    found = []
    for number, interest in enumerate(interests, start=1):
        own = [marks[member] for member in interest.members]
        liked = own[: _liked_count(interest, stars)]
        shelf = Shelf(
            key=f"interest-{number}",
            kind="interest",
            names=_names(liked, counts, release.movie_count),
            films=[_shelf_film(mark) for mark in own[:SHOWN_FILMS]],
            items=[],
        )
        vectors = replace(person.vectors, mark_vector=interest.vector, preference=None)
        found.append((shelf, vectors))
    return found


def _fill(
    rows: Rows,
    release: ReleaseInfo,
    sample: Sample,
    person: Person,
    planned: Sequence[tuple[Shelf, PersonVectors]],
    filters: Filters,
    limit: int,
) -> list[Shelf]:
    """Put the films nearest to each shelf's vectors on it, no film on two shelves.

    Scores and reasons are those of the whole person, as in every other list.
    """
    share = sample.share(filters)
    chosen: list[tuple[Shelf, list[int]]] = []
    for shelf, vectors in planned:
        ranked = rank(
            rows,
            release,
            vectors,
            filters,
            share=share,
            planned_film_ids=person.planned_film_ids,
            limit=limit * DEPTH,
        )
        if not ranked:
            continue
        best = varied(rows, release, ranked, DIVERSITY)[:limit]
        film_ids = (*filters.excluded_film_ids, *(film["film_id"] for film in best))
        filters = replace(filters, excluded_film_ids=film_ids)
        chosen.append((shelf, [film["movie_id"] for film in best]))
    movie_ids = [movie_id for _, ids in chosen for movie_id in ids]
    films = score(rows, release, person, movie_ids) if movie_ids else []
    items = {item.card.movie_id: item for item in with_reasons(rows, release, person, films)}
    return [replace(shelf, items=[items[movie_id] for movie_id in ids]) for shelf, ids in chosen]


def _genre_shelves(
    rows: Rows, release: ReleaseInfo, genres: Collection[str], filters: Filters, limit: int
) -> list[Shelf]:
    """Return a shelf of popular films for each of the genres with most films."""
    found: list[Shelf] = []
    for genre in genres:
        if len(found) == GENRE_SHELVES:
            break
        if genre in filters.exclude_genres:
            continue
        of_genre = replace(filters, genres=tuple(dict.fromkeys([*filters.genres, genre])))
        films = popular(rows, release, of_genre, limit=limit)
        film_ids = (*filters.excluded_film_ids, *(film.card.film_id for film in films))
        filters = replace(filters, excluded_film_ids=film_ids)
        if films:
            found.append(Shelf(f"genre-{genre}", "genre", [genre], [], of_popular(films)))
    return found


def _film_counts(rows: Rows, release: ReleaseInfo, marks: Sequence[RowMapping]) -> dict[str, int]:
    """Return how many films of the release have each genre and tag of the marked films."""
    names = {name for mark in marks for name in [*mark["genres"], *mark["tags"]]}
    counts: Counter[str] = Counter()
    for term in rows("term_counts", release_id=release.release_id, names=sorted(names)):
        counts[term["name"]] = max(counts[term["name"]], term["film_count"])
    return counts


def _liked_count(interest: Interest, stars: Sequence[float]) -> int:
    """Return how many of an interest's members are liked; those stand first."""
    return int((rating_weights([stars[member] for member in interest.members]) > 0).sum())


def _names(liked: Sequence[RowMapping], counts: dict[str, int], movie_count: int) -> list[str]:
    """Return the genres and tags that tell an interest's films from the catalogue's.

    A name's weight is its share among the liked films times the logarithm of how much larger
    that is than its share in the catalogue: its term in the Kullback–Leibler divergence.
    """
    films = Counter(name for film in liked for name in {*film["genres"], *film["tags"]})
    weights = {}
    for name, count in films.items():
        share = count / len(liked)
        if (count < FEWEST_NAMED and len(liked) > 1) or share < LEAST_SHARE:
            continue
        weights[name] = share * np.log(share * movie_count / max(counts.get(name, 1), 1))
    best = sorted(weights, key=lambda name: (-weights[name], name))
    return [name for name in best if weights[name] > 0][:MOST_NAMES]


def _shelf_film(mark: RowMapping) -> ShelfFilm:
    rating = None if mark["rating"] is None else float(mark["rating"])
    return ShelfFilm(mark["movie_id"], mark["title"], rating)
