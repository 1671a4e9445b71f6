"""Simkl: films with their status, ratings and days, by a token of the person's.

Source: https://simkl.docs.apiary.io
"""

from __future__ import annotations

from app.data.diary_sites import DiarySites
from app.remote.diaries.files import read_files
from app.remote.http import Client, RefusedError, UnreadableError
from app.remote.servers.types import SignedIn
from app.remote.values import mapping, mappings, text
from app.transfer.parsed import Parsed


def sign_in(sites: DiarySites, name: str, token: str | None) -> SignedIn:
    """Return whose a token is."""
    if not token:
        raise RefusedError("Simkl needs a token.")
    client = Client(sites.simkl_url)
    found = mapping(client.send("POST", "/users/settings", None, _headers(sites, token)))
    user = text(mapping(found.get("user")).get("name"))
    account = text(mapping(found.get("account")).get("id"))
    if not account:
        raise UnreadableError("Its answer has no account.")
    return SignedIn(account, user or name or account, token)


def read(sites: DiarySites, remote_id: str, token: str) -> Parsed:
    """Return the films of the token's person."""
    path = "/sync/all-items/movies"
    found = Client(sites.simkl_url).get(path, {"extended": "full"}, _headers(sites, token))
    # Nothing at all is null there.
    movies = mappings(mapping(found).get("movies"))
    return read_files("simkl", {"simkl.json": {"movies": movies} if movies else None})


def _headers(sites: DiarySites, token: str) -> dict[str, str]:
    return {"simkl-api-key": sites.simkl_key or "", "Authorization": f"Bearer {token}"}
