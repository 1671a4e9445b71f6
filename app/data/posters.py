"""Addresses of films' posters: from the table `posters`, else looked up at TMDB in a thread."""

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
# How long a request waits for TMDB, and how many requests may wait at once. Further requests
# are answered 503.
PATIENCE_S = 1.5
MOST_WAITING = 3
MOST_QUEUED = 300
RETRY_AFTER_S = 300
# Posters change seldom, and TMDB asks that nothing be stored for more than six months.
PATH_LIFETIME = timedelta(days=90)
NO_POSTER_LIFETIME = timedelta(days=7)


class Posters:
    """Posters of TMDB.

    A list of films never waits for TMDB: it has addresses of this service, and only a request
    of such an address may wait, for `PATIENCE_S` seconds.

    Parameters
    ----------
    database : Database
        Stores the paths of posters, for all workers.
    tmdb : Tmdb or None
        None where the operator has no key; films have no pictures then.
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
        """Whether films have pictures: the operator has a key for TMDB."""
        return self._tmdb is not None

    def find(self, connection: Connection, tmdb_id: int) -> str:
        """Return the picture's address at TMDB.

        Raises
        ------
        Problem
            ``not-found``: TMDB has no poster of the film. ``poster-not-yet``: TMDB has not
            answered yet.
        """
        stored = connection.execute(
            select(Poster.path, Poster.looked_up_at).where(Poster.tmdb_id == tmdb_id)
        ).one_or_none()
        if stored and stored.looked_up_at > datetime.now(UTC) - (
            PATH_LIFETIME if stored.path else NO_POSTER_LIFETIME
        ):
            path = stored.path
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
        """Return a film's running look-up, begun if need be; None while TMDB must not be asked."""
        now = time.monotonic()
        with self._lock:
            if tmdb_id in self._lookups:
                return self._lookups[tmdb_id]
            rests = now < max(self._paused_until, self._failed.get(tmdb_id, 0.0))
            if rests or len(self._lookups) >= MOST_QUEUED:
                return None
            self._pool = self._pool or ThreadPoolExecutor(LOOKERS, thread_name_prefix="posters")
            lookup = self._lookups[tmdb_id] = self._pool.submit(self._ask_tmdb, tmdb_id)
        # Outside of the lock, because the callback of a finished look-up runs at once.
        lookup.add_done_callback(lambda _: self._forget(tmdb_id))
        return lookup

    def _forget(self, tmdb_id: int) -> None:
        with self._lock:
            self._lookups.pop(tmdb_id, None)

    def _ask_tmdb(self, tmdb_id: int) -> str | None:
        assert self._tmdb is not None
        if time.monotonic() < self._paused_until:
            raise TmdbError("left alone for now")
        try:
            path = self._tmdb.poster_path(tmdb_id)
        except TmdbError as error:
            self._note_failure(tmdb_id, error)
            raise
        try:
            with self._database.engine.begin() as connection:
                row = {"path": path, "looked_up_at": datetime.now(UTC)}
                connection.execute(
                    insert(Poster)
                    .values(tmdb_id=tmdb_id, **row)
                    .on_conflict_do_update(index_elements=[Poster.tmdb_id], set_=row)
                )
        except SQLAlchemyError as error:  # a later request looks the poster up again
            log.warning("a poster could not be kept: %s", type(error).__name__)
        return path

    def _note_failure(self, tmdb_id: int, error: TmdbError) -> None:
        now = time.monotonic()
        with self._lock:
            fresh = {key: until for key, until in self._failed.items() if until > now}
            self._failed = {**fresh, tmdb_id: now + (0 if error.pause_s else RETRY_AFTER_S)}
            was_paused = now < self._paused_until
            self._paused_until = max(self._paused_until, now + error.pause_s)
        if not was_paused:
            log.warning("TMDB: %s; asked again in %d s", error, error.pause_s or RETRY_AFTER_S)
