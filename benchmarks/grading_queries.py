"""Write the queries that a rebuild grades itself with: ``python -m benchmarks.grading_queries``.

They are those of ``benchmarks/search`` that nothing was tuned on and whose answers are all films
of the bundled catalogue with an IMDb number, so that any data set can be asked them: the test
half of ``queries.jsonl`` without the filters (whose answers are only those of one data set), and
``sample-films.jsonl``. MovieLens' ids are turned into IMDb's by a ``links.csv`` of MovieLens.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from embeddings.evaluation.search import half_of, read_queries
from embeddings.evaluation.search_set import QUERIES
from embeddings.knowledge.dataset import SampleDataset

SEARCH = Path(__file__).parent / "search"


def main() -> None:
    """Write the file anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=Path, required=True, help="links.csv of MovieLens")
    arguments = parser.parse_args()
    with arguments.links.open(encoding="utf-8") as file:
        movielens = {int(row["movieId"]): "tt" + row["imdbId"] for row in csv.DictReader(file)}
    films = SampleDataset().movies()
    numbers = dict(zip(films["movie_id"], films["imdb_id"], strict=True))
    own = {one for one in numbers.values() if one}
    lines = []
    for name, ids in (("queries.jsonl", movielens), ("sample-films.jsonl", numbers)):
        for one in read_queries(SEARCH / name):
            found = sorted({ids.get(movie_id) or "" for movie_id in one.movie_ids})
            tuned = name == "queries.jsonl" and half_of(one.query) != "test"
            if tuned or one.kind == "filter" or not own.issuperset(found):
                continue
            lines.append({"query": one.query, "imdb_ids": found})
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    QUERIES.write_text(text, encoding="utf-8")
    print(f"{len(lines)} queries in {QUERIES.name}")


if __name__ == "__main__":
    main()
