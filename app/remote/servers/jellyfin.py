"""Jellyfin and Emby, whose APIs have one origin and have moved apart since.

Sources: https://api.jellyfin.org (the OpenAPI document of 10.9 and later) and
https://dev.emby.media/doc/restapi.
"""

from __future__ import annotations

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
DEVICE: Final = 'Client="ordained", Device="ordained", DeviceId="ordained", Version="1"'
FILMS: Final = {"IncludeItemTypes": "Movie", "Recursive": "true", "Fields": "ProviderIds"}


class Jellyfin:
    """A Jellyfin server, 10.9 or later."""

    root = ""

    def __init__(self, client: Client) -> None:
        self._client = client

    def identity(self, token: str) -> Identity:
        """Return which server it is."""
        found = mapping(self._get("/System/Info", token))
        return Identity(_needed(found, "Id"), text(found.get("ServerName")) or "Jellyfin")

    def library(self, token: str) -> Iterator[Item]:
        """Yield all films of the library."""
        for film in self._pages("/Items", token, {}):
            yield _item(film)

    def item(self, token: str, item_id: str) -> Item:
        """Return one film of the library."""
        return _item(self._fetch_item("/Items", token, {}, item_id))

    def sign_in(self, name: str, password: str | None, token: str | None) -> SignedIn:
        """Return a person's account, by name and password or by a token of theirs."""
        if password is None:
            if not token:
                raise RefusedError("A password or a token is needed.")
            found = mapping(self._get("/Users/Me", token))
            return SignedIn(_needed(found, "Id"), text(found.get("Name")) or name, token)
        path = f"{self.root}/Users/AuthenticateByName"
        body = {"Username": name, "Pw": password}
        found = mapping(self._client.send("POST", path, None, self._headers(""), body))
        user = mapping(found.get("User"))
        return SignedIn(
            _needed(user, "Id"), text(user.get("Name")) or name, _needed(found, "AccessToken")
        )

    def marks(self, token: str, remote_id: str) -> Iterator[ItemMark]:
        """Yield what the account says of the films that it rated or saw."""
        path, query = self._of_person(remote_id)
        for film in self._pages(path, token, query):
            found = _mark(film)
            if found.seen or found.rating is not None:
                yield found

    def mark(self, token: str, remote_id: str, item_id: str) -> ItemMark:
        """Return what the account says of one film."""
        path, query = self._of_person(remote_id)
        return _mark(self._fetch_item(path, token, query, item_id))

    def rate(self, token: str, remote_id: str, item_id: str, stars: float) -> None:
        """Set a rating."""
        path = f"/UserItems/{quote(item_id, safe='')}/UserData"
        self._post(path, token, {"userId": remote_id}, {"Rating": ten_of_stars(stars)})

    def set_seen(self, token: str, remote_id: str, item_id: str) -> None:
        """Mark a film as seen."""
        self._post(f"/UserPlayedItems/{quote(item_id, safe='')}", token, {"userId": remote_id})

    def play_url(self, base: str, machine_id: str, item_id: str) -> str:
        """Return where a browser plays a film."""
        return f"{base}/web/#/details?id={quote(item_id)}&serverId={quote(machine_id)}"

    def _of_person(self, remote_id: str) -> tuple[str, dict[str, str]]:
        return "/Items", {"userId": remote_id, "enableUserData": "true"}

    def _headers(self, token: str) -> dict[str, str]:
        with_token = f', Token="{quote(token, safe="")}"' if token else ""
        return {"Authorization": f"MediaBrowser {DEVICE}{with_token}"}

    def _get(self, path: str, token: str, query: Mapping[str, Any] | None = None) -> Any:
        return self._client.get(self.root + path, query, self._headers(token))

    def _post(
        self, path: str, token: str, query: Mapping[str, Any] | None = None, body: Any = None
    ) -> None:
        self._client.send("POST", self.root + path, query, self._headers(token), body)

    def _pages(
        self, path: str, token: str, query: Mapping[str, str]
    ) -> Iterator[Mapping[str, Any]]:
        start = 0
        while start < MOST_ITEMS:
            asked = {**FILMS, **query, "SortBy": "DateCreated", "StartIndex": start, "Limit": PAGE}
            found = mapping(self._get(path, token, asked))
            if not isinstance(found.get("Items"), list):
                raise UnreadableError("Its answer has no items.")
            items = mappings(found["Items"])
            yield from items
            start += PAGE
            total = found.get("TotalRecordCount")
            if not items or not isinstance(total, int) or start >= total:
                return

    def _fetch_item(
        self, path: str, token: str, query: Mapping[str, str], item_id: str
    ) -> Mapping[str, Any]:
        found = mapping(self._get(path, token, {**FILMS, **query, "Ids": item_id}))
        items = mappings(found.get("Items"))
        if not items:
            raise UnreadableError("It has no such film.")
        return items[0]


class Emby(Jellyfin):
    """An Emby server."""

    root = "/emby"

    def sign_in(self, name: str, password: str | None, token: str | None) -> SignedIn:
        """Return a person's account by name and password: Emby tells of no token whose it is."""
        if password is None:
            raise RefusedError("Emby needs the name and the password.")
        return super().sign_in(name, password, token)

    def rate(self, token: str, remote_id: str, item_id: str, stars: float) -> None:
        """Set a rating."""
        path = f"/Users/{quote(remote_id, safe='')}/Items/{quote(item_id, safe='')}/UserData"
        self._post(path, token, None, {"Rating": ten_of_stars(stars)})

    def set_seen(self, token: str, remote_id: str, item_id: str) -> None:
        """Mark a film as seen."""
        person, film = quote(remote_id, safe=""), quote(item_id, safe="")
        self._post(f"/Users/{person}/PlayedItems/{film}", token)

    def play_url(self, base: str, machine_id: str, item_id: str) -> str:
        """Return where a browser plays a film."""
        return f"{base}/web/index.html#!/item?id={quote(item_id)}&serverId={quote(machine_id)}"

    def _of_person(self, remote_id: str) -> tuple[str, dict[str, str]]:
        return f"/Users/{quote(remote_id, safe='')}/Items", {"EnableUserData": "true"}

    def _headers(self, token: str) -> dict[str, str]:
        named = {"X-Emby-Authorization": f"Emby {DEVICE}"}
        return {**named, "X-Emby-Token": token} if token else named


def _item(found: Mapping[str, Any]) -> Item:
    # The case of providers' names is not the same in all versions.
    ids = {name.lower(): value for name, value in mapping(found.get("ProviderIds")).items()}
    key = film_key(found.get("Name"), found.get("ProductionYear"), ids.get("imdb"), ids.get("tmdb"))
    return Item(_needed(found, "Id"), key)


def _mark(found: Mapping[str, Any]) -> ItemMark:
    said = mapping(found.get("UserData"))
    seen = said.get("Played") is True
    return ItemMark(
        _item(found),
        rating=stars_of_ten(said.get("Rating")),
        seen=seen,
        seen_at=instant(said.get("LastPlayedDate")) if seen else None,
    )


def _needed(found: Mapping[str, Any], name: str) -> str:
    value = text(found.get(name))
    if not value:
        raise UnreadableError(f"Its answer has no {name}.")
    return value
