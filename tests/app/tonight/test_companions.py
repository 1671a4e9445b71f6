"""Consent: who can be among the people, and what is told of them."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from tests.app.accounts.people import Browser, guest, person
from tests.app.tonight.asking import ME, agree, choose


def of(browser: Browser) -> list[dict]:
    return list(browser.get("/me/companions")["items"])


def refusal(browser: Browser, name: str) -> dict:
    answer = choose(browser, {"account": name}, status=422)
    (error,) = answer["errors"]
    return dict(error)


def test_only_who_agreed_can_be_among_the_people(ann: Browser, ben: Browser) -> None:
    unknown = refusal(ann, "no-such-account")
    assert unknown["pointer"] == "/people/0/account"
    assert refusal(ann, ben.username) == unknown
    asked = ann.send("POST", "/me/companions", {"username": ben.username.upper()}).json
    assert (asked["username"], asked["state"]) == (ben.username, "asked")
    # Asking is no agreement, on neither side.
    assert refusal(ann, ben.username) == unknown
    assert refusal(ben, ann.username) == unknown
    # Nor is it one if the asker agrees with themselves.
    assert ann.put(f"/me/companions/{asked['id']}", {"shows_reasons": True})["state"] == "asked"
    assert refusal(ann, ben.username) == unknown
    (waiting,) = of(ben)
    assert (waiting["username"], waiting["state"]) == (ann.username, "asks-you")
    agreed = ben.put(f"/me/companions/{asked['id']}", {})
    assert agreed["state"] == "agreed"
    assert (agreed["shows_reasons"], agreed["shown_reasons"]) == (False, True)
    for watcher, other in ((ann, ben), (ben, ann)):
        found = choose(watcher, ME, {"account": other.username.upper()})
        assert [who["name"] for who in found["people"]] == [watcher.username, other.username]
    # Either side ends it, at once.
    ben.delete(f"/me/companions/{asked['id']}")
    assert (of(ann), of(ben)) == ([], [])
    assert refusal(ann, ben.username) == unknown


def test_asking_each_other_is_agreeing(ann: Browser, ben: Browser) -> None:
    ann.send("POST", "/me/companions", {"username": ben.username})
    again = ann.send("POST", "/me/companions", {"username": ben.username}).json
    assert again["state"] == "asked"
    back = ben.send("POST", "/me/companions", {"username": ann.username}).json
    assert (back["state"], back["id"]) == ("agreed", again["id"])


def test_an_export_has_companions_as_their_own_side_sees_them(ann: Browser, ben: Browser) -> None:
    agree(ann, ben, shows_reasons=True)
    for watcher, other, shows in ((ann, ben, False), (ben, ann, True)):
        (exported,) = watcher.get("/me/export")["companions"]
        (listed,) = of(watcher)
        assert exported == {name: listed[name] for name in listed if name != "id"}
        assert (exported["username"], exported["state"]) == (other.username, "agreed")
        assert (exported["shows_reasons"], exported["shown_reasons"]) == (shows, not shows)


def test_somebody_elses_pair_is_not_there(app: APIFlask, ann: Browser, ben: Browser) -> None:
    pair = agree(ann, ben)
    third = person(app)
    for method, body in (("PUT", {"shows_reasons": True}), ("DELETE", None)):
        answer = third.send(method, f"/me/companions/{pair}", body)
        assert answer.status_code == 404, answer.text
    assert of(third) == []
    assert of(ann)[0]["state"] == "agreed"
    assert of(ann)[0]["shown_reasons"] is False


def test_what_is_refused(ann: Browser) -> None:
    answer = ann.send("POST", "/me/companions", {"username": "no-such-account"})
    assert answer.status_code == 404
    own = ann.send("POST", "/me/companions", {"username": ann.username})
    assert own.json
    assert own.json["errors"][0]["pointer"] == "/username"
    twice = choose(ann, ME, ME, status=422)
    assert twice["errors"][0]["pointer"] == "/people"


def test_nobody_is_there_twice(ann: Browser, ben: Browser) -> None:
    agree(ann, ben)
    name = {"account": ben.username}
    assert choose(ann, name, name, status=422)["errors"][0]["pointer"] == "/people/1"


@pytest.mark.parametrize("shows", [False, True])
def test_a_companion_shows_stars_alone_or_films_too(
    ann: Browser, ben: Browser, horror: list[int], children: list[int], shows: bool
) -> None:
    for movie_id in horror[:6]:
        ben.put(f"/me/ratings/{movie_id}", {"rating": 4.5})
    ben.put(f"/me/ratings/{children[0]}", {"rating": 0.5})
    ben.put(f"/me/watchlist/{horror[6]}")
    agree(ann, ben, shows_reasons=shows)
    found = choose(ann, {"account": ben.username}, {"name": "Cem", "loves": children[1:3]})
    for film in found["movies"]:
        of_ben, of_cem = film["for_people"]
        assert of_ben["predicted_rating"] is not None
        assert of_cem["because"]
        if shows:
            assert of_ben["because"]
            assert {reason["speaks"] for reason in of_ben["because"]} == {"for"}
            assert {reason["rating"] for reason in of_ben["because"]} == {None}
            assert {reason["stars"] for reason in of_ben["because"]} == {0}
        else:
            assert of_ben["because"] == []
            assert (of_ben["seen"], of_ben["on_watchlist"]) == (None, None)
            told = [part for part in film["why"] if part["kind"] in ("loved", "watchlist")]
            assert all(0 not in part["people"] for part in told)
    # The switch is each one's own.
    assert of(ann)[0]["shown_reasons"] is shows
    assert of(ann)[0]["shows_reasons"] is False


def test_guests_have_no_companions(app: APIFlask, ann: Browser, ben: Browser) -> None:
    agree(ann, ben)
    assert refusal(guest(app), ben.username)["pointer"] == "/people/0/account"


def test_an_account_that_goes_takes_its_pairs_along(
    engine: Engine, ann: Browser, ben: Browser
) -> None:
    agree(ann, ben)
    gone = ben.send("DELETE", "/me", {"password": "joint-plover-94-xeric"})
    assert gone.status_code == 204, gone.text
    assert of(ann) == []


def test_no_more_than_fifty(engine: Engine, ann: Browser, ben: Browser) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "with more as (insert into users (username, password_hash)"
                " select 'crowd-' || :of || '-' || n, 'x' from generate_series(1, 50) as n"
                " returning user_id)"
                " insert into companions (asker_id, asked_id) select :user_id, user_id from more"
            ),
            {"user_id": ann.user_id, "of": ann.user_id},
        )
    full = ann.send("POST", "/me/companions", {"username": ben.username})
    assert full.status_code == 409
    # Who asks somebody takes nothing from what they may ask.
    asked = ben.send("POST", "/me/companions", {"username": ann.username})
    assert asked.status_code == 200
