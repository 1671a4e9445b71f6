"""Somebody who uses the application, by way of a test client of their own."""

from __future__ import annotations

import uuid
from typing import Any

from flask.testing import FlaskClient

API = "/api/v1"
Json = dict[str, Any]


class Person:
    """Somebody who is signed in."""

    def __init__(self, client: FlaskClient) -> None:
        # A client of their own: cookies are what makes a person here.
        self.client = client.application.test_client()
        self.name = f"person-{uuid.uuid4().hex[:12]}"
        answer = self.client.post(
            f"{API}/users", json={"username": self.name, "password": "nine purple ladders"}
        )
        assert answer.status_code == 201, answer.text
        session = self.client.get(f"{API}/session").json
        assert session
        self.token = session["csrf_token"]

    def get(self, path: str, status: int = 200, **query: Any) -> Json:
        answer = self.client.get(API + path, query_string=query)
        assert answer.status_code == status, answer.text
        return answer.json or {}

    def put(self, path: str, body: Json | None = None) -> None:
        answer = self.client.put(API + path, json=body, headers={"X-CSRF-Token": self.token})
        assert answer.status_code in (200, 201, 204), answer.text

    def delete(self, path: str) -> None:
        answer = self.client.delete(API + path, headers={"X-CSRF-Token": self.token})
        assert answer.status_code in (200, 204), answer.text

    def rate(self, ratings: dict[int, float]) -> None:
        for movie_id, stars in ratings.items():
            self.put(f"/me/ratings/{movie_id}", {"rating": stars})

    def recommended(self, **query: Any) -> list[int]:
        return [item["movie"]["id"] for item in self.get("/me/recommendations", **query)["items"]]


def of(person: Person, genre: str, count: int, *without: str) -> list[int]:
    """Return popular films of a genre that have none of some other genres."""
    popular = person.get("/movies/popular", genres=genre, exclude_genres=list(without), limit=count)
    return [item["movie"]["id"] for item in popular["items"]]


def listed(because: list[Json]) -> list[Json]:
    """Return the reasons that a list names, of all: the three largest for, the largest against."""
    named = [reason for reason in because if reason["speaks"] == "for"][:3]
    named += [reason for reason in because if reason["speaks"] == "against"][:1]
    return [reason for reason in because if reason in named]
