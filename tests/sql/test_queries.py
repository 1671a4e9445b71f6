"""Every statement: its header tells the truth about binds and it is valid SQL."""

import re

import pytest

import sql
from sql import BIND_TYPES, FRAGMENTS, QUERIES, query, statement

NAMES = sorted(path.stem for path in QUERIES.glob("*.sql"))
FILTERS = set(re.findall(r":([a-z_]+)", (FRAGMENTS / "filters.sql").read_text("utf-8")))
LISTS_OF_FILMS = ("popular", "recommend", "search", "similar")


def header_binds(name: str) -> set[str]:
    source = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    listed = re.search(r"^-- Binds: (.*?)^-- Rows:", source, re.S | re.M)
    assert listed, f"{name}.sql opens with purpose, Binds, Rows, Index"
    names = set(re.findall(r"[a-z_]+", listed.group(1).replace("--", "")))
    # "filters" stands for the binds of the fragment of that name.
    return names - {"filters"} | (FILTERS if "filters" in names else set())


@pytest.mark.parametrize("name", NAMES)
def test_header_lists_the_binds(name: str) -> None:
    assert header_binds(name) == set(query(name)._bindparams)


@pytest.mark.parametrize("name", NAMES)
def test_header_names_the_index(name: str) -> None:
    source = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    assert re.search(r"^-- Index: \S+", source, re.M)


@pytest.mark.parametrize("name", LISTS_OF_FILMS)
def test_lists_of_films_take_every_filter(name: str) -> None:
    """Each includes the one block, and spells none of its conditions out itself."""
    assert set(query(name)._bindparams) >= FILTERS
    own = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    if "-- include alike" in own:
        own = (FRAGMENTS / "alike.sql").read_text(encoding="utf-8")
    assert "-- include filters" in own
    spelt = set(re.findall(r":([a-z_]+)", own))
    assert not (FILTERS - {"release_id"}) & spelt


def test_an_include_is_indented_and_loses_its_comments() -> None:
    included = statement("popular")
    assert "        and (cardinality(:genres) = 0 or genres @> :genres)\n" in included
    assert "-- include" not in included
    assert (FRAGMENTS / "filters.sql").read_text("utf-8").splitlines()[0] not in included


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
