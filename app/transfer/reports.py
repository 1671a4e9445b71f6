"""Reports of imports, stored for 30 days.

A stored report answers a repeated request, and its rows that were not matched can be downloaded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from app.transfer.changes import ListChanges
from app.transfer.formats import ordained
from app.transfer.matching import Match, Miss
from app.transfer.parsed import Parsed
from app.transfer.rows import Row
from app.transfer.schemas import MOST_REPORTED
from sql.tables import Import

KEPT_FOR = timedelta(days=30)
MOST_KEPT = 20

CSV_COLUMNS = (*ordained.COLUMNS, "line", "file", "reason", "detail")


@dataclass(frozen=True)
class Outcome:
    """A row and the film it was matched to, or why it was not."""

    row: Row
    result: Match | Miss


def report(
    parsed: Parsed,
    outcomes: Sequence[Outcome],
    changes: Iterable[ListChanges],
    preferences: dict[str, int],
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """Return the report without its id and time; see `app.transfer.schemas.ImportReport`."""
    missed = _missed(outcomes)
    matches = [
        (outcome.row, outcome.result) for outcome in outcomes if isinstance(outcome.result, Match)
    ]
    uncertain = [(row, match) for row, match in matches if match.doubt]
    by_id = sum(match.by_id for _, match in matches)
    return {
        "format": parsed.format,
        "dry_run": dry_run,
        "rows": len(outcomes),
        **{list_changes.name: list_changes.counts for list_changes in changes},
        "preferences": preferences,
        "matched": {"by_id": by_id, "by_title": len(matches) - by_id},
        "uncertain": [_uncertain(row, match) for row, match in uncertain[:MOST_REPORTED]],
        "uncertain_total": len(uncertain),
        "not_matched": [_not_matched(row, miss) for row, miss in missed[:MOST_REPORTED]],
        "not_matched_total": len(missed),
        "ignored_files": parsed.ignored[:MOST_REPORTED],
    }


def _missed(outcomes: Sequence[Outcome]) -> list[tuple[Row, Miss]]:
    return [
        (outcome.row, outcome.result) for outcome in outcomes if isinstance(outcome.result, Miss)
    ]


def _shown(row: Row) -> dict[str, Any]:
    """Return what the report shows of a row, so that it can be found in its file."""
    return {"file": row.file, "line": row.line, "title": row.film.title, "year": row.film.year}


def _uncertain(row: Row, match: Match) -> dict[str, Any]:
    movie = {"movie_id": match.movie_id, "title": match.title, "year": match.year}
    return {**_shown(row), "movie": movie, "confidence": match.confidence}


def _not_matched(row: Row, miss: Miss) -> dict[str, Any]:
    return {**_shown(row), "reason": miss.reason, "detail": miss.detail}


def not_matched_csv(outcomes: Sequence[Outcome]) -> str | None:
    """Return the rows that were not matched as ordained's CSV; None where all were."""
    missed = _missed(outcomes)
    if not missed:
        return None
    text = io.StringIO()
    writer = csv.DictWriter(text, CSV_COLUMNS)
    writer.writeheader()
    for row, miss in missed:
        film = row.film
        day = row.watched_on or (row.at and row.at.date())
        writer.writerow(
            {
                "list": " ".join(sorted(row.lists)),
                "movie_id": film.movie_id,
                "imdb_id": film.imdb_id,
                "tmdb_id": film.tmdb_id,
                "rating": row.rating,
                "date": day and day.isoformat(),
                **_not_matched(row, miss),
            }
        )
    return text.getvalue()


def find(connection: Connection, user_id: int, key: str) -> tuple[bytes, dict[str, Any]] | None:
    """Return fingerprint and report of an earlier import with this Idempotency-Key, or None."""
    statement = select(Import.fingerprint, Import.report).where(
        Import.user_id == user_id, Import.idempotency_key == key
    )
    row = connection.execute(statement).one_or_none()
    return (row.fingerprint, row.report) if row else None


def keep(
    connection: Connection,
    user_id: int,
    key: str | None,
    fingerprint: bytes,
    contents: dict[str, Any],
    not_matched: str | None,
    url: str,
) -> dict[str, Any]:
    """Store a report and delete the person's oldest; return the report with its id and time.

    Parameters
    ----------
    key : str or None
        The request's Idempotency-Key.
    fingerprint : bytes
        A hash of the file and the form, to notice a key that comes with another file.
    contents : dict
        What `report` returned.
    not_matched : str or None
        What `not_matched_csv` returned.
    url : str
        Address of the rows that were not matched, with ``{id}`` in it.
    """
    statement = insert(Import).values(
        user_id=user_id,
        idempotency_key=key,
        fingerprint=fingerprint,
        report={},
        not_matched=not_matched,
    )
    row = connection.execute(statement.returning(Import.import_id, Import.created_at)).one()
    whole = {
        "id": row.import_id,
        "created_at": row.created_at.isoformat(),
        "not_matched_url": url.format(id=row.import_id) if not_matched else None,
        **contents,
    }
    connection.execute(
        Import.__table__.update().where(Import.import_id == row.import_id).values(report=whole)  # type: ignore[attr-defined]
    )
    oldest = (
        select(Import.import_id)
        .where(Import.user_id == user_id)
        .order_by(Import.import_id.desc())
        .offset(MOST_KEPT)
    )
    mine = and_(Import.user_id == user_id, or_(Import.import_id.in_(oldest), _is_old()))
    connection.execute(delete(Import).where(mine))
    return whole


def not_matched(connection: Connection, user_id: int, import_id: int) -> str | None:
    """Return the CSV of a person's report; None where the person has no such report or CSV."""
    return connection.scalar(
        select(Import.not_matched).where(
            Import.user_id == user_id, Import.import_id == import_id, ~_is_old()
        )
    )


def vacuum(connection: Connection) -> int:
    """Delete everybody's old reports; return their number."""
    return connection.execute(delete(Import).where(_is_old())).rowcount


def _is_old() -> Any:
    return Import.created_at < func.now() - KEPT_FOR
