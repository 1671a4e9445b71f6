"""Pages of lists that are read from one release to their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping as Row

from app.data.releases import Releases
from app.web import cursors
from app.web.cursors import OffsetCursors
from app.web.filters import Filters
from app.web.paging import Page
from app.web.problems import Fault, Problem
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class Place:
    """Where in which list a page begins."""

    release: ReleaseInfo
    offset: int
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Listing:
    """What all lists of films have in common."""

    releases: Releases
    cursors: OffsetCursors

    def place(self, name: str, query: Page) -> Place:
        """Say where the page begins: a list is read to its end from one release."""
        # The length of a page is no part of what is listed, and may change on the way.
        parameters = {"list": name, **query.model_dump(exclude={"cursor", "limit"})}
        if query.cursor is None:
            return Place(self.releases.live(), 0, parameters)
        release_id, offset = self.cursors.read(query.cursor, parameters)
        release = self.releases.kept(release_id)
        if release is None:
            raise cursors.gone()
        return Place(release, offset, parameters)

    def page(
        self, place: Place, query: Page, rows: Sequence[Row], items: list[dict[str, Any]]
    ) -> dict[str, Any]:
        """Return the envelope of a page; ``rows`` as `window` asked for them."""
        following = None
        if len(rows) > query.limit:
            release_id, offset = place.release.release_id, place.offset + query.limit
            following = self.cursors.write(release_id, offset, place.parameters)
        return {"items": items, "next_cursor": following}

    def check_genres(self, release: ReleaseInfo, query: Filters) -> None:
        """Refuse genres that the release does not have, naming those it has."""
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


def window(place: Place, query: Page) -> dict[str, int]:
    """Return the binds of a page; one row more than it holds tells whether there is a next."""
    return {
        "release_id": place.release.release_id,
        "limit": query.limit + 1,
        "offset": place.offset,
    }


def filters(query: Filters) -> dict[str, Any]:
    """Return the binds of the filters."""
    return query.model_dump(include=set(Filters.model_fields))
