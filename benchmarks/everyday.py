"""Everyday queries, graded film by film: ``python -m benchmarks.everyday [--catalogue NAME]``.

``search/everyday.jsonl`` has 120 queries by somebody who had seen neither code nor results, fifteen
of each kind, with what a good answer must satisfy. What several systems found in their first ten
was graded blind by others, 0 wrong to 3 just what is asked, by catalogue: ``sample`` or
``ml-latest-small``. The live release answers. A film that nobody graded counts as wrong, and the
share of such films is printed: where it is not 0, somebody has to grade on.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from pathlib import Path
from statistics import mean

from app.settings import Settings
from embeddings.evaluation.search import Searcher
from embeddings.releases.registry import live_release
from embeddings.texts.onnx_encoder import load_query_encoder
from sql.server import database, make_engine

QUERIES = Path(__file__).parent / "search" / "everyday.jsonl"
LENGTH = 10
# From this grade on an answer is good.
GOOD = 2


def main() -> None:
    """Search every query in the live release, and print the figures of each kind and of all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.everyday")
    parser.add_argument("--catalogue", choices=["sample", "ml-latest-small"], default="sample")
    parser.add_argument("--queries", type=Path, default=QUERIES)
    chosen = parser.parse_args()
    settings = Settings.from_env(os.environ)
    lines = chosen.queries.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    good: dict[str, list[float]] = defaultdict(list)
    first: dict[str, list[float]] = defaultdict(list)
    graded: list[bool] = []
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url)
        with engine.connect() as connection:
            release = live_release(connection)
            if release is None:
                raise SystemExit("no live release")
            encoder = load_query_encoder(release.encoder, settings.home)
            search = Searcher(connection, release, encoder)
            for case in cases:
                grades = case["grades"].get(chosen.catalogue, {})
                found = [str(movie_id) for movie_id in search(case["query"])[:LENGTH]]
                right = [grades.get(movie_id, 0) >= GOOD for movie_id in found]
                graded += [movie_id in grades for movie_id in found]
                for kind in (case["kind"], "all"):
                    good[kind].append(sum(right) / LENGTH)
                    first[kind].append(float(right[:1] == [True]))
        engine.dispose()
    print(f"{'kind':12}{'queries':>8}{'of the first ten good':>24}{'first good':>12}{'none':>6}")
    for kind, shares in sorted(good.items(), key=lambda each: each[0] == "all"):
        none = sum(share == 0 for share in shares)
        print(f"{kind:12}{len(shares):8}{mean(shares):24.3f}{mean(first[kind]):12.3f}{none:6}")
    print(f"graded: {mean(graded):.3f} of the films found")


if __name__ == "__main__":
    main()
