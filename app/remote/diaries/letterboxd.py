"""Letterboxd: a member's public RSS feed, which has the last entries of the diary.

Source: the feed itself, https://letterboxd.com/NAME/rss/; it is documented nowhere.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.data.diary_sites import DiarySites
from app.remote.http import Client, MissingError, RefusedError, UnreadableError
from app.remote.servers.types import SignedIn
from app.remote.values import film_key, text
from app.transfer.parsed import Parsed
from app.transfer.ratings import HALF_STARS, NoRatingError
from app.transfer.rows import Row

NAME: Final = re.compile(r"[A-Za-z0-9_]{1,40}")
MOST_ITEMS: Final = 1000
_TITLE: Final = "{https://letterboxd.com}"
_TMDB: Final = "{https://themoviedb.org}"


def sign_in(sites: DiarySites, name: str, token: str | None) -> SignedIn:
    """Return a member whose feed there is; it is public, so there is no token."""
    member = name.strip().removeprefix("@")
    if not NAME.fullmatch(member):
        raise RefusedError("That is no member's name.")
    try:
        _feed(sites, member)
    except MissingError:
        raise RefusedError("There is no such member.") from None
    return SignedIn(member, member, "")


def read(sites: DiarySites, remote_id: str, token: str) -> Parsed:
    """Return what the feed says: viewings with their days, and ratings."""
    channel = _feed(sites, remote_id).find("channel")
    items = [] if channel is None else channel.findall("item")[:MOST_ITEMS]
    rows = [row for number, item in enumerate(items, 1) if (row := _row(item, number))]
    return Parsed(format="letterboxd", rows=rows)


def _feed(sites: DiarySites, member: str) -> Element:
    client = Client(sites.letterboxd_url)
    content, _ = client.read(f"/{member}/rss/", None, {"Accept": "application/rss+xml"})
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        raise UnreadableError("Its feed is no XML that can be read.") from None
    return root


def _row(item: Element, number: int) -> Row | None:
    """Return an entry of the diary; None of a list, a series or whatever else."""
    title = item.findtext(f"{_TITLE}filmTitle")
    if not title or item.find(f"{_TMDB}tvId") is not None:
        return None
    key = film_key(
        title, item.findtext(f"{_TITLE}filmYear"), None, item.findtext(f"{_TMDB}movieId")
    )
    rating = _stars(text(item.findtext(f"{_TITLE}memberRating")))
    lists = frozenset({"history"} | ({"ratings"} if rating is not None else set()))
    day = _day(text(item.findtext(f"{_TITLE}watchedDate")))
    return Row(key, lists, rating=rating, watched_on=day, at=_time(item), line=number)


def _stars(written: str) -> float | None:
    try:
        return HALF_STARS.stars(written)
    except NoRatingError:
        return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _time(item: Element) -> datetime | None:
    """Return when an entry was written."""
    written: Any = item.findtext("pubDate")
    try:
        found = parsedate_to_datetime(written)
    except (TypeError, ValueError, IndexError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if found <= datetime.now(UTC) else None
