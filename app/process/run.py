"""``python -m app run``: starts, migrates, loads and serves, for `make run`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from app.process.serve import check_port, serve
from app.process.upgrade import upgrade
from app.settings import Settings
from embeddings.progress import say
from embeddings.releases.registry import live_release
from sql.server import database, keeper, make_engine, wait_until_ready


def run(
    settings: Settings,
    dataset: str | None = None,
    plots: str | None = None,
    credits: str | None = None,
    with_knowledge: bool = True,
) -> int:
    """Start PostgreSQL where none is given, migrate, load where needed, and serve.

    Parameters
    ----------
    settings : Settings
        Host, port, database and home.
    dataset, plots, credits : str or None
        Data set, plots and credits to load. Where all are None the live data stay, or the bundled
        sample is loaded where there are none.
    with_knowledge : bool
        Add what the knowledge pack says of the films, where something is loaded.

    Returns
    -------
    int
        Exit status; a signal ends serving.

    Raises
    ------
    UpgradeError
        The database could not be upgraded, and is as it was.
    """
    check_port(settings)
    signal.signal(signal.SIGTERM, _interrupt)
    if not settings.database_url:
        say(f"starting PostgreSQL in {settings.home / 'postgres'}")
    with database(settings.database_url, settings.home) as url:
        wait_until_ready(url)
        upgrade(settings, url)
        engine = make_engine(url, application_name="ordained-run")
        with engine.connect() as connection:
            empty = live_release(connection) is None
        engine.dispose()
        if dataset or plots or credits or empty:
            given = {"--dataset": dataset or "sample", "--plots": plots, "--credits": credits}
            options = [word for name, value in given.items() if value for word in (name, value)]
            options += [] if with_knowledge else ["--no-knowledge"]
            status = _load(url, settings, options)
            if status:
                return status
        say(f"ordained is on http://{settings.host}:{settings.port} (Ctrl-C stops it)")
        serve(settings, url, keeper(settings.database_url, settings.home))
    return 0


def _interrupt(_signal: int, _frame: object) -> None:
    """Make SIGTERM end a load as Ctrl-C does; once serving, gunicorn handles SIGTERM."""
    raise KeyboardInterrupt


def _load(url: str, settings: Settings, options: list[str]) -> int:
    """Rebuild in a process of its own, so that torch's memory and threads end with it."""
    command = [sys.executable, "-m", "embeddings", "rebuild", "--if-needed", "--wait", *options]
    environ = os.environ | {"DATABASE_URL": url, "ORDAINED_HOME": str(settings.home)}
    child = subprocess.Popen(command, env=environ)
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.send_signal(signal.SIGINT)
        child.wait()
        raise
