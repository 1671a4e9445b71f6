"""The generated data set: sizes, shape, and that the reader takes it for what it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.generate import generate
from benchmarks.simulated import FEWEST, FILMS, PEOPLE, RATINGS, make_world, sizes
from embeddings.catalogue.movies import build_catalogue
from embeddings.sources.movielens import MovieLens

COUNT = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "four-hundred"
    generate(path, COUNT, seed=3)
    return path


@pytest.fixture(scope="module")
def ratings(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "ratings.csv")


def test_full_size_is_that_of_movielens_32m() -> None:
    assert sizes(FILMS) == (PEOPLE, RATINGS) == (200_948, 32_000_204)
    world = make_world(np.zeros(FILMS, dtype=np.int64), seed=1)
    assert (len(world.activity), world.activity.sum()) == (PEOPLE, RATINGS)
    assert world.activity.min() >= FEWEST


def test_has_as_many_as_it_says(folder: Path, ratings: pd.DataFrame) -> None:
    people, count = sizes(COUNT)
    assert len(ratings) == count
    assert ratings["userId"].nunique() == people
    assert len(pd.read_csv(folder / "movies.csv")) == COUNT


def test_nobody_rates_a_film_twice_and_all_rate_twenty(ratings: pd.DataFrame) -> None:
    assert not ratings.duplicated(["userId", "movieId"]).any()
    assert ratings.groupby("userId").size().min() >= FEWEST
    assert set(ratings["rating"]) <= {half / 2 for half in range(1, 11)}


def test_popularity_has_a_head_and_a_tail(ratings: pd.DataFrame) -> None:
    counts = np.sort(ratings.groupby("movieId").size().to_numpy())[::-1]
    tenth = len(counts) // 10
    assert counts[:tenth].sum() > 0.25 * counts.sum()
    assert np.median(counts) < counts.mean()


def test_equal_seeds_give_equal_files(folder: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", COUNT, seed=3)
    generate(tmp_path / "other", COUNT, seed=4)
    again, other = MovieLens(tmp_path / "again"), MovieLens(tmp_path / "other")
    assert MovieLens(folder).checksum == again.checksum != other.checksum


def test_is_read_as_simulated_and_never_as_movielens(folder: Path) -> None:
    dataset = MovieLens(folder)
    assert dataset.simulated_ratings
    assert "simulated" in str(dataset.attribution)
    assert "GroupLens" not in str(dataset.attribution)
    catalogue = build_catalogue(dataset)
    assert len(catalogue.movies) == COUNT
    assert catalogue.movies["tags"].map(len).max() > 3


def test_does_not_write_into_a_folder_that_is_there(folder: Path) -> None:
    with pytest.raises(FileExistsError):
        generate(folder, COUNT)
