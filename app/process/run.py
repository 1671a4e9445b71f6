"""``python -m app run``: everything that `make run` needs, in one command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from app.process.serve import check_port, serve
from app.settings import Settings
from embeddings.progress import say
from embeddings.releases.registry import live_release
from sql import migrations
from sql.server import database, keeper, make_engine, wait_until_ready


def run(settings: Settings, dataset: str | None, plots: str | None) -> int:
    """Start PostgreSQL where none is given, migrate, load where needed, and serve.

    Parameters
    ----------
    settings : Settings
        Host, port, database and home.
    dataset, plots : str or None
        What to load; None keeps the live data, or loads the bundled sample where
        there are none yet.

    Returns
    -------
    int
        Exit status; serving ends by a signal.
    """
    check_port(settings)
    signal.signal(signal.SIGTERM, _interrupt)
    if not settings.database_url:
        say(f"starting PostgreSQL in {settings.home / 'postgres'}")
    with database(settings.database_url, settings.home) as url:
        wait_until_ready(url)
        engine = make_engine(url, application_name="ordained-run")
        migrations.upgrade(engine)
        with engine.connect() as connection:
            empty = live_release(connection) is None
        engine.dispose()
        if dataset or plots or empty:
            status = _load(url, settings, dataset or "sample", plots)
            if status:
                return status
        say(f"ordained is on http://{settings.host}:{settings.port} (Ctrl-C stops it)")
        serve(settings, url, keeper(settings.database_url, settings.home))
    return 0


def _interrupt(_signal: int, _frame: object) -> None:
    """Have SIGTERM end a load as Ctrl-C does; once serving, gunicorn takes it over."""
    raise KeyboardInterrupt


def _load(url: str, settings: Settings, dataset: str, plots: str | None) -> int:
    """Rebuild in a process of its own: torch's memory and threads end with it."""
    command = [sys.executable, "-m", "embeddings", "rebuild", "--if-needed", "--wait"]
    command += ["--dataset", dataset, *(["--plots", plots] if plots else [])]
    environ = os.environ | {"DATABASE_URL": url, "ORDAINED_HOME": str(settings.home)}
    child = subprocess.Popen(command, env=environ)
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.send_signal(signal.SIGINT)
        child.wait()
        raise
