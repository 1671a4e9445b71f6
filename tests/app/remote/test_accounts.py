"""Ann's account on a media server: what is taken from there, and what is not."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.people import Browser, person
from tests.app.remote.conftest import Connected, add_server, connect, fill, rows, when
from tests.app.remote.stand_ins import house
from tests.app.transfer.uploads import library, ratings

Movies = list[dict[str, Any]]


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


def test_a_rating_made_here_stays_ones_own_where_the_same_is_said_there(
    connected: Connected, movies: Movies
) -> None:
    connected.ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 4})
    connected.house.rate("a", 8.0)
    connected.sync()
    connected.house.rate("a", 1.0)
    assert connected.sync()["kept"] == 1
    assert ratings(connected.ann) == {movies[0]["title"]: 4}


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


def test_one_account_changes_no_rating_that_another_set(
    connected: Connected, movies: Movies
) -> None:
    title = movies[0]["title"]
    connected.house.rate("a", 8.0)
    connected.sync()
    with house("emby" if connected.house.kind == "plex" else "plex") as other:
        fill(other, movies)
        server = add_server(connected.admin, other, "Attic")
        account = connect(connected.ann, other, server["id"])
        second = Connected(connected.admin, connected.ann, other, server, account)
        second.read_library()
        other.rate("a", 2.0)
        assert second.sync()["kept"] == 1
        assert ratings(connected.ann) == {title: 4}
        connected.house.rate("a", 6.0)
        assert connected.sync()["changed"] == 1
        assert ratings(connected.ann) == {title: 3}


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
    assert sorted(viewing["watched_on"] for viewing in viewings) == ["2024-03-01", "2024-05-01"]


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


def test_an_export_names_the_account_and_not_its_token(connected: Connected) -> None:
    exported = connected.ann.get("/me/export")
    (account,) = exported["remote_accounts"]
    assert (account["service"], account["server"]) == (connected.house.kind, "House")
    assert "token" not in str(exported)


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
