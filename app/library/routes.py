"""Routes of the library: they declare inputs, outputs and problems; `service` answers."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.data.services import services
from app.library import service
from app.library.schemas import (
    HistoryPage,
    ListedPage,
    ListQuery,
    Mark,
    MarksPage,
    MarksQuery,
    Preferences,
    PreferencesIn,
    RatingIn,
    RatingsPage,
    ViewingIn,
)
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("library", __name__, tag="Library")

COMMON = (*access.PROBLEMS, "too-many-requests")
READ = problems(*COMMON, "invalid", "no-live-release")
WRITE = problems(*COMMON, "csrf", "not-found", "no-live-release")
WRITE_JSON = problems(*COMMON, *JSON_PROBLEMS, "csrf", "not-found", "no-live-release")


@blueprint.get("/me/marks")
@access.private
@blueprint.input(MarksQuery, location="query", arg_name="query")
@blueprint.output(MarksPage)
@blueprint.doc(operation_id="listMarks", responses=READ)
def marks(query: MarksQuery) -> dict[str, Any]:
    """Look up what one keeps about up to 100 films, in all lists at once."""
    return {"items": service.marks(services(), access.caller().user_id, query.movie_ids)}


@blueprint.get("/me/ratings")
@access.private
@blueprint.input(ListQuery, location="query", arg_name="query")
@blueprint.output(RatingsPage)
@blueprint.doc(operation_id="listRatings", responses=READ)
def ratings(query: ListQuery) -> dict[str, Any]:
    """List the films that one has rated."""
    return service.page(services(), "ratings", access.caller().user_id, query)


@blueprint.put("/me/ratings/<int:movie_id>")
@access.private
@blueprint.input(RatingIn, arg_name="body")
@blueprint.output(Mark)
@blueprint.doc(operation_id="rateMovie", responses=WRITE_JSON)
def rate(movie_id: int, body: RatingIn) -> dict[str, Any]:
    """Rate a film; a rating that is there is replaced.

    With its first rating a film leaves the watchlist, since who rates a film has seen it.
    """
    return service.rate(services(), access.caller().user_id, movie_id, body.rating)


@blueprint.delete("/me/ratings/<int:movie_id>")
@access.private
@blueprint.doc(operation_id="deleteRating", responses={**DONE, **WRITE})
def unrate(movie_id: int) -> Response:
    """Take a rating back, if there is one."""
    service.remove(services(), "ratings", access.caller().user_id, movie_id)
    return done()


@blueprint.get("/me/history")
@access.private
@blueprint.input(ListQuery, location="query", arg_name="query")
@blueprint.output(HistoryPage)
@blueprint.doc(operation_id="listHistory", responses=READ)
def history(query: ListQuery) -> dict[str, Any]:
    """List the films that one has seen."""
    return service.page(services(), "history", access.caller().user_id, query)


@blueprint.put("/me/history/<int:movie_id>")
@access.private
@blueprint.input(ViewingIn, arg_name="body")
@blueprint.output(Mark)
@blueprint.doc(operation_id="addToHistory", responses=WRITE_JSON)
def watch(movie_id: int, body: ViewingIn) -> dict[str, Any]:
    """Mark a film as seen, with the day where it is known; it leaves the watchlist.

    Of a film seen several times, the latest viewing has its day set.
    """
    return service.watch(services(), access.caller().user_id, movie_id, body.watched_on)


@blueprint.delete("/me/history/<int:movie_id>")
@access.private
@blueprint.doc(operation_id="removeFromHistory", responses={**DONE, **WRITE})
def unwatch(movie_id: int) -> Response:
    """Mark a film as not seen: all its viewings are deleted. A rating of it stays."""
    service.remove(services(), "history", access.caller().user_id, movie_id)
    return done()


@blueprint.get("/me/watchlist")
@access.private
@blueprint.input(ListQuery, location="query", arg_name="query")
@blueprint.output(ListedPage)
@blueprint.doc(operation_id="listWatchlist", responses=READ)
def watchlist(query: ListQuery) -> dict[str, Any]:
    """List the films that one means to see."""
    return service.page(services(), "watchlist", access.caller().user_id, query)


@blueprint.put("/me/watchlist/<int:movie_id>")
@access.private
@blueprint.output(Mark)
@blueprint.doc(operation_id="addToWatchlist", responses=WRITE)
def plan(movie_id: int) -> dict[str, Any]:
    """Put a film on the watchlist; if it was hidden, it is not any more."""
    return service.put(services(), "watchlist", access.caller().user_id, movie_id)


@blueprint.delete("/me/watchlist/<int:movie_id>")
@access.private
@blueprint.doc(operation_id="removeFromWatchlist", responses={**DONE, **WRITE})
def unplan(movie_id: int) -> Response:
    """Take a film off the watchlist, if it is there."""
    service.remove(services(), "watchlist", access.caller().user_id, movie_id)
    return done()


@blueprint.get("/me/hidden")
@access.private
@blueprint.input(ListQuery, location="query", arg_name="query")
@blueprint.output(ListedPage)
@blueprint.doc(operation_id="listHidden", responses=READ)
def hidden(query: ListQuery) -> dict[str, Any]:
    """List the films that one marked "not interested"."""
    return service.page(services(), "hidden", access.caller().user_id, query)


@blueprint.put("/me/hidden/<int:movie_id>")
@access.private
@blueprint.output(Mark)
@blueprint.doc(operation_id="hideMovie", responses=WRITE)
def hide(movie_id: int) -> dict[str, Any]:
    """Mark a film "not interested": it is not recommended, and leaves the watchlist."""
    return service.put(services(), "hidden", access.caller().user_id, movie_id)


@blueprint.delete("/me/hidden/<int:movie_id>")
@access.private
@blueprint.doc(operation_id="unhideMovie", responses={**DONE, **WRITE})
def unhide(movie_id: int) -> Response:
    """Let a film be recommended again."""
    service.remove(services(), "hidden", access.caller().user_id, movie_id)
    return done()


@blueprint.get("/me/preferences")
@access.private
@blueprint.output(Preferences)
@blueprint.doc(operation_id="getPreferences", responses=problems(*COMMON))
def preferences() -> dict[str, Any]:
    """Return what one says about one's taste."""
    return service.shown_preferences(services(), access.caller().user_id)


@blueprint.put("/me/preferences")
@access.private
@blueprint.input(PreferencesIn, arg_name="body")
@blueprint.output(Preferences)
@blueprint.doc(operation_id="setPreferences", responses=problems(*COMMON, *JSON_PROBLEMS, "csrf"))
def set_preferences(body: PreferencesIn) -> dict[str, Any]:
    """Replace what one says about one's taste."""
    return service.set_preferences(services(), access.caller().user_id, body)
