from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.film_index import MatchReport
from embeddings.sources.movielens import MovieLens
from embeddings.sources.plots import read_plots


@pytest.fixture
def movies() -> pd.DataFrame:
    return pd.DataFrame(
        {
            columns.MOVIE_ID: [10, 20, 30, 40],
            columns.IMDB_ID: pd.Series(["tt0000010", "tt0000020", None, None], dtype=object),
            columns.TMDB_ID: pd.array([862, None, 900, 862], dtype="Int64"),
        }
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "plots.csv"
        path.write_text(text, "utf-8")
        return path

    return write


def matched(path: Path, movies: pd.DataFrame) -> tuple[dict[int, str], MatchReport]:
    return read_plots(path).match(movies)


def test_by_movie_id(write: Callable[[str], Path], movies: pd.DataFrame) -> None:
    path = write('movieId,plot\n10,"Toys, alive."\n20,  A <b>long</b>\n99,Nobody\n')
    plots, report = matched(path, movies)
    assert plots == {10: "Toys, alive.", 20: "A long"}
    assert report == MatchReport(
        rows=3, matched=2, unmatched=1, duplicate=0, empty=0, contradicting=0
    )


def test_any_order_case_and_snake_case(write: Callable[[str], Path], movies: pd.DataFrame) -> None:
    path = write("\ufeffPlot,note,TMDB_ID\nBricks,x,900.0\n,x,862\n")
    plots, report = matched(path, movies)
    assert plots == {30: "Bricks"}
    assert report.empty == 1


def test_imdb_ids_in_every_form(write: Callable[[str], Path], movies: pd.DataFrame) -> None:
    plots, _ = matched(write("imdb id,plot\ntt0000010,Ten\n20,Twenty\n"), movies)
    assert plots == {10: "Ten", 20: "Twenty"}


def test_movie_ids_of_another_dataset_do_not_count(
    write: Callable[[str], Path], movies: pd.DataFrame
) -> None:
    # Row 1 says film 20, yet the IMDb id is that of film 10; row 2 says 10 and is of no film here.
    path = write("movieId,imdbId,tmdbId,plot\n20,tt0000010,,Toys\n10,tt7777777,7,Other\n")
    plots, report = matched(path, movies)
    assert plots == {10: "Toys"}
    assert (report.matched, report.unmatched, report.contradicting) == (1, 1, 2)


def test_tmdb_id_against_the_imdb_id(write: Callable[[str], Path], movies: pd.DataFrame) -> None:
    plots, report = matched(write("imdbId,tmdbId,plot\ntt0000099,862,Other\n"), movies)
    assert plots == {}
    assert report.unmatched == 1


def test_first_plot_wins(write: Callable[[str], Path], movies: pd.DataFrame) -> None:
    path = write("movieId,imdbId,plot\n10,,\n10,,First\n,10,Second\n10,,First\n")
    plots, report = matched(path, movies)
    assert plots == {10: "First"}
    assert (report.rows, report.empty, report.duplicate) == (4, 1, 2)


@pytest.mark.parametrize(
    ("text", "line", "field", "reason"),
    [
        ("", None, None, "is empty"),
        ("movieId,summary\n1,x\n", 1, None, "no column 'plot'"),
        ("plot,title\nx,y\n", 1, None, "none of movieId, imdbId, tmdbId"),
        ("movieId,plot\n1,x\nten,y\n", 3, "movieId", "'ten' is not a positive whole number"),
        ("plot,tmdb_id\nx,0.5\n", 2, "tmdb_id", "'0.5' is not"),
        ("plot,imdbID\nx,nm1\n", 2, "imdbID", "'nm1' is not"),
        ("movieId,plot\n1,x,y\n", 2, None, "expected 2 fields, found 3"),
        ('movieId,plot\n1,"x\n2,y\n', 2, None, "is not proper CSV"),
    ],
)
def test_broken(
    write: Callable[[str], Path], text: str, line: int | None, field: str | None, reason: str
) -> None:
    with pytest.raises(DatasetError) as caught:
        read_plots(write(text))
    assert (caught.value.line, caught.value.field) == (line, field)
    assert reason in caught.value.reason


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        read_plots(tmp_path / "none.csv")


def test_checksum_is_of_the_content(write: Callable[[str], Path]) -> None:
    first = read_plots(write("movieId,plot\n1,x\n")).checksum
    assert first == read_plots(write("movieId,plot\n1,x\n")).checksum
    assert first != read_plots(write("movieId,plot\n1,y\n")).checksum


def test_plots_of_latest_small(shared_datasets: Path) -> None:
    plots = read_plots(shared_datasets / "plots-ml-latest-small.csv")
    movies = MovieLens(shared_datasets / "ml-latest-small").movies()
    found, report = plots.match(movies)
    assert len(found) == report.matched == report.rows == 9_202
    assert found[1].startswith("Led by Woody")
