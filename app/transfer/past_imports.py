"""Past imports: listing them, their rows that were not matched, and undoing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Response
from sqlalchemy import case, func, select

from app.accounts.people import Person
from app.data.services import Services
from app.library import person_vectors
from app.transfer import imports, undo
from app.transfer.exporting import download
from app.transfer.reports import MOST_REPORTED
from app.web.problems import Problem
from sql.tables import Film, Movie


def page(services: Services, person: Person) -> dict[str, Any]:
    """List a person's imports; see `app.transfer.report_schemas.ImportsPage`."""
    rows = imports.of_person(services.database.connection(), person.user_id)
    return {"items": [_summary(row) for row in rows]}


def show(services: Services, person: Person, import_id: int) -> dict[str, Any]:
    """Return an import and what undoing it would do.

    Raises
    ------
    Problem
        ``not-found``: the person has no such import.
    """
    connection = services.database.connection()
    row = _find(services, person, import_id)
    if row.undone is not None:
        return {"report": row.report, "undone": row.undone, "undo": None}
    by_film = undo.touched(connection, person.user_id, import_id)
    kept = [film_id for film_id, is_touched in by_film.items() if is_touched]
    keeps = undo.preferences_kept(connection, person.user_id, row.preferences)
    preview = _outcome(services, len(by_film) - len(kept), kept, keeps)
    return {"report": row.report, "undone": None, "undo": preview}


def take_back(services: Services, person: Person, import_id: int) -> dict[str, Any]:
    """Undo an import, once; see `app.transfer.report_schemas.Undone`.

    The person is locked by now: of two requests at once, the second finds what the first did.

    Raises
    ------
    Problem
        ``not-found``: the person has no such import.
    """
    row = _find(services, person, import_id)
    if row.undone is not None:
        done: dict[str, Any] = row.undone
        return done
    connection = services.database.connection()
    with services.database.timed("import_undo"):
        restored, kept, keeps = undo.undo(connection, person.user_id, import_id, row.preferences)
    done = {
        "undone_at": datetime.now(UTC).isoformat(),
        **_outcome(services, restored, kept, keeps),
    }
    imports.mark_undone(connection, import_id, done)
    sets_preferences = row.preferences is not None and not keeps
    if restored or sets_preferences:
        person_vectors.refresh(services, person.user_id, preferences_changed=sets_preferences)
    return done


def not_matched(services: Services, person: Person, import_id: int) -> Response:
    """Return the rows of an import that were not matched.

    Raises
    ------
    Problem
        ``not-found``: the person has no such import, or it has no such rows.
    """
    text = imports.not_matched(services.database.connection(), person.user_id, import_id)
    if text is None:
        raise Problem("not-found", "You have no such import, or it has no rows not matched.")
    return download(text, f"ordained-import-{import_id}-not-matched.csv")


def _find(services: Services, person: Person, import_id: int) -> Any:
    rows = imports.of_person(services.database.connection(), person.user_id, import_id)
    if not rows:
        raise Problem("not-found", "You have no such import, or it is older than 30 days.")
    return rows[0]


def _summary(row: Any) -> dict[str, Any]:
    report = row.report
    fields = {name: report[name] for name in ("id", "created_at", "format", "files", "film_count")}
    return {**fields, "undone_at": row.undone and row.undone["undone_at"]}


def _outcome(
    services: Services, restored: int, kept: Sequence[int], preferences_kept: bool
) -> dict[str, Any]:
    return {
        "restored": restored,
        "kept": _movies(services, kept[:MOST_REPORTED]),
        "kept_total": len(kept),
        "preferences_kept": preferences_kept,
    }


def _movies(services: Services, film_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return films as the live release names them, else as the last release that had them."""
    release_id = services.releases.live().release_id
    is_live = Movie.release_id == release_id
    statement = (
        select(
            case((is_live, Movie.movie_id)).label("movie_id"),
            func.coalesce(Movie.title, Film.title_key).label("title"),
            func.coalesce(Movie.year, Film.year).label("year"),
        )
        .select_from(Film)
        .distinct(Film.film_id)
        .outerjoin(Movie, Movie.film_id == Film.film_id)
        .where(Film.film_id.in_(film_ids))
        .order_by(Film.film_id, is_live.desc(), Movie.release_id.desc())
    )
    rows = services.database.fetch("kept_films", statement)
    return sorted((dict(row) for row in rows), key=lambda row: (row["title"], row["year"] or 0))
