"""Counts guesses of passwords and names, in the database: all workers and servers share them.

A guess is counted before it is checked, so that a hundred at once are counted as a hundred, and
given back where it was right: nobody locks themselves out by signing in.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, text

from app.data.database import Database
from app.web.problems import Problem
from sql.tables import Guess

# A new key removes so many that have expired, which keeps the table small without a timer.
SWEPT = 100
COUNT = text("""
    insert into guesses as kept (key, count, expires_at)
    values (:key, 1, now() + make_interval(secs => :window_s))
    on conflict (key) do update set
        count = case when kept.expires_at <= now() then 1 else least(kept.count + 1, 1000000) end,
        expires_at = case when kept.expires_at <= now() then excluded.expires_at
            else kept.expires_at end
    returning count, extract(epoch from expires_at - now())
""")
SWEEP = text("""
    delete from guesses where key in (
        select key from guesses where expires_at <= now() limit :most for update skip locked
    )
""")
GIVE_BACK = text("update guesses set count = greatest(count - 1, 0) where key = :key")


@dataclass(frozen=True)
class GuessLimit:
    """How many wrong guesses of a kind about one account there may be in a time."""

    kind: str
    most: int
    window_s: int


SIGN_IN = GuessLimit("sign-in", 10, 15 * 60)
# By a browser that has signed in before; see `app.accounts.devices`.
KNOWN_DEVICE = GuessLimit("device", 10, 15 * 60)
CONFIRMATION = GuessLimit("confirmation", 10, 15 * 60)
# Codes of a second factor, by who knows the password already.
CODE = GuessLimit("code", 10, 15 * 60)
KNOWN_DEVICE_CODE = GuessLimit("device code", 10, 15 * 60)
TAKEN_NAME = GuessLimit("taken name", 20, 60 * 60)


def normalised_name(username: str) -> str:
    """Return the one spelling by which accounts are found and counted."""
    return unicodedata.normalize("NFKC", username).casefold()


class Guesses:
    """Counts of guesses.

    Parameters
    ----------
    enabled : bool
        False counts nothing; see ORDAINED_RATE_LIMITS.
    """

    def __init__(self, database: Database, enabled: bool) -> None:
        self._database = database
        self._enabled = enabled

    def count(self, limit: GuessLimit, about: int | str) -> None:
        """Count a guess, in a transaction of its own: refusing the request must not undo it.

        Call it before the request has a connection, since the pool has one for each thread.

        Parameters
        ----------
        about : int or str
            The person's id, else the name as `normalised_name` gives it.

        Raises
        ------
        Problem
            ``too-many-requests``: there were too many before this one.
        """
        if not self._enabled:
            return
        binds = {"key": _key(limit, about), "window_s": limit.window_s}
        with self._database.timed("guess"), self._database.engine.begin() as connection:
            count, left_s = connection.execute(COUNT, binds).one()
            if count == 1:
                connection.execute(SWEEP, {"most": SWEPT})
        if count > limit.most:
            raise Problem(
                "too-many-requests", headers={"Retry-After": str(max(math.ceil(left_s), 1))}
            )

    def give_back_at_once(self, limit: GuessLimit, about: int | str) -> None:
        """Uncount a guess that was right, although the request will be refused."""
        if self._enabled:
            with self._database.engine.begin() as connection:
                connection.execute(GIVE_BACK, {"key": _key(limit, about)})

    def give_back(self, limit: GuessLimit, about: int | str) -> None:
        """Uncount a guess that was right, with the request's transaction."""
        if self._enabled:
            self._database.connection().execute(GIVE_BACK, {"key": _key(limit, about)})


def vacuum(connection: Connection) -> int:
    """Delete counts that have expired; return their number."""
    return connection.execute(delete(Guess).where(Guess.expires_at <= func.now())).rowcount


def _key(limit: GuessLimit, about: int | str) -> bytes:
    # The type keeps a person's number apart from somebody's name that is a number.
    named = f"{limit.kind}:{type(about).__name__}:{about}"
    return hashlib.sha256(named.encode(errors="replace")).digest()
