"""What the house has: read from media servers, filtered by, shown, and where it is played."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.people import Browser, guest
from tests.app.remote.conftest import Connected, add_server, connect, fill, rows
from tests.app.remote.stand_ins import API_KEY, House, house

Movies = list[dict[str, Any]]


def owned_ids(browser: Browser, path: str) -> set[int]:
    joint = "&" if "?" in path else "?"
    found = browser.get(f"{path}{joint}owned=true&limit=50")
    return {item["movie"]["id"] for item in found["items"]}


def test_films_are_matched_by_id_else_by_title_and_the_others_are_named(
    connected: Connected, movies: Movies
) -> None:
    (server,) = connected.admin.get("/admin/media-servers")["items"]
    assert (server["films"], server["matched"]) == (5, 4)
    assert server["result"] == {"failure": None, "detail": None}
    path = f"/admin/media-servers/{server['id']}/not-matched"
    (missed,) = connected.admin.get(path)["items"]
    assert missed["title"] == "Our holidays on the moon"
    assert missed["reason"]
    assert owned_ids(connected.ann, "/movies/popular") == {movie["id"] for movie in movies}


def test_every_list_takes_the_filter(connected: Connected, movies: Movies) -> None:
    ann, ids = connected.ann, {movie["id"] for movie in movies}
    ann.put(f"/me/ratings/{movies[0]['id']}", {"rating": 5})
    left = ids - {movies[0]["id"]}
    assert owned_ids(ann, "/movies/popular") == left
    assert owned_ids(ann, "/search?q=a+film+about+people") == ids
    assert owned_ids(ann, "/me/recommendations") == left
    assert owned_ids(ann, f"/movies/{movies[0]['id']}/similar") == left
    assert set(ann.get("/movies/map/films?owned=true")["movie_ids"]) == ids
    wishes = {"people": [{"me": True}], "filters": {"owned": True}}
    tonight = ann.send("POST", "/tonight", wishes).json
    assert tonight
    assert {movie["movie"]["id"] for movie in tonight["movies"]} == left
    shelves = ann.get("/me/shelves?owned=true")["shelves"]
    assert all(item["movie"]["id"] in left for shelf in shelves for item in shelf["items"])


def test_only_who_is_signed_in_is_told_what_the_house_has(
    app: APIFlask, connected: Connected, movies: Movies
) -> None:
    browser, alike = guest(app), f"/movies/{movies[0]['id']}/similar"
    for path in ("/movies/popular", "/search?q=people", "/movies/map/films", alike):
        joint = "&" if "?" in path else "?"
        assert browser.send("GET", f"{path}{joint}owned=true").status_code == 401, path
        assert browser.send("GET", path).status_code == 200, path
    wishes = {"people": [{"name": "Ana"}], "filters": {"owned": True}}
    assert browser.send("POST", "/tonight", wishes).status_code == 401
    assert (
        browser.send(
            "POST", "/rooms", {"name": "H", "wishes": {"filters": {"owned": True}}}
        ).status_code
        == 401
    )


def test_marks_say_what_is_owned_and_the_film_where_it_plays(
    connected: Connected, movies: Movies
) -> None:
    ann = connected.ann
    other = ann.get("/movies/popular?limit=50")["items"][-1]["movie"]["id"]
    query = f"/me/marks?movie_ids={movies[0]['id']}&movie_ids={other}"
    assert [item["owned"] for item in ann.get(query)["items"]] == [True, False]
    (link,) = ann.get(f"/me/play/{movies[0]['id']}")["items"]
    assert link["name"] == "House"
    assert link["url"].startswith(connected.house.url)
    assert f"id-of-{connected.house.kind}" in link["url"]
    assert ann.get(f"/me/play/{other}")["items"] == []
    assert ann.send("GET", "/me/play/999999999").status_code == 404


def test_a_film_on_two_servers_is_owned_until_neither_has_it(
    connected: Connected, movies: Movies
) -> None:
    other = "emby" if connected.house.kind == "plex" else "plex"
    with house(other) as second:
        fill(second, movies)
        server = add_server(connected.admin, second, "Attic")
        connected.admin.send("POST", f"/admin/media-servers/{server['id']}/sync")
        links = connected.ann.get(f"/me/play/{movies[0]['id']}")["items"]
        assert [link["name"] for link in links] == ["Attic", "House"]
        connect(connected.ann, second, server["id"])
        connected.admin.delete(f"/admin/media-servers/{connected.server['id']}")
        assert len(connected.ann.get(f"/me/play/{movies[0]['id']}")["items"]) == 1
        (account,) = connected.ann.get("/me/remote-accounts")["items"]
        assert account["server"] == "Attic"
        connected.admin.delete(f"/admin/media-servers/{server['id']}")
    assert owned_ids(connected.ann, "/movies/popular") == set()


def test_what_is_gone_there_is_no_longer_owned(connected: Connected, movies: Movies) -> None:
    del connected.house.films["a"]
    assert connected.read_library()["films"] == 4
    assert movies[0]["id"] not in owned_ids(connected.ann, "/movies/popular")


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_that_is_away_keeps_its_films(
    connected: Connected, movies: Movies, status: int
) -> None:
    connected.house.status = status
    server = connected.read_library()
    assert server["result"]["failure"] == "away"
    assert server["films"] == 5
    assert len(owned_ids(connected.ann, "/movies/popular")) == 4


def test_a_server_that_shows_nothing_keeps_its_films(connected: Connected) -> None:
    connected.house.films.clear()
    server = connected.read_library()
    assert "shows no films" in server["result"]["detail"]
    assert server["films"] == 5


def test_a_large_library_is_read_in_pages(connected: Connected) -> None:
    for number in range(1200):
        connected.house.films[f"n{number}"] = {"title": f"Reel {number} of nothing", "year": 1950}
    assert connected.read_library()["films"] == 1205
    assert connected.house.largest_page == 500


def test_a_redirect_is_not_followed(connected: Connected) -> None:
    connected.house.status, connected.house.location = 302, f"{connected.house.url}/elsewhere"
    result = connected.read_library()["result"]
    assert result["failure"] == "unreadable"
    assert not any("/elsewhere" in asked for asked in connected.house.asked)


def test_a_server_must_take_the_token_and_answer(admin: Browser, there: House) -> None:
    body = {"kind": there.kind, "name": "House", "url": there.url, "token": "wrong"}
    assert admin.send("POST", "/admin/media-servers", body).status_code == 409
    body |= {"token": API_KEY, "url": "http://127.0.0.1:1"}
    assert admin.send("POST", "/admin/media-servers", body).status_code == 503
    for url in ("ftp://house", "http://ann:pass@house", "house", "http://house/?a=b"):
        refused = admin.send("POST", "/admin/media-servers", {**body, "url": url})
        assert refused.status_code == 422, url
        assert refused.json
        assert refused.json["errors"][0]["pointer"] == "/url"
    body["url"] = "http://169.254.169.254"
    assert admin.send("POST", "/admin/media-servers", body).status_code == 409
    assert admin.get("/admin/media-servers")["items"] == []


def test_tokens_are_stored_encrypted_and_never_shown(connected: Connected, engine: Engine) -> None:
    for table in ("media_servers", "remote_accounts"):
        ((box,),) = rows(engine, f"select token_box from {table}")
        assert b"token" not in bytes(box)
        assert API_KEY.encode() not in bytes(box)
    shown = connected.ann.send("GET", "/me/remote-accounts").text
    shown += connected.admin.send("GET", "/admin/media-servers").text
    assert API_KEY not in shown
    assert "token-of-ann" not in shown
    assert "webhook?secret" not in shown


def test_another_secret_key_opens_no_token(
    connected: Connected, engine: Engine, tmp_path: Any
) -> None:
    from tests.app.accounts.apps import app_on

    app = app_on(engine, tmp_path, SECRET_KEY="another secret key, and long enough to be one")
    browser = Browser(app.test_client(), connected.admin.username)
    browser.sign_in()
    answer = browser.send("POST", f"/admin/media-servers/{connected.server['id']}/sync").json
    assert answer
    assert answer["result"]["failure"] == "refused"
    assert "cannot be read any more" in answer["result"]["detail"]
