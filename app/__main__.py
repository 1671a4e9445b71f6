"""``python -m app``: the commands of the web application."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from app import create_app, package_version
from app.admin import commands as account_commands
from app.admin.commands import CommandError
from app.assistants import command as assistant_command
from app.assistants.command import AssistantError
from app.data.services import services_of
from app.process import checking
from app.process.run import run
from app.process.serve import ServeError, check_port, serve
from app.remote import commands as remote_commands
from app.settings import Settings
from sql import migrations
from sql.env import SettingsError
from sql.failures import ServerError
from sql.server import database, keeper, wait_until_ready

EXAMPLES = """\
examples:
  python -m app run --dataset ml-32m     everything from nothing, with this data set
  python -m app serve                    serve on http://127.0.0.1:8000
  PORT=9000 python -m app serve          … on another port
  python -m app check                    say whether it answers, without a server
  python -m app openapi > openapi.json   write the API's description
  python -m app sync                     read media servers and accounts elsewhere, once
  python -m app create-user ann          make an account; asks for the password
  python -m app create-user --admin ann  … an administrator's, such as the first
  python -m app invite --days 3          make a link with which one account can be made
  python -m app reset-password ann < f   … read from a file's first line
  python -m app reset-second-factor ann  for ann, who lost her phone and her recovery codes
  python -m app revoke-sessions --all    sign everybody out
  python -m app admin grant ann          let ann add films to the catalogue
  python -m app mcp --user ann           offer tools to an assistant, in ann's name
"""


def openapi() -> str:
    """Return the OpenAPI document as sorted, indented JSON.

    The document depends on no environment variable, and needs no database.
    """
    settings = Settings.from_env({"SECRET_KEY": "unused " * 8, "ORDAINED_RATE_LIMITS": "off"})
    document = create_app(settings).spec
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="python -m app",
        description="Serves ordained. Its settings are environment variables.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    runner = commands.add_parser(
        "run", help="start PostgreSQL, migrate, load what is missing, and serve until stopped"
    )
    runner.add_argument("--dataset", help="name, folder or zip of a data set to load first")
    runner.add_argument("--plots", help="CSV file of plots for it")
    runner.add_argument(
        "--credits", help="CSV of credits for it, or IMDb's files or a folder of them"
    )
    runner.add_argument(
        "--no-knowledge",
        action="store_true",
        help="load it without what the bundled knowledge pack says of its films",
    )
    commands.add_parser("serve", help="serve the API and the front end until stopped")
    commands.add_parser("check", help="say whether the database is served well, and stop")
    commands.add_parser("openapi", help="print the OpenAPI document and stop")
    remote_commands.add_parser(commands)
    account_commands.add_parsers(commands)
    assistant_command.add_parser(commands)
    return top


def assist(settings: Settings, chosen: argparse.Namespace) -> None:
    """Answer an assistant over standard input and output, until standard input ends."""
    from app.assistants import stdio  # the SDK is large, and other commands do without it

    with database(settings.database_url, settings.home) as url:
        wait_until_ready(url)
        app = create_app(stdio.local_settings(settings, url))
        stdio.run(app, package_version(), stdio.caller(app, chosen, os.environ))


def check(settings: Settings) -> int:
    """Ask the application whether it answers; 0 where it does."""
    with database(settings.database_url, settings.home) as url:
        wait_until_ready(url)
        quiet = replace(
            settings, database_url=url, rate_limits=False, log_level="error", base_path=""
        )
        problem = checking.check(create_app(quiet))
    if problem is not None:
        raise ServerError(problem)
    return 0


def sync(settings: Settings, every: int | None) -> int:
    """Read media servers and remote accounts; return 1 where one was not read.

    Raises
    ------
    CommandError
        The database is not migrated.
    """
    with database(settings.database_url, settings.home) as url:
        wait_until_ready(url)
        app = create_app(replace(settings, database_url=url))
        if migrations.pending(services_of(app).database.engine):
            raise CommandError("the database is not migrated; run: make migrate")
        return 1 if remote_commands.sync(app, every) else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0, 1 for a failure, 2 for wrong usage."""
    chosen = parser().parse_args(arguments)
    try:
        if chosen.command == "openapi":
            sys.stdout.write(openapi())
            return 0
        settings = Settings.from_env(os.environ)
        if chosen.command == "run":
            return run(
                settings, chosen.dataset, chosen.plots, chosen.credits, not chosen.no_knowledge
            )
        if "action" in chosen:
            print(account_commands.run(settings, chosen))
            return 0
        if chosen.command == "mcp":
            assist(settings, chosen)
            return 0
        if chosen.command == "check":
            return check(settings)
        if chosen.command == "sync":
            return sync(settings, chosen.every)
        check_port(settings)  # before the embedded database server is started in vain
        with database(settings.database_url, settings.home) as url:
            wait_until_ready(url)
            serve(settings, url, keeper(settings.database_url, settings.home))
    except SettingsError as error:
        for problem in error.problems:
            print(f"error: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except (ServeError, ServerError, CommandError, AssistantError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
