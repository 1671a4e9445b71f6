"""Votes: what they do to the list, and how a room decides."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.people import Browser, guest, person
from tests.app.rooms.parties import Party, party, problem, set_member, set_room


def films(room: Party) -> list[int]:
    """Return the movie ids of a room's list."""
    return [movie["movie"]["id"] for movie in room.see()["movies"]]


def test_the_first_film_that_all_say_yes_to_wins(app: APIFlask) -> None:
    room = party(app)
    ben = room.add("Ben")
    first, second, *_ = films(room)
    assert room.vote(room.host, first, "yes")["winner"] is None
    assert room.vote(ben, second, "yes")["winner"] is None
    decided = room.vote(ben, first, "yes")
    assert decided["winner"]["movie"]["id"] == first
    assert decided["winner"]["by"] == "all"
    assert decided["votes"] == {"yes": 2, "no": 0, "seen": 0}
    seen = room.see(ben)
    assert (seen["state"], seen["winner"]["movie"]["id"]) == ("decided", first)
    late = room.host.send("POST", f"{room.path}/votes", {"movie_id": second, "vote": "yes"})
    assert problem(late) == (409, "room-decided")


def test_who_waits_alone_decides_nothing(app: APIFlask) -> None:
    room = party(app)
    first, *_ = films(room)
    assert room.vote(room.host, first, "yes")["winner"] is None


def test_a_no_and_a_film_seen_leave_everybodys_list(app: APIFlask) -> None:
    room = party(app)
    ben = room.add("Ben")
    first, second, third, *_ = films(room)
    version = room.see()["version"]
    room.vote(ben, first, "no")
    room.vote(room.host, second, "seen")
    assert room.see()["version"] > version
    for browser in (room.host, ben):
        left = [movie["movie"]["id"] for movie in room.see(browser)["movies"]]
        assert left[0] == third
        assert not {first, second} & set(left)
    room.vote(ben, first, None)
    assert first in films(room)


def test_what_most_like_comes_first(app: APIFlask) -> None:
    room = party(app)
    ben, _ana = room.add("Ben"), room.add("Ana")
    last = films(room)[-1]
    room.vote(ben, last, "yes")
    assert films(room)[0] == last
    mine = {movie["movie"]["id"]: movie["my_vote"] for movie in room.see(ben)["movies"]}
    others = {movie["movie"]["id"]: movie["my_vote"] for movie in room.see()["movies"]}
    assert (mine[last], others[last]) == ("yes", None)


def test_the_same_vote_again_is_no_news(app: APIFlask) -> None:
    room = party(app)
    first, *_ = films(room)
    version = room.vote(room.host, first, "yes")["version"]
    assert room.vote(room.host, first, "yes")["version"] == version
    unchanged = room.host.send("GET", f"{room.path}?after={version}")
    assert (unchanged.status_code, unchanged.data) == (204, b"")
    assert room.host.send("GET", f"{room.path}?after={version - 1}").status_code == 200


def test_whose_network_went_keeps_no_film_from_winning(app: APIFlask, engine: Engine) -> None:
    room = party(app)
    ben, ana = room.add("Ben"), room.add("Ana")
    first, *_ = films(room)
    room.vote(room.host, first, "yes")
    assert room.vote(ben, first, "yes")["winner"] is None
    set_member(engine, room, "Ana", "heard_at = now() - interval '31 seconds'")
    seen = room.see()
    assert [member["is_present"] for member in seen["members"]] == [True, True, False]
    assert seen["winner"]["movie"]["id"] == first
    # Ana's page comes back, and finds the decision.
    back = room.see(ana)
    assert [member["is_present"] for member in back["members"]] == [True, True, True]
    assert back["winner"]["movie"]["id"] == first


def test_who_leaves_keeps_no_film_from_winning(app: APIFlask) -> None:
    room = party(app)
    ben, ana = room.add("Ben"), room.add("Ana")
    first, *_ = films(room)
    room.vote(room.host, first, "yes")
    room.vote(ben, first, "yes")
    ana.delete(f"{room.path}/me")
    assert room.see()["winner"]["movie"]["id"] == first


def test_after_a_time_the_best_wins(app: APIFlask, engine: Engine) -> None:
    room = party(app, decide_after_minutes=20)
    ben, ana = room.add("Ben"), room.add("Ana")
    assert room.see()["decides_at"] is not None
    disputed, liked, weak, *_ = films(room)
    for browser in (room.host, ben):
        room.vote(browser, disputed, "yes")
    room.vote(ana, disputed, "no")
    for browser in (ben, ana):
        room.vote(browser, liked, "yes")
    room.vote(room.host, weak, "yes")
    assert room.see()["winner"] is None
    set_room(engine, room, "decides_at = now() - interval '1 second'")
    winner = room.see(ana)["winner"]
    assert (winner["movie"]["id"], winner["by"]) == (liked, "best")
    assert winner["votes"] == {"yes": 2, "no": 0, "seen": 0}


