"""All errors of the API: problem details of RFC 9457.

`problem_of` turns every exception of a request into a problem. What is sent never holds
database text or a stack trace.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

from app.web.faults import Fault as Fault
from app.web.faults import bounded
from app.web.log import request_id
from embeddings.errors import EncoderError, EncoderMismatchError

log = logging.getLogger("app.web.problems")

MEDIA_TYPE = "application/problem+json"
TYPES_PAGE = "/api/docs"
# Characters of the path that an answer repeats, which as JSON may be six times as many bytes.
LONGEST_INSTANCE = 200


@dataclass(frozen=True)
class Kind:
    """One kind of problem; its name is the fragment of its ``type``."""

    status: int
    title: str
    detail: str
    retry_after_s: int | None = None


KINDS: dict[str, Kind] = {
    "bad-request": Kind(400, "Bad request", "The request could not be read."),
    "not-signed-in": Kind(401, "Not signed in", "Sign in, or send a bearer token."),
    "wrong-credentials": Kind(
        401, "Wrong credentials", "There is no account with this username and password."
    ),
    "invalid-token": Kind(
        401, "Invalid token", "The bearer token is not valid: damaged, expired, or revoked."
    ),
    "forbidden": Kind(403, "Forbidden", "This is not allowed."),
    "csrf": Kind(
        403,
        "CSRF token missing or wrong",
        "Writes with a session's cookie must carry its CSRF token in X-CSRF-Token.",
    ),
    "registration-closed": Kind(
        403, "Registration closed", "Accounts are made by whoever runs this service."
    ),
    "invitation-needed": Kind(
        403,
        "Invitation needed",
        "An account needs an invitation that has neither ended nor been used.",
    ),
    "session-needed": Kind(
        403, "Session needed", "A bearer token cannot do this; sign in with the password."
    ),
    "wrong-password": Kind(403, "Wrong password", "That is not the account's password."),
    "not-found": Kind(404, "Not found", "There is nothing at this address."),
    "method-not-allowed": Kind(
        405, "Method not allowed", "This address does not take this method; see Allow."
    ),
    "username-taken": Kind(409, "Username taken", "Somebody else has this username."),
    "movie-exists": Kind(409, "Movie exists", "The catalogue has this film already; see errors."),
    "rollback-refused": Kind(
        409, "Rollback refused", "The release before cannot be made live; see detail."
    ),
    "too-many-tokens": Kind(
        409, "Too many tokens", "There are 100 bearer tokens already; revoke some first."
    ),
    "too-many-companions": Kind(
        409, "Too many companions", "You have or ask 50 companions already; end some first."
    ),
    "too-large": Kind(413, "Request too large", "The request's body is too large."),
    "uri-too-long": Kind(414, "Address too long", "The address has more than 8,000 bytes."),
    "unsupported-media-type": Kind(
        415, "Unsupported media type", "The request's body is not of the type that is read here."
    ),
    "invalid": Kind(422, "Invalid request", "Some values are not valid; see errors."),
    "unreadable-file": Kind(
        422, "Unreadable file", "Nothing can be imported from this file; see detail."
    ),
    "unknown-layout": Kind(
        422,
        "Unknown layout",
        "The columns of the file are not known here. Say what they mean: `layouts` has them, and "
        "`mapping` of the form takes them.",
    ),
    "key-reused": Kind(
        422, "Idempotency key reused", "This Idempotency-Key came with another file or form before."
    ),
    "too-many-requests": Kind(
        429,
        "Too many requests",
        "Too many requests from this address, or attempts on this account; see Retry-After.",
    ),
    "import-busy": Kind(
        429, "Another import is running", "Files are imported one at a time; see Retry-After.", 5
    ),
    "internal": Kind(
        500, "Internal error", "Something went wrong here. The log has it under the request id."
    ),
    "database-unavailable": Kind(
        503, "Database unavailable", "The database cannot be reached at the moment.", 5
    ),
    "busy": Kind(503, "Busy", "Another write is under way. Nothing was changed; try again.", 2),
    "database-not-ready": Kind(
        503, "Database not ready", "The database's tables are not those this version needs.", 30
    ),
    "no-live-release": Kind(
        503, "No live release", "No release is live yet: the catalogue is still being built.", 30
    ),
    "release-closed": Kind(
        503, "Release closed", "Films cannot be added to the live release; see detail.", 30
    ),
    "encoder-unavailable": Kind(503, "Encoder unavailable", "Queries cannot be encoded.", 5),
    "encoder-mismatch": Kind(
        503, "Encoder mismatch", "The live release was built with another encoder.", 30
    ),
    "poster-not-yet": Kind(
        503, "Poster not known yet", "It is being looked up; ask again in a moment.", 3
    ),
    "not-ready": Kind(503, "Not ready", "The service is not ready to answer.", 5),
    "front-end-missing": Kind(
        503, "Front end missing", "The front end has not been built; run: make frontend"
    ),
}

# The first kind of each status, for exceptions of werkzeug and Flask, which have no name.
BY_STATUS = {kind.status: name for name, kind in reversed(KINDS.items()) if kind.status <= 500}

# RFC 9110: a 401 must name the ways to authenticate.
CHALLENGE = 'Bearer realm="ordained"'

# The database is not migrated: neither the client's fault nor a lost connection.
NOT_MIGRATED = (psycopg2.errors.UndefinedTable, psycopg2.errors.UndefinedColumn)

# Another transaction has what this one wants to write.
LOCKED = (psycopg2.errors.LockNotAvailable, psycopg2.errors.DeadlockDetected)

# PostgreSQL gave a statement up after its `statement_timeout`.
TOO_LONG = "The database took too long. Nothing was changed; try again."


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
        self.type = f"{TYPES_PAGE}#{name}" if kind else "about:blank"
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
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": request.path[:LONGEST_INSTANCE],
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
    if isinstance(error, DBAPIError) and isinstance(error.orig, LOCKED):
        return Problem("busy")
    if isinstance(error, DBAPIError) and isinstance(error.orig, psycopg2.errors.QueryCanceled):
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
