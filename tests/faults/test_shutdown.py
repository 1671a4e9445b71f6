"""A stop that waits for whoever is being answered."""

from __future__ import annotations

import signal
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from sql.server import make_engine
from tests.faults import load
from tests.faults.own_server import OwnServer
from tests.processes import App, running_app

pytestmark = pytest.mark.slow

WAITING = text(
    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' "
    "and application_name = 'ordained web'"
)


def wait_for_a_lock(engine: Engine) -> None:
    deadline = time.monotonic() + 30
    with engine.connect() as connection:
        while not connection.execute(WAITING).scalar_one():
            connection.rollback()
            assert time.monotonic() < deadline, "nobody waits"


def test_request_in_flight_is_answered(
    served: App, own_server: OwnServer, own_environ: dict[str, str], tmp_path: Path
) -> None:
    engine = make_engine(own_server.url)
    with running_app(tmp_path, **own_environ) as app, ThreadPoolExecutor(1) as pool:
        name = f"stop-{uuid.uuid4().hex[:8]}"
        token = load.sign_up(app.port, name)
        (film,) = load.popular(app.port, 1)
        with engine.begin() as connection:
            connection.execute(
                text("select 1 from users where username = :name for update"), {"name": name}
            )
            rating = pool.submit(
                load.ask,
                app.port,
                "PUT",
                f"{load.API}/me/ratings/{film}",
                {"rating": 4.5},
                **{"Authorization": f"Bearer {token}"},
            )
            wait_for_a_lock(engine)
            app.process.send_signal(signal.SIGTERM)
            with pytest.raises(TimeoutError):
                rating.result(1)
            assert app.process.poll() is None
        status, mark, _ = rating.result(20)
        assert (status, mark["rating"]) == (200, 4.5)
        assert app.process.wait(30) == 0, app.output()
    with engine.connect() as connection:
        stars = connection.scalar(
            text("select rating from ratings join users using (user_id) where username = :name"),
            {"name": name},
        )
    engine.dispose()
    assert stars == 4.5
