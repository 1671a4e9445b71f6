"""The server: gunicorn with worker processes of several threads each."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from prometheus_client.multiprocess import mark_process_dead

from app import create_app
from app.data.services import services_of
from app.process import deliveries, warming
from app.process.metrics_folder import metrics_folder
from app.process.schedule import Schedule
from app.settings import Settings
from app.web.counts import Table
from sql.backup_folder import BackupFolder

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a heartbeat file on a slow disk gets workers killed


class ServeError(Exception):
    """The server cannot start; the message is a line that says why."""


class Keeper(Arbiter):  # type: ignore[misc]
    """The process that keeps the workers and the embedded database server alive."""

    def manage_workers(self) -> None:
        """Check the embedded server, then the workers; gunicorn calls this once a second."""
        if (keep := self.app.keep) is not None:
            keep()
        self.app.schedule.keep()
        if (restored := _restored_at(self.app.settings)) != self.app.restored_at:
            # What workers keep in memory is of the database that was served before.
            self.app.restored_at = restored
            self.kill_workers(signal.SIGTERM)
            self.app.schedule.stop()
        super().manage_workers()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with the application's settings and without a configuration file."""

    def __init__(self, settings: Settings, keep: Callable[[], None] | None = None) -> None:
        self.settings = settings
        self.keep = keep
        self.restored_at = _restored_at(settings)
        self.schedule = Schedule(settings)
        self.counts = Table()  # made before the workers are forked, so that they share it
        super().__init__()

    def run(self) -> None:
        """Serve until a signal stops the server."""
        owner = os.getpid()
        try:
            Keeper(self).run()
        finally:
            # A forked worker leaves through here too; the schedule is not its own.
            if os.getpid() == owner:
                self.schedule.stop()

    def load_config(self) -> None:
        """Set the options that differ from gunicorn's defaults."""
        options: dict[str, Any] = {
            "bind": _address(self.settings),
            "workers": self.settings.workers,
            "worker_class": "app.process.worker.Worker",
            "threads": self.settings.threads,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 5,
            # A worker is replaced after so many requests, which bounds what it can leak; the
            # jitter keeps workers from being replaced at once.
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "worker_tmp_dir": str(SHARED_MEMORY) if os.access(SHARED_MEMORY, os.W_OK) else None,
            "limit_request_line": 8190,
            # It would wait for the client in its thread: `app.process.leaving`.
            "sendfile": False,
            # Left to itself, gunicorn believes X-Forwarded-Proto and SCRIPT_NAME of every client
            # of this machine. `app.web.security` believes proxies, as many as ORDAINED_PROXIES.
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "secure_scheme_headers": {},
            # Models and connections must be made after the fork.
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
        """Make a worker's application, and begin to load what its first requests need."""
        self.wsgi_app = create_app(self.settings, counts=self.counts)
        warming.start(self.wsgi_app)
        deliveries.start(self.wsgi_app)
        return self.wsgi_app


def _restored_at(settings: Settings) -> float:
    """Return when a backup was last put in place of the database; 0 is never."""
    try:
        return BackupFolder(settings.home).restored_file.stat().st_mtime
    except OSError:
        return 0.0


def _leave(_server: Any, worker: Any) -> None:
    """Close a worker's connections before the worker ends."""
    if (app := getattr(worker.app, "wsgi_app", None)) is not None:
        services_of(app).database.close()


def _forget(_server: Any, worker: Any) -> None:
    """Remove the gauges of a worker that has ended from the metrics."""
    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"


def check_port(settings: Settings) -> None:
    """Check that the server can listen on its address.

    Gunicorn itself would try for five seconds and then print five lines.

    Raises
    ------
    ServeError
        The address is in use, or not an address of this machine.
    """
    try:
        addresses = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = addresses[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = "is already in use; stop what runs there, or set PORT to another"
        else:
            reason = f"cannot be listened on: {error.strerror or error}"
        raise ServeError(f"{_address(settings)} {reason}") from error


def serve(settings: Settings, database_url: str, keep: Callable[[], None] | None = None) -> None:
    """Serve until SIGTERM or SIGINT; raises `SystemExit` then.

    Parameters
    ----------
    settings : Settings
        Address, workers and threads.
    database_url : str
        The database, in place of that of ``settings``.
    keep : callable, optional
        Called about once a second; see `sql.server.keeper`.

    Raises
    ------
    ServeError
        The server cannot listen on its address.
    """
    check_port(settings)
    with metrics_folder():
        Server(replace(settings, database_url=database_url), keep).run()
