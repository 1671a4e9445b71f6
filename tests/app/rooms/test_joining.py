"""Making a room, joining and leaving it, and who is let in."""

from __future__ import annotations

import re

from apiflask import APIFlask
from sqlalchemy import Engine, text

from tests.app.accounts.people import Browser, guest, person, program
from tests.app.conftest import MakeApp
from tests.app.rooms.parties import party, problem, set_room


def test_a_guest_makes_a_room_and_another_joins_by_its_code(app: APIFlask) -> None:
    room = party(app)
    ben = guest(app)
    typed = room.room["code"].lower().replace(" ", "-")
    joined = ben.send("POST", "/rooms/join", {"code": typed, "name": "Ben"})
    assert joined.status_code == 200, joined.text
    cookie = joined.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/api/v1/rooms"} <= set(cookie.split("; "))
    names = [
        (member["name"], member["is_host"], member["is_me"]) for member in room.see(ben)["members"]
    ]
    assert names == [("Host", True, False), ("Ben", False, True)]
    assert [member["is_me"] for member in room.see()["members"]] == [True, False]
    assert room.see()["movies"]


def test_an_account_joins_under_its_username_and_from_any_device(app: APIFlask) -> None:
    ann, ben = person(app), person(app)
    room = party(app, ann)
    joined = ben.send("POST", "/rooms/join", {"token": room.token})
    assert joined.json["members"][1]["name"] == ben.username
    assert joined.json["members"][1]["has_account"]
    assert "Set-Cookie" not in joined.headers
    phone = program(app, ben)
    assert phone.send("GET", room.path).status_code == 200


def test_who_joins_twice_is_one_member(app: APIFlask) -> None:
    room = party(app)
    ben = room.add("Ben")
    again = ben.send("POST", "/rooms/join", {"token": room.token, "name": "Benjamin"})
    assert again.status_code == 200
    assert [member["name"] for member in again.json["members"]] == ["Host", "Ben"]


def test_a_guest_needs_a_name_that_nobody_has(app: APIFlask) -> None:
    room = party(app)
    room.add("Ben")
    other = guest(app)
    nameless = other.send("POST", "/rooms/join", {"token": room.token})
    assert problem(nameless) == (422, "invalid")
    assert nameless.json["errors"][0]["pointer"] == "/name"
    taken = other.send("POST", "/rooms/join", {"token": room.token, "name": "bEN"})
    assert problem(taken) == (409, "name-taken")


def test_a_guest_of_one_room_is_nobody_in_another(app: APIFlask) -> None:
    mine, other = party(app), party(app)
    assert problem(mine.host.send("GET", other.path)) == (404, "not-found")
    vote = {"movie_id": 1, "vote": "yes"}
    assert problem(mine.host.send("POST", f"{other.path}/votes", vote)) == (404, "not-found")


def test_a_cookie_of_another_room_opens_none(app: APIFlask) -> None:
    mine, other = party(app), party(app)
    (cookie,) = [cookie for cookie in mine.host.client._cookies.values() if "room" in cookie.key]
    thief = guest(app)
    thief.client.set_cookie(f"ordained_room_{other.room['id']}", cookie.value, path="/api/v1/rooms")
    assert problem(thief.send("GET", other.path)) == (404, "not-found")


def test_a_token_is_of_one_room_and_cannot_be_made_up(app: APIFlask) -> None:
    room, other = party(app), party(app)
    number, issue, signature = room.token.split("-", 2)
    for token in (
        f"{other.room['id']}-{issue}-{signature}",
        f"{number}-1-{signature}",
        f"{number}-{issue}-{'A' * 22}",
        "nothing-of-the-kind",
    ):
        response = guest(app).send("POST", "/rooms/join", {"token": token, "name": "Eve"})
        assert problem(response) == (404, "not-found"), token


def test_the_thirteenth_is_refused(app: APIFlask) -> None:
    room = party(app)
    for number in range(11):
        room.add(f"Guest {number}")
    late = guest(app).send("POST", "/rooms/join", {"token": room.token, "name": "Late"})
    assert problem(late) == (409, "room-full")
    room.guests["Guest 3"].delete(f"{room.path}/me")
    room.add("Late")


def test_whom_the_host_removes_does_not_come_back(app: APIFlask, engine: Engine) -> None:
    room = party(app)
    ben, ana = room.add("Ben", mood="something silly"), room.add("Ana")
    member_id = room.see(ben)["members"][1]["id"]
    assert problem(ana.send("DELETE", f"{room.path}/members/{member_id}")) == (403, "hosts-only")
    room.host.delete(f"{room.path}/members/{member_id}")
    assert problem(ben.send("GET", room.path)) == (403, "removed-from-room")
    again = {"token": room.token, "name": "Ben again"}
    assert problem(ben.send("POST", "/rooms/join", again)) == (403, "removed-from-room")
    # Without the cookie neither: code and link are new.
    assert problem(guest(app).send("POST", "/rooms/join", again)) == (404, "not-found")
    by_code = {"code": room.room["code"], "name": "Ben"}
    assert problem(guest(app).send("POST", "/rooms/join", by_code)) == (404, "not-found")
    assert [member["name"] for member in room.see()["members"]] == ["Host", "Ana"]
    with engine.connect() as connection:
        kept = connection.execute(
            text("select name, mood from room_members where member_id = :id"), {"id": member_id}
        ).one()
    assert tuple(kept) == ("", None)
    host_id = room.see()["members"][0]["id"]
    assert room.host.send("DELETE", f"{room.path}/members/{host_id}").status_code == 404


