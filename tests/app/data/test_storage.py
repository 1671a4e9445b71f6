"""A database without room: `/readyz` and the answers of writes say so, and reads go on."""

from __future__ import annotations

import psycopg2.errors
import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.data import storage
from app.data.services import services_of
from app.web.problems import problem_of
from tests.app.accounts.people import Browser
from tests.app.transfer.uploads import library, upload

# What PostgreSQL raises where a file cannot grow.
RAISED = "do $$ begin raise exception using errcode = '53100'; end $$"


def test_readyz_says_that_the_disk_is_full(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(storage, "PROBE", text(RAISED))
    # The last answer is kept for a while.
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(storage, "EVERY_S", 0.0)
    full = client.get("/readyz")
    assert (full.status_code, full.json["type"]) == (507, "/api/docs#storage-full")
    assert "disk is full" in full.json["detail"]
    assert full.headers["Retry-After"] == "60"
    # What needs no writing goes on.
    assert client.get("/readyz?writes=false").status_code == 200
    assert client.get("/api/v1/movies/popular").status_code == 200
    assert services_of(app).storage.found_full
    # Room again is noticed as well.
    monkeypatch.undo()
    monkeypatch.setattr(storage, "EVERY_S", 0.0)
    assert client.get("/readyz").status_code == 200


def test_a_write_on_a_full_disk_says_so(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError) as raised:
        connection.exec_driver_sql(RAISED)
    assert isinstance(raised.value.orig, psycopg2.errors.DiskFull)
    problem = problem_of(raised.value)
    assert (problem.status, problem.type) == (507, "/api/docs#storage-full")


def test_an_import_on_a_full_disk_says_so_and_changes_nothing(ann: Browser, engine: Engine) -> None:
    fills = """
    create function fill_disk() returns trigger language plpgsql as $f$
    begin raise exception using errcode = '53100'; end $f$;
    create trigger full_disk before insert on ratings execute function fill_disk()
    """
    csv = "Title,Year,Rating\nGoodfellas,1990,4\n"
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(fills)
        answer = upload(ann, csv)
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("drop trigger full_disk on ratings")
            connection.exec_driver_sql("drop function fill_disk()")
    assert (answer.status_code, answer.json["type"]) == (507, "/api/docs#storage-full")
    assert library(ann)["ratings"] == []
    assert upload(ann, csv).status_code == 200
