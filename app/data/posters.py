"""Where a film's poster is: known from the table, else asked of TMDB beside the request."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from app.data.database import Database
from app.data.tmdb import IMAGES, Tmdb, TmdbError
from app.web.problems import Problem
from sql.tables import Poster

log = logging.getLogger("app.films")

LOOKERS = 3
# How long a request waits for TMDB, and how many may; the others come again.
PATIENCE_S = 1.5
MOST_WAITING = 3
MOST_QUEUED = 300
AGAIN_S = 300
# Posters change seldom, and TMDB asks that nothing be kept for more than six months.
KNOWN_FOR = timedelta(days=90)
NONE_FOR = timedelta(days=7)


class Posters:
    """Posters of TMDB, or none where there is no key.

    Nothing here holds up a list of films: a list names an address of our own, and only
    who asks for that picture may wait, briefly, for TMDB.

    Parameters
    ----------
    database : Database
        Where what was found is kept, for all workers.
    tmdb : Tmdb or None
        None: no operator's key, so films have no pictures.
    """

    def __init__(self, database: Database, tmdb: Tmdb | None) -> None:
        self._database = database
        self._tmdb = tmdb
        self._lock = threading.Lock()
        self._lookups: dict[int, Future[str | None]] = {}
        self._failed: dict[int, float] = {}
        self._paused_until = 0.0
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._pool: ThreadPoolExecutor | None = None  # made in the worker that needs it

    @property
    def shown(self) -> bool:
        """Whether films have pictures at all."""
        return self._tmdb is not None

    def url(self, movie_id: int, tmdb_id: int | None) -> str | None:
        """Return the address that a film's picture is asked for at, None where there is none."""
        if self._tmdb is None or tmdb_id is None:
            return None
        return f"/api/v1/movies/{movie_id}/poster"

    def find(self, connection: Connection, tmdb_id: int) -> str:
        """Return where the picture is.

        Raises
        ------
        Problem
            ``not-found``: TMDB has none. ``poster-not-yet``: it has not answered yet.
        """
        known = connection.execute(
            select(Poster.path, Poster.looked_up_at).where(Poster.tmdb_id == tmdb_id)
        ).one_or_none()
        if known and known.looked_up_at > datetime.now(UTC) - (
            KNOWN_FOR if known.path else NONE_FOR
        ):
            path = known.path
        else:
            path = self._await(self._look_up(tmdb_id))
        if path is None:
            raise Problem("not-found", "TMDB has no poster of this film.")
        return IMAGES + str(path)

    def _await(self, lookup: Future[str | None] | None) -> str | None:
        if lookup is None or not self._waiting.acquire(blocking=False):
            raise Problem("poster-not-yet")
        try:
            return lookup.result(PATIENCE_S)
        except (NotYet, TmdbError):
            raise Problem("poster-not-yet") from None
        finally:
            self._waiting.release()

    def _look_up(self, tmdb_id: int) -> Future[str | None] | None:
        """Return the running look-up of a film; None where TMDB should be left alone now."""
        now = time.monotonic()
        with self._lock:
            if tmdb_id in self._lookups:
                return self._lookups[tmdb_id]
            rests = now < max(self._paused_until, self._failed.get(tmdb_id, 0.0))
            if rests or len(self._lookups) >= MOST_QUEUED:
                return None
            self._pool = self._pool or ThreadPoolExecutor(LOOKERS, thread_name_prefix="posters")
            lookup = self._lookups[tmdb_id] = self._pool.submit(self._ask, tmdb_id)
        # Outside of the lock: one that is done already is told at once.
        lookup.add_done_callback(lambda _: self._forget(tmdb_id))
        return lookup

    def _forget(self, tmdb_id: int) -> None:
        with self._lock:
            self._lookups.pop(tmdb_id, None)

    def _ask(self, tmdb_id: int) -> str | None:
        assert self._tmdb is not None
        if time.monotonic() < self._paused_until:
            raise TmdbError("left alone for now")
        try:
            path = self._tmdb.poster_path(tmdb_id)
        except TmdbError as error:
            self._note(tmdb_id, error)
            raise
        try:
            with self._database.engine.begin() as connection:
                row = {"path": path, "looked_up_at": datetime.now(UTC)}
                connection.execute(
                    insert(Poster)
                    .values(tmdb_id=tmdb_id, **row)
                    .on_conflict_do_update(index_elements=[Poster.tmdb_id], set_=row)
                )
        except SQLAlchemyError as error:  # it is then asked for again
            log.warning("a poster could not be kept: %s", type(error).__name__)
        return path

    def _note(self, tmdb_id: int, error: TmdbError) -> None:
        now = time.monotonic()
        with self._lock:
            fresh = {key: until for key, until in self._failed.items() if until > now}
            self._failed = {**fresh, tmdb_id: now + (0 if error.pause_s else AGAIN_S)}
            said_before = now < self._paused_until
            self._paused_until = max(self._paused_until, now + error.pause_s)
        if not said_before:
            log.warning("TMDB: %s; asked again in %d s", error, error.pause_s or AGAIN_S)
