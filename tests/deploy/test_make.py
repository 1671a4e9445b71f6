"""The Makefile's targets of the containers: what they ask of the machine itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT


def said(folder: Path, *words: str) -> str:
    """Return the commands that make would run in a fresh clone, without a .venv."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements").mkdir()
    (folder / "requirements" / "run.lock").touch()
    done = subprocess.run(
        ["make", "--dry-run", *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize(
    ("words", "script"),
    [
        (("backup",), "deploy/compose/backup.sh"),
        (("backup", "FILE=of today.dump"), 'deploy/compose/backup.sh "of today.dump"'),
        (("restore", "FILE=a.dump", "REPLACE=1"), 'deploy/compose/restore.sh "a.dump" --replace'),
        (("upgrade",), "deploy/compose/upgrade.sh"),
    ],
)
def test_of_the_containers_they_need_no_python(
    tmp_path: Path, words: tuple[str, ...], script: str
) -> None:
    """Whoever has containers would be made to install Python and a gigabyte of packages."""
    commands = said(tmp_path, *words, "COMPOSE=1").split("\n")
    assert script in [command.strip() for command in commands]
    assert not [command for command in commands if ".venv" in command]


def test_of_this_machine_they_install_what_they_need(tmp_path: Path) -> None:
    assert "deploy/local/install.py run" in said(tmp_path, "backup")
