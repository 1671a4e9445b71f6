"""Figures of graded queries by hand, on the films of a real release."""

import json
import math
from pathlib import Path

import pytest
from sqlalchemy import Connection

from embeddings.errors import DatasetError
from embeddings.evaluation.judged import JudgedQuery, evaluate_judged, read_judged
from embeddings.releases.registry import live_release

QUERIES = Path(__file__).resolve().parents[3] / "benchmarks" / "search" / "everyday.jsonl"


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("{", None, "no JSON"),
        ("[1]", None, "object"),
        ('{"kind": "mood", "grades": {}}', "query", "text"),
        ('{"query": "a", "kind": " ", "grades": {}}', "kind", "text"),
        ('{"query": "a", "kind": "mood"}', "grades", "grade of 0 to 3"),
        ('{"query": "a", "kind": "mood", "grades": {"tt1": 4}}', "grades", "grade of 0 to 3"),
        ('{"query": "a", "kind": "mood", "grades": {"tt1": true}}', "grades", "grade of 0 to 3"),
        ('{"query": "a", "kind": "mood", "grades": {}, "canonical": [1]}', "canonical", "list"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, field: str | None, reason: str) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text('{"query": "heist", "kind": "theme", "grades": {"tt1": 3}}\n\n' + line + "\n")
    with pytest.raises(DatasetError, match=reason) as refused:
        read_judged(path)
    assert (refused.value.line, refused.value.field) == (3, field)


def test_figures_by_hand(connection: Connection) -> None:
    release = live_release(connection)
    assert release
    rows = connection.exec_driver_sql(
        "select movie_id, films.imdb_id from movies join films using (film_id)"
        " where films.imdb_id is not null order by movie_id limit 5"
    ).all()
    ids = [movie_id for movie_id, _ in rows]
    a, b, c, d, e = (imdb_id for _, imdb_id in rows)
    lists = {"heist": [ids[0], ids[1], ids[4]], "sad": [ids[3]], "unknown": [ids[0]]}
    queries = [
        # The release lacks tt0, so it belongs to neither the ideal order nor the named films.
        JudgedQuery("heist", "theme", {a: 1, b: 3, c: 2, "tt0": 3}, frozenset({b, c, "tt0"})),
        JudgedQuery("sad", "mood", {a: 2, d: 0}, frozenset()),
        JudgedQuery("unknown", "mood", {"tt0": 3, e: 1}, frozenset({"tt0"})),
    ]
    found = evaluate_judged(connection, lists.__getitem__, release.release_id, queries)
    assert found.keys() == {"all", "theme", "mood"}
    heist, sad = found["theme"], found["mood"]
    ideal = 7 + 3 / math.log2(3) + 1 / 2
    assert heist.ndcg_at_10 == pytest.approx((1 + 7 / math.log2(3)) / ideal)
    assert (heist.precision_at_10, heist.success_at_1, heist.none) == (0.1, 0, 0)
    assert heist.canonical_recall_at_20 == pytest.approx(1 / 2)
    assert heist.graded == pytest.approx(2 / 3)
    # The query none of whose good films the release has is left out.
    assert (sad.queries, sad.none, sad.success_at_1, sad.graded) == (1, 1, 0, 1)
    assert found["all"].precision_at_10 == pytest.approx(0.05)


def test_the_judged_set_is_large_and_written_apart_from_what_is_found() -> None:
    queries = read_judged(QUERIES)
    assert len({query.query for query in queries}) == len(queries) >= 420
    halves = [len(read_judged(QUERIES, half)) for half in ("validation", "test")]
    assert sum(halves) == len(queries)
    assert min(halves) > 180
    needs = [json.loads(line)["need"] for line in QUERIES.read_text("utf-8").splitlines()]
    assert all(len(need.split()) >= 4 for need in needs)
