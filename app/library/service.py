"""A person's library: marks, lists and preferences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import RowMapping as Row
from sqlalchemy import and_, case, delete, exists, func, literal_column, select, true
from sqlalchemy.dialects.postgresql import insert

from app.data.services import Services
from app.films.json import movie
from app.library import lists, person_vectors, viewings
from app.library.contradictions import settle
from app.library.lists import LISTS
from app.library.schemas import ListQuery, PreferencesIn
from app.web.problems import Problem
from app.webhooks import outbox
from embeddings.answers.cards import card
from embeddings.answers.understand.own_words import read_own_words
from sql.tables import HiddenFilm, Movie, Preferences, Rating, ServerFilm, Viewing, WatchlistEntry

# What webhooks are told of.
OUTBOX = {"ratings": outbox.rated, "watchlist": outbox.watchlisted}


def rate(services: Services, user_id: int, movie_id: int, rating: float) -> dict[str, Any]:
    """Set a rating; see `app.library.schemas.Mark`."""
    # The same stars again keep their time, or the film would move to the top of the newest.
    rated_at = case((Rating.rating == rating, Rating.rated_at), else_=func.now())
    values = {"rating": rating}
    return _set_mark(services, "ratings", user_id, movie_id, values, {"rated_at": rated_at})


def watch(
    services: Services, user_id: int, movie_id: int, watched_on: date | None
) -> dict[str, Any]:
    """Put a film into the history; see `app.library.schemas.Mark`.

    Of a film that was seen several times, the latest viewing has its day set.
    """
    film_id, connection = film_id_of(services, movie_id), services.database.connection()
    viewing_id = viewings.set_latest_day(connection, user_id, film_id, watched_on)
    outbox.seen(connection, services.releases.live().release_id, user_id, film_id, viewing_id)
    return marked(services, user_id, "history", movie_id, film_id)


def put(services: Services, name: str, user_id: int, movie_id: int) -> dict[str, Any]:
    """Put a film on the watchlist or among the hidden; see `app.library.schemas.Mark`."""
    return _set_mark(services, name, user_id, movie_id, {})


def remove(services: Services, name: str, user_id: int, movie_id: int) -> None:
    """Take a film off a list, if it is there.

    Raises
    ------
    Problem
        ``not-found``: the live release has no such movie.
    """
    mark, film_id = LISTS[name].mark, film_id_of(services, movie_id)
    connection = services.database.connection()
    if name == "history":
        viewings.remove_film(connection, user_id, film_id)
    else:
        connection.execute(delete(mark).where(mark.user_id == user_id, mark.film_id == film_id))
    person_vectors.refresh(services, user_id)


def page(services: Services, name: str, user_id: int, query: ListQuery) -> dict[str, Any]:
    """List films; see the pages of `app.library.schemas`."""
    parameters = {"list": name, "user": user_id, "sort": query.sort}
    cursors = services.keyset_cursors
    after = cursors.read(query.cursor, parameters) if query.cursor else None
    release_id = services.releases.live().release_id
    # One row more than the page holds tells whether there is a next page.
    statement = lists.page(LISTS[name], user_id, release_id, query.sort, after, query.limit + 1)
    rows = services.database.fetch(name, statement)
    next_cursor = None
    if len(rows) > query.limit:
        last = rows[query.limit - 1]["cursor_key"]
        next_cursor = cursors.write(last, parameters)
    return {
        "items": [_item(services, name, row) for row in rows[: query.limit]],
        "next_cursor": next_cursor,
    }


def marks(services: Services, user_id: int, movie_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Look films up in all lists; see `app.library.schemas.MarksPage`."""
    release_id = services.releases.live().release_id
    viewed = (
        select(func.count().label("times"), func.max(Viewing.watched_on).label("watched_on"))
        .where(Viewing.user_id == user_id, Viewing.film_id == Movie.film_id)
        .lateral()
    )
    statement = (
        select(
            Movie.movie_id,
            Rating.rating,
            (viewed.c.times > 0).label("watched"),
            viewed.c.watched_on,
            WatchlistEntry.film_id.is_not(None).label("in_watchlist"),
            HiddenFilm.film_id.is_not(None).label("hidden"),
            exists().where(ServerFilm.film_id == Movie.film_id).label("owned"),
        )
        .select_from(Movie)
        .join(viewed, true())
        .where(Movie.release_id == release_id, Movie.movie_id.in_(movie_ids))
    )
    for mark in (Rating, WatchlistEntry, HiddenFilm):
        own = and_(mark.user_id == user_id, mark.film_id == Movie.film_id)
        statement = statement.outerjoin(mark, own)
    rows = services.database.fetch("marks_of_movies", statement)
    by_movie = {row["movie_id"]: dict(row) for row in rows}
    return [by_movie[movie_id] for movie_id in dict.fromkeys(movie_ids) if movie_id in by_movie]


