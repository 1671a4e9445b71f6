"""Recommendations: a person's vector, one nearest-neighbour statement, exact reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from flask import current_app
from sqlalchemy import RowMapping as Row
from sqlalchemy import select

from app.accounts import access
from app.listing import Listing, Place, filters, window
from app.problems import Problem
from app.recommend import person
from app.recommend.person import STARS, WEIGHTS, PersonVectors
from app.recommend.schemas import RecommendationsQuery, WhatIfQuery
from app.search.service import Search, movie
from embeddings.releases.registry import ReleaseInfo
from embeddings.serving import DEEP_CANDIDATES, RECOMMEND_CANDIDATES
from embeddings.taste.diversify import diversify
from embeddings.taste.profile import SEEN_WEIGHT, rating_weights
from sql.tables import Movie, Rating, Viewing

STATED_REASONS = 3

# Where the slider stands when nobody has moved it: the pure ranking.
NEUTRAL = 0.3
# Strength of popularity, in units of the candidates' spread, over the slider's whole way.
FAMILIARITY = 0.8

# How far down a list made of unlike films may reach.
DIVERSIFIED = {"limit": 200, "offset": 0}


@dataclass(frozen=True)
class Recommend:
    """Recommendations on behalf of a request; one for each application."""

    search: Search
    listing: Listing

    def recommendations(self, query: RecommendationsQuery) -> dict[str, Any]:
        """List what suits the caller; see `app.recommend.schemas.RecommendationsPage`."""
        place = self.listing.place(f"recommendations/{self.caller()}", query)
        self.listing.check_genres(place.release, query)
        state = self.state(place.release)
        return self._list(place, query, state, self.vectors(place.release, state))

    def what_if(self, query: WhatIfQuery) -> dict[str, Any]:
        """List what would suit the caller with another rating; writes nothing."""
        place = self.listing.place(f"what-if/{self.caller()}", query)
        self.listing.check_genres(place.release, query)
        state = self.state(place.release)
        vectors = self._imagined(place.release, query, self.vectors(place.release, state))
        return self._list(place, query, state, vectors)

    def one(self, movie_id: int) -> dict[str, Any]:
        """Score one film for the caller, with every reason."""
        release = self.search.releases.live()
        self.search.movie_row(release, movie_id)
        if not release.taste_dimension:
            raise Problem("not-found", "This release has no taste vectors; rebuild it.")
        vectors = self.vectors(release, self.state(release))
        (row,) = self.search.database.rows(
            "scored",
            release_id=release.release_id,
            movie_id=movie_id,
            taste_dimension=release.taste_dimension,
            **vectors.binds,
        )
        return self._items(release, vectors, [row], stated=None)[0]

    def caller(self) -> int:
        """Return the id of who asks."""
        return access.caller().user_id

    def state(self, release: ReleaseInfo) -> Row:
        """Return what is known of the caller: a row of ``person.sql``."""
        (row,) = self.search.database.rows(
            "person", user_id=self.caller(), release_id=release.release_id
        )
        return row

    def vectors(self, release: ReleaseInfo, state: Row) -> PersonVectors:
        """Return the caller's vectors; under a new release, made on the way."""
        if (found := person.kept(state)) is not None:
            return found
        with self.search.database.timed("marks"):
            return person.compute(self.search.database.connection(), release, self.caller())

    def _imagined(
        self, release: ReleaseInfo, query: WhatIfQuery, vectors: PersonVectors
    ) -> PersonVectors:
        """Return the caller's vectors with one rating exchanged or gone."""
        connection = self.search.database.connection()
        found = connection.execute(
            select(Movie.profile_vector, Rating.rating, Viewing.film_id.label("seen"))
            .outerjoin(
                Rating, (Rating.film_id == Movie.film_id) & (Rating.user_id == self.caller())
            )
            .outerjoin(
                Viewing, (Viewing.film_id == Movie.film_id) & (Viewing.user_id == self.caller())
            )
            .where(Movie.release_id == release.release_id, Movie.movie_id == query.movie_id)
        ).first()
        if found is None:
            raise Problem("not-found", f"There is no movie {query.movie_id} in this release.")
        profile = person.numbers(found.profile_vector).astype(np.float32)
        before = _weight(found.rating, found.seen is not None)
        after = _weight(query.rating, found.seen is not None)
        return replace(vectors, taste=vectors.taste + np.float32(after - before) * profile)

    def _list(
        self, place: Place, query: RecommendationsQuery, state: Row, vectors: PersonVectors
    ) -> dict[str, Any]:
        release = place.release
        wanted = _wanted(query, state)
        if vectors.mark_count and release.taste_dimension:
            shown = window(place, query)
            popularity_weight = _popularity_weight(query, state)
            rows = self.search.database.rows(
                "recommend",
                **wanted,
                **(shown if not query.diversity else shown | DIVERSIFIED),
                **vectors.binds,
                taste_dimension=release.taste_dimension,
                candidates=_candidates(place.offset + query.limit, popularity_weight),
                popularity_weight=popularity_weight,
                film_ids=state["left_out"]
                + (state["watchlist"] if query.exclude_watchlist else []),
            )
            if query.diversity:
                rows = self._diversified(release, rows, query.diversity)
                rows = rows[shown["offset"] : shown["offset"] + shown["limit"]]
            items = self._items(release, vectors, rows[: query.limit], STATED_REASONS)
            basis = "ratings"
        else:
            rows = self.search.database.rows("popular", **wanted, **window(place, query))
            items = [
                {
                    "movie": movie(row),
                    "score": row["score"],
                    "predicted_rating": None,
                    "because": [],
                    "rest": row["score"],
                }
                for row in rows[: query.limit]
            ]
            basis = "popular"
        page = self.listing.page(place, query, rows, items)
        return {**page, "release": release.release_id, "basis": basis}

    def _diversified(
        self, release: ReleaseInfo, rows: Sequence[Row], diversity: float
    ) -> Sequence[Row]:
        """Reorder so that a page is not ten of a kind."""
        found = self.search.database.rows(
            "match_vectors",
            release_id=release.release_id,
            movie_ids=[row["movie_id"] for row in rows],
        )
        vectors = {row["movie_id"]: person.numbers(row["match_vector"]) for row in found}
        # The statement's own order counts, not the bare score: the slider is part of it.
        order = diversify(
            -np.arange(len(rows), dtype=np.float64),
            np.array([vectors[row["movie_id"]] for row in rows]),
            diversity,
        )
        return [rows[place] for place in order]

    def _items(
        self,
        release: ReleaseInfo,
        vectors: PersonVectors,
        rows: Sequence[Row],
        stated: int | None,
    ) -> list[dict[str, Any]]:
        reasons = self._reasons(release, [row["movie_id"] for row in rows], stated)
        return [
            {
                "movie": movie(row),
                "score": row["score"],
                "predicted_rating": person.predicted_rating(release, vectors, row),
                "because": reasons[row["movie_id"]],
                "rest": row["score"] - sum(one["contribution"] for one in reasons[row["movie_id"]]),
            }
            for row in rows
        ]

    def _reasons(
        self, release: ReleaseInfo, movie_ids: list[int], stated: int | None
    ) -> defaultdict[int, list[dict[str, Any]]]:
        """Return what each of the caller's marks adds to the films' scores, largest first."""
        reasons: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in self.search.database.rows(
            "because",
            release_id=release.release_id,
            user_id=self.caller(),
            movie_ids=movie_ids,
            stars=STARS,
            weights=WEIGHTS,
            seen_weight=SEEN_WEIGHT,
            limit=stated,
        ):
            reasons[row["movie_id"]].append(
                {
                    "movie_id": row["because_id"],
                    "title": row["title"],
                    "rating": None if row["rating"] is None else float(row["rating"]),
                    "contribution": row["contribution"],
                }
            )
        return reasons


