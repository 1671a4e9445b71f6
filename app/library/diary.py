"""A person's diary: viewings as a list, and years in numbers and films."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, extract, func, select

from app.data.services import Services
from app.films.json import movie
from app.library import lists, person_vectors, viewings
from app.library.contradictions import settle
from app.library.lists import VIEWINGS
from app.library.service import film_id_of
from app.library.viewing_schemas import (
    FIRST_YEAR,
    LARGEST_WALL,
    LAST_YEAR,
    MOST_SEEN,
    NewViewing,
    ViewingChange,
    ViewingsQuery,
)
from app.web import idempotency
from app.web.problems import Problem
from app.webhooks import outbox
from embeddings.answers.cards import card
from sql import query
from sql.tables import Movie, Viewing


def page(services: Services, user_id: int, asked: ViewingsQuery) -> dict[str, Any]:
    """List viewings; see `app.library.viewing_schemas.ViewingsPage`."""
    parameters = {
        "list": "viewings",
        "user": user_id,
        "sort": asked.sort,
        "movie": asked.movie_id,
        "year": asked.year,
    }
    cursors = services.keyset_cursors
    after = cursors.read(asked.cursor, parameters) if asked.cursor else None
    # One row more than the page holds tells whether there is a next page.
    rows = _rows(
        services, user_id, asked.sort, after, asked.limit + 1, _conditions(services, asked)
    )
    next_cursor = None
    if len(rows) > asked.limit:
        next_cursor = cursors.write(rows[asked.limit - 1]["cursor_key"], parameters)
    return {
        "items": [_item(services, row) for row in rows[: asked.limit]],
        "next_cursor": next_cursor,
    }


def add(
    services: Services, user_id: int, body: NewViewing, key: str | None
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Add a viewing, once for a key; see `app.library.viewing_schemas.Viewing`.

    Raises
    ------
    Problem
        ``not-found``: the live release has no such movie. ``key-reused``: the key came with
        another film.
    """
    connection = services.database.connection()
    film_id = film_id_of(services, body.movie_id)
    if key is not None and (entered := viewings.of_key(connection, user_id, key)):
        if entered[1] != film_id:
            raise Problem("key-reused")
        return _viewing(services, user_id, entered[0]), 201, idempotency.REPLAYED
    viewing = viewings.NewViewing(film_id, body.watched_on, body.note, entry_key=key)
    (viewing_id,) = viewings.add(connection, user_id, [viewing])
    viewings.check_room(connection, user_id)
    settle(connection, user_id, "history", [film_id])
    person_vectors.refresh(services, user_id)
    outbox.seen(connection, services.releases.live().release_id, user_id, film_id, viewing_id)
    return _viewing(services, user_id, viewing_id), 201, {}


def change(
    services: Services, user_id: int, viewing_id: int, body: ViewingChange
) -> dict[str, Any]:
    """Replace day and note of a viewing; see `app.library.viewing_schemas.Viewing`.

    Raises
    ------
    Problem
        ``not-found``: the person has no such viewing, or its film is not in the live release.
    """
    values = {"watched_on": body.watched_on, "note": body.note}
    if viewings.change(services.database.connection(), user_id, viewing_id, **values) is None:
        raise _no_viewing()
    return _viewing(services, user_id, viewing_id)


def remove(services: Services, user_id: int, viewing_id: int) -> None:
    """Delete a viewing.

    Raises
    ------
    Problem
        ``not-found``: the person has no such viewing.
    """
    if viewings.remove(services.database.connection(), user_id, viewing_id) is None:
        raise _no_viewing()
    person_vectors.refresh(services, user_id)


def years(services: Services, user_id: int) -> dict[str, Any]:
    """List the years of a diary; see `app.library.viewing_schemas.Years`."""
    year = extract("year", Viewing.watched_on)
    statement = (
        select(
            year.label("year"),
            func.count().label("viewings"),
            func.count(Viewing.film_id.distinct()).label("films"),
        )
        .where(Viewing.user_id == user_id)
        .group_by(year)
        .order_by(year.desc().nulls_last())
    )
    rows = services.database.fetch("years", statement)
    return {
        "items": [{**row, "year": int(row["year"])} for row in rows if row["year"] is not None],
        "undated": sum(row["viewings"] for row in rows if row["year"] is None),
    }


def year(services: Services, user_id: int, number: int) -> dict[str, Any]:
    """Return a year of a diary; see `app.library.viewing_schemas.Year`.

    Raises
    ------
    Problem
        ``not-found``: there were no films in that year.
    """
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise Problem("not-found", f"There were no films in the year {number}.")
    release_id = services.releases.live().release_id
    binds = {"release_id": release_id, "user_id": user_id, "year": number}
    (numbers,) = services.database.fetch("year", query("year"), **binds, limit=MOST_SEEN)
    films = services.database.fetch("year_films", query("year_films"), **binds, limit=LARGEST_WALL)
    shown = services.posters.shown
    return {
        "year": number,
        **numbers,
        "items": [
            {
                "movie": movie(card(row), posters_shown=shown),
                "days": row["days"],
                "rating": row["rating"],
            }
            for row in films
        ],
    }


def _conditions(services: Services, asked: ViewingsQuery) -> list[ColumnElement[bool]]:
    """Return what narrows the list; a film that the live release lacks has no viewings."""
    conditions: list[ColumnElement[bool]] = []
    if asked.movie_id is not None:
        film = select(Movie.film_id).where(
            Movie.release_id == services.releases.live().release_id,
            Movie.movie_id == asked.movie_id,
        )
        conditions.append(Viewing.film_id == film.scalar_subquery())
    if asked.year is not None:
        first = func.make_date(asked.year, 1, 1)
        conditions += [
            Viewing.watched_on >= first,
            Viewing.watched_on < func.make_date(asked.year + 1, 1, 1),
        ]
    return conditions


def _rows(
    services: Services,
    user_id: int,
    sort: str,
    after: list[Any] | None,
    limit: int,
    conditions: list[ColumnElement[bool]],
) -> Any:
    release_id = services.releases.live().release_id
    statement = lists.page(VIEWINGS, user_id, release_id, sort, after, limit, conditions)
    return services.database.fetch("viewings", statement)


def _viewing(services: Services, user_id: int, viewing_id: int) -> dict[str, Any]:
    rows = _rows(services, user_id, "newest", None, 1, [Viewing.viewing_id == viewing_id])
    if not rows:
        raise _no_viewing()
    return _item(services, rows[0])


def _item(services: Services, row: Any) -> dict[str, Any]:
    """Return a viewing in the shape of `app.library.viewing_schemas.Viewing`."""
    return {
        "id": row["viewing_id"],
        "movie": movie(card(row), posters_shown=services.posters.shown),
        **{name: row[name] for name in ("watched_on", "note", "number", "rating")},
        "added_at": row["marked_at"],
    }


def _no_viewing() -> Problem:
    return Problem("not-found", "You have no such viewing.")
