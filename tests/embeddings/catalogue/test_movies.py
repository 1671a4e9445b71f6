from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from embeddings.catalogue.duplicates import find_duplicates
from embeddings.catalogue.movies import build_catalogue
from embeddings.sources import columns
from embeddings.sources.film_index import FilmIds
from embeddings.sources.movielens import MovieLens
from embeddings.sources.plots import PlotRow, Plots, read_plots


class FakeDataset:
    """4 people, 6 records of 4 films: 11 is 10 by IMDb id, 268 is 246 by title and year."""

    name = "fake"
    checksum = "0"
    attribution: str | None = None
    simulated_ratings = False
    tunable = True

    def movies(self) -> pd.DataFrame:
        return pd.DataFrame(
            {
                columns.MOVIE_ID: [268, 10, 11, 30, 246, 40],
                columns.TITLE: [
                    "Chasing Amy (1997)",
                    "Hate (Haine, La) (1995)",
                    "La Haine",
                    "Emma (1996)",
                    "Chasing  Amy (1997)",
                    "Emma (1996)",
                ],
                columns.GENRES: [["Drama"], ["Drama"], ["Crime"], [], ["Comedy"], ["Romance"]],
                columns.IMDB_ID: pd.Series(
                    [None, "tt0113247", "tt0113247", "tt0116191", None, "tt0118308"], dtype=object
                ),
                columns.TMDB_ID: pd.array([2255, None, 406, None, None, None], dtype="Int64"),
            }
        )

    def ratings(self, chunk_rows: int = 1_000_000) -> Iterator[pd.DataFrame]:
        rows = pd.DataFrame(
            [
                (1, 10, 5.0, 100),
                (1, 11, 2.0, 200),  # the later rating of the same film
                (2, 11, 4.0, 300),
                (2, 30, 3.0, 300),
                (3, 268, 1.0, 300),
                (3, 246, 2.0, 200),
                (4, 30, 4.5, 100),
            ],
            columns=list(columns.RATING_COLUMNS),
        ).astype({columns.USER_ID: "int32", columns.MOVIE_ID: "int32", columns.RATING: "float32"})
        for start in range(0, len(rows), chunk_rows):
            yield rows[start : start + chunk_rows].reset_index(drop=True)

    def tags(self) -> Iterator[pd.DataFrame]:
        yield pd.DataFrame(
            [(1, 10, "Paris"), (2, 11, "paris"), (1, 268, "1997")],
            columns=list(columns.TAG_COLUMNS),
        )


class CleanDataset(FakeDataset):
    """A source that keeps titles apart and has its own tags, plots and counts."""

    def movies(self) -> pd.DataFrame:
        return pd.DataFrame(
            {
                columns.MOVIE_ID: [1, 2],
                columns.TITLE: ["Matrix, The (Part 1) (1999)", "Plain"],
                columns.ORIGINAL_TITLE: pd.Series([None, " Schlicht "], dtype=object),
                columns.YEAR: pd.array([2001, None], dtype="Int16"),
                columns.GENRES: [["Drama"], []],
                columns.TAGS: [["Moody", "seen", "slow burn"], []],
                columns.PLOT: pd.Series(["Own  plot.", None], dtype=object),
                columns.COUNTRIES: [["France"], []],
                columns.IMDB_ID: pd.Series([None, None], dtype=object),
                columns.TMDB_ID: pd.array([None, None], dtype="Int64"),
                columns.RATING_COUNT: [200, 0],
                columns.RATING_MEAN: pd.array([3.7, None], dtype="Float64"),
            }
        )

    def ratings(self, chunk_rows: int = 1_000_000) -> Iterator[pd.DataFrame]:
        yield from ()

    def tags(self) -> Iterator[pd.DataFrame]:
        yield from ()


def column(frame: pd.DataFrame, name: str) -> list[object]:
    return [None if value is pd.NA else value for value in frame[name]]


@pytest.mark.parametrize("chunk_rows", [1, 3, 100])
def test_catalogue(chunk_rows: int) -> None:
    catalogue = build_catalogue(FakeDataset(), chunk_rows=chunk_rows)
    movies = catalogue.movies
    assert list(movies) == list(columns.CATALOGUE_COLUMNS)
    assert column(movies, columns.MOVIE_ID) == [10, 30, 40, 246]
    assert column(movies, columns.TITLE) == ["Hate", "Emma", "Emma", "Chasing Amy"]
    assert column(movies, columns.ORIGINAL_TITLE) == ["La Haine", None, None, None]
    assert column(movies, columns.YEAR) == [1995, 1996, 1996, 1997]
    assert column(movies, columns.GENRES) == [
        ["Drama", "Crime"],
        [],
        ["Romance"],
        ["Comedy", "Drama"],
    ]
    assert column(movies, columns.TMDB_ID) == [406, None, None, 2255]
    assert column(movies, columns.TAGS) == [["paris"], [], [], []]
    assert column(movies, columns.TAG_COUNTS) == [[2], [], [], []]
    assert column(movies, columns.RATING_COUNT) == [2, 2, 0, 1]
    assert column(movies, columns.RATING_MEAN) == [3.0, 3.75, None, 1.0]
    assert column(movies, columns.PLOT) == [None] * 4
    assert movies.dtypes[columns.YEAR] == "Int16"
    assert movies.dtypes[columns.TMDB_ID] == "Int64"
    assert catalogue.duplicates == {11: 10, 268: 246}
    assert catalogue.ids.to_rows([246]).tolist() == [3]


