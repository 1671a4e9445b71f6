"""Recommendations for who asks: requests to `embeddings.answers`, and its answers as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.accounts import access
from app.data.readers import load_reader
from app.data.services import Services
from app.films.json import movie
from app.films.paging import PageStart, checked_filters, envelope, start
from app.films.service import load_card
from app.recommend.schemas import RecommendationsQuery, ShelvesQuery, WhatIfQuery
from app.web.problems import Problem
from embeddings.answers.person import Person
from embeddings.answers.reasons import ImaginedMark, Recommendation
from embeddings.answers.recommend import RecommendRequest, explain, imagine, recommend
from embeddings.answers.shelves import Shelf, shelves
from embeddings.answers.taste import taste_summary
from embeddings.releases.registry import ReleaseInfo


def recommendations(services: Services, query: RecommendationsQuery) -> dict[str, Any]:
    """List what suits the caller; see `app.recommend.schemas.RecommendationsPage`."""
    page = start(services, f"recommendations/{access.caller().user_id}", query)
    return _list(services, page, query, _caller(services, page.release))


def what_if(services: Services, query: WhatIfQuery) -> dict[str, Any]:
    """List what would suit the caller with another rating; writes nothing.

    Raises
    ------
    Problem
        ``not-found``: the release lacks the film whose rating is imagined.
    """
    page = start(services, f"what-if/{access.caller().user_id}", query)
    person = _caller(services, page.release)
    imagined = imagine(services.database.rows, page.release, person, query.movie_id, query.rating)
    if imagined is None:
        raise Problem("not-found", f"There is no movie {query.movie_id} in this release.")
    return _list(services, page, query, *imagined)


def explained(services: Services, movie_id: int) -> dict[str, Any]:
    """Score one film for the caller, with every reason.

    Raises
    ------
    Problem
        ``not-found``: the release lacks the film, or has no taste vectors.
    """
    release = services.releases.live()
    load_card(services, release, movie_id)
    found = explain(services.database.rows, release, _caller(services, release), movie_id)
    if found is None:
        raise Problem("not-found", "This release has no taste vectors; rebuild it.")
    return _item(services, found)


def shelves_of_films(services: Services, query: ShelvesQuery) -> dict[str, Any]:
    """Return the caller's shelves; see `app.recommend.schemas.Shelves`."""
    release = services.releases.live()
    filters = checked_filters(services, release, query)
    found, basis = shelves(
        services.database.rows,
        release,
        services.releases.sample(release),
        _caller(services, release),
        services.releases.facets(release).genres,
        RecommendRequest(filters, limit=query.limit),
    )
    return {
        "shelves": [_shelf(services, shelf) for shelf in found],
        "release": release.release_id,
        "basis": basis,
    }


def taste(services: Services) -> dict[str, Any]:
    """Return the caller's taste; see `app.recommend.schemas.TasteSummary`."""
    release = services.releases.live()
    found = taste_summary(services.database.rows, release, _caller(services, release))
    at = found.coordinates
    shown = services.posters.shown
    return {
        "rating_count": found.rating_count,
        "mark_count": found.mark_count,
        "genres": [asdict(name) for name in found.genres],
        "tags": [asdict(name) for name in found.tags],
        "people": [asdict(weighed) for weighed in found.people],
        "excluded_people": [asdict(name) for name in found.excluded_people],
        "nearest": [movie(card, posters_shown=shown) for card in found.nearest],
        "farthest": [movie(card, posters_shown=shown) for card in found.farthest],
        "position": None if at is None else {"x": at[0], "y": at[1]},
    }


def _caller(services: Services, release: ReleaseInfo) -> Person:
    return load_reader(services, release, access.caller().user_id)


def _list(
    services: Services,
    page: PageStart,
    query: RecommendationsQuery,
    person: Person,
    imagined: ImaginedMark | None = None,
) -> dict[str, Any]:
    release = page.release
    found = recommend(
        services.database.rows,
        release,
        services.releases.sample(release),
        person,
        RecommendRequest(
            filters=checked_filters(services, release, query),
            adventurousness=query.adventurousness,
            diversity=query.diversity,
            exclude_watchlist=query.exclude_watchlist,
            limit=page.limit,
            offset=page.offset,
        ),
        imagined,
    )
    return {
        **envelope(services, page, query, [_item(services, item) for item in found.items]),
        "release": release.release_id,
        "basis": found.basis,
    }


def _item(services: Services, item: Recommendation) -> dict[str, Any]:
    return {
        "movie": movie(item.card, posters_shown=services.posters.shown),
        "score": item.score,
        "predicted_rating": item.predicted_rating,
        "because": [asdict(reason) for reason in item.reasons],
        "said": item.preference_score,
        "rest": item.rest,
    }


def _shelf(services: Services, shelf: Shelf) -> dict[str, Any]:
    return {
        "key": shelf.key,
        "kind": shelf.kind,
        "names": shelf.names,
        "movies": [asdict(film) for film in shelf.films],
        "items": [_item(services, item) for item in shelf.items],
    }
