"""The commands of ``python -m embeddings``. Results to stdout, what is going on to stderr."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from embeddings.errors import OrdainedError
from embeddings.progress import say
from embeddings.settings import Settings
from sql import migrations
from sql.env import SettingsError
from sql.server import ServerError, database, make_engine

EXAMPLES = """examples:
  python -m embeddings rebuild                                  the bundled sample
  python -m embeddings rebuild --dataset ml-latest-small        downloaded once, then kept
  python -m embeddings rebuild --dataset ~/ml-32m.zip --plots plots.csv
  python -m embeddings status --json
  python -m embeddings rollback
"""


@contextmanager
def opened(settings: Settings) -> Any:
    """Give an engine on the migrated database."""
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url, application_name="ordained-embeddings")
        try:
            migrations.upgrade(engine)
            yield engine
        finally:
            engine.dispose()


def rebuild(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Build a release and make it live."""
    from embeddings.pipeline import rebuild_from

    summary = rebuild_from(
        engine,
        settings,
        arguments.dataset,
        arguments.plots,
        if_needed=arguments.if_needed,
        if_empty=arguments.if_empty,
        wait=arguments.wait,
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
    from embeddings.releases.registry import releases

    with engine.connect() as connection:
        found = releases(connection)
    if arguments.json:
        print(json.dumps([asdict(one) for one in found], default=str))
    elif not found:
        print("no release yet; make one with: python -m embeddings rebuild")
    for one in [] if arguments.json else found:
        since = f" since {one.live_at:%Y-%m-%d %H:%M}" if one.live_at else ""
        print(
            f"release {one.release_id}: {one.state}{since}; {one.dataset}, "
            f"{one.movie_count:,} films, {one.rating_count:,} "
            f"{'simulated ' if one.simulated_ratings else ''}ratings; "
            f"{one.encoder} {one.encoder_revision}, {one.text_dimension} numbers"
            + (f"; {one.figures['failure']}" if "failure" in one.figures else "")
        )


def rollback(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Make the release before the live one live again."""
    from embeddings.releases import registry

    with registry.rebuild_lock(engine), engine.begin() as connection:
        back = registry.rollback(connection)
    print(f"release {back.release_id} ({back.dataset}) is live again")


def evaluate_recommendations(
    engine: Engine, settings: Settings, arguments: argparse.Namespace
) -> None:
    """Hold people out, learn from the others, and compare what is served with baselines."""
    from embeddings.evaluation.commands import recommendations

    report = recommendations(
        engine, settings, arguments.dataset, arguments.held_out_users, arguments.seed
    )
    if arguments.json:
        print(json.dumps(report.as_dict()))
        return
    print(f"{'':12}{'Recall@20':>11}{'Recall@50':>11}{'NDCG@100':>11}{'coverage':>11}")
    for name, model in report.models.items():
        print(
            f"{name:12}{model.recall_at_20:11.4f}{model.recall_at_50:11.4f}"
            f"{model.ndcg_at_100:11.4f}{model.coverage:11.4f}"
        )
    print(f"served / EASE: NDCG@100 {report.ndcg_ratio:.3f}, Recall@20 {report.recall_ratio:.3f}")
    print(f"served / exact: {report.served_overlap:.3f} of the first 100")
    print(
        f"films without ratings: NDCG@100 {report.cold.ndcg_at_100:.4f}, "
        f"by text alone {report.cold.text_ndcg_at_100:.4f}"
    )
    print(
        f"predicted ratings: RMSE {report.predicted.rmse:.4f}, "
        f"biases alone {report.predicted.bias_rmse:.4f} ({report.predicted.ratings:,} ratings)"
    )


def evaluate_search(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Run queries with known answers through the served statement."""
    from embeddings.evaluation.commands import search

    found = search(engine, settings, arguments.queries, arguments.half, arguments.least_ratings)
    if arguments.json:
        print(json.dumps(found.as_dict()))
        return
    names = list(found.served.as_dict())
    print(f"{'':18}" + "".join(f"{name:>15}" for name in names))
    for label, figures in ({"served": found.served} | found.baselines | found.kinds).items():
        print(f"{label:18}" + "".join(f"{value:15.4g}" for value in figures.as_dict().values()))


def download(engine: Engine | None, settings: Settings, arguments: argparse.Namespace) -> None:
    """Fetch a published data set into ORDAINED_HOME."""
    from embeddings.datasets.download import download as fetch

    print(fetch(arguments.name, settings.home, base_url=settings.movielens_url))


def export(engine: Engine | None, settings: Settings, arguments: argparse.Namespace) -> None:
    """Write the encoder as ONNX into ORDAINED_HOME, as a rebuild does."""
    from embeddings.texts.encoder import SentenceTransformerEncoder
    from embeddings.texts.onnx_encoder import export as write

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
    "evaluate recommendations": Command(evaluate_recommendations),
    "evaluate search": Command(evaluate_search),
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
    one = commands.add_parser("rebuild", help="build a release and make it live")
    one.add_argument(
        "--dataset",
        default="sample",
        help="a MovieLens name, a folder or zip in any MovieLens layout, or 'sample' (default)",
    )
    one.add_argument("--plots", type=Path, help="CSV with plot and movieId, imdbId or tmdbId")
    one.add_argument(
        "--if-needed", action="store_true", help="do nothing where these data are live already"
    )
    one.add_argument("--if-empty", action="store_true", help="do nothing where a release is live")
    one.add_argument("--wait", action="store_true", help="wait for a rebuild that is under way")
    one.add_argument(
        "--engine",
        choices=["process", "ray"],
        default="process",
        help="what encodes: this process (default), or Ray Data on RAY_ADDRESS or this machine",
    )
    one.add_argument("--json", action="store_true", help="the summary as JSON")
    one = commands.add_parser("status", help="show the releases")
    one.add_argument("--json", action="store_true")
    commands.add_parser("rollback", help="make the release before the live one live again")
    _add_evaluate(commands)
    one = commands.add_parser("download", help="fetch a published MovieLens data set")
    one.add_argument("name", help="such as ml-latest-small or ml-32m")
    commands.add_parser("export", help="write the encoder of queries as ONNX, without a rebuild")
    return whole


def _add_evaluate(commands: Any) -> None:
    subjects = commands.add_parser("evaluate", help="measure on held-out data").add_subparsers(
        dest="subject", required=True, metavar="SUBJECT"
    )
    one = subjects.add_parser(
        "recommendations", help="strong generalisation (Liang et al., WWW 2018)"
    )
    one.add_argument("--dataset", required=True, help="as for rebuild")
    one.add_argument("--held-out-users", type=int, default=100, metavar="N")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--json", action="store_true")
    one = subjects.add_parser("search", help="queries with known answers, on the live release")
    one.add_argument(
        "--queries", type=Path, required=True, help='lines of {"query": …, "movie_ids": […]}'
    )
    one.add_argument(
        "--half",
        choices=["validation", "test"],
        help="only the half of the queries that was tuned on, or the other (by their hash)",
    )
    one.add_argument(
        "--least-ratings",
        type=int,
        default=0,
        metavar="N",
        help="only queries with an answer that N people or more rated",
    )
    one.add_argument("--json", action="store_true")


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
    except OperationalError as error:
        say(f"error: the database is gone: {str(error.orig).strip().splitlines()[0]}")
        return 1
    except KeyboardInterrupt:
        say("stopped; the live release is as it was, and what was encoded is kept")
        return 130
    return 0
