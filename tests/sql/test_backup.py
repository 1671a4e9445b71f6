"""A backup holds everything, and a restore is all or nothing."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from sql import migrations
from sql.__main__ import main
from sql.backup import BackupError, backup, restore
from sql.server import make_engine
from tests.app.accounts.apps import app_on
from tests.app.recommend.people import Person
from tests.conftest import ROOT
from tests.databases import engine_on_copy, fresh_database

pytestmark = pytest.mark.slow


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def rows(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table that holds something, as text; partitions by themselves."""
    names = text(
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
    )
    with engine.connect() as connection:
        tables = sorted(connection.scalars(names))
        return {
            name: sorted(connection.scalars(text(f"select t::text from {name} t")))
            for name in tables
        }


def counted(engine: Engine) -> str:
    """What a restore of this database says it holds."""
    with engine.connect() as connection:
        people = connection.scalar(text("select count(*) from users"))
        ratings = connection.scalar(text("select count(*) from ratings"))
    return f"{people:,} people, {ratings:,} ratings"


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    """Engine on the smaller sample; read only."""
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def dump(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a live release."""
    file = tmp_path_factory.mktemp("backup") / "not yet there" / "ordained.dump"
    assert backup(url_of(engine), file) == file.stat().st_size
    return file


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def test_everything_comes_back(dump: Path, empty: Engine, server_url: str, tmp_path: Path) -> None:
    with dump.open("rb") as source:
        assert "live release: sample" in str(restore(url_of(empty), source))
    client = app_on(empty, tmp_path).test_client()
    ann = Person(client)
    films = [item["movie"]["id"] for item in ann.get("/movies/popular", limit=30)["items"]]
    ann.rate({films[0]: 5.0, films[3]: 4.5, films[7]: 1.0})
    ann.put(f"/me/watchlist/{films[9]}")
    backup(url_of(empty), tmp_path / "with ann.dump")

    with fresh_database(server_url) as url:
        other = make_engine(url)
        with (tmp_path / "with ann.dump").open("rb") as source:
            assert counted(empty) in str(restore(url, source))
        assert rows(other) == rows(empty)
        again = app_on(other, tmp_path).test_client()
        again.set_cookie("ordained_session", ann.client.get_cookie("ordained_session").value)  # type: ignore[union-attr]
        for path in ("/me/ratings", "/me/watchlist", "/me/recommendations?limit=50", "/me/taste"):
            before = ann.client.get(f"/api/v1{path}")
            after = again.get(f"/api/v1{path}")
            assert (after.status_code, after.json) == (200, before.json), path
        with other.connect() as connection:
            indexes = text("select count(*) from pg_indexes where indexdef like '%hnsw%'")
            assert connection.scalar(indexes)
        other.dispose()


def test_backup_is_private(dump: Path) -> None:
    assert stat.S_IMODE(dump.stat().st_mode) == 0o600
    assert os.listdir(dump.parent) == [dump.name]


def test_database_that_holds_something_is_refused(dump: Path, empty_engine: Engine) -> None:
    with dump.open("rb") as source, pytest.raises(BackupError, match="not empty"):
        restore(url_of(empty_engine), source)


def test_replace_drops_what_was_there(dump: Path, empty_engine: Engine, engine: Engine) -> None:
    with empty_engine.begin() as connection:
        connection.execute(text("create table left_over (n int)"))
    empty_engine.dispose()
    with dump.open("rb") as source:
        restore(url_of(empty_engine), source, replace=True)
    assert rows(empty_engine) == rows(engine)


@pytest.mark.parametrize("damage", ["cut", "other file", "empty"])
def test_broken_file_changes_nothing(damage: str, dump: Path, empty_engine: Engine) -> None:
    whole = dump.read_bytes()
    broken = {"cut": whole[: len(whole) // 2], "other file": b"PK" * 500, "empty": b""}[damage]
    damaged = dump.parent.parent / "broken.dump"
    damaged.write_bytes(broken)
    before = rows(empty_engine)
    empty_engine.dispose()
    with damaged.open("rb") as source, pytest.raises(BackupError, match="nothing was restored"):
        restore(url_of(empty_engine), source, replace=True)
    assert rows(empty_engine) == before


def test_backup_of_a_newer_database_changes_nothing(
    server_url: str, empty_engine: Engine, tmp_path: Path
) -> None:
    with fresh_database(server_url) as url:
        newer = make_engine(url)
        migrations.upgrade(newer)
        with newer.begin() as connection:
            connection.execute(text("update alembic_version set version_num = '9999'"))
        newer.dispose()
        backup(url, tmp_path / "newer.dump")
    before = rows(empty_engine)
    empty_engine.dispose()
    with (
        (tmp_path / "newer.dump").open("rb") as source,
        pytest.raises(BackupError, match=r"newer ordained .its database is at 9999"),
    ):
        restore(url_of(empty_engine), source, replace=True)
    assert rows(empty_engine) == before


def test_backup_of_something_else_is_refused(
    server_url: str, empty: Engine, tmp_path: Path
) -> None:
    with fresh_database(server_url) as url:
        other = make_engine(url)
        with other.begin() as connection:
            connection.execute(text("create table accounts (n int)"))
        other.dispose()
        backup(url, tmp_path / "other.dump")
    with (
        (tmp_path / "other.dump").open("rb") as source,
        pytest.raises(BackupError, match="no backup of ordained"),
    ):
        restore(url_of(empty), source)
    assert rows(empty) == {}


def test_older_backup_is_brought_up_to_date(server_url: str, empty: Engine, tmp_path: Path) -> None:
    with fresh_database(server_url) as url:
        older = make_engine(url)
        migrations.upgrade(older, migrations.known_revisions()[-1])
        older.dispose()
        backup(url, tmp_path / "older.dump")
    with (tmp_path / "older.dump").open("rb") as source:
        restore(url_of(empty), source)
    assert not migrations.pending(empty)


def test_streams(dump: Path, empty: Engine, engine: Engine) -> None:
    """As ``docker compose run`` and ``kubectl exec`` use it: nothing but the backup on stdout."""
    command = [sys.executable, "-m", "sql"]
    environ = {**os.environ, "DATABASE_URL": url_of(engine)}
    made = subprocess.run(
        [*command, "backup", "-"], cwd=ROOT, env=environ, capture_output=True, check=True
    )
    put = subprocess.run(
        [*command, "restore", "-"],
        cwd=ROOT,
        env=environ | {"DATABASE_URL": url_of(empty)},
        input=made.stdout,
        capture_output=True,
        check=True,
    )
    assert b"live release: sample" in put.stderr
    assert rows(empty) == rows(engine)


def test_failures_are_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:pa55word@127.0.0.1:1/none")
    assert main(["backup", str(tmp_path / "x.dump")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: nothing was backed up: ")
    assert said.count("\n") == 1
    assert "pa55word" not in said
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    assert main(["backup", str(tmp_path / "file" / "x.dump")]) == 1
    assert re.fullmatch(
        r"error: \S+/file: (Not a directory|File exists)\n", capsys.readouterr().err
    )
    assert main(["restore", str(tmp_path / "absent.dump")]) == 1
    assert "absent.dump cannot be read: No such file" in capsys.readouterr().err


def test_password_is_not_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        seen.update(command=command, env=options["env"])
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)
    backup("postgresql://me:pa55word@db/films", None, io.BytesIO())
    assert "pa55word" not in str(seen["command"])
    assert "--dbname=postgresql://me@db/films" in str(seen["command"])
