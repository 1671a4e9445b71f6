"""What an import has done, kept for a while: to be downloaded, and to answer a repeated request."""

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
from app.transfer.parsing import Parsed
from app.transfer.rows import Row
from app.transfer.schemas import MOST_TOLD
from embeddings.sources.identity import SAME_FILM
from sql.tables import Import

KEPT_FOR = timedelta(days=30)
MOST_KEPT = 20

CSV_COLUMNS = (*ordained.COLUMNS, "line", "file", "reason", "detail")


@dataclass(frozen=True)
class Outcome:
    """What became of a row."""

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
    missed = [one for one in outcomes if isinstance(one.result, Miss)]
    matches = [(one.row, one.result) for one in outcomes if isinstance(one.result, Match)]
    unsure = [(row, one) for row, one in matches if not one.by_id and one.confidence < SAME_FILM]
    by_id = sum(one.by_id for _, one in matches)
    return {
        "format": parsed.format,
        "dry_run": dry_run,
        "rows": len(outcomes),
        **{one.name: one.counts for one in changes},
        "preferences": preferences,
        "matched": {"by_id": by_id, "by_title": len(matches) - by_id},
        "uncertain": [_uncertain(row, one) for row, one in unsure[:MOST_TOLD]],
        "uncertain_total": len(unsure),
        "not_matched": [_not_matched(one) for one in missed[:MOST_TOLD]],
        "not_matched_total": len(missed),
        "ignored_files": parsed.ignored[:MOST_TOLD],
    }


def _place(row: Row) -> dict[str, Any]:
    return {"file": row.file, "line": row.line, "title": row.film.title, "year": row.film.year}


def _uncertain(row: Row, match: Match) -> dict[str, Any]:
    movie = {"movie_id": match.movie_id, "title": match.title, "year": match.year}
    return {**_place(row), "movie": movie, "confidence": match.confidence}


def _not_matched(one: Outcome) -> dict[str, Any]:
    assert isinstance(one.result, Miss)
    return {**_place(one.row), "reason": one.result.reason, "detail": one.result.detail}


def not_matched_csv(outcomes: Sequence[Outcome]) -> str | None:
    """Return the rows not matched as ordained's CSV; None where there are none."""
    missed = [one for one in outcomes if isinstance(one.result, Miss)]
    if not missed:
        return None
    text = io.StringIO()
    writer = csv.DictWriter(text, CSV_COLUMNS)
    writer.writeheader()
    for one in missed:
        row, film = one.row, one.row.film
        day = row.watched_on or (row.at and row.at.date())
        writer.writerow(
            {
                "list": " ".join(sorted(row.lists)),
                "movie_id": film.movie_id,
                "imdb_id": film.imdb_id,
                "tmdb_id": film.tmdb_id,
                "rating": row.rating,
                "date": day and day.isoformat(),
                **_not_matched(one),
            }
        )
    return text.getvalue()


def find(connection: Connection, user_id: int, key: str) -> tuple[bytes, dict[str, Any]] | None:
    """Return the fingerprint and the report of an earlier request with this key."""
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
    made: dict[str, Any],
    not_matched: str | None,
    url: str,
) -> dict[str, Any]:
    """Keep a report, whole, and let the oldest go; return it with its id.

    Parameters
    ----------
    url : str
        Where the rows not matched are, with ``{id}`` in it.
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
        **made,
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
    """Return the CSV of a report; None where there is none of this person's."""
    return connection.scalar(
        select(Import.not_matched).where(
            Import.user_id == user_id, Import.import_id == import_id, ~_is_old()
        )
    )


def vacuum(connection: Connection) -> int:
    """Delete everybody's reports that are old; return how many."""
    return connection.execute(delete(Import).where(_is_old())).rowcount


def _is_old() -> Any:
    return Import.created_at < func.now() - KEPT_FOR
