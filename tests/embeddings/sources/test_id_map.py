import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.sources.id_map import IdMap


def test_both_ways() -> None:
    ids = IdMap.from_ids([30, 10, 20])
    assert ids.movie_ids.tolist() == [10, 20, 30]
    assert ids.to_rows([20, 10, 20]).tolist() == [1, 0, 1]
    assert ids.to_ids([2, 0, 0]).tolist() == [30, 10, 10]
    assert ids.contains([5, 10, 35]).tolist() == [False, True, False]
    assert len(ids) == 3


@given(st.lists(st.integers(1, 2**31 - 1), unique=True, min_size=1, max_size=50))
def test_round_trip(movie_ids: list[int]) -> None:
    ids = IdMap.from_ids(movie_ids)
    assert ids.to_ids(ids.to_rows(movie_ids)).tolist() == movie_ids
    assert sorted(ids.to_rows(movie_ids).tolist()) == list(range(len(movie_ids)))


@pytest.mark.parametrize(
    ("movie_ids", "reason"),
    [
        (np.array([1, 1]), "1 follows 1"),
        (np.array([2, 1]), "1 follows 2"),
        (np.array([[1, 2]]), "one-dimensional"),
        (np.array([1.0, 2.0]), "integers"),
    ],
)
def test_refuses(movie_ids: np.ndarray, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        IdMap(movie_ids)


def test_from_ids_refuses_repeats() -> None:
    with pytest.raises(ValueError, match="7 follows 7"):
        IdMap.from_ids([7, 3, 7])


def test_unknown_ids_are_named() -> None:
    ids = IdMap.from_ids([10, 20])
    with pytest.raises(KeyError, match="unknown movie ids: 5, 15"):
        ids.to_rows([10, 15, 5])
    with pytest.raises(KeyError, match="and 2 more"):
        ids.to_rows(list(range(30, 37)))


@pytest.mark.parametrize("row", [-1, 2])
def test_rows_outside_are_named(row: int) -> None:
    with pytest.raises(KeyError, match=f"unknown rows: {row}"):
        IdMap.from_ids([10, 20]).to_ids([0, row])


def test_fixed_and_comparable() -> None:
    given_ids = np.array([10, 20])
    ids = IdMap(given_ids)
    given_ids[0] = 1
    assert ids.movie_ids.tolist() == [10, 20]
    with pytest.raises(ValueError, match="read-only"):
        ids.movie_ids[0] = 1
    assert ids == IdMap.from_ids([20, 10])
    assert hash(ids) == hash(IdMap.from_ids([20, 10]))
    assert ids != IdMap.from_ids([10])
    assert ids != "ids"


def test_empty() -> None:
    ids = IdMap.from_ids([])
    assert len(ids) == 0
    assert ids.to_rows([]).tolist() == []
    assert ids.contains([1]).tolist() == [False]
