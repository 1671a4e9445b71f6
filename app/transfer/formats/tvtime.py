"""TV Time: the CSV files of the data that it hands out; it closed in July 2026.

One file has films, episodes and totals, told apart by the columns of names and types. Votes are
codes at the end of a key, of which the stars' are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from app.transfer.formats.common import HIDDEN, NEITHER, PLANNED, SEEN
from app.transfer.layouts import Layout, Role
from app.transfer.ratings import STARS
from app.transfer.rows import BadRowError
from app.transfer.values import text
from app.transfer.words import words

_ROLES: Final[dict[str, Role]] = {
    "moviename": "title",
    "releasedate": "year",
    "type": "status",
    "watchdate": "watched_on",
    "createdat": "watched_on",
    "updatedat": "added_at",
}
# What the files say of a film: it was seen, is to be seen, or is merely known to the app.
_TYPES: Final = {
    "watch": SEEN,
    "rewatch": SEEN,
    "rewatchcount": SEEN,
    "towatch": PLANNED,
    "forlater": PLANNED,
    "follow": NEITHER,
    "unwatch": NEITHER,
    "unfollow": NEITHER,
    "hide": HIDDEN,
}
_VOTE: Final = re.compile(r".*-(\d{1,3})")
# Stars by the code of a vote.
_STARS_BY_CODE: Final = {"1": 1, "27": 2, "28": 3, "29": 4, "3": 5}


def _films_only(values: Mapping[str, Any]) -> Mapping[str, Any]:
    if text(values.get("moviename")) is None or (
        (kind := text(values.get("entitytype"))) and kind.lower() not in ("movie", "film")
    ):
        what = "an episode or a show" if text(values.get("seriesname")) else "a total"
        raise BadRowError(f"This is {what}, not a film.", "not_a_film")
    if text(values.get("type")) == "rewatch_count" and not text(values.get("watchdate")):
        # A count: when it was written says nothing of when the film was seen.
        return {**values, "createdat": None}
    return values


def _record(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record with what its key begins with, such as "watch-movie-…"."""
    values = _films_only(values)
    key = text(values.get("key")) or "watch"
    return {**values, "said": key.split("-", maxsplit=1)[0]}


def _vote(values: Mapping[str, Any]) -> Mapping[str, Any]:
    values = _films_only(values)
    match = _VOTE.fullmatch(text(values.get("votekey")) or "")
    stars = _STARS_BY_CODE.get(match[1]) if match else None
    if stars is None:
        raise BadRowError("The vote is a reaction, not a rating in stars.", "no_mark")
    return {**values, "stars": str(stars)}


_TOTALS: Final = words(
    """
    userid typeuuidn uuid entitytype seriesname seriesid seriesuuid seasonnumber episodenumber
    episodeid runtime alpharangekey releasedaterangekey followdaterangekey watchdaterangekey
    watchedepisoderangekey totalmoviesruntime totalseriesruntime watchcount watches rewatchcount
    country unitarian bulktype epid epno sno sid gsi key
    """
)
LAYOUTS = (
    Layout(
        "tvtime",
        "votes",
        {"moviename": "title", "stars": "rating"},
        requires=frozenset({"votekey", "moviename", "seriesname"}),
        facts=_TOTALS | {"votekey"},
        scales={"stars": STARS},
        prepare=_vote,
    ),
    Layout(
        "tvtime",
        "films",
        _ROLES,
        requires=frozenset({"moviename", "entitytype", "type", "createdat"}),
        facts=_TOTALS,
        statuses=_TYPES,
        prepare=_films_only,
    ),
    Layout(
        "tvtime",
        "records",
        {**_ROLES, "said": "status"},
        requires=frozenset({"moviename", "seriesname", "createdat"}),
        lacks=frozenset({"type", "votekey"}),
        facts=_TOTALS
        | words(
            """
            epwatchcount moviewatchcount seriesfollowcount isarchived isfollowed
            isforlater mostrecentepwatched followedat isunitary isspecial
            """
        ),
        statuses=_TYPES,
        prepare=_record,
    ),
)
