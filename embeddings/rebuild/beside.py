"""Work in PostgreSQL that runs beside the other stages of a rebuild."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from typing import Final

import psycopg2
from sqlalchemy import Connection, Engine

CANCEL_INTERVAL_S: Final = 0.2
"""Between two requests to cancel: one that comes between two statements has no effect."""


@contextmanager
def beside(engine: Engine, work: Callable[[Connection], None]) -> Iterator[Callable[[], None]]:
    """Run ``work`` in a thread, in a transaction of its own; yield what waits for it to commit.

    Where the block fails, the running statement is cancelled and the transaction rolled back, so
    that nothing of ``work`` goes on afterwards. What ``work`` raises is raised where the block
    waits for it.
    """
    with engine.connect() as connection, ThreadPoolExecutor(1) as pool:
        raw = connection.connection.driver_connection

        def transaction() -> None:
            with connection.begin():
                work(connection)

        running = pool.submit(transaction)
        try:
            yield running.result
            running.result()
        except BaseException:
            while not running.done():
                with suppress(psycopg2.Error):  # the server may be gone
                    raw.cancel()  # type: ignore[union-attr]
                wait([running], CANCEL_INTERVAL_S)
            raise
