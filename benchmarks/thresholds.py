"""Cosines at which answers change, for an encoder: ``python -m benchmarks.thresholds``.

Of the live release. Prints the largest cosine plus background of queries that some film answers
(``search/queries.jsonl``, the validation half) and of queries about no film
(``search/unrelated.jsonl``), with the share of each on the right side of several cuts; and how
often a tag or genre is shown as the reason, by the margin that it needs. What was chosen stands in
``embeddings/answers/thresholds.py``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import RowMapping

from app.settings import Settings
from embeddings.answers.rows import Rows
from embeddings.answers.search import SearchRequest
from embeddings.answers.thresholds import thresholds_of
from embeddings.arrays import Doubles
from embeddings.evaluation.search import Searcher, half_of, read_queries
from embeddings.releases.registry import live_release
from embeddings.texts.exports import load_query_encoder
from sql.server import database, make_engine

FOLDER = Path(__file__).parent / "search"
CUTS = np.arange(0.3, 0.8, 0.05)
MARGINS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25)
SHOWN = 10


class Listener:
    """Runs statements, and keeps the rows and the vector of the last search."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.margin: float | None = None
        self.found: Sequence[RowMapping] = ()
        self.vector: object = None

    def __call__(self, name: str, **binds: object) -> Sequence[RowMapping]:
        """Run a statement, a search with another margin where one is set."""
        if name != "search":
            return self._rows(name, **binds)
        if self.margin is not None:
            binds["name_margin"] = self.margin
        self.found, self.vector = self._rows(name, **binds), binds["query_vector"]
        return self.found


def main() -> None:
    """Measure the live release, and print."""
    settings = Settings.from_env(os.environ)
    queries = read_queries(FOLDER / "queries.jsonl")
    known = [each.query for each in queries if half_of(each.query) == "validation"]
    lines = (FOLDER / "unrelated.jsonl").read_text(encoding="utf-8").splitlines()
    unrelated = [line.split('"')[3] for line in lines if line.strip()]
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url)
        with engine.connect() as connection:
            release = live_release(connection)
            if release is None:
                raise SystemExit("no live release")
            encoder = load_query_encoder(release.encoder, settings.home)
            searcher = Searcher(connection, release, encoder)
            listener = Listener(searcher.rows)
            searcher.rows = listener
            print(f"{release.encoder} {release.encoder_revision}, {thresholds_of(release.encoder)}")
            _print_cuts(_sums(searcher, listener, known), _sums(searcher, listener, unrelated))
            for margin in MARGINS:
                listener.margin = margin
                print(f"margin {margin:.2f}: {_named(searcher, listener, known[:60]):.3f} by name")
        engine.dispose()


def _sums(searcher: Searcher, listener: Listener, queries: Sequence[str]) -> Doubles:
    found = []
    for query in queries:
        searcher.find(SearchRequest(query, limit=SHOWN))
        background = searcher.lexicon.sample.background(np.asarray(listener.vector))
        found.append(listener.found[0]["best_fit"] + background if listener.found else 0.0)
    return np.array(found, dtype=float)


def _named(searcher: Searcher, listener: Listener, queries: Sequence[str]) -> float:
    kinds = []
    for query in queries:
        searcher.find(SearchRequest(query, limit=SHOWN))
        kinds += [row["reason_kind"] != "plot" for row in listener.found]
    return float(np.mean(kinds))


def _print_cuts(known: Doubles, unrelated: Doubles) -> None:
    ranks = np.concatenate([known, unrelated]).argsort().argsort()[: len(known)]
    pairs = len(known) * len(unrelated)
    auc = (ranks.sum() - len(known) * (len(known) - 1) / 2) / pairs
    print(f"{len(known)} queries with an answer, {len(unrelated)} about no film: AUC {auc:.4f}")
    print(
        f"lowest of the first {np.sort(known)[:5]}, highest of the second {np.sort(unrelated)[-5:]}"
    )
    for cut in CUTS:
        print(
            f"cut {cut:.2f}: {(known >= cut).mean():.3f} of the first fit, "
            f"{(unrelated < cut).mean():.3f} of the second do not"
        )


if __name__ == "__main__":
    main()
