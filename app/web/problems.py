"""All errors of the API: problem details of RFC 9457.

`problem_of` turns every exception of a request into a problem. What is sent never holds
database text or a stack trace.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import psycopg2
import psycopg2.errors
from apiflask import APIFlask
from apiflask.exceptions import HTTPError
from flask import Response, g, json, request
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.web.base_path import under
from app.web.faults import Fault as Fault
from app.web.faults import bounded
from app.web.log import request_id
from app.web.problem_kinds import BY_STATUS
from app.web.problem_kinds import KINDS as KINDS
from embeddings.errors import EncoderError, EncoderMismatchError

log = logging.getLogger("app.web.problems")

MEDIA_TYPE = "application/problem+json"
TYPES_PAGE = "/api/docs"
BLANK = "about:blank"
# Characters of the path that an answer repeats, which as JSON may be six times as many bytes.
LONGEST_INSTANCE = 200


# RFC 9110: a 401 must name the ways to authenticate.
CHALLENGE = 'Bearer realm="ordained"'

# The database is not migrated: neither the client's fault nor a lost connection.
NOT_MIGRATED = (psycopg2.errors.UndefinedTable, psycopg2.errors.UndefinedColumn)

# Another transaction has what this one wants to write.
LOCKED = (psycopg2.errors.LockNotAvailable, psycopg2.errors.DeadlockDetected)

# PostgreSQL gave a statement up after its `statement_timeout`.
CANCELED = psycopg2.errors.QueryCanceled
TOO_LONG = "The database took too long. Nothing was changed; try again."

# The disk of the tables, or of the files that a large query needs.
FULL = (psycopg2.errors.DiskFull,)


class Problem(Exception):  # noqa: N818 - the RFC's word; not every problem is an error
    """A request that is answered with a problem.

    Parameters
    ----------
    name : str
        A key of `KINDS`, else ``about:blank`` is the type.
    detail : str, optional
        What went wrong this time; by default the kind's sentence.
    errors : sequence of Fault
        The values at fault.
    status : int, optional
        The status of an HTTP error that is in no kind.
    headers : mapping, optional
        Further response headers.
    members : mapping, optional
        Further members of the body.
    """

    def __init__(
        self,
        name: str,
        detail: str | None = None,
        errors: Sequence[Fault] = (),
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        kind = KINDS.get(name)
        self.status = kind.status if kind else int(status or 500)
        self.title = kind.title if kind else HTTPStatus(self.status).phrase
        self.type = f"{TYPES_PAGE}#{name}" if kind else BLANK
        self.detail = detail or (kind.detail if kind else self.title)
        self.errors = bounded(errors)
        self.headers = dict(headers or {})
        self.members = dict(members or {})
        if kind and kind.retry_after_s is not None:
            self.headers.setdefault("Retry-After", str(kind.retry_after_s))
        if self.status == 401:
            wrong = ', error="invalid_token"' if name == "invalid-token" else ""
            self.headers.setdefault("WWW-Authenticate", CHALLENGE + wrong)
        super().__init__(self.detail)

    def body(self) -> dict[str, Any]:
        """Return the members of RFC 9457, ``errors``, ``request_id`` and further ones."""
        members: dict[str, Any] = {
            **self.members,
            "type": self.type if self.type == BLANK else under(self.type),
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": under(request.path)[:LONGEST_INSTANCE],
            "request_id": request_id(),
        }
        if self.errors:
            members["errors"] = [error._asdict() for error in self.errors]
        return members


def invalid(pointer: str, detail: str) -> Problem:
    """Return the problem of a single value at fault."""
    return Problem("invalid", errors=[Fault(pointer, detail)])


def problem_of(error: BaseException) -> Problem:
    """Return the problem that a client gets for an exception."""
    if isinstance(error, InternalServerError) and error.original_exception:
        return problem_of(error.original_exception)
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        headers = {k: v for k, v in error.get_headers() if k in ("Allow", "Retry-After")}
        status = error.code or 500
        return Problem(BY_STATUS.get(status, ""), status=status, headers=headers)
    if isinstance(error, HTTPError):
        return Problem(BY_STATUS.get(error.status_code, ""), status=error.status_code)
    if isinstance(error, EncoderMismatchError):
        return Problem("encoder-mismatch", str(error))
    if isinstance(error, EncoderError):
        return Problem("encoder-unavailable")  # its message names folders, and goes to the log
    if isinstance(error, DBAPIError) and isinstance(error.orig, NOT_MIGRATED):
        return Problem("database-not-ready")
    if isinstance(error, DBAPIError) and isinstance(error.orig, FULL):
        return Problem("storage-full")
    if isinstance(error, DBAPIError) and isinstance(error.orig, LOCKED):
        return Problem("busy")
    if isinstance(error, DBAPIError) and isinstance(error.orig, CANCELED):
        return Problem("busy", TOO_LONG)
    if isinstance(error, (OperationalError, InterfaceError, PoolTimeoutError)) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    ):
        return Problem("database-unavailable")
    return Problem("internal")


def respond(error: Exception) -> Response:
    """Return the response of an exception, and log it where the status is 500 or more."""
    problem = problem_of(error)
    g.problem = problem.type.rsplit("#", 1)[-1]  # for `app.web.events`
    if problem.status >= 500:
        level = logging.ERROR if problem.status == 500 else logging.WARNING
        log.log(level, "%s", describe(error, problem))
    response = Response(
        json.dumps(problem.body()), problem.status, problem.headers, content_type=MEDIA_TYPE
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def describe(error: BaseException, problem: Problem) -> str:
    """Return the log's text of an exception.

    Database errors quote their statement, and with it what people searched for. So the log
    has only the type, the SQLSTATE, and the traceback where the status is 500.
    """
    if isinstance(error, InternalServerError) and error.original_exception:
        error = error.original_exception
    if isinstance(error, Problem):
        return f"{problem.title}: {problem.detail}"
    name = type(error).__name__
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "pgcode", None) or ""
        name += f" ({type(error.orig).__name__}, SQLSTATE {state})"
        if state.startswith("42") and isinstance(error.orig, psycopg2.Error):
            # The statement itself is wrong: the message names columns, not values.
            name += f": {error.orig.diag.message_primary}"
    elif problem.status == 500 or isinstance(error, EncoderError):
        name += f": {error}"
    if problem.status != 500:
        return f"{problem.title}: {name}"
    return f"{problem.title}: {name}\n{''.join(traceback.format_tb(error.__traceback__))}"


def init_app(app: APIFlask) -> None:
    """Answer every exception of ``app`` with a problem.

    The handler is one of `Exception`, because Flask skips handlers of status 500 where TESTING
    or PROPAGATE_EXCEPTIONS is set.
    """
    for kind in (HTTPError, HTTPException, Exception):
        app.register_error_handler(kind, respond)
