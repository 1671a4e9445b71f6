"""Imports can be undone, and leave alone what was changed since."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, event, text

from app.accounts import people
from app.transfer import writing
from tests.app.accounts.people import Browser, person
from tests.app.transfer.uploads import library, ratings, report, upload

HEAD = "Title,Year,Rating,WatchedDate\n"
FILE = HEAD + "Goodfellas,1990,4.5,2024-05-06\nHome Alone,1990,2,\nThe Kid,1921,,2001-02-03\n"
KEPT = ("ratings", "viewings", "watchlist", "hidden", "preferences")


def kept(engine: Engine, who: Browser) -> dict[str, list[str]]:
    """Return all that is kept of a person, to the last digit."""
    with engine.connect() as connection:
        return {
            name: sorted(
                connection.execute(
                    text(f"select to_jsonb(t)::text from {name} t where user_id = :id"),
                    {"id": who.user_id},
                ).scalars()
            )
            for name in KEPT
        }


def taste(engine: Engine, who: Browser) -> Any:
    """Return the person's vector and counts."""
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "select taste_vector::text, rating_count, mark_count from tastes"
                " where user_id = :id"
            ),
            {"id": who.user_id},
        )
        return [tuple(row) for row in rows]


def undo(who: Browser, import_id: int) -> Any:
    answer = who.send("DELETE", f"/me/imports/{import_id}")
    assert answer.status_code == 200, answer.text
    return answer.json


@pytest.fixture
def owner(ann: Browser, ids: dict[str, int]) -> Browser:
    """Somebody with marks of every kind on the films of the file."""
    film = ids["Goodfellas (1990)"]
    ann.put(f"/me/ratings/{film}", {"rating": 1})
    for day, note in (("2001-01-01", "first"), ("2002-02-02", "again\n\nand slower")):
        body = {"movie_id": film, "watched_on": day, "note": note}
        assert ann.send("POST", "/me/viewings", body).status_code == 201
    ann.put(f"/me/hidden/{ids['Home Alone (1990)']}")
    ann.put(f"/me/watchlist/{ids['The Kid (1921)']}")
    ann.put("/me/preferences", {"onboarding_text": "slow films"})
    return ann


def test_all_is_as_it_was_before(owner: Browser, engine: Engine) -> None:
    before, vector = kept(engine, owner), taste(engine, owner)
    document = {
        "format": "ordained",
        "version": 1,
        "preferences": {"onboarding_text": "fast films", "genres": ["Comedy"]},
        "ratings": [
            {"movie": {"title": "Goodfellas", "year": 1990}, "rating": 5},
            {"movie": {"title": "Home Alone", "year": 1990}, "rating": 3},
        ],
        "history": [
            {"movie": {"title": "Goodfellas", "year": 1990}, "watched_on": "2001-01-01",
             "note": "another note"},
            {"movie": {"title": "Goodfellas", "year": 1990}, "watched_on": "2024-05-06"},
        ],
        "watchlist": [{"movie": {"title": "Home Alone", "year": 1990}}],
        "hidden": [{"movie": {"title": "The Kid", "year": 1921}, "added_at": "2099-01-01"}],
    }  # fmt: skip
    made = report(owner, json.dumps(document), "all.json")
    assert made["film_count"] == 3
    after = kept(engine, owner)
    assert all(after[name] != before[name] for name in KEPT)
    (listed,) = owner.get("/me/imports")["items"]
    assert (listed["id"], listed["film_count"], listed["undone_at"]) == (made["id"], 3, None)
    done = undo(owner, made["id"])
    assert (done["restored"], done["kept"], done["preferences_kept"]) == (3, [], False)
    assert kept(engine, owner) == before
    assert taste(engine, owner) == vector
    assert owner.get("/me/imports")["items"][0]["undone_at"] == done["undone_at"]


def test_films_touched_since_stay_and_are_named(owner: Browser, ids: dict[str, int]) -> None:
    before = library(owner)
    made = report(owner, FILE)
    owner.put(f"/me/ratings/{ids['Goodfellas (1990)']}", {"rating": 3.5})
    owner.put(f"/me/hidden/{ids['The Kid (1921)']}")
    preview = owner.get(f"/me/imports/{made['id']}")
    assert preview["report"]["id"] == made["id"]
    done = undo(owner, made["id"])
    names = [film["title"] for film in done["kept"]]
    assert names == ["Goodfellas", "The Kid"]
    assert (done["restored"], done["kept_total"]) == (1, 2)
    assert preview["undo"] == {key: done[key] for key in preview["undo"]}
    assert ratings(owner) == {"Goodfellas": 3.5}
    assert [mark["title"] for mark in library(owner)["hidden"]] == ["Home Alone", "The Kid"]
    assert len(owner.get("/me/export")["history"]) > len(before["history"])


def test_undone_twice_is_undone_once(owner: Browser, ids: dict[str, int]) -> None:
    made = report(owner, FILE)
    first = undo(owner, made["id"])
    owner.put(f"/me/ratings/{ids['Home Alone (1990)']}", {"rating": 5})
    assert undo(owner, made["id"]) == first
    assert ratings(owner) == {"Goodfellas": 1, "Home Alone": 5}
    assert owner.get(f"/me/imports/{made['id']}")["undo"] is None


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_imports_undone_in_any_order(
    owner: Browser, engine: Engine, order: tuple[int, int]
) -> None:
    before = kept(engine, owner)
    made = [report(owner, FILE), report(owner, FILE.replace("4.5", "2.5"))]
    done = [undo(owner, made[place]["id"]) for place in order]
    assert [len(undone["kept"]) for undone in done] == ([1, 0] if order == (0, 1) else [0, 0])
    assert kept(engine, owner) == before


