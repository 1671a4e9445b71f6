"""Recommendations: a person's vector, one nearest-neighbour statement, exact reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from flask import current_app
from sqlalchemy import RowMapping as Row

from app.accounts import access
from app.data import tastes
from app.data.encoders import QueryEncoders
from app.films.paging import Listing, Place, filters, window
from app.films.service import Search
from app.recommend.reasons import Imagined, Reasons, popular_items
from app.recommend.schemas import RecommendationsQuery, WhatIfQuery
from app.web.filters import Filters
from app.web.problems import Problem
from embeddings.answers import person
from embeddings.answers.diversify import diversify
from embeddings.answers.person import PLANNED, SEEN, PersonVectors
from embeddings.answers.serving import (
    DEEP_CANDIDATES,
    FAMILIARITY,
    HEAD_FILMS,
    NEUTRAL,
    RECOMMEND_CANDIDATES,
    WORDS_FAMILIARITY,
    compares_all,
)
from embeddings.learning.profile import PLANNED_WEIGHT
from embeddings.releases.registry import ReleaseInfo

# How far down a list made of unlike films may reach.
DIVERSIFIED = {"limit": 200, "offset": 0}


@dataclass(frozen=True)
class Recommend:
    """Recommendations on behalf of a request; one for each application."""

    search: Search
    listing: Listing
    encoders: QueryEncoders

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
        prior = self.vectors(place.release, state).prior
        vectors, imagined = self._imagined(place.release, query, prior)
        return self._list(place, query, state, vectors, imagined)

    def one(self, movie_id: int) -> dict[str, Any]:
        """Score one film for the caller, with every reason."""
        release = self.search.releases.live()
        self.search.movie_row(release, movie_id)
        if not release.taste_dimension:
            raise Problem("not-found", "This release has no taste vectors; rebuild it.")
        state = self.state(release)
        vectors = self.vectors(release, state)
        rows = self.scored(release, vectors, state, [movie_id])
        return self.reasons(release, vectors).items(rows, stated=None)[0]

    def scored(
        self, release: ReleaseInfo, vectors: PersonVectors, state: Row, movie_ids: list[int]
    ) -> Sequence[Row]:
        """Return rows of ``scored.sql``, in no order."""
        return self.search.database.rows(
            "scored",
            release_id=release.release_id,
            movie_ids=movie_ids,
            taste_dimension=release.taste_dimension,
            planned_film_ids=state["planned"],
            planned_weight=PLANNED_WEIGHT,
            **vectors.binds,
        )

    def reasons(
        self, release: ReleaseInfo, vectors: PersonVectors, imagined: Imagined | None = None
    ) -> Reasons:
        """Return what tells the caller's reasons."""
        return Reasons(self.search.database, release, self.caller(), vectors, imagined)

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
        """Return the caller's vectors; under a new release, made on the way, and then kept."""
        if (found := person.kept(state)) is not None:
            return found
        tastes.keep_later(release, self.caller())
        with self.search.database.timed("marks"):
            connection = self.search.database.connection()
            return tastes.compute(connection, release, self.caller(), self.encoders.of(release))

    def nearest(
        self,
        release: ReleaseInfo,
        vectors: PersonVectors,
        wanted: dict[str, Any],
        *,
        familiarity: float = 0.0,
        limit: int,
        offset: int = 0,
    ) -> Sequence[Row]:
        """Return rows of ``recommend.sql``: films by score and familiarity.

        Parameters
        ----------
        wanted : dict
            Filters, ``film_ids`` that are left out, and ``planned_film_ids``; see `wanted`.
        """
        return self.search.database.rows(
            "recommend",
            **wanted,
            **vectors.binds,
            release_id=release.release_id,
            taste_dimension=release.taste_dimension,
            planned_weight=PLANNED_WEIGHT,
            exact=self._compares_all(release, wanted),
            head_films=HEAD_FILMS,
            candidates=_candidates(offset + limit, familiarity),
            familiarity=familiarity,
            limit=limit,
            offset=offset,
        )

    def _compares_all(self, release: ReleaseInfo, wanted: dict[str, Any]) -> bool:
        facets = self.search.releases.facets(release)
        names = ("genres", "exclude_genres", "year_min", "year_max")
        share = facets.share(release.movie_count, **{name: wanted[name] for name in names})
        left_out = len(wanted["film_ids"])
        return compares_all(share * (release.movie_count - left_out), release.movie_count)

    def varied(self, release: ReleaseInfo, rows: Sequence[Row], diversity: float) -> Sequence[Row]:
        """Reorder films so that a page is not ten of a kind."""
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

    def _list(
        self,
        place: Place,
        query: RecommendationsQuery,
        state: Row,
        vectors: PersonVectors,
        imagined: Imagined | None = None,
    ) -> dict[str, Any]:
        release, shown = place.release, window(place, query)
        allowed = wanted(query, state)
        if vectors.knows_anything and release.taste_dimension:
            if query.exclude_watchlist:
                allowed["film_ids"] = allowed["film_ids"] + state["watchlist"]
            part = DIVERSIFIED if query.diversity else shown
            rows = self.nearest(
                release,
                vectors,
                allowed,
                familiarity=_familiarity(query, state, vectors),
                limit=part["limit"],
                offset=part["offset"],
            )
            if query.diversity:
                rows = self.varied(release, rows, query.diversity)
                rows = rows[shown["offset"] : shown["offset"] + shown["limit"]]
            items = self.reasons(release, vectors, imagined).items(rows[: query.limit])
            basis = "ratings" if vectors.has_marks else "words"
        else:
            del allowed["film_ids"], allowed["planned_film_ids"]
            rows = self.search.database.rows("popular", **allowed, **shown)
            items = popular_items(rows[: query.limit])
            basis = "popular"
        page = self.listing.page(place, query, rows, items)
        return {**page, "release": release.release_id, "basis": basis}

    def _imagined(
        self, release: ReleaseInfo, query: WhatIfQuery, prior: person.Floats | None
    ) -> tuple[PersonVectors, Imagined]:
        """Return the caller's vectors with one rating exchanged or gone."""
        connection = self.search.database.connection()
        user_id = self.caller()
        rows = self.search.database.rows(
            "mark",
            release_id=release.release_id,
            user_id=user_id,
            movie_id=query.movie_id,
        )
        if not rows:
            raise Problem("not-found", f"There is no movie {query.movie_id} in this release.")
        (found,) = rows
        # Without a rating, a film is what it would be otherwise: seen, planned or nothing.
        without = SEEN if found["seen"] else PLANNED if found["planned"] else None
        mark = without if query.rating is None else f"{query.rating:.1f}"
        sums = person.mark_sums(connection, release, user_id)
        if found["profile_vector"] is not None:
            film = (person.numbers(found["profile_vector"]), float(found["rating_bias"]))
            if found["mark"] is not None:
                sums = person.with_film(sums, found["mark"], -1, *film)
            if mark is not None:
                sums = person.with_film(sums, mark, 1, *film)
        imagined = Imagined(found["film_id"], query.rating, mark)
        return person.from_sums(release, sums, prior), imagined