def test_ratings_come_under_the_kept_ids() -> None:
    dataset = FakeDataset()
    catalogue = build_catalogue(dataset)
    ratings = pd.concat(catalogue.ratings(dataset, 2), ignore_index=True)
    rows = ratings.sort_values([columns.USER_ID, columns.MOVIE_ID])
    assert list(zip(*(rows[name] for name in columns.RATING_COLUMNS[:3]), strict=True)) == [
        (1, 10, 2.0),
        (2, 10, 4.0),
        (2, 30, 3.0),
        (3, 246, 1.0),
        (4, 30, 4.5),
    ]
    assert ratings.dtypes[columns.MOVIE_ID] == "int32"
    assert catalogue.kept_ids([268, 30, 11]).tolist() == [246, 30, 10]


def test_report() -> None:
    report = build_catalogue(FakeDataset()).report
    assert (report.movies, report.movies_read, report.duplicates) == (4, 6, 2)
    assert (report.ratings, report.people) == (5, 4)
    assert (report.tags_read, report.tags_dropped, report.tags) == (3, 1, 1)
    assert report.cleaned_titles == 1
    assert report.without_genres == 1
    assert report.lines()[0] == "4 films, 5 ratings by 4 people, 1 distinct tags"
    assert "2 films listed twice, merged" in report.lines()[1]


def test_clean_source_is_taken_as_it_stands() -> None:
    movies = build_catalogue(CleanDataset()).movies
    assert column(movies, columns.TITLE) == ["Matrix, The (Part 1) (1999)", "Plain"]
    assert column(movies, columns.ORIGINAL_TITLE) == [None, "Schlicht"]
    assert column(movies, columns.YEAR) == [2001, None]
    assert column(movies, columns.TAGS) == [["moody", "slow burn"], []]
    assert column(movies, columns.TAG_COUNTS) == [[1, 1], []]
    assert column(movies, columns.PLOT) == ["Own plot.", None]
    assert column(movies, columns.COUNTRIES) == [["France"], []]
    assert column(movies, columns.RATING_COUNT) == [200, 0]
    assert column(movies, columns.RATING_MEAN) == [3.7, None]


def test_plots_reach_merged_films_and_stand_before_the_sources() -> None:
    rows = (PlotRow("By the id that was merged.", FilmIds(11, None, None)),)
    catalogue = build_catalogue(FakeDataset(), Plots(Path("x"), "0", rows, 0))
    assert catalogue.movies[columns.PLOT].tolist()[0] == "By the id that was merged."
    assert catalogue.report.plots is not None
    assert catalogue.report.plots.matched == 1
    rows = (PlotRow("Given.", FilmIds(1, None, None)),)
    movies = build_catalogue(CleanDataset(), Plots(Path("x"), "0", rows, 0)).movies
    assert movies[columns.PLOT].tolist() == ["Given.", None]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        # id, title, year, IMDb id
        ([(2, "Emma", 1996, "a"), (1, "Emma", 1996, "b")], {}),
        ([(2, "Emma", 1996, "a"), (1, "emma!", 1996, None)], {2: 1}),
        ([(2, "Emma", 1996, None), (1, "Emma", 1996, None)], {2: 1}),
        ([(2, "Emma", 1997, None), (1, "Emma", 1996, None)], {}),
        ([(2, "Emma", None, None), (1, "Emma", None, None)], {2: 1}),
        ([(2, "$", 1996, None), (1, "!", 1996, None)], {}),
        ([(3, "X", 1, "a"), (2, "Y", 2, "a"), (1, "Z", 3, "b")], {3: 2}),
        # by IMDb id first, then what is left by title
        ([(3, "X", 1, "a"), (2, "Y", 1, "a"), (1, "Y", 1, None)], {3: 1, 2: 1}),
        # which of the two the others are cannot be told, but they are the same as each other
        (
            [(4, "E", 1, None), (3, "E", 1, None), (2, "E", 1, "a"), (1, "E", 1, "b")],
            {4: 3},
        ),
    ],
)
def test_duplicates(
    records: list[tuple[int, str, int | None, str | None]], expected: dict[int, int]
) -> None:
    movie_ids, titles, years, imdb_ids = zip(*records, strict=True)
    movies = pd.DataFrame(
        {
            columns.MOVIE_ID: movie_ids,
            columns.TITLE: titles,
            columns.YEAR: pd.array(years, dtype="Int16"),
            columns.IMDB_ID: pd.Series(imdb_ids, dtype=object),
        }
    )
    assert find_duplicates(movies) == expected


def test_latest_small_loses_nothing(shared_datasets: Path) -> None:
    folder = shared_datasets / "ml-latest-small"
    plots = read_plots(shared_datasets / "plots-ml-latest-small.csv")
    catalogue = build_catalogue(MovieLens(folder), plots)
    report = catalogue.report
    assert (report.movies, report.duplicates) == (9_742, 0)
    assert (report.ratings, report.people, report.unknown_ratings) == (100_836, 610, 0)
    assert catalogue.movies[columns.RATING_COUNT].sum() == 100_836
    assert catalogue.movies[columns.PLOT].notna().sum() == 9_202
    assert report.without_year == 12

    movies = catalogue.movies.set_index(columns.MOVIE_ID)
    assert movies.loc[29, columns.TITLE] == "The City of Lost Children"
    assert movies.loc[29, columns.ORIGINAL_TITLE] == "La Cité des enfants perdus"
    assert movies.loc[171749, columns.YEAR] == 2006
    assert movies.loc[1, columns.TAGS] == ["pixar", "fun"]
    assert movies.loc[1, columns.RATING_COUNT] == 215
    assert np.isclose(float(str(movies.loc[1, columns.RATING_MEAN])), 3.92093)
    assert not catalogue.movies[columns.TITLE].str.contains(r"\(\d{4}\)$").any()

    zipped = build_catalogue(MovieLens(folder / "ml-latest-small.zip"), plots)
    pd.testing.assert_frame_equal(catalogue.movies, zipped.movies)