def _wanted(query: RecommendationsQuery, state: Row) -> dict[str, Any]:
    """Return the filters: what is asked for, within what the preferences allow."""
    wanted = filters(query)
    excluded = [one for one in state["exclude_genres"] or [] if one not in wanted["genres"]]
    wanted["exclude_genres"] = list(dict.fromkeys([*wanted["exclude_genres"], *excluded]))
    if wanted["year_min"] is None and wanted["year_max"] is None:
        wanted |= {"year_min": state["year_min"], "year_max": state["year_max"]}
    return wanted


def _popularity_weight(query: RecommendationsQuery, state: Row) -> float:
    """Return how much being well known counts, below zero where it counts against."""
    adventurousness = query.adventurousness
    if adventurousness is None:
        adventurousness = state["adventurousness"]
    if adventurousness is None:
        adventurousness = NEUTRAL
    # Rounded, because the database keeps single precision.
    return FAMILIARITY * (NEUTRAL - round(adventurousness, 6))


def _candidates(end: int, popularity_weight: float) -> int:
    """Return how many films the index hands on for a list that is read so far.

    Films near the end of the candidates may come in another order than by exact scores.
    """
    plain = popularity_weight == 0 and end <= RECOMMEND_CANDIDATES * 3 // 4
    return RECOMMEND_CANDIDATES if plain else DEEP_CANDIDATES


def _weight(rating: Any, seen: bool) -> float:
    """Return what a mark weighs: a rating, else a viewing, else nothing."""
    if rating is not None:
        return float(rating_weights(float(rating)))
    return SEEN_WEIGHT if seen else 0.0


def current() -> Recommend:
    """Return the application's recommendations."""
    service = current_app.extensions["recommend"]
    assert isinstance(service, Recommend)
    return service
