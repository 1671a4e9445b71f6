"""The commands of ``python -m embeddings``. Results to stdout, what is going on to stderr."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg2
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from embeddings.cli import evaluation, films
from embeddings.errors import OrdainedError
from embeddings.progress import say
from embeddings.settings import Settings
from sql import migrations
from sql.env import SettingsError
from sql.failures import ServerError, in_words
from sql.server import database, make_engine

if TYPE_CHECKING:  # the image that exports a model lacks the other libraries
    from embeddings.releases.registry import ReleaseInfo

EXAMPLES = """examples:
  python -m embeddings rebuild                                  the bundled sample
  python -m embeddings rebuild --dataset ml-latest-small        downloaded once, then kept
  python -m embeddings rebuild --dataset ~/ml-32m.zip --plots plots.csv --credits ~/imdb
  python -m embeddings status --json
  python -m embeddings rollback
  python -m embeddings add --title Heat --year 1995 --genre Crime --tag heist --plot "A thief …"
  python -m embeddings add --file films.jsonl
  python -m embeddings remove 2000000000
"""


@contextmanager
def opened(settings: Settings) -> Any:
    """Yield an engine on the migrated database."""
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url, application_name="ordained-embeddings")
        try:
            migrations.upgrade(engine)
            yield engine
        finally:
            engine.dispose()


def rebuild(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Build a release and make it live."""
    from embeddings.rebuild.pipeline import rebuild_from

    summary = rebuild_from(
        engine,
        settings,
        arguments.dataset,
        arguments.plots,
        arguments.credits,
        if_needed=arguments.if_needed,
        if_empty=arguments.if_empty,
        wait=arguments.wait,
        force=arguments.force,
        with_knowledge=not arguments.no_knowledge,
        engine_of_encoding=arguments.engine,
    )
    if summary is None:
        return
    if arguments.json:
        print(json.dumps(asdict(summary)))
    else:
        print(
            f"release {summary.release_id} is live: {summary.movies:,} films, "
            f"{summary.new:,} new, {summary.changed:,} changed, "
            f"{summary.unchanged:,} unchanged; {summary.encoded:,} texts encoded"
        )


