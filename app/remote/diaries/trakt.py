"""Trakt: ratings, plays and watchlist, by a token that a person brought or agreed to by a code.

Source: https://trakt.docs.apiary.io
"""

from __future__ import annotations

from typing import Any, Final

from app.data.diary_sites import DiarySites
from app.remote.diaries.codes import tokens_of
from app.remote.diaries.files import read_files
from app.remote.http import Client, RefusedError, UnreadableError
from app.remote.servers.types import SignedIn
from app.remote.values import mapping, text, whole
from app.transfer.parsed import Parsed

PAGE: Final = 1000
MOST_PAGES: Final = 50
# Names of the export's files, by which the import tells the lists.
FILES: Final = {
    "ratings-movies.json": "/sync/ratings/movies",
    "watched-history.json": "/sync/history/movies",
    "watchlist.json": "/sync/watchlist/movies",
}


def sign_in(sites: DiarySites, name: str, token: str | None) -> SignedIn:
    """Return whose a token is."""
    if not token:
        raise RefusedError("Trakt needs a token.")
    found = Client(sites.trakt_url).get("/users/settings", None, _headers(sites, token))
    user = text(mapping(mapping(found).get("user")).get("username"))
    if not user:
        raise UnreadableError("Its answer has no username.")
    return SignedIn(user, user, token)


def read(sites: DiarySites, remote_id: str, token: str) -> Parsed:
    """Return ratings, plays and watchlist of the token's person."""
    client, headers = Client(sites.trakt_url), _headers(sites, token)
    return read_files(
        "trakt", {name: _pages(client, path, headers) for name, path in FILES.items()}
    )


def _pages(client: Client, path: str, headers: dict[str, str]) -> list[Any]:
    items: list[Any] = []
    for page in range(1, MOST_PAGES + 1):
        found, answered = client.get_with_headers(path, {"page": page, "limit": PAGE}, headers)
        if not isinstance(found, list):
            raise UnreadableError("Its answer is no list.")
        items += found
        # What is not paged names no number of pages.
        if page >= (whole(answered.get("X-Pagination-Page-Count")) or 1):
            break
    return items


def _headers(sites: DiarySites, token: str) -> dict[str, str]:
    by_code = tokens_of(token)
    return {
        "trakt-api-version": "2",
        "trakt-api-key": sites.trakt_key or "",
        "Authorization": f"Bearer {by_code.access if by_code else token}",
    }
