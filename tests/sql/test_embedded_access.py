"""Where the embedded PostgreSQL keeps data and socket, and that nobody else gets in."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from sql import embedded, places, postmaster
from sql.embedded import EmbeddedServer, embedded_server
from sql.failures import ServerError
from tests.sql.server_version import version


def test_a_long_home_has_its_socket_in_a_private_folder(tmp_path: Path) -> None:
    home = tmp_path / ("long-" * 30)
    with embedded_server(home) as url:
        assert version(url)
        said = postmaster.read_pid_file((home / "postgres").resolve())
        assert said is not None
        folder = Path(said.socket_folder)
        assert len(str(folder)) < 90
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid == places.server_user().pw_uid
        again = folder
    with embedded_server(home):
        said = postmaster.read_pid_file((home / "postgres").resolve())
        assert said is not None
        assert Path(said.socket_folder) == again


def test_a_short_folder_that_somebody_else_made_is_not_taken(tmp_path: Path) -> None:
    uid = os.geteuid()
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "own").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "own")
    assert places.is_private(tmp_path / "own", uid)
    assert not places.is_private(tmp_path / "own", uid + 1)
    assert not places.is_private(tmp_path / "open", uid)
    assert not places.is_private(tmp_path / "link", uid)


def test_nobody_else_is_let_in_though_they_reach_the_socket(made: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    with embedded_server(made):
        said = postmaster.read_pid_file((made / "postgres").resolve())
        assert said is not None
        folder = Path(said.socket_folder)  # beside the data, or elsewhere where that path is long
        folder.chmod(0o711)
        (folder / places.SOCKET_NAME).chmod(0o777)
        command: list[str | Path] = [
            places.programs_folder() / "psql",
            "-h",
            folder,
            "-U",
            "postgres",
            "-c",
            "select 1",
        ]
        done = subprocess.run(command, user="nobody", capture_output=True, text=True, cwd="/")
        assert done.returncode == 2
        assert "Peer authentication failed" in done.stderr
        folder.chmod(0o700)


def test_no_folder_above_the_data_changes_its_mode(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with embedded_server(closed / "var") as url:
        assert version(url)
    data = (closed / "var" / "postgres").resolve()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    # Again, from where it is.
    with embedded_server(closed / "var") as url:
        assert version(url)
    if os.geteuid() == 0:
        assert data.is_relative_to(places.ROOTS_FOLDER)
        subprocess.run(["rm", "-r", str(data.parent)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may take another user's data")
def test_root_leaves_another_users_data_alone(tmp_path: Path) -> None:
    """As `docker exec` without a user would, beside a server that runs as that user."""
    data = tmp_path / "postgres"
    data.mkdir()
    os.chown(data, 4321, 4321)
    with pytest.raises(ServerError, match="belongs to the user 4321: run this as that user"):
        EmbeddedServer(tmp_path)
    assert not (tmp_path / ".postgres-holders.json").exists()


def test_nobody_else_can_hold_the_lock(made: Path) -> None:
    with embedded_server(made):
        file = made / ".postgres.lock"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.chmod(0o644)  # as an earlier version made it
    with embedded_server(made):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_process_that_never_gives_the_lock_back_is_named(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "LOCK_S", 0.3)
    holder = EmbeddedServer(made)
    with holder._locked(), pytest.raises(ServerError, match=rf"\(pid {os.getpid()}\) has held"):
        holder.enter()
    with embedded_server(made) as url:
        assert version(url)


def test_a_process_forked_while_the_lock_is_held_does_not_keep_it(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "LOCK_S", 5.0)
    server = EmbeddedServer(made)
    with server._locked():
        reading, writing = os.pipe()
        if not (child := os.fork()):
            os.close(writing)
            os.read(reading, 1)  # until the other end is closed
            os._exit(0)
        os.close(reading)
    try:
        with server._locked():
            pass
    finally:
        os.close(writing)
        os.waitpid(child, 0)
