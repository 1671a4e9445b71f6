"""Write the queries that a rebuild grades itself with: ``python -m benchmarks.grading_queries``.

They are those of ``benchmarks/search`` that nothing was tuned on and whose answers are all films
of the bundled catalogue with an IMDb number, so that any data set can be asked them: the test
half of ``queries.jsonl`` without the filters (whose answers are only those of one data set), and
``sample-films.jsonl``. MovieLens' ids are turned into IMDb's by a ``links.csv`` of MovieLens.

Beside them it writes two fifths, by their hash, of the everyday queries that nothing was chosen
on, with their graded films.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from embeddings.evaluation.quality import query_key
from embeddings.evaluation.search import half_of, read_queries
from embeddings.evaluation.search_set import EVERYDAY, QUERIES
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
    own = {number for number in numbers.values() if number}
    lines = []
    for name, ids in (("queries.jsonl", movielens), ("sample-films.jsonl", numbers)):
        for query in read_queries(SEARCH / name):
            found = sorted({ids.get(movie_id) or "" for movie_id in query.movie_ids})
            tuned = name == "queries.jsonl" and half_of(query.query) != "test"
            if tuned or query.kind == "filter" or not own.issuperset(found):
                continue
            lines.append({"query": query.query, "imdb_ids": found})
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    QUERIES.write_text(text, encoding="utf-8")
    print(f"{len(lines)} queries in {QUERIES.name}")
    everyday = [json.loads(line) for line in (SEARCH / EVERYDAY.name).open(encoding="utf-8")]
    kept = [
        {name: query[name] for name in ("query", "kind", "grades")}
        for query in everyday
        if half_of(query["query"]) == "test" and int(query_key(query["query"]), 16) % 5 < 2
    ]
    EVERYDAY.write_text(
        "".join(json.dumps(query, ensure_ascii=False) + "\n" for query in kept), encoding="utf-8"
    )
    print(f"{len(kept)} queries in {EVERYDAY.name}")


if __name__ == "__main__":
    main()
