"""Failures of the database, in sentences for people."""

from __future__ import annotations

import psycopg2
from psycopg2.errors import DiskFull
from sqlalchemy.exc import DBAPIError, OperationalError


class ServerError(Exception):
    """PostgreSQL cannot be reached, started or used; the message says what to do."""


def in_words(error: DBAPIError | psycopg2.Error) -> str | None:
    """Return a sentence; None where the error is a fault of ours.

    COPY and multi-row inserts run on psycopg2's own cursor, whose errors are psycopg2's.
    """
    origin = error.orig if isinstance(error, DBAPIError) else error
    reason = (str(origin).strip().splitlines() or ["it closed the connection"])[0]
    if isinstance(origin, DiskFull):
        return f"the database has no space left: {reason}. Make room, and run this again"
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    gone = (OperationalError, psycopg2.OperationalError, psycopg2.InterfaceError)
    if lost or isinstance(error, gone):
        return f"the database is gone: {reason}. Once it is back, run this again"
    return None
