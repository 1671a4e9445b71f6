"""Counts that processes share, and that outlive a process that is killed with the lock."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace

from app import create_app
from app.settings import Settings
from app.web.counts import NEIGHBOURS, Table


def in_child(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def test_processes_add_up_to_the_last_request() -> None:
    table = Table()
    children = [in_child(lambda: [table.add("key", 1, 60) for _ in range(500)]) for _ in range(4)]
    for child in children:
        os.waitpid(child, 0)
    assert table.read("key")[0] == 2000


def test_a_process_killed_with_the_lock_stops_nobody() -> None:
    table = Table()

    def hold() -> None:
        with table._locked():
            table._memory[0:1] = b"!"
            time.sleep(60)

    child = in_child(hold)
    while table._memory[0:1] != b"!":
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert table.add("key", 1, 60) == 1


def test_a_count_ends_with_its_time_and_never_falls_below_zero() -> None:
    table = Table()
    assert table.add("key", 1, 0.05) == 1
    time.sleep(0.06)
    assert table.add("key", 1, 60) == 1
    assert table.add("key", -5, 60) == 0


def test_a_flood_of_keys_pushes_out_no_key_that_counted_often() -> None:
    table = Table(rows=NEIGHBOURS)
    for _ in range(10):
        table.add("guessed", 1, 60)
    for number in range(1000):
        table.add(str(number), 1, 60)
    assert table.read("guessed")[0] == 10


def test_workers_of_a_server_share_the_limits(offline_settings: Settings) -> None:
    settings = replace(offline_settings, rate_limits=True)
    table = Table()
    clients = [create_app(settings, counts=table).test_client() for _ in range(2)]
    statuses = [clients[n % 2].get("/api/v1/search?limit=0").status_code for n in range(122)]
    assert statuses == [422] * 120 + [429] * 2
