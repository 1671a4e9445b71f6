"""What the statements of ``sql/queries`` find, in the shapes of `app.search.schemas`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import RowMapping as Row

from app import cursor, encoders
from app.database import Database
from app.encoders import QueryEncoder
from app.listing import Listing, filters, window
from app.problems import Problem
from app.releases import Releases
from app.search.highlights import highlights
from app.search.schemas import PopularQuery, SearchQuery, SimilarQuery
from embeddings.releases.registry import ReleaseInfo
from embeddings.serving import SEARCH_CANDIDATES, search_binds

SIMILAR_POPULARITY_WEIGHT = 0.01


@dataclass(frozen=True)
class Search:
    """Searches on behalf of a request; one for each application."""

    database: Database
    releases: Releases
    encoder: QueryEncoder
    listing: Listing

    def search(self, query: SearchQuery) -> dict[str, Any]:
        """Find films by plain words; see `app.search.schemas.SearchPage`."""
        place = self.listing.place("search", query)
        self.listing.check_genres(place.release, query)
        self._check_encoder(place.release, query.cursor)
        rows = self.database.rows(
            "search",
            **filters(query),
            **window(place, query),
            **search_binds(query.q, self.encoder.encode(query.q), place.release.text_dimension),
        )
        items = [
            {
                "movie": movie(row),
                "score": row["score"],
                "fits": True,
                "why": why(row, query.q),
            }
            for row in rows[: query.limit]
        ]
        understood: dict[str, Any] = {
            "text": query.q,
            "corrected": None,
            "filters": [],
            "like": None,
            "excluded": [],
        }
        return {
            **self.listing.page(place, query, rows, items),
            "understood": understood,
            "nothing_fits": False,
        }

    def popular(self, query: PopularQuery) -> dict[str, Any]:
        """List popular films; see `app.search.schemas.PopularPage`."""
        place = self.listing.place("popular", query)
        self.listing.check_genres(place.release, query)
        rows = self.database.rows(
            "popular", **filters(query), exclude_tags=[], **window(place, query)
        )
        items = [{"movie": movie(row), "score": row["score"]} for row in rows[: query.limit]]
        return self.listing.page(place, query, rows, items)

    def similar(self, movie_id: int, query: SimilarQuery) -> dict[str, Any]:
        """List films like one; see `app.search.schemas.SimilarPage`."""
        place = self.listing.place(f"similar/{movie_id}", query)
        self.movie_row(place.release, movie_id)
        rows = self.database.rows(
            "similar",
            **window(place, query),
            movie_id=movie_id,
            text_dimension=place.release.text_dimension,
            candidates=SEARCH_CANDIDATES,
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
        return self.listing.page(place, query, rows, items)

    def movie(self, movie_id: int) -> dict[str, Any]:
        """Return one film; see `app.search.schemas.Movie`."""
        return movie(self.movie_row(self.releases.live(), movie_id))

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

    def movie_row(self, release: ReleaseInfo, movie_id: int) -> Row:
        """Return a film's row, or refuse: there is no such film."""
        rows = self.database.rows("movie", release_id=release.release_id, movie_id=movie_id)
        if not rows:
            raise Problem("not-found", f"There is no movie {movie_id} in this release.")
        return rows[0]

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


def current() -> Search:
    """Return the application's search."""
    search = current_app.extensions["search"]
    assert isinstance(search, Search)
    return search
