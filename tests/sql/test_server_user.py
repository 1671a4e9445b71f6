"""The user that root's embedded server runs as, made at first use."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest

from tests.processes import ROOT

PROCESSES = 6
# All of them begin once their input ends.
MAKE = (
    "import sys; from sql import places; places.SYSTEM_USER = sys.argv[1]; "
    "print('ready', flush=True); sys.stdin.read(); print(places.server_user().pw_uid)"
)


@pytest.fixture
def name() -> Iterator[str]:
    """A name that no user has, before and afterwards."""
    if os.geteuid() != 0:
        pytest.skip("only root makes users")
    name = f"ordained-{uuid.uuid4().hex[:8]}"
    yield name
    subprocess.run(["userdel", name], capture_output=True)
    with pytest.raises(KeyError):
        pwd.getpwnam(name)


def test_processes_that_start_at_once_make_one_user(name: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE, name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
    told = [process.stdout.read() for process in started if process.stdout]
    assert [process.wait(60) for process in started] == [0] * PROCESSES
    # initdb refuses a number that is nobody's.
    assert told == [f"{pwd.getpwnam(name).pw_uid}\n"] * PROCESSES
