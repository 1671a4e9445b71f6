"""Pages of lists that one release answers from beginning to end."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.accounts import access
from app.data.services import Services
from app.web import cursors
from app.web.filters import Filters
from app.web.paging import Page
from app.web.problems import Fault, Problem
from embeddings.answers import filters as answers
from embeddings.releases.registry import ReleaseInfo

# Lists of filters that name what only some releases have, and what a value of each is called.
_NAMED = {
    "genres": "genre",
    "countries": "country",
    "languages": "language",
    "certificates": "certificate",
    "collections": "collection",
}
# Names that an error offers in place of one that nobody knows.
MOST_SUGGESTED = 5


@dataclass(frozen=True)
class PageStart:
    """The release that answers a page, and where the page begins in its list.

    Attributes
    ----------
    limit : int
        One more than the page holds: the extra item tells whether there is a next page.
    parameters : dict
        What the list is asked for with; a cursor holds for these alone.
    """

    release: ReleaseInfo
    offset: int
    limit: int
    parameters: dict[str, Any]


def start(services: Services, name: str, query: Page) -> PageStart:
    """Return where a page begins; the release of the first page answers all pages of a list.

    Raises
    ------
    Problem
        The cursor is not of this list, or its release is gone; ``not-signed-in``: see
        `keep_owned_private`.
    """
    if isinstance(query, Filters):
        keep_owned_private(query)
    # The length of a page is no part of what is listed, and may change on the way.
    parameters = {"list": name, **query.model_dump(exclude={"cursor", "limit"})}
    if query.cursor is None:
        return PageStart(services.releases.live(), 0, query.limit + 1, parameters)
    release_id, offset = services.offset_cursors.read(query.cursor, parameters)
    release = services.releases.kept(release_id)
    if release is None:
        raise cursors.gone()
    return PageStart(release, offset, query.limit + 1, parameters)


def envelope(
    services: Services, page: PageStart, query: Page, items: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Return a page of ``items``, which are one more than it holds where the list goes on."""
    next_cursor = None
    if len(items) > query.limit:
        release_id, offset = page.release.release_id, page.offset + query.limit
        next_cursor = services.offset_cursors.write(release_id, offset, page.parameters)
    return {"items": list(items[: query.limit]), "next_cursor": next_cursor}


def keep_owned_private(filters: Filters) -> None:
    """Tell only who is signed in what the house has.

    Raises
    ------
    Problem
        ``not-signed-in``: a guest asks for owned films only.
    """
    if filters.owned:
        access.caller()


def checked_filters(
    services: Services, release: ReleaseInfo, query: Filters, root: str = "/query"
) -> answers.Filters:
    """Return a query's filters.

    Parameters
    ----------
    root : str
        Pointer to where the filters stand.

    Raises
    ------
    Problem
        ``invalid``: the release has no such genre, country, language or certificate, and it names
        those it has; or no such mood or tag, and it names those written alike.
    """
    facets = services.releases.facets(release)
    errors = [
        Fault(f"{root}/{field}", f"{name} is no {kind} here; there are {listed}.")
        for plural, kind in _NAMED.items()
        for values in [getattr(facets, plural)]
        for listed in [", ".join(values) or "none"]
        for field in (plural, f"exclude_{plural}")
        for name in getattr(query, field)
        if name not in values
    ]
    errors += [
        fault
        for field in ("moods", "exclude_moods")
        for name in getattr(query, field)
        if (fault := unknown_tag(services, release, f"{root}/{field}", name))
    ]
    if errors:
        raise Problem("invalid", errors=errors)
    return answers.Filters(**query.model_dump(include=set(Filters.model_fields)))


def unknown_tag(services: Services, release: ReleaseInfo, pointer: str, name: str) -> Fault | None:
    """Return what is wrong with the name of a mood or tag, if anything."""
    words = services.releases.tags(release)
    if name in words:
        return None
    near = difflib.get_close_matches(name.lower(), words, MOST_SUGGESTED)
    hint = f"; there are {', '.join(near)}" if near else ""
    return Fault(pointer, f"{name} is no mood or tag here{hint}.")
