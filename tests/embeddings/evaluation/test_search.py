"""Figures of search by hand, and queries through the served statement."""

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection

from embeddings.errors import DatasetError
from embeddings.evaluation.search import Searcher, evaluate, figures, read_queries
from embeddings.releases.registry import live_release
from embeddings.texts.stand_in import StandInEncoder


def test_figures_by_hand() -> None:
    lists = [[7, 1, 2], [3, 4, 5], [*range(100, 111), 9], []]
    answers = [frozenset({7}), frozenset({4, 5, 99}), frozenset({9}), frozenset({1})]
    found = figures(lists, answers)
    assert found.mrr == pytest.approx((1 + 1 / 2 + 1 / 12 + 0) / 4)
    assert found.hit_at_1 == pytest.approx(1 / 4)
    assert found.hit_at_10 == pytest.approx(2 / 4)
    assert found.recall_at_10 == pytest.approx((1 + 2 / 3 + 0 + 0) / 4)
    assert found.recall_at_100 == pytest.approx((1 + 2 / 3 + 1 + 0) / 4)
    assert found.queries == 4


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("{", None, "no JSON"),
        ('{"movie_ids": [1]}', "query", "text"),
        ('{"query": " ", "movie_ids": [1]}', "query", "text"),
        ('{"query": "a"}', "movie_ids", "list"),
        ('{"query": "a", "movie_ids": []}', "movie_ids", "list"),
        ('{"query": "a", "movie_ids": ["1"]}', "movie_ids", "list"),
        ("[1]", "query", "text"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, field: str | None, reason: str) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"query": "heist", "movie_ids": [6]}\n\n' + line + "\n")
    with pytest.raises(DatasetError, match=reason) as refused:
        read_queries(path)
    assert (refused.value.line, refused.value.field) == (3, field)


def test_missing_and_empty_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="cannot be read"):
        read_queries(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(DatasetError, match="no query"):
        read_queries(tmp_path / "empty.jsonl")


def test_typed_titles_are_found_first(connection: Connection, tmp_path: Path) -> None:
    release = live_release(connection)
    assert release
    rows = connection.exec_driver_sql(
        "select movie_id, title from movies order by rating_count desc, movie_id limit 40"
    ).all()
    path = tmp_path / "queries.jsonl"
    path.write_text(
        "".join(f'{{"query": "{row.title}", "movie_ids": [{row.movie_id}]}}\n' for row in rows)
    )
    found = evaluate(connection, release, StandInEncoder(), read_queries(path))
    assert found.served.hit_at_1 >= 0.95  # two films may share a title


def test_the_head_for_requests_decides_where_a_long_query_is(connection: Connection) -> None:
    release = live_release(connection)
    assert release
    # Nobody's favourite and not a word of it in the query, so that only the vector can find it.
    wanted = connection.exec_driver_sql(
        "select movie_id, cast(text_vector as text) as vector from movies"
        " order by rating_count, movie_id limit 1"
    ).one()
    vector = np.fromstring(wanted.vector.strip("[]"), sep=",", dtype=np.float32)

    class WithHead(StandInEncoder):
        def encode_request(self, text: str) -> np.ndarray:
            return vector

    query = " ".join(["zzyzx qwrtz"] * 20)
    with_head = Searcher(connection, release, WithHead())
    assert with_head(query)[0] == wanted.movie_id
    assert Searcher(connection, release, StandInEncoder())(query)[0] != wanted.movie_id
    short = "zzyzx qwrtz"
    assert with_head(short) == Searcher(connection, release, StandInEncoder())(short)
