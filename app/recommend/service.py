"""Recommendations for who asks: requests to `embeddings.answers`, and its answers as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.accounts import access
from app.data.readers import load_reader
from app.data.services import Services
from app.films.json import movie
from app.films.paging import PageStart, checked_filters, envelope, start
from app.films.service import load_card
from app.recommend.schemas import (
    ExplainQuery,
    PredictionsQuery,
    RecommendationsQuery,
    ShelvesQuery,
    WhatIfQuery,
)
from app.web.problems import Problem
from embeddings.answers.contributions import ImaginedMark
from embeddings.answers.explained import explain
from embeddings.answers.imagined import imagine
from embeddings.answers.person import Person
from embeddings.answers.predicted import Prediction, predict_films
from embeddings.answers.reasons import Reason, Recommendation
from embeddings.answers.recommend import RecommendRequest, recommend
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
        ``not-found``: the release lacks a film whose mark is imagined.
    """
    page = start(services, f"what-if/{access.caller().user_id}", query)
    ratings = {query.movie_id: query.rating}
    person, imagined = _imagined(services, page.release, ratings, query.without)
    return _list(services, page, query, person, imagined)


def explained(services: Services, movie_id: int, query: ExplainQuery) -> dict[str, Any]:
    """Score one film for the caller; see `app.recommend.schemas.Explained`.

    Raises
    ------
    Problem
        ``not-found``: the release lacks a film, or has no taste vectors.
    """
    release = services.releases.live()
    load_card(services, release, movie_id)
    person, imagined = _imagined(services, release, {}, query.without)
    found = explain(
        services.database.rows,
        release,
        services.releases.sample(release),
        services.releases.tags(release),
        person,
        movie_id,
        RecommendRequest(
            checked_filters(services, release, query), adventurousness=query.adventurousness
        ),
        imagined,
    )
    if found is None:
        raise Problem("not-found", "This release has no taste vectors; rebuild it.")
    return {
        **_item(services, found.recommendation),
        "star_sum": None if found.star_sum is None else asdict(found.star_sum),
        "rank": found.rank,
    }


def predictions(services: Services, query: PredictionsQuery) -> dict[str, Any]:
    """Predict the caller's ratings of some films; see `app.recommend.schemas.Predictions`."""
    release = services.releases.live()
    reader = _caller(services, release)
    found = predict_films(services.database.rows, release, reader, query.movie_ids)
    return {
        "items": [
            {"movie_id": movie_id, **predicted(found[movie_id])}
            for movie_id in dict.fromkeys(query.movie_ids)
            if movie_id in found
        ]
    }


def shelves_of_films(services: Services, query: ShelvesQuery) -> dict[str, Any]:
    """Return the caller's shelves; see `app.recommend.schemas.Shelves`."""
    release = services.releases.live()
    filters = checked_filters(services, release, query)
    found, basis = shelves(
        services.database.rows,
        release,
        services.releases.sample(release),
        services.releases.tags(release),
        _caller(services, release),
        services.releases.facets(release).genres,
        RecommendRequest(filters, query.adventurousness, limit=query.limit),
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
    imagined: Sequence[ImaginedMark] = (),
) -> dict[str, Any]:
    release = page.release
    found = recommend(
        services.database.rows,
        release,
        services.releases.sample(release),
        services.releases.tags(release),
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


def _imagined(
    services: Services,
    release: ReleaseInfo,
    ratings: Mapping[int, float | None],
    without: Sequence[int],
) -> tuple[Person, Sequence[ImaginedMark]]:
    """Return the caller as they would be with other ratings, and without some marks.

    Raises
    ------
    Problem
        ``not-found``: the release lacks a film.
    """
    person = _caller(services, release)
    imagined = imagine(services.database.rows, release, person, ratings, without)
    if imagined is None:
        raise Problem("not-found", "This release lacks a film whose mark is imagined.")
    return imagined


def _item(services: Services, item: Recommendation) -> dict[str, Any]:
    return {
        "movie": movie(item.card, posters_shown=services.posters.shown),
        "score": item.score,
        **predicted(item.prediction),
        "because": [because(reason) for reason in item.reasons],
        "said": item.preference_score,
        "rest": item.rest,
    }


def predicted(prediction: Prediction) -> dict[str, Any]:
    """Return a prediction in the shape of `app.recommend.schemas.Predicted`."""
    return {
        "predicted_rating": prediction.stars,
        "predicted_low": prediction.low,
        "predicted_high": prediction.high,
        "too_early": prediction.too_early,
    }


def because(reason: Reason) -> dict[str, Any]:
    """Return a reason in the shape of `app.recommend.schemas.Because`."""
    people = [trait for trait in reason.shared if trait.kind == "person"]
    # Not `asdict`, which copies every value of every reason.
    return {
        **vars(reason),
        "shared": [vars(trait) for trait in reason.shared],
        "people": [
            {"id": who.id, "name": who.name, "role": who.role}
            for who in (people if reason.contribution > 0 else ())
        ],
    }


def _shelf(services: Services, shelf: Shelf) -> dict[str, Any]:
    return {
        "key": shelf.key,
        "kind": shelf.kind,
        "names": [idea.name for idea in shelf.ideas],
        "ideas": [asdict(idea) for idea in shelf.ideas],
        "movies": [asdict(film) for film in shelf.films],
        "items": [_item(services, item) for item in shelf.items],
    }
