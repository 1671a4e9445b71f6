"""Secrets of the composed stack: given, kept, or made by chance outside production."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.settings import Settings
from deploy.container.give_secrets import main

KEY = "k" * 40
DATABASE = {"DATABASE_HOST": "db", "DATABASE_NAME": "ordained", "DATABASE_USER": "ordained"}


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "given").mkdir()
    return tmp_path / "given"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_made_once_and_kept(given: Path, kept: Path) -> None:
    assert main(DATABASE, given, kept) == 0
    first = contents(kept)
    assert set(first) == {"secret_key", "database_password", "database_url"}
    assert len(set(first.values())) == 3
    assert main(DATABASE, given, kept) == 0
    assert contents(kept) == first


def test_containers_of_any_user_can_read_what_they_mount(given: Path, kept: Path) -> None:
    main(DATABASE, given, kept)
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept.iterdir()} == {0o444}


def test_application_takes_them(given: Path, kept: Path, tmp_path: Path) -> None:
    awkward = "p@ss/word:%41 ?#&"
    environ = DATABASE | {
        "ORDAINED_ENV": "production",
        "SECRET_KEY": KEY,
        "DATABASE_PASSWORD": awkward,
    }
    assert main(environ, given, kept) == 0
    settings = Settings.from_env(
        {
            "ORDAINED_HOME": str(tmp_path / "home"),
            "ORDAINED_ENV": "production",
            "SECRET_KEY_FILE": str(kept / "secret_key"),
            "DATABASE_URL_FILE": str(kept / "database_url"),
        }
    )
    from sqlalchemy.engine import make_url

    assert settings.secret_key == KEY
    assert settings.database_url
    url = make_url(settings.database_url)
    assert (url.password, url.host, url.database) == (awkward, "db", "ordained")
    assert (kept / "database_password").read_text() == awkward


def test_environment_goes_before_files_before_the_last_time(given: Path, kept: Path) -> None:
    main(DATABASE, given, kept)
    (given / "secret_key").write_text("f" * 40 + "\n")
    main(DATABASE, given, kept)
    assert (kept / "secret_key").read_text() == "f" * 40
    main(DATABASE | {"SECRET_KEY": KEY}, given, kept)
    assert (kept / "secret_key").read_text() == KEY


def test_production_makes_nothing_up(
    given: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even where a trial on the same volume left some."""
    main(DATABASE, given, kept)
    before = contents(kept)
    assert main(DATABASE | {"ORDAINED_ENV": "production"}, given, kept) == 1
    said = capsys.readouterr().err
    assert "SECRET_KEY is missing" in said
    assert "deploy/secrets/database_password" in said
    assert contents(kept) == before


def test_short_ones_are_refused_and_nothing_is_written(
    given: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (given / "database_password").write_text("short")
    assert main(DATABASE | {"SECRET_KEY": KEY}, given, kept) == 1
    assert "DATABASE_PASSWORD must have at least 12" in capsys.readouterr().err
    assert os.listdir(kept) == []


def test_a_file_that_is_closed_is_named_with_what_to_do(
    given: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files of secrets are often of mode 0600, and the container's user is another one."""
    (given / "secret_key").write_text(KEY)
    (given / "secret_key").chmod(0)
    was = os.geteuid()
    # Root reads every file, so it becomes nobody meanwhile.
    user = was or 65534
    if was == 0:
        os.seteuid(user)
    try:
        assert main(DATABASE, given, kept) == 1
    finally:
        os.seteuid(was)
    said = capsys.readouterr().err
    assert f"deploy/secrets/secret_key is closed to the container's user: chown {user} it" in said
    assert os.listdir(kept) == []


def test_values_are_never_shown(
    given: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(DATABASE | {"SECRET_KEY": KEY}, given, kept)
    shown = "".join(capsys.readouterr())
    assert not [value for value in contents(kept).values() if value in shown]
    assert "secret_key: from SECRET_KEY" in shown
