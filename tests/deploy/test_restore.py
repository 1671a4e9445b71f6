"""deploy/compose/restore.sh: who is served afterwards, also where the backup is refused.

The `docker` here is a stand-in that writes down how it is called; on a real engine
`deploy/verify-compose.sh` restores.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCKER = """#!/bin/sh
echo "docker $*${COMPOSE_PROFILES:+ # with $COMPOSE_PROFILES}" >>"$CALLS"
case "$*" in
    "compose ps --quiet --status running api") printf "${API:-}" ;;
    "compose --profile sync ps --quiet --status running sync") printf "${SYNC:-}" ;;
    *"sql restore"*) cat >/dev/null; [ -z "${REFUSED:-}" ] ;;
esac
"""


def restore(folder: Path, **environ: str) -> tuple[int, list[str]]:
    """Return the exit status, and what was asked of Docker after the restore itself."""
    for path in ("deploy/compose", "bin"):
        (folder / path).mkdir(parents=True)
    shutil.copy(ROOT / "deploy" / "compose" / "restore.sh", folder / "deploy" / "compose")
    (folder / "bin" / "docker").write_text(DOCKER)
    (folder / "bin" / "docker").chmod(0o755)
    (folder / "a.dump").touch()
    path = f"{folder}/bin:{os.environ['PATH']}"
    done = subprocess.run(
        [str(folder / "deploy/compose/restore.sh"), "a.dump"],
        env={"PATH": path, "CALLS": str(folder / "calls")} | environ,
    )
    calls = (folder / "calls").read_text().splitlines()
    restored = next(place for place, call in enumerate(calls) if "sql restore - " in f"{call} ")
    assert "docker compose --profile sync stop api sync" in calls[:restored]
    return done.returncode, calls[restored + 1 :]


@pytest.mark.parametrize(
    ("api", "sync", "then"),
    [
        ("", "", "docker compose up --detach --wait --scale api=1"),
        ("a\\nb", "", "docker compose up --detach --wait --scale api=2"),
        ("a", "s", "docker compose up --detach --wait --scale api=1 # with sync"),
    ],
)
def test_who_was_served_is_served_again(tmp_path: Path, api: str, sync: str, then: str) -> None:
    assert restore(tmp_path, API=api, SYNC=sync) == (0, [then])


@pytest.mark.parametrize(
    ("api", "sync", "then"),
    [
        ("", "", []),
        ("a", "", ["docker compose start api"]),
        ("a", "s", ["docker compose start api", "docker compose --profile sync start sync"]),
    ],
)
def test_a_refused_backup_stops_nobody(
    tmp_path: Path, api: str, sync: str, then: list[str]
) -> None:
    assert restore(tmp_path, API=api, SYNC=sync, REFUSED="1") == (1, then)