def status(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Show the releases, newest first."""
    from embeddings.catalogue.report import fields_lines
    from embeddings.evaluation.comparison import describe
    from embeddings.releases.registry import releases

    with engine.connect() as connection:
        found = releases(connection)
    if arguments.json:
        print(json.dumps([_plain(release) for release in found], default=str))
    elif not found:
        print("no release yet; make one with: python -m embeddings rebuild")
    for release in [] if arguments.json else found:
        since = f" since {release.live_at:%Y-%m-%d %H:%M}" if release.live_at else ""
        print(
            f"release {release.release_id}: {release.state}{since}; {release.dataset}, "
            f"{release.movie_count:,} films, {release.rating_count:,} "
            f"{'simulated ' if release.simulated_ratings else ''}ratings; "
            f"{release.encoder} {release.encoder_revision}, {release.text_dimension} numbers"
            + (f"; {release.figures['failure']}" if "failure" in release.figures else "")
        )
        for line in fields_lines(release.figures.get("fields", release.figures.get("facts", {}))):
            print(f"  {line}")
        if release.quality:
            print(f"  {describe(release.quality, simulated=release.simulated_ratings)}")


def _plain(release: ReleaseInfo) -> dict[str, object]:
    """Return a release's fields without the figures of each query and person."""
    figures = {name: value for name, value in release.figures.items() if name != "grades"}
    return asdict(release) | {"figures": figures}


def rollback(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Make the release before the live one live again."""
    from embeddings.releases.rollback import roll_back
    from embeddings.texts.exports import load_document_encoder

    with engine.begin() as connection:
        done = roll_back(
            connection, lambda back: load_document_encoder(back.encoder, settings.home)
        )
    if done.missing:
        say(f"films that were added since are not in it: {done.missing}")
    print(f"release {done.release.release_id} ({done.release.dataset}) is live again")


def download(engine: Engine | None, settings: Settings, arguments: argparse.Namespace) -> None:
    """Fetch a published data set into ORDAINED_HOME."""
    from embeddings.sources.download import download as fetch

    print(fetch(arguments.name, settings.home, base_url=settings.movielens_url))


def export(engine: Engine | None, settings: Settings, arguments: argparse.Namespace) -> None:
    """Write the encoder as ONNX into ORDAINED_HOME, as a rebuild does."""
    from embeddings.texts.encoder import SentenceTransformerEncoder
    from embeddings.texts.onnx_export import export as write

    print(write(SentenceTransformerEncoder(settings.encoder), settings.home))


@dataclass(frozen=True)
class Command:
    """A subcommand: what it runs, and whether it needs the database."""

    run: Callable[..., None]
    needs_database: bool = True


COMMANDS = {
    "rebuild": Command(rebuild),
    "status": Command(status),
    "rollback": Command(rollback),
    "add": Command(films.add),
    "remove": Command(films.remove),
    "evaluate recommendations": Command(evaluation.recommendations),
    "evaluate groups": Command(evaluation.groups),
    "evaluate search": Command(evaluation.search),
    "evaluate tags": Command(evaluation.tags),
    "evaluate vectors": Command(evaluation.vectors),
    "download": Command(download, needs_database=False),
    "export": Command(export, needs_database=False),
}


def parser() -> argparse.ArgumentParser:
    """Return the argument parser."""
    whole = argparse.ArgumentParser(
        prog="python -m embeddings",
        description="Turn a data set into a release of vectors in PostgreSQL.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parser = commands.add_parser("rebuild", help="build a release and make it live")
    parser.add_argument(
        "--dataset",
        default="sample",
        help="a MovieLens name, a folder or zip in any MovieLens layout, 'sample' (default),"
        " or 'sample:600' for its 600 best known films",
    )
    parser.add_argument("--plots", type=Path, help="CSV with plot and movieId, imdbId or tmdbId")
    parser.add_argument(
        "--credits",
        type=Path,
        help="CSV with directors, cast, runtime, …, or one of IMDb's files, or a folder of them",
    )
    parser.add_argument(
        "--no-knowledge",
        action="store_true",
        help="do not add what the bundled knowledge pack says of the films",
    )
    parser.add_argument(
        "--if-needed", action="store_true", help="do nothing where these data are live already"
    )
    parser.add_argument(
        "--if-empty", action="store_true", help="do nothing where a release is live"
    )
    parser.add_argument("--wait", action="store_true", help="wait for a rebuild that is under way")
    parser.add_argument(
        "--force", action="store_true", help="go live though it is worse than the live release"
    )
    parser.add_argument(
        "--engine",
        choices=["process", "ray"],
        default="process",
        help="what encodes: this process (default), or Ray Data on RAY_ADDRESS or this machine",
    )
    parser.add_argument("--json", action="store_true", help="the summary as JSON")
    parser = commands.add_parser("status", help="show the releases")
    parser.add_argument("--json", action="store_true")
    commands.add_parser("rollback", help="make the release before the live one live again")
    films.add_parsers(commands)
    evaluation.add_parsers(commands)
    parser = commands.add_parser("download", help="fetch a published MovieLens data set")
    parser.add_argument("name", help="such as ml-latest-small or ml-32m")
    commands.add_parser("export", help="write the encoder of queries as ONNX, without a rebuild")
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 refused or failed (the reason on stderr), 2 wrong usage."""
    arguments = parser().parse_args(argv)
    name = " ".join(filter(None, (arguments.command, getattr(arguments, "subject", None))))
    command = COMMANDS[name]
    try:
        settings = Settings.from_env(os.environ)
        if command.needs_database:
            with opened(settings) as engine:
                command.run(engine, settings, arguments)
        else:
            command.run(None, settings, arguments)
    except SettingsError as error:
        for problem in error.problems:
            say(f"error: {problem}")
        return 1
    except (OrdainedError, ServerError) as error:
        say(f"error: {error}")
        return 1
    except (DBAPIError, psycopg2.Error) as error:
        if (said := in_words(error)) is None:
            raise
        say(f"error: {said}; the live release is as it was, and what was encoded is kept")
        return 1
    except KeyboardInterrupt:
        say("stopped; the live release is as it was, and what was encoded is kept")
        return 130
    return 0
