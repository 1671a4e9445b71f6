"""The embedded PostgreSQL starts, or says in a line what to do; it touches nobody else's."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg2
import pytest

from sql import places, postmaster
from sql.embedded import DRAFT, EmbeddedServer, embedded_server
from sql.failures import ServerError
from tests.processes import ROOT
from tests.sql.server_version import version


@contextmanager
def unrelated() -> Iterator[int]:
    """Give the number of a process that has nothing to do with PostgreSQL."""
    process = subprocess.Popen(["sleep", "900"])
    try:
        yield process.pid
        assert process.poll() is None, "it was killed"
    finally:
        process.kill()
        process.wait()


def pid_file(home: Path, pid: int, started_at: int = 1_700_000_000) -> None:
    data = home / "postgres"
    lines = [pid, data, started_at, 5432, data, "", "  12345         0", "ready   "]
    (data / "postmaster.pid").write_text("".join(f"{line}\n" for line in lines))


def test_a_home_with_spaces_and_quotes(tmp_path: Path) -> None:
    with embedded_server(tmp_path / "my films, 'all' $of \"them\"" / "var") as url:
        assert version(url).startswith("PostgreSQL 18")


def test_a_locale_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL", "LC_CTYPE"):
        monkeypatch.setenv(name, "xx_YY.UTF-8")
    with embedded_server(tmp_path) as url:
        assert version(url)


@pytest.mark.parametrize("content", ["", "12", "12345\n", "1\n/nowhere\nnever\n", "\0\0\0"])
def test_a_pid_file_that_a_power_cut_left(made: Path, content: str) -> None:
    (made / "postgres" / "postmaster.pid").write_text(content)
    with embedded_server(made) as url:
        assert version(url)
    assert not (made / "postgres" / "postmaster.pid").exists()


def test_numbers_of_no_process_are_no_process(made: Path) -> None:
    # A PostgreSQL of a single user notes its number below zero; the others no system has.
    for pid in (-os.getpid(), 0, 2**31, 2**70):
        pid_file(made, pid)
        server = EmbeddedServer(made)
        server.leave()
        postmaster.forget_stale(server.data, server.user.pw_uid, made)
        assert not (made / "postgres" / "postmaster.pid").exists()


def test_a_file_of_holders_that_is_none_holds_nothing(made: Path) -> None:
    file, server = made / ".postgres-holders.json", EmbeddedServer(made)
    nobody = ("", "[[", "[[-5, 1]]", f"[[{2**40}, 1]]", "[[Infinity, 1]]", "[" * 9_000, '{"ab": 1}')
    for noted in nobody:
        file.write_text(noted)
        assert server._holders() == []
        server.leave()
        assert json.loads(file.read_text()) == []
    file.unlink()
    file.mkdir()
    with pytest.raises(ServerError, match=r"postgres-holders\.json"):
        server.leave()


def test_a_process_that_only_has_the_number_is_left_alone(made: Path) -> None:
    with unrelated() as pid:
        for started_at in (1_700_000_000, int(time.time())):
            pid_file(made, pid, started_at)
            with embedded_server(made) as url:
                assert version(url)


def test_a_process_that_got_the_number_meanwhile_is_left_alone_by_a_stop(made: Path) -> None:
    server = EmbeddedServer(made)
    with unrelated() as pid:
        pid_file(made, pid, int(time.time()))
        server.leave()


def test_a_socket_that_a_killed_container_left(made: Path) -> None:
    """In a container that starts again a number is soon another process's of the same user."""
    user = places.server_user()
    folder = places.socket_folder((made / "postgres").resolve(), user)
    owner = {"user": user.pw_uid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **owner) as process:
        lines = (process.pid, folder, 1_700_000_000, 5432, folder)
        lock = folder / postmaster.SOCKET_LOCK
        lock.write_text("".join(f"{line}\n" for line in lines))
        try:
            with embedded_server(made) as url:
                assert version(url)
        finally:
            process.kill()


def test_another_servers_number_is_not_ours(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with embedded_server(other) as url:
        text = (other / "postgres" / "postmaster.pid").read_text()
        (made / "postgres" / "postmaster.pid").write_text(text)
        with embedded_server(made) as ours:
            assert ours != url
            assert version(ours)
        assert version(url)


def test_a_stop_forgets_processes_that_were_killed(made: Path) -> None:
    holder = (
        "import sys, time; from pathlib import Path; from sql.embedded import EmbeddedServer; "
        "EmbeddedServer(Path(sys.argv[1])).enter(); print(1, flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", holder, str(made)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    with unrelated() as pid:
        # Its number is somebody else's by now.
        file = made / ".postgres-holders.json"
        file.write_text(json.dumps([*json.loads(file.read_text()), [pid, 1_700_000_000]]))
        with embedded_server(made) as url:
            assert version(url)
    assert not (made / "postgres" / "postmaster.pid").exists()


def test_two_holders_keep_it_until_the_second_leaves(made: Path) -> None:
    with embedded_server(made) as url:
        with embedded_server(made):
            pass
        assert version(url)
    assert postmaster.find(made / "postgres", places.server_user().pw_uid) is None


def test_killed_while_it_is_made_it_is_made_anew(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "embeddings", "status"]
    environ = os.environ | {"ORDAINED_HOME": str(tmp_path)}
    environ.pop("DATABASE_URL", None)
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    data = tmp_path / "postgres"
    # Root's data may be elsewhere, behind a link that is made first.
    while not list(data.resolve().parent.glob(f"{DRAFT}*/PG_VERSION")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)
    tree = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    for member in tree:
        with suppress(psutil.NoSuchProcess):  # it ended by itself meanwhile
            member.send_signal(signal.SIGKILL)
    process.wait()
    with embedded_server(tmp_path) as url:
        assert version(url)
    assert not list(data.resolve().parent.glob(f"{DRAFT}*"))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("shared_buffers = lots\n", "shared_buffers"),
        ("= = =\n", "syntax error in file"),
        ("no_such_setting = 1\n", "no_such_setting"),
    ],
)
def test_a_broken_configuration_is_a_line(made: Path, broken: str, said: str) -> None:
    with (made / "postgres" / "postgresql.conf").open("a") as conf:
        conf.write(broken)
    with pytest.raises(ServerError, match=said) as caught, embedded_server(made):
        pass
    assert "\n" not in str(caught.value)


def test_data_that_are_not_whole_are_a_line_and_stay(made: Path) -> None:
    (made / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(ServerError, match="no whole database"), embedded_server(made):
        pass
    assert (made / "postgres" / "PG_VERSION").exists()


def test_the_log_keeps_no_words_of_people(made: Path) -> None:
    word = "whatsomebodytyped"
    with embedded_server(made) as url:
        connection = psycopg2.connect(url.replace("postgresql+psycopg2", "postgresql"))
        connection.autocommit = True
        for statement in (f"select '{word}' from nowhere", f"select 1 / 0, '{word}'"):
            with connection.cursor() as cursor, pytest.raises(psycopg2.Error):
                cursor.execute(statement)
        connection.close()
    logs = [*(made / "postgres" / "logs").iterdir(), made / "postgres" / "log"]
    text = "".join(path.read_text() for path in logs if path.exists())
    assert "division by zero" in text
    assert word not in text