def preferences(services: Services, user_id: int) -> dict[str, Any]:
    """Return the preferences as they are set; see `app.library.schemas.PreferencesIn`."""
    columns = [getattr(Preferences, name) for name in PreferencesIn.model_fields]
    statement = select(*columns).where(Preferences.user_id == user_id)
    rows = services.database.fetch("preferences", statement)
    return dict(rows[0]) if rows else PreferencesIn.model_validate({}).model_dump()


def shown_preferences(services: Services, user_id: int) -> dict[str, Any]:
    """Return the preferences and how the words were read; see `app.library.schemas.Preferences`."""
    found = preferences(services, user_id)
    said = read_own_words(found["onboarding_text"].strip()).said
    return {**found, "read": [asdict(wish) for wish in said]}


def set_preferences(services: Services, user_id: int, body: PreferencesIn) -> dict[str, Any]:
    """Replace the preferences; see `app.library.schemas.Preferences`."""
    values = body.model_dump()
    # The column has four bytes; PostgreSQL refuses numbers that are too small for them.
    values["adventurousness"] = round(body.adventurousness, 6)
    statement = (
        insert(Preferences)
        .values(user_id=user_id, **values)
        .on_conflict_do_update(
            index_elements=[Preferences.user_id], set_={**values, "updated_at": func.now()}
        )
    )
    services.database.connection().execute(statement)
    person_vectors.refresh(services, user_id, preferences_changed=True)
    return shown_preferences(services, user_id)


def _set_mark(
    services: Services,
    name: str,
    user_id: int,
    movie_id: int,
    values: dict[str, Any],
    on_update: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Insert a mark, or set ``values`` and ``on_update`` of the mark that is there.

    It is one statement: where two devices write at once, neither fails, and neither undoes
    the other's mark of another film.
    """
    mark, film_id = LISTS[name].mark, film_id_of(services, movie_id)
    statement = insert(mark).values(user_id=user_id, film_id=film_id, **values)
    key = [mark.user_id, mark.film_id]
    changes = {**values, **(on_update or {})}
    if changes:
        upsert = statement.on_conflict_do_update(index_elements=key, set_=changes)
    else:
        upsert = statement.on_conflict_do_nothing(index_elements=key)
    connection = services.database.connection()
    # PostgreSQL's mark of a row that the statement inserted and did not update.
    is_new = connection.scalar(upsert.returning(literal_column("xmax = 0")))
    if (tell := OUTBOX.get(name)) is not None:
        tell(connection, services.releases.live().release_id, user_id, film_id)
    # Other stars for a film that is on the watchlist to be seen again leave it there.
    return marked(
        services, user_id, name, movie_id, film_id, settles=name != "ratings" or bool(is_new)
    )


def marked(
    services: Services,
    user_id: int,
    name: str,
    movie_id: int,
    film_id: int,
    *,
    settles: bool = True,
) -> dict[str, Any]:
    """Finish a write that put a film on a list; return the film's marks.

    Parameters
    ----------
    settles : bool
        Whether marks of the film that contradict this one are deleted.
    """
    if settles:
        settle(services.database.connection(), user_id, name, [film_id])
    person_vectors.refresh(services, user_id)
    return marks(services, user_id, [movie_id])[0]


def film_id_of(services: Services, movie_id: int) -> int:
    """Return the film that a movie of the live release is a record of.

    Raises
    ------
    Problem
        ``not-found``: the live release has no such movie.
    """
    statement = select(Movie.film_id).where(
        Movie.release_id == services.releases.live().release_id, Movie.movie_id == movie_id
    )
    film_id = services.database.connection().scalar(statement)
    if film_id is None:
        raise Problem("not-found", f"There is no movie {movie_id} in this release.")
    return film_id


def _item(services: Services, name: str, row: Row) -> dict[str, Any]:
    """Return a row of a list in the shape of its page's items."""
    when = "rated_at" if name == "ratings" else "added_at"
    extra = {column: row[column] for column in ("rating", "watched_on") if column in row}
    shown = services.posters.shown
    return {"movie": movie(card(row), posters_shown=shown), when: row["marked_at"], **extra}
