"""Kept plans: the same rows, planned once, and made anew where what they read has changed."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sql import query
from sql.prepared import LITERALS, MOST_KEPT, PREPARED, execute, filter_binds, forget, is_stale
from tests.embeddings.releases.large import binds, large_release

pytestmark = pytest.mark.slow
# Of the statements that are prepared, those whose binds `large` has.
NAMES = ("recommend", "search")


@pytest.fixture(scope="module")
def large(server_url: str, migrated_template: str) -> Iterator[Engine]:
    with large_release(server_url, migrated_template) as engine:
        yield engine


@pytest.fixture
def connection(large: Engine) -> Iterator[Connection]:
    with large.connect() as connection:
        yield connection
        connection.invalidate()


def kept(connection: Connection) -> dict[str, str]:
    """Return the text of each prepared statement, by its name."""
    found = connection.exec_driver_sql("select name, statement from pg_prepared_statements")
    return {row.name: row.statement for row in found}


def of(connection: Connection, name: str, **others: object) -> dict[str, object]:
    wanted = query(name)._bindparams
    return {k: v for k, v in binds(connection, name, **others).items() if k in wanted}


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_are_those_of_the_statement(connection: Connection, name: str) -> None:
    given = of(connection, name)
    expected = connection.execute(query(name), given).mappings().all()
    assert execute(connection, name, given) == expected
    assert execute(connection, name, given | {"limit": 5}) == expected[:5]
    assert len(kept(connection)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_is_of_one_release_and_uses_its_indexes(connection: Connection, name: str) -> None:
    execute(connection, name, of(connection, name))
    ((prepared, text),) = kept(connection).items()
    arguments = ", ".join(["null"] * max(map(int, re.findall(r"\$(\d+)", text))))
    explained = connection.exec_driver_sql(f"explain execute {prepared} ({arguments})").scalars()
    plan = "\n".join(explained)
    index = "l2_norm" if name == "recommend" else "movies_r1_text_vector_idx"
    assert f"using movies_r1_{index}" in plan or f"using {index}" in plan
    assert "Subplans Removed" not in plan
    plans = connection.exec_driver_sql(
        "select generic_plans > 0 and custom_plans = 0 from pg_prepared_statements"
    )
    assert plans.scalar_one()


FILTERS: dict[str, object] = {
    "genres": ["Western"],
    "exclude_genres": ["Horror"],
    "certificates": ["PG"],
    "exclude_certificates": ["R"],
    "year_min": 1990,
    "year_max": 2000,
    "runtime_min": 0,
    "runtime_max": 120,
    "owned": True,
    "people": ["1"],
    "exclude_people": ["1:director"],
    "excluded_film_ids": [*range(1, 400)],
}


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("names", [(name,) for name in FILTERS] + [("genres", "year_min")])
def test_with_filters_the_rows_are_those_of_the_statement(
    connection: Connection, names: tuple[str, ...], exact: bool
) -> None:
    others = {name: FILTERS[name] for name in names}
    given = of(connection, "search", exact=exact, **others)
    expected = connection.execute(query("search"), given).mappings().all()
    assert execute(connection, "search", given) == expected


def test_each_combination_of_filters_has_one_plan(connection: Connection) -> None:
    for genre, year in [("Western", None), ("Drama", None), ("Western", 1990), ("Drama", 2000)]:
        execute(connection, "search", of(connection, "search", genres=[genre], year_min=year))
    first, second = kept(connection).values()
    assert " or genres @>" not in first
    assert "genres @> $" in first
    assert "year >= $" not in first
    assert " or year >=" not in second
    assert "year >= $" in second


@pytest.mark.parametrize("filters", [{}, {"genres": ["Western"]}])
def test_the_breadth_of_a_walk_goes_with_the_statement_until_the_transaction_ends(
    connection: Connection, filters: dict[str, object]
) -> None:
    given = of(connection, "search", **filters)
    before = execute(connection, "search", given)
    usual = connection.exec_driver_sql("show hnsw.ef_search").scalar_one()
    found = execute(connection, "search", given | {"index_breadth": 600})
    assert len(found) == len(before)
    assert connection.exec_driver_sql("show hnsw.ef_search").scalar_one() == "600"
    connection.rollback()
    assert connection.exec_driver_sql("show hnsw.ef_search").scalar_one() == usual


def test_a_connection_keeps_no_more_than_it_may(connection: Connection) -> None:
    for candidates in range(50, 50 + 2 * MOST_KEPT):
        execute(connection, "recommend", of(connection, "recommend", candidates=candidates))
    assert len(kept(connection)) == MOST_KEPT
    assert any("limit 81" in text for text in kept(connection).values())


def test_a_rollback_takes_no_plan_away(connection: Connection) -> None:
    execute(connection, "recommend", of(connection, "recommend"))
    connection.rollback()
    assert execute(connection, "recommend", of(connection, "recommend"))
    assert len(kept(connection)) == 1


def test_statements_that_the_server_forgot_are_prepared_again(connection: Connection) -> None:
    given = of(connection, "recommend")
    before = execute(connection, "recommend", given)
    connection.exec_driver_sql("deallocate all")
    with pytest.raises(DBAPIError) as raised:
        execute(connection, "recommend", given)
    assert is_stale(raised.value)
    connection.rollback()
    assert execute(connection, "recommend", given) == before


def test_after_forgetting_the_tables_of_now_are_read(connection: Connection) -> None:
    given = of(connection, "recommend")
    execute(connection, "recommend", given)
    connection.exec_driver_sql(
        "create temporary view movies as select * from movies_r1 where movie_id > 5000"
    )
    forget(connection)
    assert all(row["movie_id"] > 5000 for row in execute(connection, "recommend", given))
    connection.rollback()


def test_what_decides_the_plan_is_a_bind_of_some_statement() -> None:
    used = {key for name in PREPARED for key in query(name)._bindparams}
    assert used >= LITERALS | filter_binds()
