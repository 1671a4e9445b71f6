"""Cosines at which answers change, for an encoder: ``python -m benchmarks.thresholds``.

Of the live release. Prints of both halves of the queries that have a good film
(``search/everyday.jsonl``) and of those about no film (``search/unrelated.jsonl``) how often
search says that nothing fits, and would say with other values of ``least_fit``; and how often a
tag or genre is shown as the reason, by the margin that it needs. What was chosen on the validation
half stands in ``embeddings/answers/thresholds.py``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from app.settings import Settings
from embeddings.answers import search as served
from embeddings.answers.search import SearchRequest
from embeddings.answers.thresholds import Thresholds, thresholds_of
from embeddings.evaluation.judged import GOOD, read_judged
from embeddings.evaluation.query_file import read_query_file
from embeddings.evaluation.search import Half, Searcher, half_of
from embeddings.releases.registry import live_release
from embeddings.texts.exports import load_query_encoder
from sql.server import database, make_engine

FOLDER = Path(__file__).parent / "search"
FITS = np.arange(0.5, 1.05, 0.05)
MARGINS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25)
SHOWN = 10


def main() -> None:
    """Measure the live release, and print."""
    settings = Settings.from_env(os.environ)
    judged = read_judged(FOLDER / "everyday.jsonl")
    good = [query.query for query in judged if max(query.grades.values(), default=0) >= GOOD]
    unrelated = read_query_file(
        FOLDER / "unrelated.jsonl", lambda path, line, entry: str(entry["query"])
    )
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url)
        with engine.connect() as connection:
            release = live_release(connection)
            if release is None:
                raise SystemExit("no live release")
            encoder = load_query_encoder(release.encoder, settings.home)
            searcher = Searcher(connection, release, encoder)
            chosen = thresholds_of(release.encoder)
            print(f"{release.encoder} {release.encoder_revision}, {chosen}")
            _print_said(searcher, good, unrelated, "as served")
            for fit in FITS:
                with_fit = replace(chosen, least_fit=float(fit))
                with _thresholds(with_fit):
                    _print_said(searcher, good, unrelated, f"least_fit {fit:.2f}")
            for margin in MARGINS:
                with _thresholds(replace(chosen, name_margin=margin)):
                    print(f"margin {margin:.2f}: {_named(searcher, good[:60]):.3f} by name")
        engine.dispose()


@contextmanager
def _thresholds(thresholds: Thresholds) -> Iterator[None]:
    """Have `search` use other thresholds than those of the encoder."""
    chosen: Callable[[str], Thresholds] = served.thresholds_of
    served.thresholds_of = lambda _, **__: thresholds
    try:
        yield
    finally:
        served.thresholds_of = chosen


def _print_said(
    searcher: Searcher, good: Sequence[str], unrelated: Sequence[str], label: str
) -> None:
    halves: tuple[Half, Half] = ("validation", "test")
    for half in halves:
        shares = [
            np.mean([_says_nothing(searcher, query) for query in queries if half_of(query) == half])
            for queries in (good, unrelated)
        ]
        print(
            f"{label}, {half} half: nothing fits {shares[0]:.3f} of the queries with a good film"
            f" and {shares[1]:.3f} of those about no film"
        )


def _says_nothing(searcher: Searcher, query: str) -> bool:
    return searcher.find(SearchRequest(query, limit=SHOWN)).nothing_fits


def _named(searcher: Searcher, queries: Sequence[str]) -> float:
    """Return the share of films whose reason is a name and no sentence."""
    kinds = []
    for query in queries:
        hits = searcher.find(SearchRequest(query, limit=SHOWN)).hits
        kinds += [hit.why is None or hit.why.kind != "plot" for hit in hits]
    return float(np.mean(kinds))


if __name__ == "__main__":
    main()
