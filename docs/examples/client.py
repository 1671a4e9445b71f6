"""A client of ordained's API in one file: only Python's own library, and only the public API.

    python docs/examples/client.py http://127.0.0.1:8000 TOKEN "a robot learns to love"

finds films, rates the first one, says what to see next and why, and keeps a copy of your
library in ``ordained.json``. Make the token on the page Account, or with POST /api/v1/tokens.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypedDict, cast

PATIENCE_S = 60.0


class PersonName(TypedDict):
    """Somebody who makes films or is in them."""

    id: int
    name: str


class Movie(TypedDict):
    """A film; the document at /api/openapi.json names all its fields."""

    id: int
    title: str
    year: int | None
    genres: list[str]
    directors: list[PersonName]
    cast: list[PersonName]
    runtime: int | None


class Hit(TypedDict):
    """A film found, and how well it fits."""

    movie: Movie
    score: float


class Because(TypedDict):
    """What one rating adds to a recommendation."""

    title: str
    rating: float | None
    contribution: float


class Recommendation(TypedDict):
    """A film to see, and why."""

    movie: Movie
    predicted_rating: float | None
    because: list[Because]


class ProblemError(Exception):
    """What the service answers where it cannot do what it is asked: RFC 9457."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.type = str(body.get("type", "about:blank"))
        self.errors = body.get("errors", [])
        super().__init__(f"{status} {body.get('title')}: {body.get('detail')} {self.errors or ''}")


@dataclass(frozen=True)
class Client:
    """Somebody's access to a service.

    Parameters
    ----------
    base : str
        Where it is, such as ``http://127.0.0.1:8000``.
    token : str
        A bearer token.
    """

    base: str
    token: str

    def search(self, words: str, limit: int = 10, **filters: Any) -> list[Hit]:
        """Find films in plain words, the best first.

        Filters have the names of the API: ``runtime_max=100, people=["12:director"]``.
        """
        page = self._json("GET", "/search", {"q": words, "limit": limit, **filters})
        return cast(list[Hit], page["items"])

    def rate(self, movie_id: int, stars: float) -> None:
        """Rate a film, 0.5 to 5 in half steps; asking twice is as good as once."""
        self._json("PUT", f"/me/ratings/{movie_id}", body={"rating": stars})

    def person(self, person_id: int) -> dict[str, Any]:
        """Return a person and their films, those first that you would like most."""
        return self._json("GET", f"/people/{person_id}", {"sort": "predicted"})

    def ratings(self) -> Iterator[dict[str, Any]]:
        """Yield all ratings, the newest first, page after page."""
        cursor: str | None = None
        while True:
            query = {"limit": 100} | ({"cursor": cursor} if cursor else {})
            page = self._json("GET", "/me/ratings", query)
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return

    def recommendations(self, limit: int = 10) -> list[Recommendation]:
        """Return films to see next, the best first."""
        page = self._json("GET", "/me/recommendations", {"limit": limit})
        return cast(list[Recommendation], page["items"])

    def export(self) -> bytes:
        """Return everything that one keeps, as JSON."""
        return self._send("GET", "/me/export")

    def import_file(self, name: str, content: bytes, *, dry_run: bool = False) -> dict[str, Any]:
        """Import a file of MovieLens, IMDb, Letterboxd, Trakt or ordained; return the report."""
        boundary = uuid.uuid4().hex
        field = f'--{boundary}\r\nContent-Disposition: form-data; name="%s"'
        body = b"".join(
            (
                f"{field % 'dry_run'}\r\n\r\n{str(dry_run).lower()}\r\n".encode(),
                f'{field % "file"}; filename="{name}"\r\n\r\n'.encode(),
                content,
                f"\r\n--{boundary}--\r\n".encode(),
            )
        )
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            # Sent again after a lost answer, it is not imported again.
            "Idempotency-Key": uuid.uuid4().hex,
        }
        made = json.loads(self._send("POST", "/me/import", data=body, headers=headers))
        return cast(dict[str, Any], made)

    def _json(
        self, method: str, path: str, query: dict[str, Any] | None = None, body: Any = None
    ) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        answer = self._send(method, path, query, data, headers)
        return cast(dict[str, Any], json.loads(answer)) if answer else {}

    def _send(
        self,
        method: str,
        path: str,
        query: dict[str, Any] | None = None,
        data: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> bytes:
        """Send a request; wait and send it again where the service says when.

        Everything here may be sent twice: GET, PUT, and an import with its key.
        """
        url = f"{self.base.rstrip('/')}/api/v1{path}"
        url += f"?{urllib.parse.urlencode(query, doseq=True)}" if query else ""
        given = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        deadline = time.monotonic() + PATIENCE_S
        while True:
            request = urllib.request.Request(url, data, given, method=method)
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                    return cast(bytes, answer.read())
            except urllib.error.HTTPError as error:
                wait_s = float(error.headers.get("Retry-After") or "inf")
                if error.code not in (429, 503) or time.monotonic() + wait_s > deadline:
                    raise ProblemError(error.code, json.load(error)) from None
                time.sleep(wait_s)


def main(base: str, token: str, words: str) -> None:
    """Show what the client can do."""
    client = Client(base, token)
    hits = client.search(words, limit=5)
    for hit in hits:
        print(f"{hit['score']:6.3f}  {hit['movie']['title']} ({hit['movie']['year']})")
    client.rate(hits[0]["movie"]["id"], 4.5)
    print(f"rated {hits[0]['movie']['title']}; {len(list(client.ratings()))} ratings in all")
    for director in hits[0]["movie"]["directors"]:
        films = client.person(director["id"])["films"]
        print(f"also by {director['name']}: {', '.join(f['movie']['title'] for f in films)}")
    for film in client.recommendations(limit=5):
        reason = film["because"][0]["title"] if film["because"] else "many people"
        print(f"see {film['movie']['title']} ({film['movie']['year']}), because of {reason}")
    with open("ordained.json", "wb") as file:
        file.write(client.export())


if __name__ == "__main__":
    main(*sys.argv[1:4])
