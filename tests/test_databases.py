"""Templates: built once, whole or not at all, and untouched by what tests do to their copies."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import Engine, text

from tests.databases import engine_on_copy, make_template


def create_table(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("create table kept (n int)"))


def test_a_copy_is_the_tests_own(server_url: str) -> None:
    name = f"template_{uuid.uuid4().hex[:8]}"
    make_template(server_url, name, "template1", create_table)
    for _ in range(2):
        with engine_on_copy(server_url, name) as engine, engine.begin() as connection:
            assert connection.scalar(text("select count(*) from kept")) == 0
            connection.execute(text("insert into kept values (1)"))


def test_a_template_is_built_once(server_url: str) -> None:
    name = f"template_{uuid.uuid4().hex[:8]}"
    for _ in range(2):  # a second table of that name would be refused
        make_template(server_url, name, "template1", create_table)


def test_a_build_that_fails_leaves_no_template(server_url: str) -> None:
    name = f"template_{uuid.uuid4().hex[:8]}"

    def fail(engine: Engine) -> None:
        create_table(engine)
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        make_template(server_url, name, "template1", fail)
    make_template(server_url, name, "template1", create_table)
    with engine_on_copy(server_url, name) as engine, engine.connect() as connection:
        assert connection.scalar(text("select count(*) from kept")) == 0
