"""Somebody with something of everything, and the requests that are about it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apiflask import APIFlask
from sqlalchemy import Connection, Engine, text
from werkzeug.test import TestResponse

from app.remote import keeping, webhooks
from app.sign_on import identities
from tests.app.accounts.matrix import Route
from tests.app.accounts.people import API, PASSWORD, Browser, new_name, person
from tests.app.rooms.parties import party

# In no title, so that nothing finds it, and in no plot, so that nobody reads it elsewhere.
UNMATCHED = "privately-seen-film"
NAME_THERE = "my-own-name-there"
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
    # The parts of "second_factor.switch_on" and "sign_on" that need a device or a provider are in
    # test_second_factor.py and tests/app/sign_on.
    "second_factor.prepare": lambda: {"password": PASSWORD},
    "second_factor.switch_on": lambda: {"code": "000000"},
    "second_factor.renew_codes": lambda: {"password": PASSWORD},
    "second_factor.switch_off": lambda: {"password": PASSWORD},
    "sign_on.start": lambda: {"provider": "nobodys"},
    "sign_on.finish": lambda: {"provider": "nobodys", "state": "x", "code": "x"},
    "sign_on.start_linking": lambda: {"provider": "nobodys", "password": PASSWORD},
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
    "webhooks.make": lambda: {"url": "https://example.org/other", "events": ["seen"]},
    "webhooks.change": lambda: {"url": "https://example.org/other", "events": ["seen"]},
    "remote.add_server": lambda: {
        "kind": "plex",
        "name": "House",
        "url": "http://127.0.0.1:1",
        "token": "none",
    },
    "remote.begin_code": lambda: {"service": "trakt"},
    "remote.check_code": lambda: {"ticket": "nobodys"},
    "remote.change_account": lambda: {"writes_back": True},
    "remote.change_server": lambda: {"name": "Renamed"},
    "remote.connect": lambda: {"server_id": 2**31 - 1, "name": "ann", "token": "none"},
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
    "remote.webhook": "?secret={webhook_secret}",
    "search.search": "?q=robot",
    "search.shared": "?text=Heat",
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
    webhook_id: int
    room_id: int
    member_id: int
    list_id: int
    editor_id: int
    account_id: int
    server_id: int
    webhook_secret: str
    identity_id: int
    links: dict[str, str]
    """What is after the = of a link: ``room``, ``read`` and ``edit``."""

    def call(self, route: Route, send: Callable[..., TestResponse]) -> TestResponse:
        path = route.rule.removeprefix(API)
        for name in re.findall(r"<int:([a-z_]+_id)>", path):
            path = path.replace(f"<int:{name}>", str(getattr(self, name)))
        path = path.replace("<int:number>", "2024")
        path += QUERIES.get(route.endpoint, "").format(
            movie_id=self.movie_id,
            read_token=self.links["read"],
            webhook_secret=self.webhook_secret,
        )
        if route.endpoint == "sign_on.end_by_provider":
            return send(route.method, path, data={"logout_token": "x"})
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


def shares(route: Route) -> bool:
    """Return whether a route is about a room or a list."""
    named = re.findall(r"<int:([a-z]+)_id>", route.rule)
    return bool({"room", "member", "list", "editor"} & {*named}) or route.endpoint in BY_LINK


def new_owner(app: APIFlask, engine: Engine, *, with_shared: bool = True) -> Owner:
    """Return somebody new; a room and a list, the half of the work, only ``with_shared``."""
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
    browser.put("/me/feed")
    hook = {"url": "https://example.org/my-own-hook", "events": ["rated"]}
    webhook = browser.send("POST", "/me/webhooks", hook).json
    ids = (made["token"], made["id"], imported["id"], person_id, seen["id"], pair["id"])
    ids = (*ids, webhook["id"])
    shared, links = (0, 0, 0, 0), dict.fromkeys(("read", "edit", "room"), "")
    if with_shared:
        shared, links = shared_things(app, browser, other)
    with engine.begin() as connection:
        identity_id = identities.link(
            connection, browser.user_id, "https://auth.example", browser.username, "my@own.example"
        )
    assert identity_id is not None
    remote = account_elsewhere(engine, browser)
    return Owner(browser, movie_id, *ids, *shared, *remote, identity_id, links)


def added_server(engine: Engine) -> tuple[int, str]:
    """Add a media server that never answers; return its id and its webhook's secret."""
    secret, webhook_hash = webhooks.new_secret()
    with engine.begin() as connection:
        values = {
            "kind": "plex",
            "name": "House",
            "url": "http://127.0.0.1:1",
            "play_url": "http://127.0.0.1:1",
            "machine_id": new_name(),
            "token_box": b"not a token",
            "webhook_hash": webhook_hash,
        }
        return keeping.add_server(connection, values), secret


def account_elsewhere(engine: Engine, browser: Browser) -> tuple[int, int, str]:
    """Connect somebody to a media server; return account, server and the webhook's secret."""
    server_id, secret = added_server(engine)
    with engine.begin() as connection:
        values = {
            "user_id": browser.user_id,
            "service": "plex",
            "server_id": server_id,
            "name": NAME_THERE,
            "remote_id": NAME_THERE,
            "token_box": b"not a token",
        }
        return keeping.add_account(connection, values), server_id, secret


def shared_things(
    app: APIFlask, browser: Browser, other: Browser
) -> tuple[tuple[int, int, int, int], dict[str, str]]:
    """Make a room with a guest in it and a list with an editor; return ids and links."""
    room = party(app, browser)
    room.add("Guest")
    (member_id,) = [member["id"] for member in room.see()["members"] if not member["is_host"]]
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
        columns = _columns_of_people(connection)
        statements = (
            f"select '{table}', (to_jsonb(t) - 'heard_at' - 'last_used_on' - 'last_used_at')::text"
            f" from {table} t where {column} = :user_id"
            for table, column in columns
        )
        rows = connection.execute(
            text(" union all ".join(statements)), {"user_id": owner.browser.user_id}
        )
        found: dict[str, list[str]] = {table: [] for table, _ in columns}
        for table, row in rows:
            found[table].append(row)
        return {table: sorted(rows) for table, rows in found.items()}


_columns: dict[str, list[tuple[str, str]]] = {}


def _columns_of_people(connection: Connection) -> list[tuple[str, str]]:
    """Return tables, and their columns that name a person; asked once of each database."""
    database = str(connection.engine.url)
    if database not in _columns:
        found = connection.execute(
            text(
                "select table_name, column_name from information_schema.columns"
                " where column_name in ('user_id', 'asker_id', 'asked_id')"
                " and table_schema = 'public'"
            )
        )
        _columns[database] = [(table, column) for table, column in found]
    return _columns[database]
