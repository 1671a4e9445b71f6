"""What the statements of ``sql/queries`` find, in the shapes of `app.search.schemas`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import RowMapping as Row

from app import cursor, encoders
from app.cursor import Cursors
from app.database import Database
from app.encoders import QueryEncoder
from app.problems import Fault, Problem
from app.releases import Releases
from app.search.highlights import highlights
from app.search.schemas import Filters, Page, PopularQuery, SearchQuery, SimilarQuery
from embeddings.catalogue.titles import title_key
from embeddings.releases.registry import ReleaseInfo

# Films that each way of finding hands on to be ranked; also how deep a list goes.
CANDIDATES = 400

# Weights of a score that begins with the cosine. A short, plain query is mostly for
# a film that many know; a long and particular one may be for a film that few do.
TEXT_WEIGHT = 0.2
TITLE_WEIGHT = 1.0
POPULARITY_WEIGHT_SHORT = 0.05
POPULARITY_WEIGHT_LONG = 0.02
SHORT_QUERY_WORDS = 12
SIMILAR_POPULARITY_WEIGHT = 0.01


@dataclass(frozen=True)
class Place:
    """Where in which list a page begins."""

    release: ReleaseInfo
    offset: int
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Search:
    """Searches on behalf of a request; one for each application."""

    database: Database
    releases: Releases
    encoder: QueryEncoder
    cursors: Cursors

    def search(self, query: SearchQuery) -> dict[str, Any]:
        """Find films by plain words; see `app.search.schemas.SearchPage`."""
        place = self._place("search", query)
        self._check_genres(place.release, query)
        self._check_encoder(place.release, query.cursor)
        short = len(query.q.split()) <= SHORT_QUERY_WORDS
        rows = self.database.rows(
            "search",
            **_filters(query),
            **self._window(place, query),
            text_dimension=place.release.text_dimension,
            query_vector=self.encoder.encode(query.q),
            query_text=query.q,
            title_key=title_key(query.q),
            candidates=CANDIDATES,
            text_weight=TEXT_WEIGHT,
            title_weight=TITLE_WEIGHT,
            popularity_weight=POPULARITY_WEIGHT_SHORT if short else POPULARITY_WEIGHT_LONG,
        )
        items = [
            {"movie": movie(row), "score": row["score"], "why": why(row, query.q)}
            for row in rows[: query.limit]
        ]
        understood = {"text": query.q, "filters": []}
        return {**self._page(place, query, rows, items), "understood": understood}

    def popular(self, query: PopularQuery) -> dict[str, Any]:
        """List popular films; see `app.search.schemas.PopularPage`."""
        place = self._place("popular", query)
        self._check_genres(place.release, query)
        rows = self.database.rows("popular", **_filters(query), **self._window(place, query))
        items = [{"movie": movie(row), "score": row["score"]} for row in rows[: query.limit]]
        return self._page(place, query, rows, items)

    def similar(self, movie_id: int, query: SimilarQuery) -> dict[str, Any]:
        """List films like one; see `app.search.schemas.SimilarPage`."""
        place = self._place(f"similar/{movie_id}", query)
        self._movie_row(place.release, movie_id)
        rows = self.database.rows(
            "similar",
            **self._window(place, query),
            movie_id=movie_id,
            text_dimension=place.release.text_dimension,
            candidates=CANDIDATES,
            popularity_weight=SIMILAR_POPULARITY_WEIGHT,
        )
        items = [
            {
                "movie": movie(row),
                "score": row["score"],
                "shared": {"genres": row["shared_genres"], "tags": row["shared_tags"]},
            }
            for row in rows[: query.limit]
        ]
        return self._page(place, query, rows, items)

    def movie(self, movie_id: int) -> dict[str, Any]:
        """Return one film; see `app.search.schemas.Movie`."""
        return movie(self._movie_row(self.releases.live(), movie_id))

    def release(self) -> dict[str, Any]:
        """Describe the live release; see `app.search.schemas.Release`."""
        live = self.releases.live()
        facets = self.releases.facets(live)
        return {
            "id": live.release_id,
            "dataset": live.dataset,
            "attribution": live.attribution,
            "simulated_ratings": live.simulated_ratings,
            "encoder": live.encoder,
            "encoder_revision": live.encoder_revision,
            "text_dimension": live.text_dimension,
            "movie_count": live.movie_count,
            "rating_count": live.rating_count,
            "genres": [{"name": name, "count": n} for name, n in facets.genres.items()],
            "year_min": facets.year_min,
            "year_max": facets.year_max,
            "live_at": live.live_at,
        }

    def _movie_row(self, release: ReleaseInfo, movie_id: int) -> Row:
        rows = self.database.rows("movie", release_id=release.release_id, movie_id=movie_id)
        if not rows:
            raise Problem("not-found", f"There is no movie {movie_id} in this release.")
        return rows[0]

    def _place(self, name: str, query: Page) -> Place:
        """Say where the page begins: a list is read to its end from one release."""
        # The length of a page is no part of what is listed, and may change on the way.
        parameters = {"list": name, **query.model_dump(exclude={"cursor", "limit"})}
        if query.cursor is None:
            return Place(self.releases.live(), 0, parameters)
        release_id, offset = self.cursors.read(query.cursor, parameters)
        release = self.releases.kept(release_id)
        if release is None:
            raise cursor.gone()
        return Place(release, offset, parameters)

    def _window(self, place: Place, query: Page) -> dict[str, int]:
        # One row more than the page holds tells whether there is a next one.
        return {
            "release_id": place.release.release_id,
            "limit": query.limit + 1,
            "offset": place.offset,
        }

    def _page(
        self, place: Place, query: Page, rows: Sequence[Row], items: list[dict[str, Any]]
    ) -> dict[str, Any]:
        following = None
        if len(rows) > query.limit:
            release_id, offset = place.release.release_id, place.offset + query.limit
            following = self.cursors.write(release_id, offset, place.parameters)
        return {"items": items, "next_cursor": following}

    def _check_genres(self, release: ReleaseInfo, query: Filters) -> None:
        known = self.releases.facets(release).genres
        advice = f"is no genre here; there are {', '.join(known)}."
        errors = [
            Fault(f"/query/{field}", f"{genre} {advice}")
            for field in ("genres", "exclude_genres")
            for genre in getattr(query, field)
            if genre not in known
        ]
        if errors:
            raise Problem("invalid", errors=errors)

    def _check_encoder(self, release: ReleaseInfo, given_cursor: str | None) -> None:
        sides = encoders.mismatch(release, self.encoder.get())
        if sides and given_cursor:
            raise cursor.gone()
        if sides:
            raise Problem("encoder-mismatch", sides)


def movie(row: Row) -> dict[str, Any]:
    """Return a row's film; see `app.search.schemas.Movie`."""
    return {
        "id": row["movie_id"],
        "title": row["title"],
        "original_title": row["original_title"],
        "year": row["year"],
        "genres": row["genres"],
        "tags": row["tags"],
        "plot": row["plot"],
        "rating_count": row["rating_count"],
        "rating_mean": row["rating_mean"],
        "imdb_id": row["imdb_id"],
        "tmdb_id": row["tmdb_id"],
        "poster_url": None,
    }


def why(row: Row, text: str) -> dict[str, Any] | None:
    """Return why a row was found; see `app.search.schemas.Why`."""
    if row["why_text"] is None:
        return None
    return {
        "kind": row["why_kind"],
        "text": row["why_text"],
        "highlights": highlights(row["why_text"], text),
    }


def _filters(query: Filters) -> dict[str, Any]:
    return query.model_dump(include=set(Filters.model_fields))


def current() -> Search:
    """Return the application's search."""
    search = current_app.extensions["search"]
    assert isinstance(search, Search)
    return search
