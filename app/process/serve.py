"""The server: gunicorn with a few processes of several threads each."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from prometheus_client.multiprocess import mark_process_dead
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.data.services import services_of
from app.settings import Settings
from app.web.metrics import MULTIPROCESS
from embeddings.releases.registry import live_release

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a heartbeat file on a slow disk gets workers killed


class ServeError(Exception):
    """The server cannot start; the message says why, in one line."""


class Keeper(Arbiter):  # type: ignore[misc]
    """The process that keeps the workers alive, and with them the embedded server."""

    def manage_workers(self) -> None:
        """Do what is done about once a second."""
        if (keep := self.app.keep) is not None:
            keep()
        super().manage_workers()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings and without a configuration file."""

    def __init__(self, settings: Settings, keep: Callable[[], None] | None = None) -> None:
        self.settings = settings
        self.keep = keep
        super().__init__()

    def run(self) -> None:
        """Serve until told to stop."""
        Keeper(self).run()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        options: dict[str, Any] = {
            "bind": _address(self.settings),
            "workers": self.settings.workers,
            "worker_class": "gthread",
            "threads": self.settings.threads,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 5,
            # Whatever leaks, leaks for a while only; the jitter keeps workers from
            # going all at once.
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "worker_tmp_dir": str(SHARED_MEMORY) if os.access(SHARED_MEMORY, os.W_OK) else None,
            "limit_request_line": 8190,
            # Models and connections must be made after the fork; see app.data.encoders.
            "preload_app": False,
            "accesslog": None,  # app.web.log writes a line for each request
            "loglevel": "warning" if self.settings.log_level == "info" else self.settings.log_level,
            "control_socket_disable": True,
            "proc_name": "ordained",
            "worker_exit": _leave,
            "child_exit": _forget,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make a worker's application and begin to load its encoder."""
        self.wsgi_app = create_app(self.settings)
        services = services_of(self.wsgi_app)
        # Where the database is away, the first request loads the encoder.
        with suppress(DBAPIError), services.database.engine.connect() as connection:
            if (live := live_release(connection)) is not None:
                services.query_encoders.of(live).start()
        return self.wsgi_app


def _leave(_server: Any, worker: Any) -> None:
    """Give a worker's connections back before it goes."""
    if (app := getattr(worker.app, "wsgi_app", None)) is not None:
        services_of(app).database.close()


def _forget(_server: Any, worker: Any) -> None:
    """Take what a worker that is gone last said out of the metrics that tell how things are."""
    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"


def check_port(settings: Settings) -> None:
    """Make sure that the address can be listened on.

    Gunicorn would try for five seconds and then say it in five lines.

    Raises
    ------
    ServeError
        It is in use, or not ours.
    """
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = "is already in use; stop what runs there, or set PORT to another"
        else:
            reason = f"cannot be listened on: {error.strerror or error}"
        raise ServeError(f"{_address(settings)} {reason}") from error


@contextmanager
def _metrics_folder() -> Iterator[None]:
    """Give the workers a folder to add their metrics up in, unless one is set."""
    if MULTIPROCESS in os.environ:
        yield
        return
    folder = tempfile.mkdtemp(prefix="ordained-metrics-")
    os.environ[MULTIPROCESS] = folder
    owner = os.getpid()
    try:
        yield
    finally:
        # A forked worker leaves through here too, and the others still count.
        if os.getpid() == owner:
            os.environ.pop(MULTIPROCESS, None)
            shutil.rmtree(folder, ignore_errors=True)


def serve(settings: Settings, database_url: str, keep: Callable[[], None] | None = None) -> None:
    """Serve until told to stop by SIGTERM or SIGINT; leaves by `SystemExit`.

    Parameters
    ----------
    settings : Settings
        Where to listen, and with how many workers.
    database_url : str
        The database to use, whatever ``settings`` say of it.
    keep : callable, optional
        Called about once a second; see `sql.server.keeper`.

    Raises
    ------
    ServeError
        The address cannot be listened on.
    """
    check_port(settings)
    with _metrics_folder():
        Server(replace(settings, database_url=database_url), keep).run()
