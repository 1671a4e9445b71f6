"""Every statement: its header tells the truth about binds and it is valid SQL."""

import re

import pytest

import sql
from sql import BIND_TYPES, QUERIES, query

NAMES = sorted(path.stem for path in QUERIES.glob("*.sql"))


def header_binds(name: str) -> set[str]:
    source = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    listed = re.search(r"^-- Binds: (.*?)^-- Rows:", source, re.S | re.M)
    assert listed, f"{name}.sql opens with purpose, Binds, Rows, Index"
    return set(re.findall(r"[a-z_]+", listed.group(1).replace("--", "")))


@pytest.mark.parametrize("name", NAMES)
def test_header_lists_the_binds(name: str) -> None:
    assert header_binds(name) == set(query(name)._bindparams)


@pytest.mark.parametrize("name", NAMES)
def test_header_names_the_index(name: str) -> None:
    source = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    assert re.search(r"^-- Index: \S+", source, re.M)


def test_every_bind_type_is_used() -> None:
    used = {bind for name in NAMES for bind in query(name)._bindparams}
    assert set(BIND_TYPES) == used


def test_unknown_statement() -> None:
    with pytest.raises(FileNotFoundError, match="no_such"):
        query("no_such")


def test_undeclared_bind(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.sql").write_text("select :surprise")
    monkeypatch.setattr(sql, "QUERIES", tmp_path)
    with pytest.raises(KeyError, match="surprise"):
        query("odd")
