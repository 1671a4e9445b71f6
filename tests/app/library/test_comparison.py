"""Comparing with a companion over HTTP: who may, and what of each other they see."""

from __future__ import annotations

from apiflask import APIFlask

from tests.app.accounts.people import Browser, person
from tests.app.rooms.parties import problem


def companions(ann: Browser, ben: Browser, *, shown: bool) -> str:
    """Make two people companions; return the address of the first one's comparison."""
    asked = ann.send("POST", "/me/companions", {"username": ben.username}).json
    assert asked is not None
    path = f"/me/companions/{asked['id']}"
    for browser in (ben, ann):
        browser.put(path, {"shows_reasons": shown})
    return f"{path}/comparison"


def rate(browser: Browser, stars: dict[int, float]) -> None:
    for movie_id, rating in stars.items():
        browser.put(f"/me/ratings/{movie_id}", {"rating": rating})


def films(browser: Browser) -> list[int]:
    return [item["movie"]["id"] for item in browser.get("/movies/popular?limit=12")["items"]]


def test_two_who_show_reasons_see_films_and_no_stars(app: APIFlask) -> None:
    ann, ben = person(app), person(app)
    ids = films(ann)
    rate(ann, {film: 5.0 if at < 6 else 2.0 for at, film in enumerate(ids)})
    rate(ben, {film: 4.5 if at < 5 or at == 11 else 1.5 for at, film in enumerate(ids)})
    for browser, seen in ((ann, ids[:3]), (ben, ids[1:5])):
        for film in seen:
            viewing = {"movie_id": film, "watched_on": "2024-05-01"}
            assert browser.send("POST", "/me/viewings", viewing).status_code == 201
    path = companions(ann, ben, shown=True)
    found = ann.get(path)
    assert found["films"] == 12
    assert found["agreement"]["says"] == "alike"
    assert found["agreement"]["films"] == 12
    assert [film["id"] for film in found["both_love"]] == sorted(
        ids[:5], key=[film["id"] for film in found["both_love"]].index
    )
    fights = {film["movie"]["id"]: film["loved_by"] for film in found["to_fight_about"]}
    assert fights == {ids[5]: "me", ids[11]: "companion"}
    other = {film["movie"]["id"]: film["loved_by"] for film in ben.get(path)["to_fight_about"]}
    assert other == {ids[5]: "companion", ids[11]: "me"}
    assert found["years"] == [2024]
    year = found["year"]
    assert (year["mine"], year["theirs"], year["both"]) == (3, 4, 2)
    assert {film["id"] for film in year["films_of_both"]} == set(ids[1:3])
    assert year["my_genres"]
    assert ann.get(f"{path}?year=2020")["year"]["both"] == 0
    assert not any(isinstance(film.get("rating"), float) for film in found["both_love"])


def test_without_both_showing_reasons_only_numbers_are_told(app: APIFlask) -> None:
    ann, ben = person(app), person(app)
    ids = films(ann)
    rate(ann, {film: 5.0 if at % 2 else 2.0 for at, film in enumerate(ids)})
    rate(ben, {film: 5.0 if at % 2 else 1.0 for at, film in enumerate(ids)})
    path = companions(ann, ben, shown=True)
    ben.put(path.removesuffix("/comparison"), {"shows_reasons": False})
    for browser in (ann, ben):
        found = browser.get(path)
        assert found["agreement"]["correlation"] > 0.9
        assert (found["films_shown"], found["both_love"], found["to_fight_about"]) == (
            False,
            [],
            [],
        )


def test_few_films_have_no_number(app: APIFlask) -> None:
    ann, ben = person(app), person(app)
    stars = dict(zip(films(ann)[:9], (1, 2, 3, 4, 5, 1, 2, 3, 4), strict=True))
    for browser in (ann, ben):
        rate(browser, stars)
    found = ann.get(companions(ann, ben, shown=True))
    assert (found["agreement"], found["films"], found["least_films"]) == (None, 9, 10)
    assert (found["years"], found["year"]) == ([], None)


def test_who_has_not_agreed_is_not_compared(app: APIFlask) -> None:
    ann, ben, eve = person(app), person(app), person(app)
    asked = ann.send("POST", "/me/companions", {"username": ben.username}).json
    assert asked is not None
    path = f"/me/companions/{asked['id']}/comparison"
    assert problem(ann.send("GET", path)) == (404, "not-found")
    assert problem(ben.send("GET", path)) == (404, "not-found")
    ben.put(path.removesuffix("/comparison"), {})
    assert ann.get(path)["username"] == ben.username
    assert problem(eve.send("GET", path)) == (404, "not-found")
    ben.delete(path.removesuffix("/comparison"))
    assert problem(ann.send("GET", path)) == (404, "not-found")
