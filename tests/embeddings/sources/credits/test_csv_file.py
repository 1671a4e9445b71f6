from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.credits.facts import FilmFacts
from embeddings.sources.credits.reading import read_credits
from embeddings.sources.film_index import MatchReport
from embeddings.sources.movielens import MovieLens

Write = Callable[[str], Path]


@pytest.fixture
def movies() -> pd.DataFrame:
    return pd.DataFrame(
        {
            columns.MOVIE_ID: [10, 20, 30],
            columns.IMDB_ID: pd.Series(["tt0000010", "tt0000020", None], dtype=object),
            columns.TMDB_ID: pd.array([862, None, 900], dtype="Int64"),
        }
    )


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "credits.csv"
        path.write_text(text, "utf-8")
        return path

    return write


def test_every_column(write: Write, movies: pd.DataFrame) -> None:
    path = write(
        "movieId,imdbId,tmdbId,directors,writers,cast,composers,runtime,countries,languages,"
        "certificate,alternative_titles\n"
        "10,0000010,862,Agnès Varda,Agnès Varda|  B. <i>Scott</i> ,Sandrine Bonnaire|Macha Méril,"
        "Joanna Bruzdowicz,105,United States of America|France|USA,Persian|French,GP,"
        "Sans toit|Vagabond\n"
    )
    found, report = read_credits(path).match(movies)
    assert found == {
        10: FilmFacts(
            directors=("Agnès Varda",),
            writers=("Agnès Varda", "B. Scott"),
            cast=("Sandrine Bonnaire", "Macha Méril"),
            composers=("Joanna Bruzdowicz",),
            runtime=105,
            countries=("USA", "France"),
            languages=("Farsi", "French"),
            certificate="PG",
            alternative_titles=("Sans toit", "Vagabond"),
        )
    }
    assert report == MatchReport(
        rows=1, matched=1, unmatched=0, duplicate=0, empty=0, contradicting=0
    )


def test_any_order_case_and_unknown_columns(write: Write, movies: pd.DataFrame) -> None:
    found, _ = read_credits(
        write("\ufeffRunTime,budget,TMDB_ID,Alternative Titles\n81.0,7,900.0,a|a\n,,862,\n")
    ).match(movies)
    assert found == {30: FilmFacts(runtime=81, alternative_titles=("a",))}


def test_rows_are_counted_by_how_they_matched(write: Write, movies: pd.DataFrame) -> None:
    path = write(
        "movieId,imdbId,cast,runtime\n"
        "10,,First,\n"
        "10,,Second,90\n"  # of the same film
        "20,10,Third,\n"  # by its IMDb id it is film 10
        "99,,Fourth,\n"  # of no film here
        "30,,,0\n"  # says nothing, since 0 is an unknown running time
    )
    found, report = read_credits(path).match(movies)
    assert found == {10: FilmFacts(cast=("First",))}
    assert report == MatchReport(
        rows=5, matched=1, unmatched=1, duplicate=2, empty=1, contradicting=1
    )
    assert report.line() == (
        "1 of 5 matched, 1 of no film here, 1 contradicting ids, 2 repeated, 1 empty"
    )


@pytest.mark.parametrize(
    ("text", "line", "field", "reason"),
    [
        ("", None, None, "is empty"),
        ("movieId,plot\n1,x\n", 1, None, "names none of directors, writers, cast"),
        ("cast,title\nx,y\n", 1, None, "none of movieId, imdbId, tmdbId"),
        ("movieId,cast,Cast\n1,x,y\n", 1, "Cast", "is in the header twice"),
        ("movieId,movie_id,cast\n1,1,y\n", 1, "movie_id", "is in the header twice"),
        ("movieId,cast\n1,x\nten,y\n", 3, "movieId", "'ten' is not a positive whole number"),
        ("imdbID,cast\nnm1,x\n", 2, "imdbID", "'nm1' is not"),
        ("movieId,runtime\n1,1h\n", 2, "runtime", "'1h' is not a whole number of minutes"),
        ("movieId,runtime\n1,-5\n", 2, "runtime", "'-5' is not a whole number of minutes"),
        ("movieId,runtime\n1,90.5\n", 2, "runtime", "'90.5' is not a whole number of minutes"),
        ("movieId,runtime\n1,10000\n", 2, "runtime", "up to 9999"),
        ("movieId,Certificate\n1," + "x" * 21 + "\n", 2, "Certificate", "more than 20 characters"),
        ("movieId,cast\n1,a|" + "x" * 121 + "\n", 2, "cast", "has 121 characters; 120 are the"),
        ("movieId,countries\n1," + "x" * 61 + "\n", 2, "countries", "60 are the most"),
        ("movieId,cast\n1,x,y\n", 2, None, "expected 2 fields, found 3"),
        ('movieId,cast\n1,"x\n2,y\n', 2, None, "is not proper CSV"),
    ],
)
def test_broken(write: Write, text: str, line: int | None, field: str | None, reason: str) -> None:
    path = write(text)
    with pytest.raises(DatasetError) as caught:
        read_credits(path)
    assert (caught.value.file, caught.value.line, caught.value.field) == (str(path), line, field)
    assert reason in caught.value.reason


def test_bytes_that_are_not_text_are_named_by_line(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("movieId,cast\n1,x\n2,Agnès\n".encode("latin-1"))
    with pytest.raises(DatasetError, match=r"line 3: byte 6 \(0xe8\) is not utf-8"):
        read_credits(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        read_credits(tmp_path / "none.csv")


def test_checksum_is_of_the_content(write: Write) -> None:
    first = read_credits(write("movieId,cast\n1,x\n")).checksum
    assert first == read_credits(write("movieId,cast\n1,x\n")).checksum
    assert first != read_credits(write("movieId,cast\n1,y\n")).checksum


def test_credits_of_latest_small(shared_datasets: Path) -> None:
    credits = read_credits(shared_datasets / "credits-ml-latest-small.csv")
    found, report = credits.match(MovieLens(shared_datasets / "ml-latest-small").movies())
    assert isinstance(report, MatchReport)
    assert len(found) == report.matched == report.rows == 8_832
    assert found[1].directors == ("John Lasseter",)
    assert (found[1].runtime, found[1].countries, found[1].certificate) == (81, ("USA",), "G")
    assert sum(1 for film in found.values() if film.directors) == 8_798
    certificates = {film.certificate for film in found.values()}
    assert certificates == {
        None, "G", "PG", "PG-13", "R", "NC-17", "Approved", "Passed", "Not Rated",
    }  # fmt: skip
