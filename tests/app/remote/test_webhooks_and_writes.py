"""What media servers tell at once, and what is written back to them."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.remote.conftest import Connected, rows, when
from tests.app.remote.webhook_bodies import webhook
from tests.app.transfer.uploads import library, ratings

Movies = list[dict[str, Any]]


def test_marks_set_here_are_written_there_on_wish(connected: Connected, movies: Movies) -> None:
    ann, made = connected.ann, connected.house
    ann.put(f"/me/ratings/{movies[3]['id']}", {"rating": 1})  # before the wish
    assert ann.put(connected.path, {"writes_back": True})["writes_back"]
    ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 4.5})
    ann.put(f"/me/history/{movies[1]['id']}", {"watched_on": "2024-01-01"})
    connected.sync()
    assert made.said["a"]["rating"] == 9
    assert made.said["b"]["seen"] == 1
    assert "d" not in made.said
    assert connected.account["waiting"] == 0
    asked = len(made.asked)
    assert connected.sync()["changed"] == 0  # the moment of the write is no viewing more
    viewings = ann.get("/me/viewings")["items"]
    assert [viewing["watched_on"] for viewing in viewings] == ["2024-01-01"]
    written = [request for request in made.asked[asked:] if not request.startswith("GET /")]
    assert written == []
    assert not any("scrobble" in request for request in made.asked[asked:])


def test_without_the_wish_nothing_is_written(connected: Connected, movies: Movies) -> None:
    connected.ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 4.5})
    connected.sync()
    assert connected.house.said == {}
    connected.ann.put(connected.path, {"writes_back": True})
    connected.ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 3})
    connected.ann.put(connected.path, {"writes_back": False})
    connected.sync()
    assert connected.house.said == {}


def test_what_cannot_be_written_waits_until_it_can(
    connected: Connected, movies: Movies, engine: Engine
) -> None:
    from app.data.services import services_of
    from app.remote import keeping, writing_back

    ann, made = connected.ann, connected.house
    ann.put(connected.path, {"writes_back": True})
    ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 4})
    app = ann.client.application
    services = services_of(app)
    account_id = connected.account["id"]

    def send() -> None:
        with app.test_request_context("/", method="POST"):
            connection = services.database.connection()
            (account,) = keeping.accounts(connection, account_id=account_id)
            writing_back.queue(services, account_id)
            writing_back.send(services, account)

    made.status = 503
    send()
    ((attempts, failure),) = rows(engine, "select attempts, failure from write_backs")
    assert attempts == 1
    assert "503" in failure
    ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 2})  # the newer one is what goes
    made.status = 200
    send()
    assert made.said["a"]["rating"] == 4
    assert rows(engine, "select from write_backs") == []


def test_what_came_from_there_is_not_written_back(connected: Connected, movies: Movies) -> None:
    connected.ann.put(connected.path, {"writes_back": True})
    connected.house.rate("a", 7.0)
    connected.house.see("a", when(connected.house))
    connected.sync()
    assert connected.account["waiting"] == 0
    assert connected.house.said["a"] == {"rating": 7.0, "seen": 1, "at": when(connected.house)}
    connected.ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 5})
    connected.sync()
    assert connected.house.said["a"]["rating"] == 10


def test_a_webhook_has_the_film_read_at_once(
    app: APIFlask, connected: Connected, movies: Movies
) -> None:
    made = connected.house
    secret = connected.server["webhook"]
    client = app.test_client()

    def call(what: str, item: str, address: str = secret) -> int:
        body, kind = webhook(made.kind, item, what)
        return client.post(address, data=body, content_type=kind).status_code

    made.rate("a", 7.0)
    made.rate("b", 7.0)
    assert call("rated", "a") == 204
    assert ratings(connected.ann) == {movies[0]["title"]: 3.5}
    made.see("c", when(made))
    assert call("seen", "c") == 204
    assert [film["title"] for film in library(connected.ann)["history"]] == [movies[2]["title"]]
    other = connected.ann.get("/movies/popular?limit=50")["items"][-1]["movie"]
    made.films["n"] = {"title": other["title"], "year": other["year"], "imdb": other["imdb_id"]}
    assert call("new", "n") == 204
    assert connected.ann.get(f"/me/play/{other['id']}")["items"]
    assert call("rated", "a", secret[:-3]) == 404
    made.status = 503
    assert call("rated", "a") == 503


def test_a_webhook_that_lies_changes_nothing(app: APIFlask, connected: Connected) -> None:
    client, secret = app.test_client(), connected.server["webhook"]
    body, kind = webhook(connected.house.kind, "a", "seen")  # it was not seen there
    assert client.post(secret, data=body, content_type=kind).status_code == 204
    assert library(connected.ann)["history"] == []
    assert client.post(secret, data=b"[1]", content_type="application/json").status_code == 400
    assert client.post(secret, data=b"{", content_type="application/json").status_code == 400
    large = client.post(secret, data=b" " * 1_000_001, content_type="application/json")
    assert large.status_code == 413
    nothing = client.post(secret, data=b'{"Event": 7}', content_type="application/json")
    assert nothing.status_code == 204


def test_a_new_secret_ends_the_old_one(app: APIFlask, connected: Connected) -> None:
    path = f"/admin/media-servers/{connected.server['id']}"
    changed = connected.admin.put(path, {"new_webhook": True})
    body, kind = webhook(connected.house.kind, "a", "seen")
    client = app.test_client()
    old, new = connected.server["webhook"], changed["webhook"]
    assert client.post(old, data=body, content_type=kind).status_code == 404
    assert client.post(new, data=body, content_type=kind).status_code == 204
