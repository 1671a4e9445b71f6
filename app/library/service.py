"""What can be done with the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import RowMapping as Row
from sqlalchemy import and_, case, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.data.database import Database
from app.data.releases import Releases
from app.films.service import movie
from app.library import lists, taste
from app.library.lists import LISTS, Mark
from app.library.schemas import ListQuery, PreferencesIn
from app.web import log
from app.web.keyset_cursors import Bookmarks
from app.web.problems import Problem
from sql.tables import HiddenFilm, Movie, Preferences, Rating, Viewing, WatchlistEntry


@dataclass(frozen=True)
class Library:
    """The library on behalf of a request; one for each application."""

    database: Database
    releases: Releases
    bookmarks: Bookmarks

    def rate(self, user_id: int, movie_id: int, rating: float) -> dict[str, Any]:
        """Set a rating; see `app.library.schemas.Mark`."""
        # Said again it is no news, and must not come up as the newest.
        rated_at = case((Rating.rating == rating, Rating.rated_at), else_=func.now())
        return self._put(Rating, user_id, movie_id, {"rating": rating}, {"rated_at": rated_at})

    def watch(self, user_id: int, movie_id: int, watched_on: date | None) -> dict[str, Any]:
        """Put a film into the history; see `app.library.schemas.Mark`."""
        return self._put(Viewing, user_id, movie_id, {"watched_on": watched_on})

    def put(self, name: str, user_id: int, movie_id: int) -> dict[str, Any]:
        """Put a film on a list that says no more of it; see `app.library.schemas.Mark`."""
        return self._put(LISTS[name].mark, user_id, movie_id, {})

    def remove(self, name: str, user_id: int, movie_id: int) -> None:
        """Take a film off a list, if it is there."""
        mark, film_id = LISTS[name].mark, self._film(movie_id)
        statement = delete(mark).where(mark.user_id == user_id, mark.film_id == film_id)
        self.database.connection().execute(statement)
        self._tell_taste(user_id)

    def page(self, name: str, user_id: int, query: ListQuery) -> dict[str, Any]:
        """List films; see the pages of `app.library.schemas`."""
        parameters = {"list": name, "user": user_id, "sort": query.sort}
        after = self.bookmarks.read(query.cursor, parameters) if query.cursor else None
        release_id = self.releases.live().release_id
        # One row more than the page holds tells whether there is a next one.
        statement = lists.page(LISTS[name], user_id, release_id, query.sort, after, query.limit + 1)
        rows = self._rows(name, statement)
        following = None
        if len(rows) > query.limit:
            last = rows[query.limit - 1]["cursor_key"]
            following = self.bookmarks.write(last, parameters)
        return {
            "items": [_item(name, row) for row in rows[: query.limit]],
            "next_cursor": following,
        }

    def marks(self, user_id: int, movie_ids: Sequence[int]) -> list[dict[str, Any]]:
        """Look films up in all lists; see `app.library.schemas.MarksPage`."""
        statement = select(
            Movie.movie_id,
            Rating.rating,
            Viewing.film_id.is_not(None).label("watched"),
            Viewing.watched_on,
            WatchlistEntry.film_id.is_not(None).label("in_watchlist"),
            HiddenFilm.film_id.is_not(None).label("hidden"),
        ).where(Movie.release_id == self.releases.live().release_id, Movie.movie_id.in_(movie_ids))
        for mark in (Rating, Viewing, WatchlistEntry, HiddenFilm):
            own = and_(mark.user_id == user_id, mark.film_id == Movie.film_id)
            statement = statement.outerjoin(mark, own)
        found = {row["movie_id"]: dict(row) for row in self._rows("marks_of_movies", statement)}
        return [found[one] for one in dict.fromkeys(movie_ids) if one in found]

    def preferences(self, user_id: int) -> dict[str, Any]:
        """Return the preferences; see `app.library.schemas.Preferences`."""
        columns = [getattr(Preferences, name) for name in PreferencesIn.model_fields]
        statement = select(*columns).where(Preferences.user_id == user_id)
        rows = self._rows("preferences", statement)
        return dict(rows[0]) if rows else PreferencesIn.model_validate({}).model_dump()

    def set_preferences(self, user_id: int, given: PreferencesIn) -> dict[str, Any]:
        """Replace the preferences; see `app.library.schemas.Preferences`."""
        values = given.model_dump()
        # PostgreSQL refuses what is too small for the four bytes that are kept of it.
        values["adventurousness"] = round(given.adventurousness, 6)
        statement = (
            insert(Preferences)
            .values(user_id=user_id, **values)
            .on_conflict_do_update(
                index_elements=[Preferences.user_id], set_={**values, "updated_at": func.now()}
            )
        )
        connection = self.database.connection()
        connection.execute(statement)
        with self.database.timed("taste_changed"):
            taste.changed(connection, user_id, said_anew=True)
        return self.preferences(user_id)

    def _put(
        self,
        mark: Mark,
        user_id: int,
        movie_id: int,
        values: dict[str, Any],
        otherwise: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Insert a row, or set ``values`` and ``otherwise`` of the one that is there.

        One statement, so that of two devices which write at once neither fails and none
        undoes what the other said of another film.
        """
        statement = insert(mark).values(user_id=user_id, film_id=self._film(movie_id), **values)
        key = [mark.user_id, mark.film_id]
        changes = {**values, **(otherwise or {})}
        if changes:
            upsert = statement.on_conflict_do_update(index_elements=key, set_=changes)
        else:
            upsert = statement.on_conflict_do_nothing(index_elements=key)
        self.database.connection().execute(upsert)
        self._tell_taste(user_id)
        return self.marks(user_id, [movie_id])[0]

    def _film(self, movie_id: int) -> int:
        """Return the film that a movie of the live release is a record of."""
        statement = select(Movie.film_id).where(
            Movie.release_id == self.releases.live().release_id, Movie.movie_id == movie_id
        )
        film_id = self.database.connection().scalar(statement)
        if film_id is None:
            raise Problem("not-found", f"There is no movie {movie_id} in this release.")
        return film_id

    def _tell_taste(self, user_id: int) -> None:
        with self.database.timed("taste_changed"):
            taste.changed(self.database.connection(), user_id)

    def _rows(self, name: str, statement: Any) -> Sequence[Row]:
        with self.database.timed(name):
            rows: Sequence[Row] = self.database.connection().execute(statement).mappings().all()
        log.count_rows(len(rows))
        return rows


def _item(name: str, row: Row) -> dict[str, Any]:
    """Return a row of a list in the shape of its page's items."""
    when = "rated_at" if name == "ratings" else "added_at"
    extra = {column: row[column] for column in ("rating", "watched_on") if column in row}
    return {"movie": movie(row), when: row["marked_at"], **extra}


def current() -> Library:
    """Return the application's library."""
    library = current_app.extensions["library"]
    assert isinstance(library, Library)
    return library
