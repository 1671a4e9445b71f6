"""Several interests of one person, each with a shelf of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from sqlalchemy import RowMapping as Row

from app.recommend.reasons import popular_items
from app.recommend.service import Recommend, wanted
from app.web.filters import Filters
from embeddings.answers.interests import Interest, split_interests
from embeddings.answers.person import PersonVectors, singles
from embeddings.learning.profile import rating_weights
from embeddings.releases.registry import ReleaseInfo

# The marks that interests are made of: enough to know somebody by, few enough to be quick.
NEWEST_MARKS = 400
SHOWN_MOVIES = 3
NAMES = 3
# A name must stand for more than one film, and for this share of the interest's films.
FEWEST_NAMED, LEAST_SHARE = 2, 0.25
GENRE_SHELVES = 6
# Films that a shelf is chosen from, for each one on it, and how unlike they should be.
DEPTH, DIVERSITY = 3, 0.3


def shelves(recommend: Recommend, limit: int) -> dict[str, Any]:
    """Return the caller's shelves; see `app.recommend.schemas.Shelves`."""
    release = recommend.search.releases.live()
    state = recommend.state(release)
    vectors = recommend.vectors(release, state)
    allowed = wanted(Filters.model_validate({}), state)
    if not vectors.knows_anything or not release.taste_dimension:
        found, basis = _popular(recommend, release, state, allowed, limit), "popular"
    else:
        found = _own(recommend, release, state, vectors, allowed, limit)
        basis = "ratings" if vectors.has_marks else "words"
    return {"shelves": found, "release": release.release_id, "basis": basis}


def _own(
    recommend: Recommend,
    release: ReleaseInfo,
    state: Row,
    vectors: PersonVectors,
    allowed: dict[str, Any],
    limit: int,
) -> list[dict[str, Any]]:
    """Return a shelf for each interest, and one for what was said in words."""
    marks = recommend.search.database.rows(
        "marked_profiles",
        release_id=release.release_id,
        user_id=recommend.caller(),
        limit=NEWEST_MARKS,
    )
    shelf_vectors: list[tuple[dict[str, Any], PersonVectors]] = []
    if marks:
        profiles = np.array([singles(row["profile_vector"]) for row in marks])
        stars = [np.nan if row["rating"] is None else float(row["rating"]) for row in marks]
        interests = [one for one in split_interests(profiles, stars) if one.weight > 0]
        counts = _film_counts(recommend, release, marks)
        for place, interest in enumerate(interests, start=1):
            own = [marks[member] for member in interest.members]
            shelf = {
                "key": f"interest-{place}",
                "kind": "interest",
                "names": _names(own, _liked(interest, stars), counts, release.movie_count),
                "movies": [_movie(row) for row in own[:SHOWN_MOVIES]],
            }
            shelf_vectors.append((shelf, replace(vectors, marked=interest.vector, prior=None)))
    if vectors.prior is not None:
        shelf = {"key": "words", "kind": "words", "names": [], "movies": []}
        nothing = np.zeros_like(vectors.prior)
        shelf_vectors.append((shelf, replace(vectors, marked=nothing, mark_count=0)))
    return _filled(recommend, release, state, vectors, allowed, limit, shelf_vectors)


def _filled(
    recommend: Recommend,
    release: ReleaseInfo,
    state: Row,
    vectors: PersonVectors,
    allowed: dict[str, Any],
    limit: int,
    shelf_vectors: Sequence[tuple[dict[str, Any], PersonVectors]],
) -> list[dict[str, Any]]:
    """Put the films nearest to each vector on its shelf, no film on two.

    Their scores and reasons are those of the whole person, as everywhere.
    """
    film_ids = list(allowed["film_ids"])
    chosen: list[tuple[dict[str, Any], list[int]]] = []
    for shelf, own in shelf_vectors:
        rows = recommend.nearest(
            release, own, {**allowed, "film_ids": film_ids}, limit=limit * DEPTH
        )
        if not rows:
            continue
        best = recommend.varied(release, rows, DIVERSITY)[:limit]
        film_ids += [row["film_id"] for row in best]
        chosen.append((shelf, [row["movie_id"] for row in best]))
    movie_ids = [movie_id for _, ids in chosen for movie_id in ids]
    rows = recommend.scored(release, vectors, state, movie_ids) if movie_ids else []
    items = {item["movie"]["id"]: item for item in recommend.reasons(release, vectors).items(rows)}
    return [{**shelf, "items": [items[one] for one in ids]} for shelf, ids in chosen]


def _popular(
    recommend: Recommend, release: ReleaseInfo, state: Row, allowed: dict[str, Any], limit: int
) -> list[dict[str, Any]]:
    """Return a shelf of popular films for each of the genres with most films."""
    film_ids = set(allowed.pop("film_ids"))
    del allowed["planned_film_ids"]
    found: list[dict[str, Any]] = []
    for genre in recommend.search.releases.facets(release).genres:
        if len(found) == GENRE_SHELVES:
            break
        if genre in allowed["exclude_genres"]:
            continue
        rows = recommend.search.database.rows(
            "popular",
            **{**allowed, "genres": [genre]},
            release_id=release.release_id,
            limit=limit + len(film_ids),
            offset=0,
        )
        fresh = [row for row in rows if row["film_id"] not in film_ids][:limit]
        film_ids |= {row["film_id"] for row in fresh}
        if fresh:
            shelf = {"key": f"genre-{genre}", "kind": "genre", "names": [genre], "movies": []}
            found.append({**shelf, "items": popular_items(fresh)})
    return found


def _film_counts(
    recommend: Recommend, release: ReleaseInfo, marks: Sequence[Row]
) -> dict[str, int]:
    """Return how many films of the release have each genre and tag of the marks."""
    names = {name for row in marks for name in [*row["genres"], *row["tags"]]}
    rows = recommend.search.database.rows(
        "term_counts", release_id=release.release_id, names=sorted(names)
    )
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["name"]] = max(counts[row["name"]], row["film_count"])
    return counts


def _liked(interest: Interest, stars: Sequence[float]) -> int:
    """Return how many of an interest's marks are liked; they stand first among its members."""
    return int((rating_weights([stars[member] for member in interest.members]) > 0).sum())


def _names(own: Sequence[Row], liked: int, counts: dict[str, int], movie_count: int) -> list[str]:
    """Return the genres and tags that tell an interest's films from the catalogue's.

    By share among the liked films times the logarithm of how much larger that is than in
    the catalogue: the films' term in the Kullback–Leibler divergence.
    """
    films = own[:liked]
    met = Counter(name for row in films for name in {*row["genres"], *row["tags"]})
    telling = {}
    for name, count in met.items():
        share = count / len(films)
        if (count < FEWEST_NAMED and len(films) > 1) or share < LEAST_SHARE:
            continue
        telling[name] = share * np.log(share * movie_count / max(counts.get(name, 1), 1))
    best = sorted(telling, key=lambda name: (-telling[name], name))
    return [name for name in best if telling[name] > 0][:NAMES]


def _movie(row: Row) -> dict[str, Any]:
    return {
        "movie_id": row["movie_id"],
        "title": row["title"],
        "rating": None if row["rating"] is None else float(row["rating"]),
    }
