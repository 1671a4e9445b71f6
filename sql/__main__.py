"""``python -m sql``: migrate, back up, restore and check. Progress goes to stderr."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import OperationalError

from sql import migrations, restoring
from sql.backup import BackupError, backup, restore
from sql.env import EnvReader, SettingsError
from sql.failures import ServerError
from sql.server import database, make_engine, wait_until_ready

EXAMPLES = """examples:
  python -m sql migrate
  python -m sql backup                           into backups/, named after this moment
  python -m sql backup - > ordained.dump
  python -m sql restore backups/ordained.dump    into an empty database
  python -m sql check backups/ordained.dump      restore it aside, count it, and drop it again
  python -m sql drill                            back up, restore aside, compare every table
"""


def say(message: str) -> None:
    """Write a line to stderr at once: stdout may be the backup."""
    print(message, file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = argparse.ArgumentParser(
        prog="python -m sql",
        description="Migrate, back up and restore the database that DATABASE_URL names.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("migrate", help="bring the database up to date")
    parser = commands.add_parser(
        "backup", help="write everything to one file (pg_dump, custom format)"
    )
    default = f"backups/ordained-{datetime.now(UTC):%Y%m%d-%H%M%S}.dump"
    parser.add_argument("file", nargs="?", default=default, help="- for stdout")
    parser = commands.add_parser("restore", help="put a backup into an empty database")
    parser.add_argument("file", help="- for stdin")
    parser.add_argument("--replace", action="store_true", help="drop what the database holds")
    parser = commands.add_parser(
        "check", help="try a backup out in a database of its own, and say what is in it"
    )
    parser.add_argument("file")
    commands.add_parser(
        "drill", help="back up, restore into a new database, and compare every table with this one"
    )
    return whole


def migrate(url: str) -> None:
    """Wait for the server and bring the database up to date."""
    wait_until_ready(url)
    engine = make_engine(url, application_name="ordained-migrate")
    try:
        migrations.upgrade(engine)
        say(f"the database is at {migrations.current(engine)}")
    finally:
        engine.dispose()


def write_backup(url: str, file: str) -> None:
    """Write a backup to a file or to stdout."""
    if file == "-":
        if sys.stdout.isatty():
            raise BackupError("a backup is not for a terminal; send it to a file")
        backup(url, None, sys.stdout.buffer)
        return
    size = backup(url, Path(file))
    say(f"{file}: {size / 1e6:,.1f} MB")


def restore_file(url: str, file: str, replace: bool) -> None:
    """Restore from a file or from stdin."""
    if file == "-":
        say(str(restore(url, sys.stdin.buffer, replace=replace)))
        return
    try:
        with Path(file).open("rb") as source:
            say(str(restore(url, source, replace=replace)))
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 refused or failed (the reason on stderr), 2 wrong usage."""
    chosen = parser().parse_args(arguments)
    reader = EnvReader(os.environ)
    home = reader.path("ORDAINED_HOME", "var")
    given = reader.secret("DATABASE_URL")
    try:
        reader.finish()
        with database(given, home) as url:
            if chosen.command == "migrate":
                migrate(url)
            elif chosen.command == "backup":
                write_backup(url, chosen.file)
            elif chosen.command == "check":
                say(f"{chosen.file}: {restoring.check(url, Path(chosen.file))}")
            elif chosen.command == "drill":
                with tempfile.TemporaryDirectory(prefix="ordained-drill-") as folder:
                    say(restoring.drill(url, Path(folder)))
            else:
                restore_file(url, chosen.file, chosen.replace)
    except (SettingsError, ServerError) as error:
        say(f"error: {error}")
        return 1
    except OperationalError as error:
        say(f"error: the database is gone: {str(error.orig).strip().splitlines()[0]}")
        return 1
    except OSError as error:
        say(f"error: {error.filename or 'the file'}: {error.strerror}")
        return 1
    except KeyboardInterrupt:
        say("stopped; nothing was changed")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
