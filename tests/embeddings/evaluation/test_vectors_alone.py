"""Films ranked by an encoder alone."""

import json
from pathlib import Path

import numpy as np
import pytest

from embeddings.answers.encoding import Vector, unit
from embeddings.cli.commands import main
from embeddings.evaluation.search import Wanted, half_of
from embeddings.evaluation.vectors_alone import evaluate_vectors, nearest_films

DOCUMENTS = np.array([[1, 0], [0, 2], [1, 1], [0, 3]], dtype=np.float32)


def test_the_nearest_come_first_and_of_equal_ones_the_first() -> None:
    unit = DOCUMENTS / np.linalg.norm(DOCUMENTS, axis=1, keepdims=True)
    queries = np.array([[0, 1], [1, 0]], dtype=np.float32)
    assert nearest_films(queries, unit) == [[1, 3, 2, 0], [0, 2, 1, 3]]
    assert nearest_films(queries, unit, depth=1) == [[1], [0]]


def test_figures_by_hand() -> None:
    vectors = {"up": [0.0, 5.0], "right": [1.0, 0.0], "both": [1.0, 0.9]}
    queries = [
        Wanted("up", frozenset({40, 999})),  # 40 is the second of the two that point upwards
        Wanted("right", frozenset({10})),
        Wanted("both", frozenset({20, 30})),
        Wanted("unknown", frozenset({999})),
    ]
    asked: list[str] = []

    def encode(text: str) -> Vector:
        asked.append(text)
        return unit(np.array(vectors[text], dtype=np.float32))

    found = evaluate_vectors([10, 20, 30, 40], DOCUMENTS, encode, {"all": queries})
    assert asked == ["up", "right", "both"]  # nothing could be found of the last
    assert found["all"].mrr == pytest.approx((1 / 2 + 1 + 1) / 3)
    assert found["all"].recall_at_10 == pytest.approx(1)
    assert found["all"].queries == 3
    halves = {half_of(words) for words in asked}
    assert found.keys() == {"all", *(f"all {half}" for half in halves)}
    assert sum(found[f"all {half}"].queries for half in halves) == 3


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    folder = tmp_path / "films"
    folder.mkdir()
    rows = ["movieId,title,genres", *(f'{n},"Zebra {n} (19{80 + n})",Drama' for n in range(1, 6))]
    (folder / "movies.csv").write_text("\n".join(rows) + "\n")
    ratings = [f"{user},{film},4.0,1" for user in range(1, 4) for film in range(1, 6)]
    (folder / "ratings.csv").write_text("\n".join(["userId,movieId,rating,timestamp", *ratings]))
    return folder


def test_the_command_needs_no_release(
    dataset: Path,
    tmp_path: Path,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    queries = tmp_path / "titles.jsonl"
    queries.write_text('{"query": "Zebra 3 (1983). Drama.", "movie_ids": [3]}\n')
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("ORDAINED_HOME", str(tmp_path))
    monkeypatch.setenv("ORDAINED_ENCODER", "stand-in")
    arguments = ["evaluate", "vectors", "--dataset", str(dataset), "--queries", str(queries)]
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["titles"]["queries"] == 1
    assert found["titles"]["hit_at_1"] == 1
    assert main(arguments) == 0
    assert "recall_at_100" in capsys.readouterr().out
    assert main([*arguments, str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err
