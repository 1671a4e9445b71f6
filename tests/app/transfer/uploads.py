"""Files to import, and what becomes of them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from werkzeug.test import TestResponse

from tests.app.accounts.people import Browser

LISTS = ("ratings", "history", "watchlist", "hidden")


def upload(
    who: Browser,
    content: bytes | str,
    name: str = "upload.csv",
    headers: dict[str, str] | None = None,
    **form: str,
) -> TestResponse:
    """Send a file as a browser does."""
    data = content.encode() if isinstance(content, str) else content
    return who.send(
        "POST",
        "/me/import",
        data={"file": (io.BytesIO(data), name), **form},
        content_type="multipart/form-data",
        headers=headers or {},
    )


def report(who: Browser, content: bytes | str, name: str = "upload.csv", **form: str) -> Any:
    """Import a file and return the report."""
    response = upload(who, content, name, None, **form)
    assert response.status_code == 200, response.text
    made = response.json
    assert made is not None
    matched = sum(made["matched"].values())
    assert made["rows"] == matched + made["not_matched_total"]
    return made


def zipped(files: dict[str, str | bytes]) -> bytes:
    """Return a zip of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def library(who: Browser) -> dict[str, list[dict[str, Any]]]:
    """Return all lists, by title, with what is said of each film."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in LISTS:
        items: list[dict[str, Any]] = []
        cursor: str | None = ""
        while cursor is not None:
            page = who.get(f"/me/{name}?limit=100&sort=title{cursor and '&cursor=' + cursor}")
            items += page["items"]
            cursor = page["next_cursor"]
        found[name] = [
            {"title": item["movie"]["title"], **{k: v for k, v in item.items() if k != "movie"}}
            for item in items
        ]
    return found


def ratings(who: Browser) -> dict[str, float]:
    """Return a person's ratings by title."""
    return {item["title"]: item["rating"] for item in library(who)["ratings"]}


def counts(changes: dict[str, int]) -> tuple[int, int, int, int]:
    """Return the four numbers of a list's changes."""
    return changes["new"], changes["changed"], changes["unchanged"], changes["kept"]
