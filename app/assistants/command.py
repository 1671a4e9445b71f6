"""The command line of ``python -m app mcp``; `app.assistants.stdio` runs it."""

from __future__ import annotations

import argparse
from typing import Final

TOKEN: Final = "ORDAINED_TOKEN"  # noqa: S105 - the name of a variable


class AssistantError(Exception):
    """The command cannot begin; the message is a line that says why."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of ``python -m app``."""
    parser = commands.add_parser(
        "mcp", help="offer tools to an assistant over standard input and output (MCP)"
    )
    parser.add_argument(
        "--user", help=f"in whose name, without a token; else {TOKEN} has one of the account page"
    )
    parser.add_argument("--read-only", action="store_true", help="with --user: change nothing")
