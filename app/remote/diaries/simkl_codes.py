"""Simkl's sign-in by a code, which it calls a PIN; its tokens do not end.

Source: https://simkl.docs.apiary.io/#reference/authentication-pin
"""

from __future__ import annotations

from urllib.parse import quote

from app.data.diary_sites import DiarySites
from app.remote.diaries.codes import Answer, Code, read_code, secret
from app.remote.http import Client, UnreadableError
from app.remote.values import mapping, text


def begin(sites: DiarySites) -> Code:
    """Ask for a code; it is asked about by the code that the person types."""
    query = {"client_id": sites.simkl_key or ""}
    found = mapping(Client(sites.simkl_url).get("/oauth/pin", query))
    return read_code(found, found.get("user_code"))


def collect(sites: DiarySites, device_code: str) -> Answer:
    """Ask what came of a code. A person who says no is never told of; the code ends."""
    query = {"client_id": sites.simkl_key or ""}
    path = f"/oauth/pin/{quote(device_code, safe='')}"
    found = mapping(Client(sites.simkl_url).get(path, query))
    if text(found.get("result")).upper() != "OK":
        return Answer("slow" if text(found.get("message")) == "Slow down" else "waiting")
    token = secret(found.get("access_token"))
    if not token:
        raise UnreadableError("Its answer has no token.")
    return Answer("agreed", token)
