"""Tools about what a person keeps: rate, watchlist, diary."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from app.assistants import results, shorten
from app.assistants.api import Api, current
from app.assistants.arguments import (
    Cursor,
    Day,
    DiaryAction,
    Limit,
    MovieId,
    Note,
    Stars,
    WatchlistAction,
)
from app.assistants.reading_tools import movie_title


def rate(movie_id: MovieId, stars: Stars) -> results.Marks:
    """Rate a film for the person, or take the rating back.

    A rating that is there is replaced. Rate only what the person said, in stars of theirs; never
    guess a rating. The next recommendations follow it at once.
    """
    api = current()
    title = movie_title(api, movie_id)
    path = f"/me/ratings/{movie_id}"
    if stars is None:
        api.send("DELETE", path)
    else:
        api.send("PUT", path, {"rating": stars})
    return _marks(api, movie_id, title)


def watchlist(
    action: WatchlistAction = "list",
    movie_id: Annotated[int | None, Field(ge=0, description="For `add` and `remove`.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> results.Watchlist:
    """Read the films that the person means to see, newest first; add one or take one off.

    A film that is added is no longer hidden; rating it or entering it into the diary takes it off.
    """
    api = current()
    changed = None
    if action != "list":
        if movie_id is None:
            raise ToolError(f"{action} needs movie_id; search finds it.")
        title = movie_title(api, movie_id)
        api.send("PUT" if action == "add" else "DELETE", f"/me/watchlist/{movie_id}")
        changed = _marks(api, movie_id, title)
    page = api.get("/me/watchlist", limit=limit, cursor=cursor)
    return results.Watchlist(
        films=[
            results.ListedFilm(**shorten.film(item["movie"]), added_at=item["added_at"])
            for item in page["items"]
        ],
        next_cursor=page["next_cursor"],
        changed=changed,
    )


def diary(
    action: DiaryAction = "list",
    movie_id: Annotated[
        int | None, Field(ge=0, description="For `add`; of `list`, only viewings of this film.")
    ] = None,
    viewing_id: Annotated[int | None, Field(ge=0, description="For change and remove.")] = None,
    watched_on: Day = None,
    note: Note = "",
    year: Annotated[int | None, Field(description="Only viewings of this year.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> results.Diary:
    """Read what the person saw and when, latest first; enter, change or remove a viewing.

    Entering one takes the film off the watchlist. It gives no stars: call rate for these.
    """
    api = current()
    given = {"watched_on": None if watched_on is None else watched_on.isoformat(), "note": note}
    if action == "add":
        if movie_id is None:
            raise ToolError("add needs movie_id; search finds it.")
        made = api.send("POST", "/me/viewings", {"movie_id": movie_id, **given})
        return results.Diary(viewings=[shorten.viewing(made)], next_cursor=None)
    if action in ("change", "remove"):
        if viewing_id is None:
            raise ToolError(f"{action} needs viewing_id; diary with the action list has it.")
        path = f"/me/viewings/{viewing_id}"
        if action == "change":
            changed = api.send("PUT", path, given)
            return results.Diary(viewings=[shorten.viewing(changed)], next_cursor=None)
        api.send("DELETE", path)
        movie_id = None
    page = api.get("/me/viewings", movie_id=movie_id, year=year, limit=limit, cursor=cursor)
    return results.Diary(
        viewings=[shorten.viewing(item) for item in page["items"]],
        next_cursor=page["next_cursor"],
    )


def _marks(api: Api, movie_id: int, title: str) -> results.Marks:
    (kept,) = api.get("/me/marks", movie_ids=[movie_id])["items"]
    return shorten.marks(kept, title)
