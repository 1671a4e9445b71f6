"""Feeds as documents: Atom (RFC 4287) by feedgenerator, iCalendar (RFC 5545) by icalendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from typing import Any

from feedgenerator import Atom1Feed
from icalendar import Calendar, Event, Todo

Json = dict[str, Any]
PRODUCER = "-//ordained//feeds//EN"
# How often a reader should look again.
REFRESH = timedelta(hours=1)


def name_of(movie: Json) -> str:
    """Return title and year."""
    return movie["title"] if movie["year"] is None else f"{movie['title']} ({movie['year']})"


def about(movie: Json) -> str:
    """Return who made a film, its kind and its length, in a line."""
    parts = [
        ", ".join(person["name"] for person in movie["directors"]),
        ", ".join(movie["genres"]),
        f"{movie['runtime']} min" if movie["runtime"] else "",
    ]
    return " · ".join(part for part in parts if part)


def words_of(viewing: Json) -> str:
    """Return stars, film and note of a viewing, a line each."""
    stars = None if viewing["rating"] is None else f"{viewing['rating']:g} / 5"
    lines = (stars, about(viewing["movie"]), viewing["note"])
    return "\n".join(line for line in lines if line)


def watchlist_atom(items: Sequence[Json], whose: str, site: str, address: str) -> str:
    """Return a watchlist for feed readers, newest first.

    Parameters
    ----------
    items : sequence of dict
        As `app.library.schemas.ListedPage` has them.
    whose : str
        The person's name.
    site : str
        Address of this service, with a slash at its end.
    address : str
        Address of the feed, which also names it.
    """
    feed = _feed(f"Watchlist of {whose}", site, address)
    for item in items:
        movie = item["movie"]
        _add(feed, site, movie, f"watchlist-{movie['id']}", about(movie), item["added_at"])
    return str(feed.writeString("utf-8"))


def diary_atom(items: Sequence[Json], whose: str, site: str, address: str) -> str:
    """Return a diary for feed readers, latest first; see `watchlist_atom`."""
    feed = _feed(f"Diary of {whose}", site, address)
    for viewing in items:
        day = viewing["watched_on"]
        when = viewing["added_at"] if day is None else datetime.combine(day, time(12), UTC)
        _add(feed, site, viewing["movie"], f"viewing-{viewing['id']}", words_of(viewing), when)
    return str(feed.writeString("utf-8"))


def watchlist_ics(items: Sequence[Json], whose: str, site: str) -> bytes:
    """Return a watchlist for calendars: a task for each film, because none has a day."""
    calendar = _calendar(f"Watchlist of {whose}")
    for item in items:
        movie, todo = item["movie"], Todo()
        todo.add("uid", f"watchlist-{movie['id']}@{_host(site)}")
        todo.add("created", item["added_at"])
        todo.add("status", "NEEDS-ACTION")
        _describe(todo, site, movie, about(movie), item["added_at"])
        calendar.add_component(todo)
    return bytes(calendar.to_ical())


def diary_ics(items: Sequence[Json], whose: str, site: str) -> bytes:
    """Return a diary for calendars; viewings without a day are in none."""
    calendar = _calendar(f"Diary of {whose}")
    for viewing in items:
        day: date | None = viewing["watched_on"]
        if day is None:
            continue
        event = Event()
        event.add("uid", f"viewing-{viewing['id']}@{_host(site)}")
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # nobody is busy all day
        _describe(event, site, viewing["movie"], words_of(viewing), viewing["added_at"])
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _feed(title: str, site: str, address: str) -> Atom1Feed:
    return Atom1Feed(title=title, link=site, description=title, feed_url=address, feed_guid=address)


def _add(feed: Atom1Feed, site: str, movie: Json, key: str, words: str, when: datetime) -> None:
    feed.add_item(
        title=name_of(movie),
        link=f"{site}film/{movie['id']}",
        description=escape(words).replace("\n", "<br>"),  # feedgenerator says that it is HTML
        unique_id=f"tag:{_host(site)},2026:{key}",
        pubdate=when,
        updateddate=when,
    )


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH)
    return calendar


def _describe(component: Event | Todo, site: str, movie: Json, words: str, when: datetime) -> None:
    component.add("summary", name_of(movie))
    component.add("description", words)
    component.add("url", f"{site}film/{movie['id']}")
    component.add("dtstamp", when)


def _host(site: str) -> str:
    return site.split("/")[2].partition(":")[0]
