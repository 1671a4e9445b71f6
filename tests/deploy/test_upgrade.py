"""deploy/compose/upgrade.sh: what it asks Docker for, and in which order.

The `docker` here is a stand-in that writes down how it is called, and fails where it is told to; on
a real engine `deploy/verify-compose.sh` upgrades under traffic.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCKER = """#!/bin/sh
with=${COMPOSE_PROFILES:+ # with $COMPOSE_PROFILES}
echo "${ORDAINED_VERSION:-} ${PGVECTOR_IMAGE:-} docker $*$with" >>"$CALLS"
case "$*" in
    "compose ps --quiet --status running api") [ -z "${NONE:-}" ] && echo one && echo two ;;
    "compose ps"*) echo "$5$6" ;;
    "compose --profile sync ps --quiet --status running sync") echo "${SYNC:-}" ;;
    "inspect --format {{.Config.Image}} "*) echo "ordained/web:v1" ;;
    "inspect --format {{.Image}} "*) echo "sha256:$4" ;;
    *"sql backup"*) echo dump ;;
    *"sql restore"*) cat >/dev/null; [ -z "${REFUSED:-}" ] || exit 1 ;;
esac
[ -z "${FAILS:-}" ] || case "$ORDAINED_VERSION docker $*" in $FAILS) exit 1 ;; esac
"""


@dataclass
class Upgrade:
    status: int
    said: str
    calls: list[str]

    def place(self, *words: str) -> int:
        """Return the place of the first call that has all of the words."""
        return next(
            place for place, call in enumerate(self.calls) if all(word in call for word in words)
        )

    def asks(self, *words: str) -> bool:
        return any(all(word in call for word in words) for call in self.calls)


def upgrade(folder: Path, **environ: str) -> Upgrade:
    for path in ("deploy/compose", "bin"):
        (folder / path).mkdir(parents=True)
    for name in ("upgrade.sh", "backup.sh"):
        shutil.copy(ROOT / "deploy" / "compose" / name, folder / "deploy" / "compose")
    (folder / "bin" / "docker").write_text(DOCKER)
    (folder / "bin" / "docker").chmod(0o755)
    calls = folder / "calls"
    calls.touch()
    path = f"{folder}/bin:{os.environ['PATH']}"
    environ = {"PATH": path, "CALLS": str(calls), "ORDAINED_VERSION": "v2"} | environ
    done = subprocess.run(
        [str(folder / "deploy/compose/upgrade.sh")], env=environ, capture_output=True, text=True
    )
    said = done.stdout + done.stderr
    return Upgrade(done.returncode, said, calls.read_text().splitlines())


def test_it_backs_up_when_nobody_writes_any_more(tmp_path: Path) -> None:
    done = upgrade(tmp_path)
    assert done.status == 0, done.said
    door = done.place("stop web api sync")
    assert done.place("compose build") < door < done.place("before", "sql backup")
    assert done.place("sql backup") < done.place("v2 ", "--scale api=2 api")
    opened = [call for call in done.calls if call.endswith("--scale api=2")]
    assert len(opened) == 1
    assert done.calls[-1] == opened[0]
    assert not done.asks("sql restore")


def test_unhealthy_containers_are_replaced_by_those_of_before(tmp_path: Path) -> None:
    done = upgrade(tmp_path, FAILS="v2 docker compose up*")
    assert done.status == 1
    assert "Everything is as it was before (ORDAINED_VERSION=v1)" in done.said
    # By the images that ran, under the tag that they had.
    assert done.place("docker tag sha256:", "ordained/web:before") < done.place("compose build")
    tagged = done.place("docker tag ordained/web:before ordained/web:v1")
    restored = done.place("v1 ordained/db:before", "sql restore - --replace")
    assert tagged < restored < len(done.calls) - 1
    assert done.calls[-1].startswith("v1 ordained/db:before docker compose up")
    assert done.calls[-1].endswith("--no-build --scale api=2")


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        ("v2 docker compose build", "cannot be built. Nothing was changed"),
        ("*sql backup*", "No backup could be made. Nothing was changed"),
    ],
)
def test_what_fails_before_changes_nothing(tmp_path: Path, fails: str, said: str) -> None:
    done = upgrade(tmp_path, FAILS=fails)
    assert done.status == 1
    assert said in done.said
    assert not done.asks("v2", "compose up")
    assert not done.asks("sql restore")
    stopped = done.asks("stop web api sync")
    assert stopped is done.calls[-1].endswith("--no-build --scale api=2")


def test_a_front_door_that_does_not_open_undoes_nothing_that_was_written(tmp_path: Path) -> None:
    done = upgrade(tmp_path, FAILS="v2 docker compose up*--scale api=2")
    assert done.status == 1
    assert "serve the new database" in done.said
    assert not done.asks("sql restore")
    served = done.calls[done.place("--no-deps api web")]
    assert served.startswith("v1 ordained/db:before docker compose up")
    assert done.calls[-1].endswith("docker compose --profile sync ps --quiet sync")


@pytest.mark.parametrize(
    ("refused", "fails", "last"),
    [("1", "v2 docker compose up*", "sql restore"), ("", "* docker compose up*", "up --detach")],
)
def test_a_backup_that_cannot_be_put_back_is_named(
    tmp_path: Path, refused: str, fails: str, last: str
) -> None:
    done = upgrade(tmp_path, REFUSED=refused, FAILS=fails)
    assert done.status == 1
    assert "nobody is served. Nothing is lost: it is backups/before-upgrade-" in done.said
    assert "Everything is as it was" not in done.said
    # What was not put back must not be served as if it were.
    assert last in done.calls[-1]
    assert not done.asks("v1", "--scale api=2")


@pytest.mark.parametrize("fails", ["", "v2 docker compose up*"])
def test_sync_runs_again_afterwards_where_it_ran(tmp_path: Path, fails: str) -> None:
    """Also where nothing but the shell of the first start named the profile."""
    done = upgrade(tmp_path, SYNC="container", FAILS=fails)
    assert done.calls[-1].endswith("--no-build --scale api=2 # with sync")


def test_where_nothing_runs_nothing_is_done(tmp_path: Path) -> None:
    done = upgrade(tmp_path, NONE="1")
    assert done.status == 1
    assert "Nothing runs here" in done.said
    assert len(done.calls) == 1
