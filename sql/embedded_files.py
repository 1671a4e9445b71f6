"""What the embedded PostgreSQL is told in its files, and what its log says of a failure."""

from __future__ import annotations

import os
import re
from pathlib import Path

# What the server says before it writes its own log, and that log's folder.
LOG = "log"
LOGS = "logs"
# A laptop's memory, not a server's: what matters is that the vectors and their
# indexes stay in shared buffers, and that index builds do not spill.
SETTINGS = """\
# Written by ordained at every start; change sql/embedded_files.py instead.
shared_buffers = 512MB
maintenance_work_mem = 512MB
work_mem = 32MB
max_connections = 100
max_wal_size = 2GB
random_page_cost = 1.1
# A locale of another machine may be missing here.
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'
# Statements and details of errors hold what people search for and write.
log_min_messages = warning
log_min_error_statement = panic
log_error_verbosity = terse
# A file for each day of the week, which is emptied a week later.
logging_collector = on
log_directory = 'logs'
log_filename = 'postgresql-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
"""
HBA, IDENT, CONF = "ordained_hba.conf", "ordained_ident.conf", "ordained.conf"
MAP = "ordained"
# The line of a log that says why: the first of these that there is.
REASONS = (
    re.compile(
        r"(?:syntax error in file|unrecognized configuration parameter|invalid value for).*"
    ),
    re.compile(r"(?:FATAL|PANIC):\s+(.*)"),
    re.compile(r"(?:could not|No space left).*"),
)
LONGEST_REASON = 300
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only its size is read
LEAST_SHARED_MEMORY = 1 << 30


def write_settings(data: Path, socket_folder: Path, names: list[str]) -> dict[str, str]:
    """Write our settings into the data folder; return those of the command line.

    Parameters
    ----------
    data : Path
        The data folder.
    socket_folder : Path
        Where the socket goes.
    names : list of str
        Users of this machine who may connect.
    """
    # A comma would begin another folder.
    folder = f'"{socket_folder}"'
    line = f"include_if_exists = '{CONF}'"
    conf = data / "postgresql.conf"
    text = conf.read_text(encoding="utf-8", errors="replace")
    if line not in text:
        with conf.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    mapped = "".join(f'{MAP} "{name}" postgres\n' for name in sorted(set(names)))
    rules = f"local all all peer map={MAP}\nlocal replication all peer map={MAP}\n"
    for name, content in ((CONF, SETTINGS), (HBA, rules), (IDENT, mapped)):
        (data / name).write_text(content, encoding="utf-8")
        # The server may run as another user (root hands it to `pgserver`).
        (data / name).chmod(0o644)
    return {
        **_shared_memory(),
        "listen_addresses": "",
        "port": "5432",
        "unix_socket_directories": folder,
        "unix_socket_permissions": "0700",
        "hba_file": str(data / HBA),
        "ident_file": str(data / IDENT),
    }


def _shared_memory(folder: Path = SHARED_MEMORY) -> dict[str, str]:
    """Return the setting that lets parallel workers share memory where /dev/shm is small.

    Containers have 64 MB of it, and workers that build an index share `maintenance_work_mem`.
    """
    try:
        found = os.statvfs(folder)
    except OSError:
        return {}
    is_small = found.f_frsize * found.f_blocks < LEAST_SHARED_MEMORY
    return {"dynamic_shared_memory_type": "mmap"} if is_small else {}


def reason_of(data: Path) -> str | None:
    """Return the line of the newest logs that says why the server did not start."""
    text = ""
    logs = sorted((data / LOGS).glob("*.log"), key=lambda path: path.stat().st_mtime)
    for path in (data / LOG, *logs[-1:]):
        if path.is_file():
            text += path.read_text(encoding="utf-8", errors="replace")[-20_000:] + "\n"
    for pattern in REASONS:
        if found := list(pattern.finditer(text)):
            return found[-1].group(found[-1].lastindex or 0).strip()[:LONGEST_REASON]
    return None
