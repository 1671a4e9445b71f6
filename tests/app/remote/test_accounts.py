"""Ann's account on a media server: what is taken from there, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.people import Browser, person
from tests.app.remote.conftest import Connected, rows
from tests.app.remote.stand_ins import House, webhook
from tests.app.transfer.uploads import library, ratings

Movies = list[dict[str, Any]]
EVENING = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)


def when(made: House) -> Any:
    """Return `EVENING` as the server writes times."""
    if made.kind == "plex":
        return int(EVENING.timestamp())
    return "2024-03-01T12:00:00.0000000Z"


def test_what_was_rated_and_seen_there_comes_here(connected: Connected, movies: Movies) -> None:
    connected.house.rate("a", 9.0)
    connected.house.see("b", when(connected.house))
    connected.house.rate("x", 2.0)
    result = connected.sync()
    assert (result["films"], result["changed"], result["kept"]) == (2, 2, 0)
    assert result["titles"] == ["Our holidays on the moon (1987)"]
    assert ratings(connected.ann) == {movies[0]["title"]: 4.5}
    (seen,) = library(connected.ann)["history"]
    assert (seen["title"], seen["watched_on"]) == (movies[1]["title"], "2024-03-01")


def test_the_same_again_changes_nothing(connected: Connected) -> None:
    connected.house.rate("a", 9.0)
    connected.house.see("b", when(connected.house))
    connected.sync()
    before = library(connected.ann)
    result = connected.sync()
    assert (result["changed"], result["import_id"]) == (0, None)
    assert library(connected.ann) == before
    assert len(connected.ann.get("/me/imports")["items"]) == 1


def test_a_rating_made_here_wins(connected: Connected, movies: Movies) -> None:
    connected.ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 2})
    connected.house.rate("a", 9.0)
    assert connected.sync()["kept"] == 1
    connected.house.rate("a", 10.0)
    assert connected.sync()["kept"] == 1
    assert ratings(connected.ann) == {movies[0]["title"]: 2}


def test_a_rating_from_there_is_changed_from_there_until_it_is_changed_here(
    connected: Connected, movies: Movies
) -> None:
    title = movies[0]["title"]
    connected.house.rate("a", 8.0)
    connected.sync()
    connected.house.rate("a", 6.0)
    assert connected.sync()["changed"] == 1
    assert ratings(connected.ann) == {title: 3}
    connected.ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 5})
    connected.house.rate("a", 1.0)
    assert connected.sync()["kept"] == 1
    assert ratings(connected.ann) == {title: 5}


def test_what_was_taken_back_here_does_not_return(connected: Connected, movies: Movies) -> None:
    connected.house.rate("a", 8.0)
    connected.house.see("b", when(connected.house))
    connected.sync()
    connected.ann.delete(f"/me/ratings/{movies[0]['id']}")
    connected.ann.delete(f"/me/history/{movies[1]['id']}")
    assert connected.sync()["changed"] == 0
    assert ratings(connected.ann) == {}
    assert library(connected.ann)["history"] == []


def test_what_is_gone_there_stays_here(connected: Connected, movies: Movies) -> None:
    connected.house.rate("a", 8.0)
    connected.house.see("b", when(connected.house))
    connected.sync()
    connected.house.said.clear()
    assert connected.sync()["changed"] == 0
    assert ratings(connected.ann) == {movies[0]["title"]: 4}
    assert len(library(connected.ann)["history"]) == 1


def test_a_film_seen_again_is_a_viewing_more(connected: Connected) -> None:
    connected.house.see("b", when(connected.house))
    connected.sync()
    again = "2024-05-01T12:00:00.0000000Z"
    connected.house.see("b", 1714564800 if connected.house.kind == "plex" else again)
    connected.sync()
    viewings = connected.ann.get("/me/viewings")["items"]
    assert sorted(each["watched_on"] for each in viewings) == ["2024-03-01", "2024-05-01"]


def test_what_a_reading_changed_is_undone_as_an_import_is(
    connected: Connected, movies: Movies
) -> None:
    connected.ann.put(f"/me/watchlist/{movies[1]['id']}")
    connected.house.rate("a", 8.0)
    connected.house.see("b", when(connected.house))
    import_id = connected.sync()["import_id"]
    report = connected.ann.get(f"/me/imports/{import_id}")["report"]
    assert (report["format"], report["files"]) == (connected.house.kind, ["House"])
    undone = connected.ann.send("DELETE", f"/me/imports/{import_id}").json
    assert undone
    assert undone["restored"] == 2
    assert ratings(connected.ann) == {}
    assert connected.sync()["changed"] == 0


def test_readings_push_no_file_out_of_the_past_imports(
    connected: Connected, engine: Engine
) -> None:
    from tests.app.transfer.uploads import report

    report(connected.ann, "Title,Year,Rating\nNo such film at all,1901,4\n")
    for stars in range(1, 10):
        connected.house.rate("a", float(stars))
        connected.house.rate("b", float(10 - stars))
        connected.sync()
    found = rows(engine, "select count(*) from imports where synced")
    assert found[0][0] == 9
    assert connected.ann.get("/me/imports")["items"][-1]["files"] == ["upload.csv"]


def test_a_server_that_is_away_changes_nothing(connected: Connected, movies: Movies) -> None:
    connected.house.rate("a", 8.0)
    connected.sync()
    connected.house.status = 503
    result = connected.sync()
    assert (result["failure"], result["films"]) == ("away", 0)
    assert ratings(connected.ann) == {movies[0]["title"]: 4}
    connected.house.status = 401
    assert connected.sync()["failure"] == "refused"


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
    assert [each["title"] for each in library(connected.ann)["history"]] == [movies[2]["title"]]
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
    assert [each["watched_on"] for each in viewings] == ["2024-01-01"]
    written = [each for each in made.asked[asked:] if not each.startswith("GET /")]
    assert written == []
    assert not any("scrobble" in each for each in made.asked[asked:])


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


def test_a_wrong_password_connects_nothing(connected: Connected, app: APIFlask) -> None:
    ben = person(app)
    body = {"server_id": connected.server["id"], "name": "ann", "password": "wrong"}
    if connected.house.kind == "plex":
        body = {"server_id": connected.server["id"], "name": "ann", "token": "wrong"}
    assert ben.send("POST", "/me/remote-accounts", body).status_code == 409
    assert ben.get("/me/remote-accounts")["items"] == []


def test_one_account_on_each_server(connected: Connected) -> None:
    from tests.app.remote.stand_ins import ANNS_TOKEN, PASSWORD

    given = {"token": ANNS_TOKEN} if connected.house.kind == "plex" else {"password": PASSWORD}
    body = {"server_id": connected.server["id"], "name": "ann", **given}
    assert connected.ann.send("POST", "/me/remote-accounts", body).status_code == 409
    body["server_id"] = 2**31 - 1
    assert connected.ann.send("POST", "/me/remote-accounts", body).status_code == 422


def test_disconnecting_forgets_the_token_and_keeps_the_marks(
    connected: Connected, movies: Movies, engine: Engine
) -> None:
    connected.house.rate("a", 8.0)
    connected.sync()
    connected.ann.delete(connected.path)
    assert rows(engine, "select from remote_accounts") == []
    assert rows(engine, "select from remote_marks") == []
    assert ratings(connected.ann) == {movies[0]["title"]: 4}


def test_an_account_of_somebody_else_is_not_found(connected: Connected, app: APIFlask) -> None:
    ben: Browser = person(app)
    assert ben.send("POST", f"{connected.path}/sync").status_code == 404
    assert ben.send("PUT", connected.path, {"writes_back": True}).status_code == 404
    assert ben.send("DELETE", connected.path).status_code == 404


def test_deleting_the_account_deletes_all_of_it(connected: Connected, engine: Engine) -> None:
    from tests.app.accounts.people import PASSWORD

    connected.house.rate("a", 8.0)
    connected.sync()
    connected.ann.put(connected.path, {"writes_back": True})
    assert connected.ann.send("DELETE", "/me", {"password": PASSWORD}).status_code == 204
    for table in ("remote_accounts", "remote_marks", "write_backs"):
        assert rows(engine, f"select from {table}") == [], table


def test_the_command_reads_servers_and_accounts(
    connected: Connected, movies: Movies, capsys: Any
) -> None:
    from app.remote.commands import sync

    connected.house.rate("a", 8.0)
    app: Any = connected.ann.client.application
    assert sync(app, None) == 0
    out = capsys.readouterr().out
    assert "House: 5 films, 1 not matched" in out
    assert "1 films, 1 changed, 0 not matched" in out
    assert ratings(connected.ann) == {movies[0]["title"]: 4}
    connected.house.status = 503
    assert sync(app, None) == 2
    assert "not read" in capsys.readouterr().err
