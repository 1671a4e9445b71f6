"""Generated files of IMDb's layout: true to it, and read without being held."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.credits import measure
from benchmarks.imdb_files import generate
from embeddings.sources import columns
from embeddings.sources.credits.imdb_files import ImdbReport
from embeddings.sources.credits.reading import read_credits
from embeddings.sources.imdb_tables import PRINCIPALS, rows_of

SHARE = 0.005


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imdb") / "small"
    counts = generate(path, SHARE)
    assert counts == {
        "title.basics.tsv": 55_000,
        "title.crew.tsv": 55_000,
        "name.basics.tsv": 65_000,
        "title.principals.tsv": 450_000,
        "title.akas.tsv": 250_000,
    }
    return path


def films(numbers: range) -> pd.DataFrame:
    return pd.DataFrame(
        {
            columns.MOVIE_ID: list(numbers),
            columns.IMDB_ID: pd.Series([f"tt{number:07d}" for number in numbers], dtype=object),
            columns.TMDB_ID: pd.array([None] * len(numbers), dtype="Int64"),
        }
    )


def test_every_row_can_be_read(folder: Path) -> None:
    found, report = read_credits(folder).match(films(range(1, 60_000, 10)))
    assert isinstance(report, ImdbReport)
    assert report.with_facts == len(found) == 5_500
    assert report.unnamed == 0
    film = found[1]
    assert len(film.cast) >= 4
    assert len(film.directors) == 1
    assert len(film.writers) == 2
    assert film.runtime
    assert film.alternative_titles
    assert film.characters[film.cast[0]].startswith("Character ")


def test_rows_of_a_title_stand_together_and_are_numbered(folder: Path) -> None:
    rows = rows_of(folder / "title.principals.tsv.gz", PRINCIPALS, ["tt0000001", "tt0055000"])
    numbered = [(row["tconst"], row["ordering"], row.line) for row in rows]
    assert numbered[:2] == [("tt0000001", "1", 2), ("tt0000001", "2", 3)]
    assert numbered[-1][0] == "tt0055000"
    assert numbered[-1][2] == 450_001
    assert [int(order or 0) for _, order, _ in numbered] == [*range(1, 10), *range(1, 9)]


def test_memory_does_not_grow_with_the_file(folder: Path) -> None:
    """Some 20 MB of principals are read in blocks of one, whoever asks for a hundred films."""
    size = len(gzip.decompress((folder / "title.principals.tsv.gz").read_bytes()))
    assert size > 18e6
    movies = films(range(1, 50_000, 500))
    credits = read_credits(folder)
    tracemalloc.start()
    try:
        found, _ = credits.match(movies)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found) == 100
    assert peak < 9e6


def test_what_the_benchmark_says(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "movies.csv").write_text("movieId,title,genres\n1,Heat (1995),Crime\n")
    (data / "links.csv").write_text("movieId,imdbId,tmdbId\n1,0000007,\n")
    (data / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,1\n")
    figures = measure(folder, str(data), tmp_path)
    assert figures["report"] == "IMDb's files have 1 of 1 films"
    assert figures["films_with"]["directors"] == 1
    assert 0 < figures["peak_mb_before"] <= figures["peak_mb"]
