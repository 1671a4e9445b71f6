"""Whether the database's disk has room, tried now and then for `/readyz`.

A full disk shows only when something is written. So a few pages are, into a temporary table that is
never committed; the answer is kept for a while, since probes ask every few seconds.
"""

from __future__ import annotations

import time
from contextlib import suppress

import psycopg2.errors
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.web.problems import Problem

EVERY_S = 15.0
# 128 kB: a row of 2,000 bytes is stored as it is.
PROBE = text("""
create temporary table ordained_room on commit drop as
select repeat('x', 2000) as filling from generate_series(1, 64)
""")


class Storage:
    """What this process last found about the disk.

    Attributes
    ----------
    found_full : bool
        Whether there was no room at the last try.
    """

    def __init__(self) -> None:
        self._tried = -EVERY_S
        self.found_full = False

    def check(self, engine: Engine) -> None:
        """Check that there is room, trying it again where the last try is a while ago.

        Raises
        ------
        Problem
            ``storage-full``.
        """
        if time.monotonic() - self._tried >= EVERY_S:
            self.found_full = is_full(engine)
            self._tried = time.monotonic()
        if self.found_full:
            raise Problem("storage-full")


def is_full(engine: Engine) -> bool:
    """Write a little, and say whether the disk had no room for it."""
    # Who may make no temporary table is told nothing, and a server that is gone is seen elsewhere.
    with suppress(DBAPIError), engine.connect() as connection:
        try:
            connection.execute(PROBE)
        except DBAPIError as error:
            if isinstance(error.orig, psycopg2.errors.DiskFull):
                return True
            raise
        finally:
            connection.rollback()
    return False
