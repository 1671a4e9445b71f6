"""The operation as administrators see it: releases, coverage, people, statements, imports, jobs."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any, Final

from flask import g
from sqlalchemy import func, select

from app.accounts import access
from app.admin.operation_schemas import PeopleQuery, RollbackIn
from app.data.services import Services
from app.web.problems import Problem
from embeddings.errors import ReleaseError
from embeddings.releases import progress, registry
from embeddings.releases.rollback import roll_back as go_back
from sql.tables import User

# Longest wait for a release that goes live, or for a file of films that is being added.
PATIENCE_S: Final = 10
MOST_STATEMENTS: Final = 40
STATEMENT_SECONDS: Final = "ordained_sql_seconds"
REQUEST_SECONDS: Final = "ordained_request_seconds"
IMPORT_ROUTE: Final = "/api/v1/me/import"

audit = logging.getLogger("app.audit")


def releases(services: Services) -> dict[str, Any]:
    """List all releases; see `app.admin.operation_schemas.Releases`."""
    connection = services.database.connection()
    before = registry.release_before(connection)
    return {
        "items": [
            {
                "id": release.release_id,
                **{
                    name: getattr(release, name)
                    for name in (
                        "state", "dataset", "encoder", "movie_count", "rating_count",
                        "simulated_ratings", "created_at", "live_at", "quality",
                    )
                },
                "failure": release.figures.get("failure"),
                "stages": [
                    {"stage": stage, "seconds": seconds}
                    for stage, seconds in release.figures.get("seconds", {}).items()
                ],
                "rollback": before is not None and before.release_id == release.release_id,
            }
            for release in registry.releases(connection)
        ]
    }  # fmt: skip


def roll_back(services: Services, body: RollbackIn) -> dict[str, Any]:
    """Make the release before the live one live again; the log says who did it.

    Raises
    ------
    Problem
        ``rollback-refused``: no earlier release is kept, another one is meant, or a rebuild runs.
    """
    connection = services.database.connection()
    live = registry.live_release(connection)
    try:
        done = go_back(
            connection,
            services.document_encoders.of,
            expected=body.release_id,
            wait_s=PATIENCE_S,
        )
    except ReleaseError as error:
        reason = f"{str(error)[0].upper()}{str(error)[1:]}."
        raise Problem("rollback-refused", reason) from None
    g.pop("release", None)
    audit.info(
        "action=rollback by=%d from_release=%s to_release=%d",
        access.caller().user_id,
        live.release_id if live else None,
        done.release.release_id,
    )
    return {"release_id": done.release.release_id, "missing": done.missing}


def coverage(services: Services) -> dict[str, Any]:
    """Say what is known of films; see `app.admin.operation_schemas.Coverage`."""
    release = services.releases.live()
    (row,) = services.database.rows("coverage", release_id=release.release_id)
    parts = dict(row)
    films = parts.pop("films")
    return {
        "release_id": release.release_id,
        "dataset": release.dataset,
        "films": films,
        "parts": [{"name": name, "films": count} for name, count in parts.items()],
        "sources": [
            {"source": source, "field": field, "films": count}
            for source, fields in release.figures.get("fields", {}).items()
            for field, count in fields.items()
        ],
    }


def people(services: Services, query: PeopleQuery) -> dict[str, Any]:
    """List accounts; see `app.admin.operation_schemas.PeopleCounts`."""
    rows = services.database.rows("people_counts", after=query.after, limit=query.limit + 1)
    shown = rows[: query.limit]
    total, administrators = services.database.connection().execute(
        select(func.count(), func.count().filter(User.is_admin)).select_from(User)
    ).one()  # fmt: skip
    return {
        "total": total,
        "administrators": administrators,
        "items": [{**row, "id": row["user_id"]} for row in shown],
        "next_after": shown[-1]["user_id"] if len(rows) > query.limit else None,
    }


def statements(services: Services) -> dict[str, Any]:
    """List statements by their cost; see `app.admin.operation_schemas.Statements`."""
    measured = [times for times in services.metrics.times(STATEMENT_SECONDS) if times.count]
    measured.sort(key=lambda times: -times.seconds)
    return {
        "items": [
            {
                "statement": times.labels["statement"],
                "count": times.count,
                "mean_ms": round(1000 * times.seconds / times.count, 2),
                "within_ms": None if times.within is None else 1000 * times.within,
            }
            for times in measured[:MOST_STATEMENTS]
        ]
    }


def imports(services: Services) -> dict[str, Any]:
    """Say how imports went; see `app.admin.operation_schemas.ImportCounts`."""
    refused = [
        {"status": int(times.labels["status"]), "requests": times.count}
        for times in services.metrics.times(REQUEST_SECONDS)
        if times.labels["route"] == IMPORT_ROUTE and int(times.labels["status"]) >= 400
    ]
    return {
        "items": [dict(row) for row in services.database.rows("import_faults")],
        "refused": sorted(refused, key=lambda release: release["status"]),
    }


def jobs(services: Services) -> dict[str, Any]:
    """List rebuilds under way; see `app.admin.operation_schemas.Jobs`."""
    g.primary_only = True  # a replica knows nothing of the primary's locks
    found = progress.rebuilds(services.database.connection())
    return {"items": [asdict(rebuild) for rebuild in found]}