def test_an_import_that_changed_nothing_and_a_dry_run(owner: Browser) -> None:
    report(owner, FILE)
    again = report(owner, FILE)
    dry = report(owner, FILE.replace("4.5", "2.5"), dry_run="true")
    assert undo(owner, again["id"])["restored"] == 0
    assert ratings(owner)["Goodfellas"] == 4.5
    assert owner.send("DELETE", f"/me/imports/{dry['id']}").status_code == 404
    assert dry["id"] not in [entry["id"] for entry in owner.get("/me/imports")["items"]]


def test_looking_at_files_pushes_no_import_out(ann: Browser) -> None:
    made = report(ann, FILE)
    for number in range(25):
        report(ann, HEAD + f"Nothing {number},1990,3,\n", dry_run="true")
    assert undo(ann, made["id"])["restored"] == 3


def test_other_peoples_imports_are_not_there(app: APIFlask, owner: Browser) -> None:
    made = report(owner, FILE)
    other = person(app)
    for method in ("GET", "DELETE"):
        assert other.send(method, f"/me/imports/{made['id']}").status_code == 404
    assert other.get("/me/imports")["items"] == []
    assert ratings(owner)["Goodfellas"] == 4.5


def devices(app: APIFlask, who: Browser, count: int) -> list[Browser]:
    found = []
    for _ in range(count):
        found.append(Browser(app.test_client(), who.username))
        assert found[-1].sign_in().status_code == 200
    return found


def test_undos_and_a_rating_at_once(
    app: APIFlask, engine: Engine, owner: Browser, ids: dict[str, int]
) -> None:
    """A rating is either undone over or kept and named; nothing is half undone."""
    film = ids["Goodfellas (1990)"]
    first, two, three = devices(app, owner, 3)
    for _ in range(3):
        made = report(owner, FILE)
        before = ratings(owner)["Goodfellas"]
        with ThreadPoolExecutor(3) as pool:
            undone = [pool.submit(undo, browser, made["id"]) for browser in (first, two)]
            pool.submit(three.put, f"/me/ratings/{film}", {"rating": 5}).result()
        assert undone[0].result() == undone[1].result()
        assert before == 4.5
        assert ratings(owner)["Goodfellas"] == 5
        assert owner.get("/me/taste")["rating_count"] == 1
        owner.put(f"/me/ratings/{film}", {"rating": 1})


@pytest.mark.parametrize(
    "statement", ["delete from watchlist", "delete from hidden", "update imports"]
)
def test_what_breaks_off_undoes_nothing(owner: Browser, engine: Engine, statement: str) -> None:
    """As where the process is killed: the connection is gone between two statements."""
    made = report(owner, FILE)
    before = kept(engine, owner)

    def kill(connection: Any, _cursor: Any, sent: str, *_: Any) -> None:
        if sent.lower().startswith(statement):
            connection.exec_driver_sql("select pg_terminate_backend(pg_backend_pid())")

    event.listen(engine, "before_cursor_execute", kill)
    try:
        answer = owner.send("DELETE", f"/me/imports/{made['id']}")
    finally:
        event.remove(engine, "before_cursor_execute", kill)
    assert answer.status_code == 503
    assert kept(engine, owner) == before
    assert undo(owner, made["id"])["restored"] == 3


def test_an_import_that_breaks_off_writes_nothing(
    owner: Browser, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(engine, owner)
    write = writing.write

    def breaks(connection: Any, *given: Any) -> None:
        write(connection, *given)
        connection.exec_driver_sql("select pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(writing, "write", breaks)
    assert upload(owner, FILE).status_code == 503
    monkeypatch.undo()
    assert kept(engine, owner) == before
    assert owner.get("/me/imports")["items"] == []


@pytest.mark.parametrize("route", ["undo", "import"])
def test_who_waits_too_long_is_told_to_come_back(
    owner: Browser, engine: Engine, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    made = report(owner, FILE)
    monkeypatch.setattr(people, "LOCK_TIMEOUT_MS", 200)
    with engine.begin() as connection:
        people.lock_for_writing(connection, owner.user_id)
        if route == "undo":
            answer = owner.send("DELETE", f"/me/imports/{made['id']}")
        else:
            answer = upload(owner, FILE)
    assert answer.status_code == 503
    assert answer.json["type"] == "/api/docs#busy"
    assert int(answer.headers["Retry-After"]) > 0


def test_files_are_read_before_anything_is_locked(
    app: APIFlask, owner: Browser, engine: Engine, ids: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from app.transfer import service

    (other,) = devices(app, owner, 1)
    prepare = service._prepare

    def slowly(*given: Any) -> Any:
        sleep(0.5)
        return prepare(*given)

    monkeypatch.setattr(service, "_prepare", slowly)
    with ThreadPoolExecutor(1) as pool:
        importing = pool.submit(upload, owner, FILE)
        sleep(0.2)
        other.put(f"/me/ratings/{ids['Metropolis (1927)']}", {"rating": 4})
        assert not importing.done()
        assert importing.result().status_code == 200
    assert ratings(owner)["Metropolis"] == 4
