"""Leaves threads to others: one account cannot take all that a process has.

A person's writes happen one after another, so whoever sends many at once would have them wait in as
many threads, while nobody else is answered. What is too much is refused at once, with Retry-After,
and does not wait in a thread itself.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from flask import Flask, g, request

from app.settings import Settings
from app.web.problems import Problem

# One thread in this many may write for an account; at least `LEAST_WRITES`, because a page writes
# two marks at once.
PART: Final = 4
LEAST_WRITES: Final = 2
READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MANY_WRITES: Final = "Other writes of this account are under way. Nothing was changed; try again."
MANY_REQUESTS: Final = "Too many requests of this account are under way; try again."


class ThreadShare:
    """Counts the requests under way by account.

    Parameters
    ----------
    threads : int
        Threads of the process.

    Attributes
    ----------
    most_writes : int
        Writes of one account at once.
    most : int
        Requests of one account at once. A page reads from several addresses at once, so an account
        may have more than its quarter of reads, but a quarter of all threads is left to others.
    """

    def __init__(self, threads: int) -> None:
        self.most_writes = max(threads // PART, LEAST_WRITES)
        self.most = max(threads - threads // PART, self.most_writes)
        self._lock = threading.Lock()
        self._under_way: Counter[tuple[str, bool]] = Counter()

    def begin(self, account: str, *, reads: bool) -> None:
        """Count a request that begins.

        Raises
        ------
        Problem
            ``busy``: the account has as many under way as it may.
        """
        with self._lock:
            writes = self._under_way[account, False]
            if not reads and writes >= self.most_writes:
                raise Problem("busy", MANY_WRITES)
            if writes + self._under_way[account, True] >= self.most:
                raise Problem("busy", MANY_REQUESTS)
            self._under_way[account, reads] += 1

    def end(self, account: str, *, reads: bool) -> None:
        """Count a request that has ended."""
        with self._lock:
            self._under_way[account, reads] -= 1
            for kind in (True, False):
                if not self._under_way[account, kind]:
                    with suppress(KeyError):
                        del self._under_way[account, kind]


def init_app(app: Flask, settings: Settings, account_of: Callable[[], str | None]) -> None:
    """Limit the requests of an account under way, unless ``settings.rate_limits`` is False.

    Parameters
    ----------
    account_of : callable
        Returns whose the request is, which nobody can forge; None for a guest.
    """
    if not settings.rate_limits:
        return
    share = ThreadShare(settings.threads)

    @app.before_request
    def begin() -> None:
        if not request.path.startswith("/api/v1/") or (account := account_of()) is None:
            return
        reads = request.method in READS
        share.begin(account, reads=reads)
        g.thread_share = (account, reads)

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        if held := g.pop("thread_share", None):
            share.end(held[0], reads=held[1])