def test_after_a_time_without_a_yes_the_next_yes_decides(app: APIFlask, engine: Engine) -> None:
    room = party(app, decide_after_minutes=1)
    room.add("Ben")
    first, *_ = films(room)
    set_room(engine, room, "decides_at = now() - interval '1 second'")
    assert room.see()["winner"] is None
    assert room.vote(room.host, first, "yes")["winner"]["by"] == "best"


def test_the_host_may_go_on_without_the_winner(app: APIFlask) -> None:
    room = party(app)
    ben = room.add("Ben")
    first, second, *_ = films(room)
    for browser in (room.host, ben):
        room.vote(browser, first, "yes")
    assert problem(ben.send("DELETE", f"{room.path}/winner")) == (403, "hosts-only")
    going_on = room.host.send("DELETE", f"{room.path}/winner").json
    assert (going_on["state"], going_on["winner"]) == ("open", None)
    assert first not in films(room)
    for browser in (room.host, ben):
        room.vote(browser, second, "yes")
    assert room.see()["winner"]["movie"]["id"] == second


def test_the_host_changes_what_the_room_looks_for(app: APIFlask) -> None:
    room = party(app)
    ben = room.add("Ben")
    rules = {"wishes": {"filters": {"year_min": 1990, "year_max": 1999}}}
    assert problem(ben.send("PUT", room.path, rules)) == (403, "hosts-only")
    changed = room.host.send("PUT", room.path, rules)
    assert changed.status_code == 200, changed.text
    seen = room.see(ben)
    assert seen["wishes"]["filters"]["year_max"] == 1999
    assert seen["movies"]
    assert all(1990 <= movie["movie"]["year"] <= 1999 for movie in seen["movies"])
    wrong = {"wishes": {"filters": {"genres": ["Nonesuch"]}}}
    refused = room.host.send("PUT", room.path, wrong)
    assert refused.json["errors"][0]["pointer"].startswith("/wishes/filters/genres")
    assert room.see(ben)["wishes"]["filters"]["year_max"] == 1999


def test_nobody_sees_anothers_marks(app: APIFlask) -> None:
    """An account's ratings order the list, and no answer to another names them."""
    ann = person(app)
    popular = ann.get("/movies/popular?limit=12")["items"]
    ids = [item["movie"]["id"] for item in popular]
    for movie_id in ids[:6]:
        ann.put(f"/me/ratings/{movie_id}", {"rating": 5})
    room = party(app, ann)
    ben = room.add("Ben")
    seen = room.see(ben)
    assert seen["movies"]
    index = next(i for i, member in enumerate(seen["members"]) if member["name"] == ann.username)
    for movie in [*seen["movies"], *seen["picks"]]:
        assert not any(person["person"] == index for person in movie["for_people"])
        assert not any(part["kind"] in ("loved", "watchlist") for part in movie["why"])
        assert movie["movie"]["id"] not in ids[:6]  # what she has seen is not shown, as wished
    own = room.see(ann)["movies"][0]["for_people"]
    assert [person["person"] for person in own] == [index]
    ann.send("PUT", f"{room.path}/me", {"shows_reasons": True})
    shown = room.see(ben)["movies"][0]["for_people"]
    assert index in [person["person"] for person in shown]
    assert not any(reason.get("rating") for person in shown for reason in person["because"])


@pytest.mark.parametrize("_round", range(4))
def test_votes_at_once_decide_once(app: APIFlask, _round: int) -> None:
    room = party(app)
    others = [room.add(name) for name in ("Ben", "Ana", "Cem")]
    first, second, *_ = films(room)

    def say_yes(vote: tuple[Browser, int]) -> int:
        given = {"movie_id": vote[1], "vote": "yes"}
        return vote[0].send("POST", f"{room.path}/votes", given).status_code

    votes = [(who, film) for film in (first, second) for who in (room.host, *others)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(say_yes, votes)) <= {200, 409}
    seen = room.see()
    assert seen["winner"]["movie"]["id"] in (first, second)
    assert seen["winner"]["votes"]["yes"] == 4


def test_the_last_place_is_given_once(app: APIFlask) -> None:
    room = party(app)
    for number in range(10):
        room.add(f"Guest {number}")
    late = [guest(app) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(
                lambda vote: vote[1].send(
                    "POST", "/rooms/join", {"token": room.token, "name": f"Late {vote[0]}"}
                ),
                enumerate(late),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    assert len(room.see()["members"]) == 12
