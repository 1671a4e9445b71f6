"""Backups on the operator's page: made, taken away, brought back, tried out and restored."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from app.accounts import people
from sql.backup_folder import BackupFolder
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import PASSWORD, Browser, person
from tests.databases import engine_on_copy

pytestmark = pytest.mark.slow

BACKUPS = "/admin/backups"
UPLOADS = "/admin/backup-uploads"
RAW = "application/octet-stream"


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backups")


@pytest.fixture(scope="module")
def app(engine: Engine, home: Path) -> APIFlask:
    return app_on(engine, home)


@pytest.fixture(scope="module")
def admin(app: APIFlask, engine: Engine) -> Browser:
    browser = person(app)
    with engine.begin() as connection:
        people.set_admin(connection, browser.user_id, True)
    return browser


def ended(home: Path) -> Any:
    """Wait for the job that runs; from its file, since a restore ends the session."""
    folder = BackupFolder(home)
    until = time.monotonic() + 120
    while (job := folder.job()) and job.state == "running":
        assert time.monotonic() < until
        time.sleep(0.05)
    return job


def test_made_taken_away_brought_back_and_restored(
    admin: Browser, app: APIFlask, home: Path
) -> None:
    movie_id = admin.get("/movies/popular?limit=1")["items"][0]["movie"]["id"]
    admin.put(f"/me/ratings/{movie_id}", {"rating": 4.5})
    begun = admin.send("POST", BACKUPS)
    assert (begun.status_code, begun.json["state"]) == (202, "running")  # type: ignore[index]
    assert admin.send("POST", BACKUPS).status_code == 409
    assert ended(home).state == "done"
    found = admin.get(BACKUPS)
    assert (found["can_back_up"], found["can_restore"]) == (True, True)
    (item,) = found["items"]
    assert (item["kind"], item["check"]) == ("made", None)

    file = admin.send("GET", f"{BACKUPS}/{item['name']}")
    assert (file.mimetype, file.headers["Cache-Control"]) == (RAW, "no-store")
    assert file.data.startswith(b"PGDMP")
    assert len(file.data) == item["bytes"]
    file.close()

    sent = admin.send("POST", UPLOADS, data=file.data, content_type=RAW)
    assert sent.status_code == 201
    name = sent.json["name"]  # type: ignore[index]
    assert os.stat(home / "backups" / name).st_mode & 0o077 == 0
    admin.send("POST", f"{BACKUPS}/{name}/check")
    assert ended(home).detail == "1 people, 1 ratings, live release: sample"
    (checked,) = [backup for backup in admin.get(BACKUPS)["items"] if backup["name"] == name]
    assert checked["check"]["fault"] is None
    assert checked["check"]["found"] == {
        "people": 1, "ratings": 1, "viewings": 0, "dataset": "sample", "films": 600,
    }  # fmt: skip

    admin.put(f"/me/ratings/{movie_id}", {"rating": 1.0})
    wrong = admin.send("POST", f"{BACKUPS}/{name}/restore", {"password": "not the one"})
    assert wrong.status_code == 403
    assert admin.get("/me/ratings")["items"][0]["rating"] == 1.0
    begun = admin.send("POST", f"{BACKUPS}/{name}/restore", {"password": PASSWORD})
    assert begun.status_code == 202
    assert ended(home).state == "done"
    # The session was in the backup, too; and what was replaced is kept.
    assert admin.get("/me/ratings")["items"][0]["rating"] == 4.5
    kinds = {backup["name"]: backup["kind"] for backup in admin.get(BACKUPS)["items"]}
    assert sorted(kinds.values()) == ["before-restore", "made", "uploaded"]
    assert BackupFolder(home).restored_file.exists()

    for kind in kinds:
        admin.delete(f"{BACKUPS}/{kind}")
    assert admin.get(BACKUPS)["items"] == []


@pytest.mark.parametrize("sent", [b"", b"PK\x03\x04 a zip", b"PGDM"])
def test_what_is_no_backup_is_not_kept(sent: bytes, admin: Browser, home: Path) -> None:
    before = sorted(os.listdir(home / "backups")) if (home / "backups").exists() else []
    refused = admin.send("POST", UPLOADS, data=sent, content_type=RAW)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/file"  # type: ignore[index]
    assert [name for name in os.listdir(home / "backups") if name not in before] == []


def test_a_broken_backup_is_found_out_before_anything_is_replaced(
    admin: Browser, home: Path
) -> None:
    sent = admin.send("POST", UPLOADS, data=b"PGDMP, or so", content_type=RAW)
    name = sent.json["name"]  # type: ignore[index]
    admin.send("POST", f"{BACKUPS}/{name}/restore", {"password": PASSWORD})
    job = ended(home)
    assert job.state == "failed"
    assert job.detail.startswith("pg_restore: error")
    assert admin.get("/me/ratings") is not None
    (item,) = [backup for backup in admin.get(BACKUPS)["items"] if backup["name"] == name]
    assert item["kind"] == "uploaded"
    admin.delete(f"{BACKUPS}/{name}")


def test_uploads_can_be_switched_off(admin: Browser, engine: Engine, home: Path) -> None:
    client = app_on(engine, home, ORDAINED_BACKUP_UPLOADS="off").test_client()
    other = Browser(client, admin.username)
    assert other.sign_in().status_code == 200
    assert other.get(BACKUPS)["can_upload"] is False
    refused = other.send("POST", UPLOADS, data=b"PGDMP", content_type=RAW)
    assert refused.status_code == 403


@pytest.mark.parametrize("name", ["none.dump", "..", "%2e%2e%2fsecret_key", "job.json"])
def test_only_backups_have_an_address(name: str, admin: Browser) -> None:
    assert admin.send("GET", f"{BACKUPS}/{name}").status_code in (404, 405)
    assert admin.send("DELETE", f"{BACKUPS}/{name}").status_code in (404, 405)


def test_a_dead_job_is_no_running_one(home: Path) -> None:
    folder = BackupFolder(home)
    job = folder.job()
    assert job
    while folder.busy():
        time.sleep(0.01)  # the process of the job before has noted its end, and ends
    folder.note_job(type(job)("backup", job.name, "running", "", job.began_at, None))
    found = folder.job()
    assert found
    assert found.state == "died"
