"""Letterboxd, Trakt and Simkl: real HTTP servers stand in for them.

No account of theirs was at hand. The shapes are written from the public documents of the APIs,
https://trakt.docs.apiary.io and https://simkl.docs.apiary.io, and from Letterboxd's public feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from apiflask import APIFlask
from flask import Flask, Response, request
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person
from tests.app.transfer.uploads import library, ratings
from tests.listening import listening

TOKEN = "token-of-ann"
HEAD = """<?xml version='1.0' encoding='utf-8'?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:letterboxd="https://letterboxd.com" xmlns:tmdb="https://themoviedb.org">
<channel><title>Letterboxd - ann</title>"""


@dataclass
class Sites:
    """What the three services have of Ann."""

    url: str = ""
    feed: str = f"{HEAD}</channel></rss>"
    trakt: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    simkl: dict[str, Any] | None = None
    status: int = 200
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def sites() -> Iterator[Sites]:
    made = Sites()
    app = Flask("diaries")

    @app.before_request
    def ask() -> Response | None:
        made.asked.append(request.full_path)
        return None if made.status == 200 else Response(status=made.status)

    def is_ann(key: str) -> bool:
        bearer = request.headers.get("Authorization") == f"Bearer {TOKEN}"
        return bearer and request.headers.get(key) == "a-client-id"

    @app.get("/letterboxd/<name>/rss/")
    def feed(name: str) -> Any:
        found = name == "ann"
        return Response(made.feed if found else "none", 200 if found else 404)

    @app.get("/trakt/users/settings")
    def settings() -> Any:
        if not is_ann("trakt-api-key"):
            return Response(status=401)
        return {"user": {"username": "ann-there", "ids": {"slug": "ann-there"}}}

    @app.get("/trakt/sync/<what>/movies")
    def trakt(what: str) -> Any:
        assert is_ann("trakt-api-key")
        assert request.headers["trakt-api-version"] == "2"
        items = made.trakt.get(what, [])
        size = 2 if what == "history" else 1000  # so that there are pages
        page = int(request.args["page"])
        answer = app.json.response(items[(page - 1) * size : page * size])
        if what == "history":
            answer.headers["X-Pagination-Page-Count"] = str(-(-len(items) // size))
        return answer

    @app.post("/simkl/users/settings")
    def simkl_settings() -> Any:
        if not is_ann("simkl-api-key"):
            return Response(status=401)
        return {"user": {"name": "Ann"}, "account": {"id": 42}}

    @app.get("/simkl/sync/all-items/movies")
    def simkl() -> Any:
        assert is_ann("simkl-api-key")
        return app.json.response(made.simkl)

    with listening(app) as made.url:
        yield made


@pytest.fixture
def app(engine: Engine, tmp_path: Path, sites: Sites) -> APIFlask:
    return app_on(
        engine,
        tmp_path,
        ORDAINED_LETTERBOXD_URL=f"{sites.url}/letterboxd",
        ORDAINED_TRAKT_URL=f"{sites.url}/trakt",
        ORDAINED_SIMKL_URL=f"{sites.url}/simkl",
        TRAKT_CLIENT_ID="a-client-id",
        SIMKL_CLIENT_ID="a-client-id",
    )


def connect(who: Browser, service: str, **given: Any) -> str:
    """Connect an account; return its address."""
    body = {"service": service, "name": "ann", **given}
    answer = who.send("POST", "/me/remote-accounts", body)
    assert answer.status_code == 201, answer.text
    assert answer.json
    return f"/me/remote-accounts/{answer.json['id']}"


def sync(who: Browser, path: str) -> dict[str, Any]:
    answer = who.send("POST", f"{path}/sync")
    assert answer.status_code == 200, answer.text
    assert answer.json
    found: dict[str, Any] = answer.json["result"]
    return found


def entry(movie: dict[str, Any], day: str, rating: str = "", tmdb: bool = True) -> str:
    """Return an entry of a diary as the feed has it."""
    name = escape(movie["title"])
    stars = f"<letterboxd:memberRating>{rating}</letterboxd:memberRating>" if rating else ""
    number = f"<tmdb:movieId>{movie['tmdb_id']}</tmdb:movieId>" if tmdb else ""
    return (
        f"<item><title>{name}, {movie['year']}</title>"
        f"<guid isPermaLink='false'>letterboxd-watch-{movie['id']}</guid>"
        "<pubDate>Sat, 2 Mar 2024 09:10:11 +1300</pubDate>"
        f"<letterboxd:watchedDate>{day}</letterboxd:watchedDate>"
        "<letterboxd:rewatch>No</letterboxd:rewatch>"
        f"<letterboxd:filmTitle>{name}</letterboxd:filmTitle>"
        f"<letterboxd:filmYear>{movie['year']}</letterboxd:filmYear>{stars}{number}"
        "<description><![CDATA[<p>Watched.</p>]]></description></item>"
    )


LIST = "<item><title>My list</title><guid>letterboxd-list-9</guid></item>"
SERIES = (
    "<item><letterboxd:filmTitle>A series</letterboxd:filmTitle>"
    "<letterboxd:filmYear>2020</letterboxd:filmYear><tmdb:tvId>7</tmdb:tvId></item>"
)


def feed(*items: str) -> str:
    return f"{HEAD}{''.join(items)}</channel></rss>"


def test_a_public_feed_keeps_the_diary_in_step(
    ann: Browser, sites: Sites, movies: list[dict[str, Any]]
) -> None:
    first, second = movies[0], movies[1]
    path = connect(ann, "letterboxd")
    sites.feed = feed(
        entry(first, "2024-03-01", "4.5"), entry(second, "2024-02-01", tmdb=False), LIST, SERIES
    )
    result = sync(ann, path)
    assert (result["films"], result["changed"], result["not_matched"]) == (2, 2, 0)
    assert ratings(ann) == {first["title"]: 4.5}
    days = {film["title"]: film["watched_on"] for film in library(ann)["history"]}
    assert days == {first["title"]: "2024-03-01", second["title"]: "2024-02-01"}
    assert sync(ann, path)["changed"] == 0
    sites.feed = feed(entry(first, "2024-06-01", "3.0"), entry(first, "2024-03-01", "4.5"))
    assert sync(ann, path)["changed"] == 1
    assert len(ann.get("/me/viewings")["items"]) == 3


def test_a_feed_changes_no_rating_made_here_and_is_undone(
    ann: Browser, sites: Sites, movies: list[dict[str, Any]]
) -> None:
    ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 1})
    path = connect(ann, "letterboxd")
    sites.feed = feed(entry(movies[0], "2024-03-01", "4.5"), entry(movies[1], "2024-03-02", "5.0"))
    result = sync(ann, path)
    assert result["kept"] == 1
    assert ratings(ann) == {movies[0]["title"]: 1, movies[1]["title"]: 5}
    assert ann.send("DELETE", f"/me/imports/{result['import_id']}").status_code == 200
    assert ratings(ann) == {movies[0]["title"]: 1}
    assert library(ann)["history"] == []
    assert sync(ann, path)["changed"] == 0


@pytest.mark.parametrize(
    "broken",
    [
        "<html>",
        "",
        '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><channel>&c;</channel></rss>',
        '<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss/>',
    ],
)
def test_a_feed_that_is_none_changes_nothing(ann: Browser, sites: Sites, broken: str) -> None:
    path = connect(ann, "letterboxd")
    sites.feed = broken
    result = sync(ann, path)
    is_rss = broken.endswith("<rss/>")  # without entities nothing is fetched, and it is empty
    assert result["failure"] == (None if is_rss and result["films"] == 0 else "unreadable")
    sites.status = 503
    assert sync(ann, path)["failure"] == "away"


@pytest.mark.parametrize("name", ["nobody", "../admin", "a b", "ann?x=1"])
def test_there_must_be_such_a_member(ann: Browser, sites: Sites, name: str) -> None:
    body = {"service": "letterboxd", "name": name}
    assert ann.send("POST", "/me/remote-accounts", body).status_code == 409
    assert all(asked.startswith("/letterboxd/nobody/rss/") for asked in sites.asked)


def of_trakt(movie: dict[str, Any], **values: Any) -> dict[str, Any]:
    ids = {"trakt": 1, "slug": "x", "imdb": movie["imdb_id"], "tmdb": movie["tmdb_id"]}
    film = {"title": movie["title"], "year": movie["year"], "ids": ids}
    return {**values, "type": "movie", "movie": film}


def test_trakt_is_read_by_a_token(ann: Browser, sites: Sites, movies: list[dict[str, Any]]) -> None:
    path = connect(ann, "trakt", token=TOKEN)
    (account,) = ann.get("/me/remote-accounts")["items"]
    assert account["name"] == "ann-there"
    assert sync(ann, path)["films"] == 0
    at = "2024-03-01T12:00:00.000Z"
    sites.trakt = {
        "ratings": [of_trakt(movies[0], rating=9, rated_at=at)],
        "history": [
            of_trakt(movies[1], id=1, watched_at=at, action="watch"),
            of_trakt(movies[1], id=2, watched_at="2024-04-01T12:00:00.000Z", action="watch"),
            of_trakt(movies[2], id=3, watched_at=at, action="watch"),
        ],
        "watchlist": [of_trakt(movies[3], listed_at=at, rank=1)],
    }
    result = sync(ann, path)
    assert (result["films"], result["changed"]) == (4, 4)
    found = library(ann)
    assert ratings(ann) == {movies[0]["title"]: 4.5}
    assert len(ann.get("/me/viewings")["items"]) == 3
    assert [film["title"] for film in found["watchlist"]] == [movies[3]["title"]]
    ann.delete(f"/me/watchlist/{movies[3]['id']}")
    assert sync(ann, path)["changed"] == 0
    assert library(ann)["watchlist"] == []


def test_simkl_is_read_by_a_token(ann: Browser, sites: Sites, movies: list[dict[str, Any]]) -> None:
    path = connect(ann, "simkl", token=TOKEN)
    assert sync(ann, path)["films"] == 0  # where there is nothing, the answer is null
    ids = {"simkl": 9, "imdb": movies[0]["imdb_id"], "tmdb": str(movies[0]["tmdb_id"])}
    sites.simkl = {
        "movies": [
            {
                "added_to_watchlist_at": "2024-01-01T12:00:00Z",
                "last_watched_at": "2024-03-01T12:00:00Z",
                "user_rated_at": "2024-03-01T12:00:00Z",
                "user_rating": 8,
                "status": "completed",
                "movie": {"title": movies[0]["title"], "year": movies[0]["year"], "ids": ids},
            }
        ]
    }
    assert sync(ann, path)["changed"] == 1
    assert ratings(ann) == {movies[0]["title"]: 4}
    assert library(ann)["history"][0]["watched_on"] == "2024-03-01"
    assert sync(ann, path)["changed"] == 0


@pytest.mark.parametrize("service", ["trakt", "simkl"])
def test_a_wrong_token_connects_nothing(ann: Browser, service: str) -> None:
    for given in ({"token": "wrong"}, {}):
        body = {"service": service, "name": "ann", **given}
        assert ann.send("POST", "/me/remote-accounts", body).status_code == 409
    assert ann.get("/me/remote-accounts")["items"] == []


def test_a_service_without_a_key_is_not_offered(engine: Engine, tmp_path: Path) -> None:
    who = person(app_on(engine, tmp_path))
    offered = [service["service"] for service in who.get("/me/remote-accounts")["connectable"]]
    assert offered == ["letterboxd"]
    body = {"service": "trakt", "name": "ann", "token": TOKEN}
    assert who.send("POST", "/me/remote-accounts", body).status_code == 422


def test_nothing_is_written_to_a_diary_service(ann: Browser, sites: Sites) -> None:
    path = connect(ann, "letterboxd")
    assert ann.send("PUT", path, {"writes_back": True}).status_code == 422
    twice = ann.send("POST", "/me/remote-accounts", {"service": "letterboxd", "name": "ann"})
    assert twice.status_code == 409
