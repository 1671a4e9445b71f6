"""The kinds of problems that the API answers with."""

from __future__ import annotations

from dataclasses import dataclass


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
    "password-login-off": Kind(
        403, "Passwords are off", "Sign in through one of the providers of `GET /session`."
    ),
    "second-factor-needed": Kind(
        403, "Second factor needed", "Send the code of the authenticator app, or a recovery code."
    ),
    "wrong-code": Kind(
        403, "Wrong code", "The code is wrong, has been used already, or is too old."
    ),
    "no-password": Kind(403, "No password", "The account has no password; see detail."),
    "sign-in-again": Kind(
        403,
        "Sign in again",
        "The account has no password to confirm this with: sign out, sign in again, and do it "
        "within ten minutes.",
    ),
    "sign-on-lost": Kind(
        403,
        "Sign-in not known",
        "This sign-in began in another browser, has been finished already, or began more than "
        "ten minutes ago.",
    ),
    "sign-on-refused": Kind(
        403, "Provider refused", "The provider's answer does not show who you are."
    ),
    "sign-up-refused": Kind(
        403,
        "No account",
        "The provider knows you, and no account here is linked with you; none is made.",
    ),
    "session-needed": Kind(
        403, "Session needed", "A bearer token cannot do this; sign in with the password."
    ),
    "insufficient-scope": Kind(
        403, "Insufficient scope", "The bearer token lacks the scope that this needs; see detail."
    ),
    "webhooks-off": Kind(403, "Webhooks are off", "Whoever runs this service allows no webhooks."),
    "wrong-password": Kind(403, "Wrong password", "That is not the account's password."),
    "hosts-only": Kind(403, "Hosts only", "Only the host of the room may do this."),
    "owners-only": Kind(403, "Owners only", "Only the owner of the list may do this."),
    "removed-from-room": Kind(
        403, "Removed from the room", "The host has removed you from this room."
    ),
    "not-found": Kind(404, "Not found", "There is nothing at this address."),
    "method-not-allowed": Kind(
        405, "Method not allowed", "This address does not take this method; see Allow."
    ),
    "username-taken": Kind(409, "Username taken", "Somebody else has this username."),
    "identity-taken": Kind(
        409, "Identity taken", "Another account here is linked with this account of the provider."
    ),
    "last-way-in": Kind(
        409, "Last way in", "Without it nobody could sign in to the account; set a password first."
    ),
    "second-factor-on": Kind(409, "Second factor on", "The account has a second factor already."),
    "no-second-factor": Kind(409, "No second factor", "The account has no second factor to use."),
    "movie-exists": Kind(409, "Movie exists", "The catalogue has this film already; see errors."),
    "rollback-refused": Kind(
        409, "Rollback refused", "The release before cannot be made live; see detail."
    ),
    "backups-unavailable": Kind(
        409, "Backups unavailable", "Backups cannot be handled here; see detail."
    ),
    "backup-busy": Kind(
        409, "Backup busy", "Another backup, check or restore is under way; wait for its end."
    ),
    "too-many-tokens": Kind(
        409, "Too many tokens", "There are 100 bearer tokens already; revoke some first."
    ),
    "too-many-webhooks": Kind(
        409, "Too many webhooks", "There are 10 webhooks already; delete one first."
    ),
    "remote-refused": Kind(
        409,
        "Refused elsewhere",
        "The media server or service does not take the token, name or password; see detail.",
    ),
    "remote-away": Kind(
        503,
        "Not reached",
        "The media server or service does not answer. Nothing was changed; see detail.",
        30,
    ),
    "remote-exists": Kind(
        409, "Connected already", "There is such a server or account already; see detail."
    ),
    "library-full": Kind(
        409, "Library full", "One person's viewings or notes would be too many; see detail."
    ),
    "too-many-companions": Kind(
        409, "Too many companions", "You have or ask 50 companions already; end some first."
    ),
    "too-many-lists": Kind(409, "Too many lists", "You have 100 lists already; delete one first."),
    "too-many-editors": Kind(409, "Too many editors", "The list has 20 editors already."),
    "list-full": Kind(409, "List full", "The list has 1,000 films already; take one out first."),
    "room-full": Kind(409, "Room full", "Twelve people are in this room already."),
    "name-taken": Kind(409, "Name taken", "Somebody in this room has this name; take another."),
    "room-decided": Kind(
        409, "Room decided", "The room has decided on a film; its host may go on without it."
    ),
    "room-ended": Kind(410, "Room ended", "This room has ended, and takes nothing any more."),
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
        422, "Idempotency key reused", "This Idempotency-Key came with another request before."
    ),
    "too-many-requests": Kind(
        429,
        "Too many requests",
        "Too many requests from this address, or attempts on this account; see Retry-After.",
    ),
    "import-busy": Kind(
        429, "Another import is running", "Files are imported one at a time; see Retry-After.", 5
    ),
    "too-many-streams": Kind(
        429, "Too many streams", "Too many streams of this room are open; see Retry-After.", 10
    ),
    "internal": Kind(
        500, "Internal error", "Something went wrong here. The log has it under the request id."
    ),
    "provider-unreachable": Kind(502, "Provider unreachable", "The provider did not answer."),
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
    "storage-full": Kind(
        507,
        "Storage full",
        "The database's disk is full. Nothing was changed; whoever runs this service must make "
        "room. What needs no writing works.",
        60,
    ),
    "front-end-missing": Kind(
        503, "Front end missing", "The front end has not been built; run: make frontend"
    ),
}

# The first kind of each status, for exceptions of werkzeug and Flask, which have no name.
BY_STATUS = {kind.status: name for name, kind in reversed(KINDS.items()) if kind.status <= 500}
