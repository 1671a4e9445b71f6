"""A disk of the database that is full, and has room again."""

from __future__ import annotations

from pathlib import Path

from app.data import storage
from sql.embedded import embedded_server
from sql.server import make_engine
from tests.faults.disks import small_disk
from tests.faults.own_server import OwnServer


def test_a_full_disk_is_noticed_and_one_with_room_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with embedded_server(home) as url:
        engine = make_engine(url)
        data = OwnServer(url, home).data
        assert not storage.is_full(engine)
        with small_disk(tmp_path / "small", data, "1m") as disk:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"create tablespace small location '{disk}'")
                connection.exec_driver_sql("alter database postgres set temp_tablespaces = small")
            engine.dispose()
            assert not storage.is_full(engine)
            filling = disk / "filling"
            filling.write_bytes(b"x" * 1_000_000)
            assert storage.is_full(engine)
            filling.unlink()
            assert not storage.is_full(engine)
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("alter database postgres reset temp_tablespaces")
            engine.dispose()
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("drop tablespace small")
        engine.dispose()
