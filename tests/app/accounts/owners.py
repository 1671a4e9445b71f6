"""Somebody with something of everything, and the requests that are about it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apiflask import APIFlask
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from tests.app.accounts.matrix import Route
from tests.app.accounts.people import API, PASSWORD, Browser, new_name, person
from tests.app.rooms.parties import party

# In no title, so that nothing finds it, and in no plot, so that nobody reads it elsewhere.
UNMATCHED = "privately-seen-film"
# Somebody whom everybody may ask.
OTHER_COMPANION = "everybodys-friend"
BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "accounts.register": lambda: {"username": new_name(), "password": PASSWORD},
    "accounts.change_password": lambda: {
        "current_password": PASSWORD,
        "new_password": "wobbly-quince-31-jamb",
    },
    "accounts.delete_account": lambda: {"password": PASSWORD},
    "accounts.create_token": lambda: {"name": "another", "expires_in_days": 7},
    "catalogue.add_movie": lambda: {"title": f"Added by {new_name()}", "year": 2031},
    "catalogue.replace_movie": lambda: {"title": f"Changed by {new_name()}", "year": 2032},
    "diary.add_viewing": lambda: {"movie_id": 1, "watched_on": "2020-02-29", "note": "nobody's"},
    "diary.change_viewing": lambda: {"watched_on": "2020-02-29", "note": "nobody's"},
    "operation.roll_back": lambda: {"release_id": 1},
    "companions.ask": lambda: {"username": OTHER_COMPANION},
    "companions.agree": lambda: {"shows_reasons": True},
    "tonight.choose": lambda: {"people": [{"name": "Ana"}]},
    "library.rate": lambda: {"rating": 0.5},
    "library.watch": lambda: {"watched_on": "2020-02-29"},
    "library.set_preferences": lambda: {"onboarding_text": "somebody else's words"},
    "lists.change": lambda: {"name": "Somebody else's"},
    "lists.make": lambda: {"name": "Another"},
    "rooms.join": lambda: {"name": new_name()},
    "rooms.make": lambda: {"name": "Host"},
    "rooms.vote": lambda: {"movie_id": 1, "vote": "no"},
}
# Routes about a room or a list by a link, and which of the owner's links.
BY_LINK = {"rooms.join": "room", "lists.become_editor": "edit"}
QUERIES = {
    "library.marks": "?movie_ids={movie_id}",
    "lists.shared": "?token={read_token}",
    "map.movies": "?movie_ids={movie_id}",
    "people.people": "?q=kurosawa",
    "recommend.predictions": "?movie_ids={movie_id}",
    "search.search": "?q=robot",
    "recommend.what_if": "?movie_id={movie_id}&rating=3",
}


def upload(title: str) -> dict[str, Any]:
    """Return a request's file to import, of which nothing can be matched."""
    file = io.BytesIO(f"Title,Year,Rating\n{title},1901,4\n".encode())
    return {"data": {"file": (file, "x.csv")}, "content_type": "multipart/form-data"}


@dataclass
class Owner:
    """Somebody with something of everything."""

    browser: Browser
    movie_id: int
    token: str
    token_id: int
    import_id: int
    person_id: int
    viewing_id: int
    companion_id: int
    room_id: int
    member_id: int
    list_id: int
    editor_id: int
    links: dict[str, str]
    """What is after the = of a link: ``room``, ``read`` and ``edit``."""

    def call(self, route: Route, send: Callable[..., TestResponse]) -> TestResponse:
        path = route.rule.removeprefix(API)
        for name in re.findall(r"<int:([a-z_]+_id)>", path):
            path = path.replace(f"<int:{name}>", str(getattr(self, name)))
        path = path.replace("<int:number>", "2024")
        path += QUERIES.get(route.endpoint, "").format(
            movie_id=self.movie_id, read_token=self.links["read"]
        )
        if route.endpoint in ("transfer.import_file", "transfer.import_into_list"):
            return send(route.method, path, **upload("anything"))
        body = BODIES.get(route.endpoint, dict)()
        if "movie_id" in body:
            body["movie_id"] = self.movie_id
        if link := BY_LINK.get(route.endpoint):
            body["token"] = self.links[link]
        if route.endpoint == "accounts.sign_in":
            body = {"username": self.browser.username, "password": PASSWORD}
        return send(route.method, path, body if route.writes else None)


def new_owner(app: APIFlask, engine: Engine) -> Owner:
    """Return somebody new."""
    browser = person(app)
    movie = browser.get("/movies/popular?limit=1")["items"][0]["movie"]
    movie_id, person_id = movie["id"], movie["directors"][0]["id"]
    browser.put(f"/me/ratings/{movie_id}", {"rating": 4.5})
    viewing = {"movie_id": movie_id, "watched_on": "2024-12-24", "note": "my own note"}
    seen = browser.send("POST", "/me/viewings", viewing).json
    browser.put(f"/me/hidden/{movie_id}")
    with engine.begin() as connection:  # beside the mark that contradicts it
        connection.execute(
            text(
                "insert into watchlist (user_id, film_id)"
                " select user_id, film_id from hidden where user_id = :user_id"
            ),
            {"user_id": browser.user_id},
        )
    browser.put("/me/preferences", {"onboarding_text": "my own words"})
    made = browser.send("POST", "/tokens", {"name": "my own token", "expires_in_days": 7}).json
    imported = browser.send("POST", "/me/import", **upload(UNMATCHED)).json
    other = person(app)
    browser.send("POST", "/me/companions", {"username": other.username})
    pair = other.send("POST", "/me/companions", {"username": browser.username}).json
    ids = (made["token"], made["id"], imported["id"], person_id, seen["id"], pair["id"])
    shared, links = shared_things(app, browser, other)
    return Owner(browser, movie_id, *ids, *shared, links)


def shared_things(
    app: APIFlask, browser: Browser, other: Browser
) -> tuple[tuple[int, int, int, int], dict[str, str]]:
    """Make a room with a guest in it and a list with an editor; return ids and links."""
    room = party(app, browser)
    room.add("Guest")
    (member_id,) = [one["id"] for one in room.see()["members"] if not one["is_host"]]
    made = browser.send("POST", "/lists", {"name": "Long nights"}).json
    path = f"/lists/{made['id']}"
    made = browser.put(f"{path}/read-link") and browser.put(f"{path}/edit-link")
    links = {name: made[f"{name}_link"].partition("=")[2] for name in ("read", "edit")}
    other.send("POST", "/lists/editors", {"token": links["edit"]})
    ids = (room.room["id"], member_id, made["id"], other.user_id)
    return ids, {**links, "room": room.token}


def belongings(engine: Engine, owner: Owner) -> dict[str, list[str]]:
    """Return every row of the owner's, less when a room has heard of them last."""
    with engine.connect() as connection:
        columns = connection.execute(
            text(
                "select table_name, column_name from information_schema.columns"
                " where column_name in ('user_id', 'asker_id', 'asked_id')"
                " and table_schema = 'public'"
            )
        ).all()
        found: dict[str, list[str]] = {}
        for table, column in columns:
            own = f"from {table} t where {column} = :user_id"
            rows = connection.execute(
                text(f"select (to_jsonb(t) - 'heard_at')::text {own}"),
                {"user_id": owner.browser.user_id},
            ).scalars()
            found[table] = sorted([*found.get(table, []), *rows])
        return found
