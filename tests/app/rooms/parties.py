"""Rooms and their people in tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from apiflask import APIFlask
from sqlalchemy import Engine, text

from tests.app.accounts.people import Browser, guest


@dataclass
class Party:
    """A room, its host and the guests, by name."""

    app: APIFlask
    host: Browser
    room: dict[str, Any]
    guests: dict[str, Browser] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/rooms/{self.room['id']}"

    @property
    def token(self) -> str:
        return str(self.room["link"]).partition("join=")[2]

    def add(self, name: str, **body: Any) -> Browser:
        """Have a new guest join by the link."""
        browser = guest(self.app)
        response = browser.send("POST", "/rooms/join", {"token": self.token, "name": name, **body})
        assert response.status_code == 200, response.text
        self.guests[name] = browser
        return browser

    def see(self, browser: Browser | None = None) -> Any:
        """Return the room as somebody sees it; the host, by default."""
        return (browser or self.host).get(self.path)

    def vote(self, browser: Browser, movie_id: int, vote: str | None) -> Any:
        response = browser.send("POST", f"{self.path}/votes", {"movie_id": movie_id, "vote": vote})
        assert response.status_code == 200, response.text
        return response.json


def party(app: APIFlask, host: Browser | None = None, **body: Any) -> Party:
    """Make a room; by default its host is a guest."""
    browser = host or guest(app)
    given = body if browser.user_id else {"name": "Host", **body}
    response = browser.send("POST", "/rooms", given)
    assert response.status_code == 201, response.text
    assert response.json is not None
    return Party(app, browser, response.json)


def set_room(engine: Engine, room: Party, values: str) -> None:
    """Set columns of a room's row, as time does."""
    with engine.begin() as connection:
        connection.execute(
            text(f"update rooms set {values} where room_id = :room_id"),
            {"room_id": room.room["id"]},
        )


def set_member(engine: Engine, room: Party, name: str, values: str) -> None:
    """Set columns of a member's row, as time does."""
    with engine.begin() as connection:
        connection.execute(
            text(f"update room_members set {values} where room_id = :room_id and name = :name"),
            {"room_id": room.room["id"], "name": name},
        )


def problem(response: Any) -> tuple[int, str]:
    """Return status and name of a problem."""
    return response.status_code, response.json["type"].rpartition("#")[2]
