"""Going live and removing keep nobody waiting: what is locked, and what a long reader holds up."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, text

from embeddings.errors import ReleaseError
from embeddings.releases import add, registry
from embeddings.releases.column_order import FIRST_OF_MOVIES
from embeddings.releases.partitions import PARTITIONED, drop_tables, partition, retry_when_locked
from embeddings.texts.stand_in import StandInEncoder

LOCKS = text(
    "select relation::regclass::text as name, mode from pg_locks"
    " where pid = pg_backend_pid() and relation::regclass::text = any(:names)"
    " and mode not in ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')"
)
READ_BY_ALL = ["films", "releases", *PARTITIONED]


def begin(engine: Engine) -> int:
    with engine.begin() as connection:
        release_id = registry.begin(
            connection,
            dataset="none",
            dataset_checksum="",
            encoder="stand-in",
            encoder_revision="1",
            text_dimension=64,
        )
        registry.create_partitions(connection, release_id)
    return release_id


def go_live(engine: Engine, release_id: int) -> None:
    """As a rebuild does; no film was added, so there is nothing to encode."""
    add.go_live(engine, release_id, StandInEncoder)


def locks(connection: Connection) -> set[tuple[str, str]]:
    return {(row.name, row.mode) for row in connection.execute(LOCKS, {"names": READ_BY_ALL})}


def tables(engine: Engine, release_id: int) -> int:
    names = [partition(table, release_id) for table in PARTITIONED]
    with engine.connect() as connection:
        counted = text("select count(*) from pg_class where relname = any(:names)")
        return int(connection.scalar(counted, {"names": names}) or 0)


def test_what_is_locked(empty_engine: Engine) -> None:
    release_id, other = begin(empty_engine), begin(empty_engine)
    with empty_engine.begin() as connection:
        registry.go_live(connection, release_id)
        assert locks(connection) == {
            ("films", "ShareRowExclusiveLock"),
            ("releases", "ShareRowExclusiveLock"),
            *((table, "ShareUpdateExclusiveLock") for table in PARTITIONED),
        }
    with empty_engine.begin() as connection:
        drop_tables(connection, other)
        assert locks(connection) == set()
    with empty_engine.begin() as connection:
        drop_tables(connection, release_id)
        assert locks(connection) == {(table, "AccessExclusiveLock") for table in PARTITIONED}


def test_attached_tables_have_the_parents_foreign_keys(empty_engine: Engine) -> None:
    go_live(empty_engine, release_id := begin(empty_engine))
    with empty_engine.connect() as connection:
        keys = connection.scalars(
            text(
                "select conname from pg_constraint where contype = 'f'"
                " and conrelid = cast(:name as regclass)"
            ),
            {"name": partition("movies", release_id)},
        )
        assert sorted(keys) == ["movies_film_id_fkey", "movies_release_id_fkey"]


def test_a_long_reader_holds_up_a_removal_and_nothing_else(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a backup does, which reads every table in one transaction."""
    monkeypatch.setattr(registry, "REMOVE_ATTEMPTS", 2)
    releases = [begin(empty_engine) for _ in range(3)]
    go_live(empty_engine, releases[0])
    go_live(empty_engine, releases[1])
    with empty_engine.begin() as reader:
        for table in READ_BY_ALL:
            reader.execute(text(f"select count(*) from {table}"))
        go_live(empty_engine, releases[2])
        assert registry.remove_old(empty_engine) == []
        assert "is still being read" in capsys.readouterr().err
        # Nobody stands in line behind the removal.
        with empty_engine.begin() as other:
            other.exec_driver_sql("set local lock_timeout = '1s'")
            assert other.scalar(text("select count(*) from movies")) == 0
    assert tables(empty_engine, releases[0]) == len(PARTITIONED)
    assert registry.remove_old(empty_engine) == [releases[0]]
    assert [tables(empty_engine, release) for release in releases] == [
        0,
        len(PARTITIONED),
        len(PARTITIONED),
    ]


def test_who_never_gets_a_lock_says_what_to_do(
    empty_engine: Engine,
) -> None:
    with empty_engine.begin() as holder:
        holder.exec_driver_sql("lock table films in share row exclusive mode")
        with pytest.raises(ReleaseError, match=r"going live had to wait .* pg_stat_activity"):
            retry_when_locked(
                empty_engine,
                lambda other: other.exec_driver_sql("lock table films in share row exclusive mode"),
                2,
                "going live",
            )


def test_records_of_what_failed_are_few(empty_engine: Engine) -> None:
    for _ in range(registry.FAILURES_KEPT + 3):
        release_id = begin(empty_engine)
        with empty_engine.begin() as connection:
            registry.end(connection, release_id, "tried")
    go_live(empty_engine, begin(empty_engine))
    registry.remove_old(empty_engine)
    with empty_engine.connect() as connection:
        states = [release.state for release in registry.releases(connection)]
    assert states == ["live", *["failed"] * registry.FAILURES_KEPT]


COLUMNS = text(
    "select attname, format_type(atttypid, atttypmod), attstorage, attnotnull, attgenerated,"
    " pg_get_expr(adbin, adrelid) from pg_attribute"
    " left join pg_attrdef on adrelid = attrelid and adnum = attnum"
    " where attrelid = cast(:name as regclass) and attnum > 0 order by attnum"
)
BESIDE = (
    "select regexp_replace(pg_get_indexdef(indexrelid), 'movies_r[0-9]+|alike', 'T', 'g')"
    " from pg_index where indrelid = cast(:name as regclass)",
    "select pg_get_constraintdef(oid) from pg_constraint where contype in ('c', 'p', 'u')"
    " and conname not like '%release_check' and conrelid = cast(:name as regclass)",
)


def test_films_are_as_the_parent_has_them_in_another_order(empty_engine: Engine) -> None:
    name = partition("movies", begin(empty_engine))
    with empty_engine.connect() as connection:
        connection.exec_driver_sql("create table alike (like movies including all)")
        ours, alike = (
            connection.execute(COLUMNS, {"name": table}).all() for table in (name, "alike")
        )
        assert sorted(map(repr, ours)) == sorted(map(repr, alike))
        assert tuple(row.attname for row in ours)[: len(FIRST_OF_MOVIES)] == FIRST_OF_MOVIES
        for statement in BESIDE:
            found = [
                sorted(connection.scalars(text(statement), {"name": table}))
                for table in (name, "alike")
            ]
            assert found[0] == found[1]


def test_no_index_is_built_when_films_go_live(empty_engine: Engine) -> None:
    release_id = begin(empty_engine)
    counted = text("select count(*) from pg_index where indrelid = cast(:name as regclass)")
    name = {"name": partition("movies", release_id)}
    with empty_engine.connect() as connection:
        before = connection.scalar(counted, name)
    go_live(empty_engine, release_id)
    with empty_engine.connect() as connection:
        assert connection.scalar(counted, name) == before
