"""Writes a library as ordained's JSON, or as CSV that Letterboxd and IMDb's users can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from sqlalchemy import RowMapping, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.library.lists import LISTS
from app.transfer.csv_text import csv_text
from app.transfer.formats.ordained import VERSION
from sql.tables import Film, Movie, Rating, Viewing

IMDB_TITLE = "https://www.imdb.com/title/{}/"
IMDB_FILM = (
    *("Title", "Original Title", "URL", "Title Type", "IMDb Rating", "Runtime (mins)", "Year"),
    *("Genres", "Num Votes", "Release Date", "Directors"),
)
IMDB_RATINGS = ("Const", "Your Rating", "Date Rated", *IMDB_FILM)
IMDB_LIST = ("Position", "Const", "Created", "Modified", "Description", *IMDB_FILM)
LETTERBOXD = ("imdbID", "tmdbID", "Title", "Year", "Rating", "WatchedDate", "Rewatch", "Review")
# Columns of a list beside film and time.
OWN_COLUMNS: dict[str, list[InstrumentedAttribute[Any]]] = {
    "ratings": [Rating.rating],
    "history": [Viewing.watched_on, Viewing.note],
}


def statement(name: str, user_id: int, release_id: int) -> Select[*tuple[Any, ...]]:
    """Return the statement of a list, the oldest entry first, as `films_of` has them.

    Parameters
    ----------
    name : str
        A key of `app.library.lists.LISTS`.
    """
    kind = LISTS[name]
    # All viewings, where the list itself has the latest of each film.
    mark = Viewing if name == "history" else kind.mark
    at = Viewing.created_at if name == "history" else kind.marked_at
    last = Viewing.viewing_id if name == "history" else Film.film_id
    columns = [at.label("at"), *OWN_COLUMNS.get(name, [])]
    return films_of(mark, columns, release_id).where(mark.user_id == user_id).order_by(at, last)


def films_of(entry: Any, columns: Sequence[Any], release_id: int) -> Select[*tuple[Any, ...]]:
    """Return a statement of the films that a table's rows are about.

    A film that the live release lacks has the title of the last release that had it, or else
    the title of its identity.

    Parameters
    ----------
    entry : class of `sql.tables`
        A table with a ``film_id``.
    columns : sequence
        Columns of it.

    Returns
    -------
    Select
        Rows of film_id, movie_id (null where the live release lacks the film), imdb_id,
        tmdb_id, title, year, original_title, genres, directors, runtime (the last four null where
        the live release lacks the film), and ``columns``.
    """
    live = aliased(Movie)
    latest = (
        select(Movie.title, Movie.tmdb_id)
        .where(Movie.film_id == Film.film_id)
        .order_by((Movie.release_id == release_id).desc(), Movie.release_id.desc())
        .limit(1)
        .lateral()
    )
    return (
        select(
            Film.film_id,
            live.movie_id,
            func.coalesce(Film.imdb_id, live.imdb_id).label("imdb_id"),
            latest.c.tmdb_id,
            func.coalesce(latest.c.title, Film.title_key).label("title"),
            func.coalesce(live.year, Film.year).label("year"),
            live.original_title,
            live.genres,
            live.directors,
            live.runtime,
            *columns,
        )
        .select_from(entry)
        .join(Film, Film.film_id == entry.film_id)
        .outerjoin(live, and_(live.release_id == release_id, live.film_id == Film.film_id))
        .outerjoin(latest, latest.c.title.is_not(None))
    )


def document(
    username: str,
    dataset: str,
    lists: Mapping[str, Sequence[RowMapping]],
    preferences: dict[str, Any] | None,
    shared_lists: Sequence[Mapping[str, Any]],
    remote_accounts: Sequence[Mapping[str, Any]],
    companions: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Return ordained's JSON document; see `app.transfer.schemas.Export`."""
    return {
        "format": "ordained",
        "version": VERSION,
        "exported_at": datetime.now(UTC),
        "username": username,
        "dataset": dataset,
        **{name: [_item(name, row) for row in rows] for name, rows in lists.items()},
        "preferences": preferences,
        "shared_lists": shared_lists,
        "remote_accounts": remote_accounts,
        "companions": companions,
    }


def exported_movie(row: RowMapping) -> dict[str, Any]:
    """Return a film; see `app.transfer.schemas.ExportedMovie`."""
    return {key: row[key] for key in ("movie_id", "imdb_id", "tmdb_id", "title", "year")}


def _item(name: str, row: RowMapping) -> dict[str, Any]:
    movie = exported_movie(row)
    when = "rated_at" if name == "ratings" else "added_at"
    extra = {key: row[key] for key in ("rating", "watched_on", "note") if key in row}
    return {"movie": movie, **extra, when: row["at"]}


def letterboxd(seen: Mapping[str, Sequence[RowMapping]]) -> str:
    """Return the CSV of Letterboxd's importer: a row for each viewing, and for each film unseen."""
    films: dict[int, dict[str, Any]] = {}
    viewings: dict[int, list[dict[str, Any]]] = {}
    for row in chain.from_iterable(seen.values()):
        film = films.setdefault(row["film_id"], _letterboxd_film(row))
        film |= {"Rating": row["rating"]} if "rating" in row else {}
        if "watched_on" in row:
            again = {"Rewatch": "true"} if row["film_id"] in viewings else {}
            viewing = {"WatchedDate": row["watched_on"], "Review": row["note"] or None, **again}
            viewings.setdefault(row["film_id"], []).append(viewing)
    return csv_text(
        LETTERBOXD,
        (
            {**film, **viewing}
            for film_id, film in films.items()
            for viewing in viewings.get(film_id, [{}])
        ),
    )


def _letterboxd_film(row: RowMapping) -> dict[str, Any]:
    ids = {"imdbID": row["imdb_id"], "tmdbID": row["tmdb_id"]}
    return {**ids, "Title": row["title"], "Year": row["year"]}


def imdb_ratings(ratings: Sequence[RowMapping]) -> str:
    """Return ratings as IMDb exports them, out of ten."""
    return csv_text(
        IMDB_RATINGS,
        (
            {
                **_imdb_film(row),
                "Your Rating": int(row["rating"] * 2),
                "Date Rated": row["at"].date().isoformat(),
            }
            for row in ratings
        ),
    )


def imdb_list(entries: Sequence[RowMapping]) -> str:
    """Return a list as IMDb exports it."""
    return csv_text(
        IMDB_LIST,
        (
            {
                **_imdb_film(row),
                "Position": position,
                "Created": row["at"].date().isoformat(),
                "Modified": row["at"].date().isoformat(),
            }
            for position, row in enumerate(entries, 1)
        ),
    )


def _imdb_film(row: RowMapping) -> dict[str, Any]:
    url = IMDB_TITLE.format(row["imdb_id"]) if row["imdb_id"] else None
    film = {"Title": row["title"], "Year": row["year"], "Title Type": "Movie"}
    facts = {
        "Original Title": row["original_title"] or row["title"],
        "Runtime (mins)": row["runtime"],
        "Genres": ", ".join(row["genres"] or ()),
        "Directors": ", ".join(row["directors"] or ()),
    }
    return {"Const": row["imdb_id"], "URL": url, **film, **facts}
