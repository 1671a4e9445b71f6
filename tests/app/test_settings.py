import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.secret_key import KEY_FILE
from app.settings import Settings
from sql.env import SettingsError

KEY = "k" * 32


def read(tmp_path: Path, **environ: str) -> Settings:
    return Settings.from_env({"ORDAINED_HOME": str(tmp_path), **environ})


def problems(tmp_path: Path, **environ: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, **environ)
    return caught.value.problems


def test_defaults(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.workers, settings.threads) == (2, 8)
    assert settings.rate_limits
    assert not settings.production
    assert settings.database_url is None
    assert settings.redis_url is None
    assert settings.tmdb_key is None
    assert settings.proxies == 0


def test_bad_values_are_reported_together(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        PORT="70000",
        ORDAINED_WORKERS="none",
        ORDAINED_ENV="staging",
        ORDAINED_RATE_LIMITS="perhaps",
        ORDAINED_LOG_LEVEL="loud",
        ORDAINED_REDIS_URL="http://localhost",
        DATABASE_URL="mysql://localhost/films",
        SECRET_KEY="short",
    )
    assert len(found) == 8
    for name in ("PORT", "ORDAINED_WORKERS", "DATABASE_URL", "SECRET_KEY", "ORDAINED_REDIS_URL"):
        assert any(name in problem for problem in found)


def test_nothing_is_written_for_settings_that_are_refused(tmp_path: Path) -> None:
    problems(tmp_path, PORT="70000")
    assert list(tmp_path.iterdir()) == []


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    secrets = {
        "SECRET_KEY": "s3cret" * 8,
        "DATABASE_URL": "postgresql://me:pa55word@localhost/films",
        "DATABASE_REPLICA_URL": "postgresql://me:pa55word@standby/films",
        "ORDAINED_REDIS_URL": "redis://:pa55word@localhost",
        "TMDB_API_KEY": "tmdb-pa55word",
    }
    shown = repr(read(tmp_path, **secrets))
    assert "s3cret" not in shown
    assert "pa55word" not in shown


def test_a_replica_is_one_of_a_database(tmp_path: Path) -> None:
    found = problems(
        tmp_path, DATABASE_REPLICA_URL="mysql://standby/films", ORDAINED_REPLICA_MAX_LAG_S="0"
    )
    assert found == [
        "DATABASE_REPLICA_URL must be postgresql://…, not mysql://…",
        "DATABASE_REPLICA_URL is set without DATABASE_URL: the embedded server has no replicas",
        "ORDAINED_REPLICA_MAX_LAG_S must be a whole number from 1 to 3600, not '0'",
    ]


def test_bad_redis_url_is_not_repeated(tmp_path: Path) -> None:
    found = problems(tmp_path, ORDAINED_REDIS_URL="http://:pa55word@localhost")
    assert "pa55word" not in " ".join(found)


def test_key_is_made_once_and_private(tmp_path: Path) -> None:
    home = tmp_path / "not yet there"
    first, second = read(home), read(home)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((home / KEY_FILE).stat().st_mode) == 0o600
    assert os.listdir(home) == [KEY_FILE]


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read(tmp_path).secret_key, range(16)))
    assert len(keys) == 1


def test_damaged_key_file_is_named(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("short")
    assert problems(tmp_path) == [f"{tmp_path / KEY_FILE} must have at least 32 characters"]


def test_key_that_cannot_be_kept_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (found,) = problems(tmp_path / "file")
    assert found.startswith("ORDAINED_HOME: ")
    assert found.endswith("cannot be made: it is not a folder")


def test_production_needs_a_key(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, ORDAINED_ENV="production")
    assert found.startswith("SECRET_KEY is required")
    assert read(tmp_path, ORDAINED_ENV="production", SECRET_KEY=KEY).production
    assert list(tmp_path.iterdir()) == []


def test_origins_of_other_pages(tmp_path: Path) -> None:
    given = {"ORDAINED_HOME": str(tmp_path), "SECRET_KEY": "x" * 32}
    assert Settings.from_env(given).cors_origins == ()
    several = {"ORDAINED_CORS_ORIGINS": " https://films.example , http://localhost:3000"}
    made = Settings.from_env({**given, **several})
    assert made.cors_origins == ("https://films.example", "http://localhost:3000")


@pytest.mark.parametrize("origin", ["films.example", "https://a.example/", "https://*", "null"])
def test_origins_that_are_none(tmp_path: Path, origin: str) -> None:
    given = {"ORDAINED_HOME": str(tmp_path), "SECRET_KEY": "x" * 32}
    with pytest.raises(SettingsError, match="ORDAINED_CORS_ORIGINS"):
        Settings.from_env({**given, "ORDAINED_CORS_ORIGINS": origin})


def test_secrets_come_from_files(tmp_path: Path) -> None:
    home, files = tmp_path / "home", tmp_path / "secrets"
    files.mkdir()
    contents = {
        "SECRET_KEY": KEY,
        "DATABASE_URL": "postgresql://me@db/films",
        "DATABASE_REPLICA_URL": "postgresql://me@standby/films",
        "ORDAINED_REDIS_URL": "redis://:word@redis/0",
        "TMDB_API_KEY": "abc",
    }
    for name, content in contents.items():
        (files / name.lower()).write_text(f"{content}\n")
    environ = {f"{name}_FILE": str(files / name.lower()) for name in contents}
    given = read(home, ORDAINED_ENV="production", **environ)
    assert (given.secret_key, given.database_url) == (KEY, contents["DATABASE_URL"])
    assert given.database_replica_url == contents["DATABASE_REPLICA_URL"]
    assert (given.redis_url, given.tmdb_key) == (contents["ORDAINED_REDIS_URL"], "abc")
    assert not home.exists()


def test_secret_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text(" \n")
    (tmp_path / "short").write_text("pa55word")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    found = problems(
        tmp_path,
        DATABASE_URL_FILE=str(tmp_path / "absent"),
        ORDAINED_REDIS_URL_FILE=str(tmp_path / "empty"),
        TMDB_API_KEY_FILE=str(tmp_path / "binary"),
        SECRET_KEY_FILE=str(tmp_path / "short"),
    )
    assert found == [
        f"DATABASE_URL_FILE: {tmp_path / 'absent'} cannot be read: No such file or directory",
        f"ORDAINED_REDIS_URL_FILE: {tmp_path / 'empty'} is empty",
        f"TMDB_API_KEY_FILE: {tmp_path / 'binary'} cannot be read: it is not text",
        "SECRET_KEY must have at least 32 characters",
    ]


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("f" * 32)
    (found,) = problems(tmp_path, SECRET_KEY=KEY, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert found == "SECRET_KEY and SECRET_KEY_FILE are both set; keep one"
