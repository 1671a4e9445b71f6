"""Queries about people and facts, judged: ``python -m benchmarks.people_search --credits CSV``.

The live release must be MovieLens latest-small with credits. ``search/people-queries.jsonl`` has 60
queries by somebody who had seen neither code nor results, twelve of each kind, with what a good
answer must satisfy: a rule over the credits file, films that must be right, and grades by hand
where the file says nothing. A film that none of these judges counts as wrong and is listed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.settings import Settings
from embeddings.answers.cards import Card
from embeddings.answers.search import SearchRequest
from embeddings.evaluation.search import Searcher
from embeddings.releases.registry import live_release
from embeddings.texts.exports import load_query_encoder
from sql.server import database, make_engine

QUERIES = Path(__file__).parent / "search" / "people-queries.jsonl"
LENGTH = 10
# The file has at most so many of a cast, so a longer cast is not known to its end.
MOST_OF_CAST = 8

Row = Mapping[str, str]


def names(row: Row, column: str) -> set[str]:
    """Return the entries of a list in the file."""
    return {name for name in row[column].split("|") if name}


def judge(rule: Mapping[str, Any], card: Card, row: Row | None) -> bool | None:
    """Say whether a film satisfies a rule; None where the file does not say."""
    verdicts = [_verdict(name, wanted, card, row) for name, wanted in rule.items()]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _verdict(name: str, wanted: Any, card: Card, row: Row | None) -> bool | None:
    genres, year = set(card.genres), card.year or 0
    of_card: dict[str, Callable[[], bool]] = {
        "genres_all": lambda: set(wanted) <= genres,
        "genres_any": lambda: bool(set(wanted) & genres),
        "not_genres": lambda: not set(wanted) & genres,
        "year_min": lambda: year >= wanted,
        "year_max": lambda: 0 < year <= wanted,
    }
    if name in of_card:
        return of_card[name]()
    if row is None:
        return None
    if name in ("runtime_min", "runtime_max"):
        if not row["runtime"]:
            return None
        minutes = float(row["runtime"])
        return bool(minutes >= wanted if name == "runtime_min" else minutes <= wanted)
    if name == "certificates":
        return row["certificate"] in wanted if row["certificate"] else None
    role, _, how = name.partition("_")
    if role == "not":
        columns = ("directors", "cast", "writers") if how == "people" else (how,)
        return not any(set(wanted) & names(row, column) for column in columns)
    columns = ("directors", "cast", "writers") if role == "people" else (role,)
    known = set().union(*(names(row, column) for column in columns))
    if not known:
        return None
    if how == "any":
        return bool(set(wanted) & known)
    if set(wanted) <= known:
        return True
    return None if role == "cast" and len(known) >= MOST_OF_CAST else False


def main() -> None:
    """Print, by kind, the share of the first ten that is right, and of first results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people_search")
    parser.add_argument("--credits", type=Path, required=True)
    parser.add_argument("--verbose", action="store_true", help="list what is wrong or unknown")
    options = parser.parse_args()
    with options.credits.open(encoding="utf-8", newline="") as file:
        rows = {int(row["movieId"]): row for row in csv.DictReader(file)}
    settings = Settings.from_env(os.environ)
    figures: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    unknown = 0
    with (
        database(settings.database_url, settings.home) as url,
        make_engine(url).connect() as connection,
    ):
        release = live_release(connection)
        assert release
        searcher = Searcher(connection, release, load_query_encoder(release.encoder, settings.home))
        for line in QUERIES.read_text(encoding="utf-8").splitlines():
            asked = json.loads(line)
            grades = {int(key): bool(grade) for key, grade in asked.get("grades", {}).items()}
            grades |= dict.fromkeys(asked["canonical"], True)
            right: list[bool] = []
            for hit in searcher.find(SearchRequest(asked["query"], limit=LENGTH)).hits:
                card = hit.card
                verdict = grades.get(card.movie_id)
                if verdict is None and asked["rule"]:
                    verdict = judge(asked["rule"], card, rows.get(card.movie_id))
                unknown += verdict is None
                right.append(bool(verdict))
                if options.verbose and not verdict:
                    print(f"{asked['query']}: {card.title} ({card.year}) {verdict}")
            there_are = max(len(asked["canonical"]), asked.get("satisfying") or 0, 1)
            most = min(LENGTH, there_are)
            figures[asked["kind"]].append((min(sum(right), most) / most, right[:1] == [True]))
    figures["all"] = [pair for pairs in list(figures.values()) for pair in pairs]
    for kind, pairs in figures.items():
        ten = sum(share for share, _ in pairs) / len(pairs)
        first = sum(is_right for _, is_right in pairs) / len(pairs)
        print(f"{kind:16} n={len(pairs)} of the first ten right {ten:.3f}, first right {first:.3f}")
    print(f"{unknown} films that nobody judged count as wrong")


if __name__ == "__main__":
    main()
