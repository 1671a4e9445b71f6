"""deploy/verify-compose.sh: runs where Docker is, and says so where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

SCRIPT = ROOT / "deploy" / "verify-compose.sh"


def engine_answers() -> bool:
    return (
        bool(shutil.which("docker"))
        and not subprocess.run(["docker", "info"], capture_output=True).returncode
    )


def test_without_docker_it_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    """With the commands it needs up to there, and no docker among them."""
    tools = tmp_path_factory.mktemp("tools")
    for name in ("bash", "dirname", "mktemp", "date"):
        (tools / name).symlink_to(str(shutil.which(name)))
    done = subprocess.run(
        [str(tools / "bash"), str(SCRIPT)],
        env={"PATH": str(tools), "TMPDIR": str(tools)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3
    assert done.stderr.startswith("There is no Docker here")
    assert "Nothing was verified" in done.stderr


def test_with_an_engine_that_is_away_it_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    tools = tmp_path_factory.mktemp("tools")
    (tools / "docker").write_text("#!/bin/sh\nexit 1\n")
    (tools / "docker").chmod(0o755)
    done = subprocess.run(
        [str(SCRIPT)],
        env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}", "TMPDIR": str(tools)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3
    assert "its engine does not answer" in done.stderr


@pytest.mark.slow
@pytest.mark.timeout(5400)
def test_composed_stack() -> None:
    if not engine_answers():
        pytest.skip("there is no Docker engine here: deploy/verify-compose.sh was not run")
    subprocess.run([str(SCRIPT)], check=True)
