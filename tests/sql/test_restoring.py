"""A restore is tried out beside the served database, and takes its place at once and whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from sql import restoring
from sql.__main__ import main
from sql.backup import BackupError, backup
from sql.contents import checksums
from tests.app.accounts.apps import app_on
from tests.databases import admin, engine_on_copy

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def dump(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("restoring") / "ordained.dump"
    backup(url_of(engine), file)
    return file


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def left_over(server_url: str) -> list[str]:
    with admin(server_url) as connection:
        names = text("select datname from pg_database where datname like 'ordained%beside%'")
        return list(connection.scalars(names))


def test_drill(
    engine: Engine,
    server_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The restore drill: dump, restore into a new database, compare rows and checksums."""
    monkeypatch.setenv("DATABASE_URL", url_of(engine))
    assert main(["drill"]) == 0
    assert "all checksums the same" in capsys.readouterr().err
    assert left_over(server_url) == []


def test_checksums_see_every_change(server_url: str, small_template: str) -> None:
    with engine_on_copy(server_url, small_template) as engine:
        with engine.begin() as connection:
            before = checksums(connection)
            connection.execute(text("update releases set dataset = 'other'"))
            after = checksums(connection)
        assert {name for name in before if before[name] != after[name]} == {"releases"}


def test_a_restored_database_takes_the_place_of_the_served_one_and_answers(
    dump: Path, server_url: str, small_template: str, engine: Engine, tmp_path: Path
) -> None:
    with engine_on_copy(server_url, small_template) as served:
        app = app_on(served, tmp_path)
        with served.begin() as connection:
            connection.execute(text("delete from releases"))
            connection.execute(text("create table left_over (n int)"))
        assert app.test_client().get("/readyz").status_code == 503
        # Somebody is connected meanwhile, and in a transaction.
        with served.connect() as held:
            held.execute(text("select count(*) from left_over"))
            found = restoring.replace(url_of(served), dump)
            held.invalidate()
        assert "live release: sample" in str(found)
        with served.connect() as connection, engine.connect() as original:
            assert checksums(connection) == checksums(original)
        again = app_on(served, tmp_path).test_client()
        assert again.get("/api/v1/search?q=heist&limit=3").json["items"]  # type: ignore[index]
    assert left_over(server_url) == []


def test_a_broken_backup_is_found_out_and_nothing_changes(
    dump: Path, engine: Engine, server_url: str, tmp_path: Path
) -> None:
    whole = dump.read_bytes()
    broken = tmp_path / "broken.dump"
    broken.write_bytes(whole[: len(whole) // 2])
    with engine.connect() as connection:
        before = checksums(connection)
    for attempt in (restoring.check, restoring.replace):
        with pytest.raises(BackupError, match="nothing was restored"):
            attempt(url_of(engine), broken)
    with engine.connect() as connection:
        assert checksums(connection) == before
    assert left_over(server_url) == []


def test_one_restore_at_a_time(dump: Path, engine: Engine, server_url: str) -> None:
    with admin(server_url) as connection:
        binds = {"key": restoring.RESTORE_LOCK}
        connection.execute(text("select pg_advisory_lock(:key)"), binds)
        with pytest.raises(BackupError, match="another restore"):
            restoring.check(url_of(engine), dump)
