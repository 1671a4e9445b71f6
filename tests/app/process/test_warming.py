"""What the first search needs is loaded before anybody asks for it."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.data.services import services_of
from app.process.serve import Server
from app.process.warming import warm
from app.settings import Settings
from embeddings.releases.registry import live_release
from tests.app.conftest import MakeApp


def test_a_worker_loads_its_words_without_a_request(
    engine: Engine, offline_settings: Settings, tmp_path: Path
) -> None:
    url = engine.url.render_as_string(hide_password=False)
    app = Server(replace(offline_settings, database_url=url, home=tmp_path)).load()
    services = services_of(app)
    with engine.connect() as connection:
        live = live_release(connection)
    assert live is not None
    try:
        for thread in [thread for thread in threading.enumerate() if thread.name == "warm"]:
            thread.join(60)
        assert services.lexicons.has(live)
    finally:
        services.database.close()


def test_a_worker_without_a_database_starts_all_the_same(
    make_offline: MakeApp, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        warm(make_offline())
    assert "warm=failed error=OperationalError" in caplog.text