def test_an_ended_room_says_so_and_keeps_nothing_of_anybody(app: APIFlask, engine: Engine) -> None:
    room = party(app, wishes={"words": "something warm"})
    ben = room.add("Ben", mood="something silly")
    movie_id = room.see()["movies"][0]["movie"]["id"]
    room.vote(ben, movie_id, "yes")
    assert problem(ben.send("DELETE", room.path)) == (403, "hosts-only")
    room.host.delete(room.path)
    seen = room.see(ben)
    assert seen["state"] == "ended"
    assert (seen["code"], seen["link"], seen["mood"], seen["movies"]) == (None, None, None, [])
    for method, path, body in (
        ("POST", "/votes", {"movie_id": movie_id, "vote": "yes"}),
        ("PUT", "/me", {}),
        ("DELETE", "/me", None),
    ):
        assert problem(ben.send(method, room.path + path, body)) == (410, "room-ended")
    assert problem(ben.send("GET", f"{room.path}/qr.svg")) == (410, "room-ended")
    late = {"code": room.room["code"], "name": "Late"}
    assert problem(guest(app).send("POST", "/rooms/join", late)) == (410, "room-ended")
    with engine.connect() as connection:
        counts = connection.execute(
            text(
                "select (select count(*) from room_votes join room_members using (member_id)"
                " where room_id = :id), (select count(*) from room_members where room_id = :id"
                " and (mood is not null or loves <> '{}')), (select wishes from rooms"
                " where room_id = :id)"
            ),
            {"id": room.room["id"]},
        ).one()
    assert tuple(counts) == (0, 0, {})


def test_with_its_host_a_room_ends(app: APIFlask) -> None:
    room = party(app)
    ben = room.add("Ben")
    room.host.delete(f"{room.path}/me")
    assert room.see(ben)["state"] == "ended"
    assert problem(room.host.send("GET", room.path)) == (404, "not-found")


def test_who_leaves_is_forgotten(app: APIFlask, engine: Engine) -> None:
    room = party(app)
    ben = room.add("Ben")
    movie_id = room.see()["movies"][0]["movie"]["id"]
    room.vote(ben, movie_id, "yes")
    assert room.see()["movies"][0]["votes"]["yes"] == 1
    ben.delete(f"{room.path}/me")
    assert problem(ben.send("GET", room.path)) == (404, "not-found")
    seen = room.see()
    assert [member["name"] for member in seen["members"]] == ["Host"]
    assert seen["movies"][0]["votes"] == {"yes": 0, "no": 0, "seen": 0}
    with engine.connect() as connection:
        events = connection.execute(
            text("select data::text from room_events where room_id = :id"), {"id": room.room["id"]}
        ).scalars()
        assert "Ben" not in " ".join(events)


def test_after_a_day_a_room_is_gone(app: APIFlask, engine: Engine) -> None:
    room = party(app)
    ben = room.add("Ben")
    set_room(engine, room, "expires_at = now() - interval '1 second'")
    assert problem(ben.send("GET", room.path)) == (410, "room-ended")
    assert problem(ben.send("GET", f"{room.path}/events")) == (410, "room-ended")
    party(app)  # deletes what is over
    assert problem(ben.send("GET", room.path)) == (404, "not-found")
    with engine.connect() as connection:
        left = connection.scalar(
            text("select count(*) from room_members where room_id = :id"), {"id": room.room["id"]}
        )
    assert left == 0


def test_wrong_codes_are_counted_and_right_ones_are_not(make_app: MakeApp) -> None:
    app = make_app(ORDAINED_RATE_LIMITS="on")
    room = party(app)
    thief = guest(app)
    for _ in range(4):
        by_code = {"code": room.room["code"], "name": "Ben"}
        browser = guest(app)
        assert browser.send("POST", "/rooms/join", by_code).status_code == 200
        browser.delete(f"{room.path}/me")
    answers = [
        problem(thief.send("POST", "/rooms/join", {"code": f"AAA AA{letter}", "name": "Eve"}))
        for letter in "ACDEFGHJKLM"
    ]
    assert answers == [(404, "not-found")] * 10 + [(429, "too-many-requests")]
    # By its link the room is open as before.
    assert (
        thief.send("POST", "/rooms/join", {"token": room.token, "name": "Eve"}).status_code == 200
    )


def test_an_account_brings_its_marks_alone(app: APIFlask, ann: Browser) -> None:
    room = party(app)
    given = {"token": room.token, "loves": [1]}
    response = ann.send("POST", "/rooms/join", given)
    assert problem(response) == (422, "invalid")
    assert response.json["errors"][0]["pointer"] == "/loves"


def test_loved_films_are_ones_own_to_see(app: APIFlask) -> None:
    room = party(app)
    loved = room.see()["movies"][0]["movie"]["id"]
    ben = room.add("Ben", loves=[loved])
    assert [film["id"] for film in room.see(ben)["loves"]] == [loved]
    assert room.see()["loves"] == []
    gone = ben.send("PUT", f"{room.path}/me", {"mood": "something slow"})
    assert (gone.json["loves"], gone.json["mood"]) == ([], "something slow")
    wrong = ben.send("PUT", f"{room.path}/me", {"hates": [loved, 2**31 - 1]})
    assert wrong.json["errors"][0]["pointer"] == "/hates/1"


def test_the_link_is_drawn(app: APIFlask) -> None:
    room = party(app)
    drawn = room.host.send("GET", f"{room.path}/qr.svg")
    assert drawn.content_type.startswith("image/svg+xml")
    assert re.fullmatch(r"<svg .*<path .*</svg>\s*", drawn.text, re.S)
