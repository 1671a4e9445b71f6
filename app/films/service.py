"""What the statements of ``sql/queries`` find, in the shapes of `app.films.schemas`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask import current_app
from sqlalchemy import RowMapping as Row

from app.data.database import Database
from app.data.encoders import QueryEncoder, QueryEncoders
from app.data.lexicons import Lexicons
from app.data.releases import Releases
from app.data.services import services
from app.films.highlights import highlights
from app.films.paging import Listing, filters, window
from app.films.schemas import PopularQuery, SearchQuery, SimilarQuery
from app.web import cursors
from app.web.problems import Fault, Problem
from embeddings.answers.search import Asked, Found, search
from embeddings.answers.serving import similar_binds
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsing import ParsedQuery
from embeddings.errors import EncoderMismatchError
from embeddings.releases.registry import ReleaseInfo

PLACES = (
    ("countries", "countries"),
    ("exclude_countries", "countries"),
    ("languages", "languages"),
    ("exclude_languages", "languages"),
)
# Below, a query shares some words with a title, and does not name it.
LEAST_TITLE_STRENGTH = 0.35


@dataclass(frozen=True)
class Search:
    """Searches on behalf of a request; one for each application."""

    database: Database
    releases: Releases
    encoders: QueryEncoders
    listing: Listing
    lexicon: Lexicons

    def search(self, query: SearchQuery) -> dict[str, Any]:
        """Find films by plain words; see `app.films.schemas.SearchPage`."""
        place = self.listing.place("search", query)
        self.listing.check_genres(place.release, query)
        lexicon = self.lexicon.of(place.release)
        check_places(lexicon, query)
        encoder = self._encoder(place.release, query.cursor)
        page = window(place, query)
        found = search(
            self.database.rows,
            encoder.encode,
            lexicon,
            place.release,
            Asked(
                query.q,
                query.verbatim,
                **filters(query),
                **query.model_dump(include={field for field, _ in PLACES}),
                limit=page["limit"],
                offset=page["offset"],
            ),
        )
        items = [
            {
                "movie": movie(row),
                "score": row["score"],
                "fits": found.fits(row),
                "why": why(row, found),
            }
            for row in found.rows[: query.limit]
        ]
        return {
            **self.listing.page(place, query, found.rows, items),
            "understood": understood(found.reading),
            "nothing_fits": found.nothing_fits,
        }

    def popular(self, query: PopularQuery) -> dict[str, Any]:
        """List popular films; see `app.films.schemas.PopularPage`."""
        place = self.listing.place("popular", query)
        self.listing.check_genres(place.release, query)
        rows = self.database.rows(
            "popular", **filters(query), exclude_tags=[], **window(place, query)
        )
        items = [{"movie": movie(row), "score": row["score"]} for row in rows[: query.limit]]
        return self.listing.page(place, query, rows, items)

    def similar(self, movie_id: int, query: SimilarQuery) -> dict[str, Any]:
        """List films like one; see `app.films.schemas.SimilarPage`."""
        place = self.listing.place(f"similar/{movie_id}", query)
        self.movie_row(place.release, movie_id)
        page = window(place, query)
        rows = self.database.rows(
            "similar",
            **similar_binds(place.release, movie_id, page["limit"], page["offset"]),
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
        """Return one film; see `app.films.schemas.Movie`."""
        return movie(self.movie_row(self.releases.live(), movie_id))

    def release(self) -> dict[str, Any]:
        """Describe the live release; see `app.films.schemas.Release`."""
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
            "quality": live.quality,
            "tmdb_posters": services().posters.shown,
        }

    def movie_row(self, release: ReleaseInfo, movie_id: int) -> Row:
        """Return a film's row, or refuse: there is no such film."""
        rows = self.database.rows("movie", release_id=release.release_id, movie_id=movie_id)
        if not rows:
            raise Problem("not-found", f"There is no movie {movie_id} in this release.")
        return rows[0]

    def _encoder(self, release: ReleaseInfo, given_cursor: str | None) -> QueryEncoder:
        encoder = self.encoders.of(release)
        try:
            encoder.get()
        except EncoderMismatchError as error:
            if given_cursor:
                raise cursors.gone() from error
            raise
        return encoder


def check_places(lexicon: Lexicon, query: SearchQuery) -> None:
    """Refuse countries and languages that no film of the release has, naming those there are."""
    errors = [
        Fault(f"/query/{field}", f"{value} is none of the {kind} here; there are {listed}.")
        for field, kind in PLACES
        for known in [getattr(lexicon, kind)]
        for listed in [", ".join(known) or "none"]
        for value in getattr(query, field)
        if value not in known
    ]
    if errors:
        raise Problem("invalid", errors=errors)


def movie(row: Row) -> dict[str, Any]:
    """Return a row's film; see `app.films.schemas.Movie`."""
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
        "poster_url": services().posters.url(row["movie_id"], row["tmdb_id"]),
    }


def why(row: Row, found: Found) -> dict[str, Any] | None:
    """Return why a row was found; see `app.films.schemas.Why`."""
    text = found.reading.searched_text
    named = found.titled.get(row["movie_id"], 0) >= LEAST_TITLE_STRENGTH
    kind, reason = ("title", row["title"]) if named else (row["why_kind"], row["why_text"])
    if reason is None:
        return None
    return {"kind": kind, "text": reason, "highlights": highlights(reason, text)}


def understood(reading: ParsedQuery) -> dict[str, Any]:
    """Return how a query was read; see `app.films.schemas.Understood`."""
    return {
        "text": reading.text,
        "corrected": reading.corrected,
        "filters": [asdict(one) for one in reading.filters],
        "like": asdict(reading.example) if reading.example else None,
        "excluded": reading.excluded_phrases,
    }


def current() -> Search:
    """Return the application's search."""
    search = current_app.extensions["search"]
    assert isinstance(search, Search)
    return search
