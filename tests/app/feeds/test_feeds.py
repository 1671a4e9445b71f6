"""Feeds of watchlist and diary, read as calendars and feed readers read them."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import Engine, text

from tests.app.accounts.people import Browser, guest

ATOM = "{http://www.w3.org/2005/Atom}"


def path(address: str) -> str:
    return address.removeprefix("http://localhost")


@pytest.fixture
def reader(app: APIFlask) -> FlaskClient:
    """Whoever knows the address, and nothing else."""
    return guest(app).client


@pytest.fixture
def films(ann: Browser) -> list[dict[str, object]]:
    """Films: the first is planned, the second was seen on a day with a note and stars."""
    found = [item["movie"] for item in ann.get("/movies/popular?limit=3")["items"]]
    ann.put(f"/me/watchlist/{found[0]['id']}")
    viewing = {"movie_id": found[1]["id"], "watched_on": "2026-02-28", "note": "a & b <c>\nmore"}
    ann.send("POST", "/me/viewings", viewing)
    ann.put(f"/me/ratings/{found[1]['id']}", {"rating": 4.5})
    ann.send("POST", "/me/viewings", {"movie_id": found[2]["id"]})
    return found


def test_atom(ann: Browser, films: list[dict[str, object]], reader: FlaskClient) -> None:
    made = ann.put("/me/feed")
    answer = reader.get(path(made["watchlist_atom"]))
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)
    assert root.findtext(f"{ATOM}title") == f"Watchlist of {ann.username}"
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"{films[0]['title']} ({films[0]['year']})"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"http://localhost/film/{films[0]['id']}"
    diary = ElementTree.fromstring(reader.get(path(made["diary_atom"])).data)
    seen, undated = diary.findall(f"{ATOM}entry")
    assert seen.findtext(f"{ATOM}published") == "2026-02-28T12:00:00+00:00"
    assert "4.5 / 5" in str(seen.findtext(f"{ATOM}summary"))
    # HTML, in which a note's own signs stand for themselves.
    assert "a &amp; b &lt;c&gt;<br>more" in str(seen.findtext(f"{ATOM}summary"))
    assert str(films[2]["title"]) in str(undated.findtext(f"{ATOM}title"))


def test_calendar(ann: Browser, films: list[dict[str, object]], reader: FlaskClient) -> None:
    made = ann.put("/me/feed")
    answer = reader.get(path(made["diary_ics"]))
    assert answer.content_type == "text/calendar; charset=utf-8"
    diary = Calendar.from_ical(answer.data)
    (event,) = diary.walk("VEVENT")  # what has no day is in no calendar
    assert event["dtstart"].dt == date(2026, 2, 28)
    assert event["dtend"].dt == date(2026, 3, 1)
    assert str(event["summary"]) == f"{films[1]['title']} ({films[1]['year']})"
    assert "a & b <c>\nmore" in str(event["description"])
    planned = Calendar.from_ical(reader.get(path(made["watchlist_ics"])).data)
    (todo,) = planned.walk("VTODO")
    assert str(todo["summary"]).startswith(str(films[0]["title"]))
    again = Calendar.from_ical(reader.get(path(made["watchlist_ics"])).data)
    assert again.walk("VTODO")[0]["uid"] == todo["uid"]


def test_unchanged_feed_is_not_sent_again(ann: Browser, reader: FlaskClient) -> None:
    address = path(ann.put("/me/feed")["watchlist_ics"])
    tag = reader.get(address).headers["ETag"]
    assert reader.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_address_holds_until_it_is_revoked_or_made_anew(ann: Browser, reader: FlaskClient) -> None:
    assert ann.get("/me/feed") == {"created_at": None, "last_read_at": None}
    first = path(ann.put("/me/feed")["diary_atom"])
    assert ann.get("/me/feed")["last_read_at"] is None
    assert reader.get(first).status_code == 200
    assert ann.get("/me/feed")["last_read_at"]
    second = path(ann.put("/me/feed")["diary_atom"])
    assert reader.get(first).status_code == 404
    assert reader.get(second).status_code == 200
    ann.delete("/me/feed")
    assert reader.get(second).status_code == 404
    ann.delete("/me/feed")  # again is as good as once


@pytest.mark.parametrize("name", ["watchlist.rss", "ratings.atom", "", "x" * 40])
def test_there_are_four_feeds(ann: Browser, reader: FlaskClient, name: str) -> None:
    folder = path(ann.put("/me/feed")["diary_atom"]).rpartition("/")[0]
    assert reader.get(f"{folder}/{name}").status_code == 404
    assert reader.get("/api/feeds/nobodys-secret/diary.atom").status_code == 404


def test_secret_is_not_in_the_database(engine: Engine, ann: Browser) -> None:
    secret = ann.put("/me/feed")["diary_atom"].split("/")[-2]
    with engine.connect() as connection:
        kept = connection.scalar(
            text("select row_to_json(f)::text from feeds f where user_id = :user_id"),
            {"user_id": ann.user_id},
        )
    assert secret not in str(kept)
    ann.delete("/me/feed")
