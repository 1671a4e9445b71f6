"""Plex Media Server.

Sources: https://developer.plex.tv/pms and https://support.plex.tv/articles/115002267687-webhooks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from app.remote.http import Client, RefusedError, UnreadableError
from app.remote.servers.types import (
    Identity,
    Item,
    ItemMark,
    SignedIn,
    stars_of_ten,
    ten_of_stars,
)
from app.remote.values import film_key, instant, mapping, mappings, text

PAGE: Final = 500
MOST_ITEMS: Final = 200_000
LIBRARY: Final = "com.plexapp.plugins.library"
# Home videos and the like, whose titles are no films'.
NO_AGENT: Final = "com.plexapp.agents.none"
_GUID: Final = re.compile(r"(imdb|tmdb|themoviedb)://(tt[0-9]{7,10}|[0-9]{1,10})")


class Plex:
    """A Plex Media Server."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def identity(self, token: str) -> Identity:
        """Return which server it is."""
        found = mapping(self._get("/", token).get("MediaContainer"))
        machine = text(found.get("machineIdentifier"))
        if not machine:
            raise UnreadableError("Its answer has no machineIdentifier.")
        return Identity(machine, text(found.get("friendlyName")) or "Plex")

    def library(self, token: str) -> Iterator[Item]:
        """Yield all films of the libraries of films."""
        for film in self._films(token):
            yield _item(film)

    def item(self, token: str, item_id: str) -> Item:
        """Return one film of the library."""
        return _item(self._fetch_item(token, item_id))

    def sign_in(self, name: str, password: str | None, token: str | None) -> SignedIn:
        """Return a person's account: the token is tried, and the name is taken as it is given.

        A Plex server does not tell whose a token is; the name is what its webhooks call the person.
        """
        if not token:
            raise RefusedError("Plex needs a token.")
        self._sections(token)
        return SignedIn(name.casefold(), name, token)

    def marks(self, token: str, remote_id: str) -> Iterator[ItemMark]:
        """Yield what the token's account says of the films that it rated or saw."""
        for film in self._films(token):
            found = _mark(film)
            if found.seen or found.rating is not None:
                yield found

    def mark(self, token: str, remote_id: str, item_id: str) -> ItemMark:
        """Return what the token's account says of one film."""
        return _mark(self._fetch_item(token, item_id))

    def rate(self, token: str, remote_id: str, item_id: str, stars: float) -> None:
        """Set a rating."""
        rating = f"{ten_of_stars(stars):g}"
        query = {"key": item_id, "identifier": LIBRARY, "rating": rating}
        self._write("PUT", "/:/rate", token, query)

    def set_seen(self, token: str, remote_id: str, item_id: str) -> None:
        """Mark a film as seen."""
        self._write("GET", "/:/scrobble", token, {"key": item_id, "identifier": LIBRARY})

    def play_url(self, base: str, machine_id: str, item_id: str) -> str:
        """Return where a browser plays a film."""
        key = quote(f"/library/metadata/{item_id}", safe="")
        return f"{base}/web/index.html#!/server/{quote(machine_id)}/details?key={key}"

    def _films(self, token: str) -> Iterator[Mapping[str, Any]]:
        for section in self._sections(token):
            if section.get("type") != "movie" or section.get("agent") == NO_AGENT:
                continue
            yield from self._section(token, text(section.get("key")))

    def _sections(self, token: str) -> list[Mapping[str, Any]]:
        found = mapping(self._get("/library/sections", token).get("MediaContainer"))
        return mappings(found.get("Directory"))

    def _section(self, token: str, key: str) -> Iterator[Mapping[str, Any]]:
        path = f"/library/sections/{quote(key, safe='')}/all"
        start = 0
        while start < MOST_ITEMS:
            page = {
                "type": 1,
                "includeGuids": 1,
                "X-Plex-Container-Start": start,
                "X-Plex-Container-Size": PAGE,
            }
            found = mapping(self._get(path, token, page).get("MediaContainer"))
            films = mappings(found.get("Metadata"))
            yield from films
            start += PAGE
            total = found.get("totalSize")
            if not films or not isinstance(total, int) or start >= total:
                return

    def _fetch_item(self, token: str, item_id: str) -> Mapping[str, Any]:
        path = f"/library/metadata/{quote(item_id, safe='')}"
        found = mapping(self._get(path, token, {"includeGuids": 1}).get("MediaContainer"))
        films = mappings(found.get("Metadata"))
        if not films or films[0].get("type", "movie") != "movie":
            raise UnreadableError("It has no such film.")
        return films[0]

    def _get(
        self, path: str, token: str, query: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        return mapping(self._client.get(path, query, _headers(token)))

    def _write(self, method: str, path: str, token: str, query: Mapping[str, Any]) -> None:
        self._client.write(method, path, query, _headers(token))


def _headers(token: str) -> dict[str, str]:
    return {
        "X-Plex-Token": token,
        "X-Plex-Product": "ordained",
        "X-Plex-Client-Identifier": "ordained",
    }


def _item(found: Mapping[str, Any]) -> Item:
    item_id = text(found.get("ratingKey"))
    if not item_id:
        raise UnreadableError("Its answer has a film without ratingKey.")
    # "imdb://tt…" since 2020; older agents wrote "com.plexapp.agents.imdb://tt…?lang=en".
    written = [text(guid.get("id")) for guid in mappings(found.get("Guid"))]
    ids: dict[str, str] = {}
    for guid in (*written, text(found.get("guid"))):
        if match := _GUID.search(guid):
            ids.setdefault("imdb" if match[1] == "imdb" else "tmdb", match[2])
    key = film_key(found.get("title"), found.get("year"), ids.get("imdb"), ids.get("tmdb"))
    return Item(item_id, key)


def _mark(found: Mapping[str, Any]) -> ItemMark:
    count = found.get("viewCount")
    seen = isinstance(count, int) and count > 0
    rating = found.get("userRating")
    return ItemMark(
        _item(found),
        rating=stars_of_ten(rating),
        rated_at=instant(found.get("lastRatedAt")),
        seen=seen,
        seen_at=instant(found.get("lastViewedAt")) if seen else None,
    )