def wanted(query: Filters, state: Row) -> dict[str, Any]:
    """Return the filters: what is asked for, within what the preferences allow."""
    found = filters(query)
    excluded = [one for one in state["exclude_genres"] or [] if one not in found["genres"]]
    found["exclude_genres"] = list(dict.fromkeys([*found["exclude_genres"], *excluded]))
    found["exclude_tags"] = state["exclude_tags"] or []
    if found["year_min"] is None and found["year_max"] is None:
        found |= {"year_min": state["year_min"], "year_max": state["year_max"]}
    return found | {"film_ids": state["left_out"], "planned_film_ids": state["planned"]}


def _familiarity(query: RecommendationsQuery, state: Row, vectors: PersonVectors) -> float:
    """Return how much being familiar counts, below zero where it counts against."""
    adventurousness = query.adventurousness
    if adventurousness is None:
        adventurousness = state["adventurousness"]
    if adventurousness is None:
        adventurousness = NEUTRAL
    # Rounded, because the database keeps single precision.
    moved = FAMILIARITY * (NEUTRAL - round(adventurousness, 6))
    return moved + (0.0 if vectors.has_marks else WORDS_FAMILIARITY)


def _candidates(end: int, familiarity: float) -> int:
    """Return how many films the index hands on for a list that is read so far.

    Films near the end of the candidates may come in another order than by exact scores.
    """
    plain = familiarity == 0 and end <= RECOMMEND_CANDIDATES * 3 // 4
    return RECOMMEND_CANDIDATES if plain else DEEP_CANDIDATES


def current() -> Recommend:
    """Return the application's recommendations."""
    service = current_app.extensions["recommend"]
    assert isinstance(service, Recommend)
    return service
