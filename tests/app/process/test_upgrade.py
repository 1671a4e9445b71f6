"""An upgrade makes a restore point, and is taken back where the service is not well after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.process.upgrade import UpgradeError, upgrade
from app.settings import Settings
from sql import migrations
from sql.backup_folder import BackupFolder, kind_of
from sql.contents import checksums
from tests.databases import engine_on_copy

pytestmark = pytest.mark.slow


@pytest.fixture
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    """A database as the version before has left it."""
    with engine_on_copy(server_url, small_template) as engine:
        migrations.downgrade(engine, migrations.known_revisions()[1])
        yield engine


@pytest.fixture
def settings(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    environ = {
        "DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "ORDAINED_HOME": str(tmp_path),
        "ORDAINED_ENCODER": "stand-in",
        "SECRET_KEY": "not a secret, and long enough to be one",
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return Settings.from_env(environ)


def kinds(home: Path) -> list[str]:
    return [kind_of(path) for path in BackupFolder(home).files()]


def test_an_upgrade_makes_a_restore_point_once(engine: Engine, settings: Settings) -> None:
    assert settings.database_url
    upgrade(settings, settings.database_url)
    assert not migrations.pending(engine)
    assert kinds(settings.home) == ["before-upgrade"]
    upgrade(settings, settings.database_url)
    assert kinds(settings.home) == ["before-upgrade"]


def test_an_upgrade_after_which_nothing_is_found_is_taken_back(
    engine: Engine, settings: Settings
) -> None:
    # The migration itself runs; a search, though, asks for a column that is not there.
    with engine.begin() as connection:
        connection.execute(text("alter table movies rename column title to titel"))
        before = migrations.current(engine), checksums(connection)
    engine.dispose()
    assert settings.database_url
    with pytest.raises(UpgradeError, match=r"was taken back \(/api/v1/search.* says 50[03]\)"):
        upgrade(settings, settings.database_url)
    with engine.connect() as connection:
        assert (migrations.current(engine), checksums(connection)) == before
    engine.dispose()
    # Started again and again, as containers are, it neither tries again nor fills the disk.
    with pytest.raises(UpgradeError, match="Start the version that ran before"):
        upgrade(settings, settings.database_url)
    assert kinds(settings.home) == ["before-upgrade"]
