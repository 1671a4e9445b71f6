"""``python -m embeddings evaluate``: how good recommendations and search are, on held-out data."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from embeddings.settings import Settings

if TYPE_CHECKING:
    from embeddings.evaluation.judged import JudgedFigures
    from embeddings.evaluation.search import SearchFigures


def add_parsers(commands: Any) -> None:
    """Add this module's commands to those of ``python -m embeddings``."""
    subjects = commands.add_parser("evaluate", help="measure on held-out data").add_subparsers(
        dest="subject", required=True, metavar="SUBJECT"
    )
    parser = subjects.add_parser(
        "recommendations", help="strong generalisation (Liang et al., WWW 2018)"
    )
    parser.add_argument("--dataset", required=True, help="as for rebuild")
    parser.add_argument("--held-out-users", type=int, default=100, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser = subjects.add_parser("groups", help="films for several people, by fairness")
    parser.add_argument("--dataset", required=True, help="as for rebuild")
    parser.add_argument("--held-out-users", type=int, default=200, metavar="N")
    parser.add_argument(
        "--groups", type=int, default=50, metavar="N", help="of each kind and size (2 to 5)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--half",
        choices=["validation", "test"],
        help="only groups of the half of the people that settings were chosen on, or of the other",
    )
    parser.add_argument(
        "--exact",
        type=float,
        metavar="W",
        help="by the rule alone, not by the served statement; W is what a predicted star counts",
    )
    parser.add_argument(
        "--chart", type=Path, metavar="SVG", help="draw the first films' stars here"
    )
    parser.add_argument("--json", action="store_true")
    parser = subjects.add_parser("search", help="queries with known answers, on the live release")
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--queries", type=Path, help='lines of {"query": …, "movie_ids": […]}')
    asked.add_argument(
        "--judged",
        type=Path,
        help='lines of {"query": …, "kind": …, "grades": {IMDb number: 0 to 3}, "canonical": […]}',
    )
    parser.add_argument(
        "--half",
        choices=["validation", "test"],
        help="only the half of the queries that was tuned on, or the other (by their hash)",
    )
    parser.add_argument(
        "--least-ratings",
        type=int,
        default=0,
        metavar="N",
        help="only queries with an answer that N people or more rated",
    )
    parser.add_argument("--json", action="store_true")
    parser = subjects.add_parser(
        "vectors", help="the encoder alone: films by the cosine of query and document, no release"
    )
    parser.add_argument("--dataset", required=True, help="as for rebuild")
    parser.add_argument("--plots", type=Path, help="as for rebuild")
    parser.add_argument(
        "--queries",
        type=Path,
        nargs="+",
        required=True,
        help='files with lines of {"query": …, "movie_ids": […]}, ids of the data set',
    )
    parser.add_argument("--json", action="store_true")
    parser = subjects.add_parser("tags", help="estimated tags and moods, on the live release")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")


def recommendations(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Hold people out, learn from the others, and compare what is served with baselines."""
    from embeddings.evaluation import commands

    report = commands.recommendations(
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
    if report.predicted.coverage is not None:
        print(
            f"intervals of predicted ratings: {report.predicted.coverage:.1%} of the ratings "
            f"inside, {report.predicted.width:.2f} stars wide in the mean"
        )


def groups(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Hold people out, and choose films for groups of them with more and less fairness."""
    from embeddings.evaluation import commands
    from embeddings.evaluation.group_chart import chart

    report = commands.groups(
        engine,
        settings,
        arguments.dataset,
        arguments.held_out_users,
        arguments.groups,
        arguments.seed,
        arguments.half,
        exact_stars=arguments.exact,
    )
    if arguments.chart:
        arguments.chart.write_text(chart(report), encoding="utf-8")
    if arguments.json:
        print(json.dumps(report.as_dict()))
        return
    for kind, ways in report.films.items():
        heading = f"one film, {report.film_groups[kind]} groups {kind}"
        print(f"{heading:34}{'mean stars':>12}{'least':>8}{'below 3':>9}")
        for way, of_film in ways.items():
            print(f"{way:34}{of_film.mean:12.3f}{of_film.least:8.3f}{of_film.suffering:9.3f}")
    for kind, listed in report.lists.items():
        heading = f"a list, {report.list_groups[kind]} groups {kind}"
        print(f"{heading:34}{'NDCG@20':>12}{'least':>8}{'all find':>9}")
        for way, of_list in listed.items():
            print(f"{way:34}{of_list.mean:12.4f}{of_list.least:8.4f}{of_list.everybody:9.3f}")


def search(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Run queries with known answers, or graded ones, through the served statement."""
    from embeddings.evaluation import commands

    if arguments.judged:
        _print_judged(
            commands.judged(engine, settings, arguments.judged, arguments.half), arguments.json
        )
        return
    found = commands.search(
        engine, settings, arguments.queries, arguments.half, arguments.least_ratings
    )
    if arguments.json:
        print(json.dumps(found.as_dict()))
        return
    _print_figures({"served": found.served} | found.baselines | found.kinds)


def vectors(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Rank films by the encoder alone, and measure where the right ones are."""
    from embeddings.evaluation import commands

    found = commands.vectors(
        engine, settings, arguments.dataset, arguments.plots, arguments.queries
    )
    if arguments.json:
        print(json.dumps({name: figures.as_dict() for name, figures in found.items()}))
        return
    _print_figures(found)


def _print_figures(found: Mapping[str, SearchFigures]) -> None:
    names = list(next(iter(found.values())).as_dict()) if found else []
    width = max(map(len, found), default=0) + 2
    print(" " * width + "".join(f"{name:>15}" for name in names))
    for label, figures in found.items():
        print(
            f"{label:{width}}" + "".join(f"{value:15.4g}" for value in figures.as_dict().values())
        )


def _print_judged(kinds: Mapping[str, JudgedFigures], as_json: bool) -> None:
    if as_json:
        print(json.dumps({kind: figures.as_dict() for kind, figures in kinds.items()}))
        return
    names = list(kinds["all"].as_dict())
    print(f"{'':14}" + "".join(f"{name:>24}" for name in names))
    for kind, figures in sorted(kinds.items(), key=lambda pair: pair[0] == "all"):
        print(f"{kind:14}" + "".join(f"{value:24.4g}" for value in figures.as_dict().values()))


def tags(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Hide tags and moods of films, estimate them, and compare with baselines."""
    from embeddings.evaluation import commands

    report = commands.tags(engine, settings, arguments.seed)
    if arguments.json:
        print(json.dumps(asdict(report)))
        return
    for title, models in (("films held out", report.films), ("tags held out", report.tags)):
        print(f"{title:24}" + "".join(f"{name:>21}" for name in models))
        print(f"{'':16}{'tags':>8}" + f"{'AUC':>11}{'P@10/most':>10}" * len(models))
        for kind in next(iter(models.values())):
            shown = [figures[kind] for figures in models.values() if kind in figures]
            print(
                f"{kind:16}{shown[0].tags:8}"
                + "".join(
                    f"{figures.auc:11.3f}{figures.precision_share:10.3f}" for figures in shown
                )
            )
    print(f"Brier {report.brier:.4f}, by the rate of each tag {report.brier_of_rate:.4f}")
    for tenth in report.reliability:
        print("  " + ", ".join(f"{name} {value:g}" for name, value in tenth.items()))
