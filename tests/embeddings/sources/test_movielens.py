import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from embeddings.catalogue.dataset import Dataset, open_dataset
from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.movielens import CITATION, MovieLens

Files = dict[str, bytes]
Write = Callable[..., Path]
Layouts = Mapping[str, Callable[[], Files]]


def all_ratings(dataset: Dataset, chunk_rows: int = 1_000_000) -> pd.DataFrame:
    return pd.concat(dataset.ratings(chunk_rows), ignore_index=True)


def test_every_layout_has_the_same_columns_and_types(layout: Files, write_folder: Write) -> None:
    dataset = MovieLens(write_folder(layout))
    movies = dataset.movies()
    assert movies[columns.MOVIE_ID].tolist()[:3] == [10, 20, 30]
    assert movies[columns.TITLE].tolist()[:2] == ["Toy Story (1995)", "Misérables, Les (1995)"]
    assert movies.dtypes[columns.MOVIE_ID] == "int64"
    assert movies.dtypes[columns.TMDB_ID] == "Int64"

    ratings = all_ratings(dataset)
    assert list(ratings) == list(columns.RATING_COLUMNS)
    assert ratings.dtypes.astype(str).tolist() == ["int32", "int32", "float32", "int64"]
    assert ratings[columns.USER_ID].tolist()[:7] == [1, 1, 2, 3, 3, 4, 4]
    assert ratings[columns.MOVIE_ID].tolist()[:7] == [10, 30, 10, 20, 30, 10, 20]
    assert ratings[columns.TIMESTAMP].iloc[3] == 1306463578
    assert isinstance(dataset, Dataset)


def test_facts_about_the_source(csv_files: Files, write_folder: Write) -> None:
    dataset = MovieLens(write_folder(csv_files, "ml-test"))
    assert dataset.name == "ml-test"
    assert dataset.attribution == CITATION
    assert "Harper" in CITATION
    assert not dataset.simulated_ratings


def test_csv_layout(csv_files: Files, write_folder: Write) -> None:
    dataset = MovieLens(write_folder(csv_files))
    movies = dataset.movies()
    assert movies[columns.IMDB_ID].tolist() == ["tt0114709", "tt0113828", "tt2404463"]
    assert movies[columns.TMDB_ID].isna().tolist() == [False, True, False]
    assert movies[columns.GENRES].tolist()[0] == ["Adventure", "Animation", "Children"]
    assert all_ratings(dataset)[columns.RATING].tolist() == [3.5, 4.5, 0.5, 2.5, 1.5, 4.5, 3.5]
    (tags,) = dataset.tags()
    assert list(tags.itertuples(index=False, name=None)) == [
        (3, 20, "sad, long"),
        (4, 20, "Sad"),
        (4, 10, "pixar"),
    ]


def test_imdb_ids_of_eight_digits_and_without_leading_zeros(
    csv_files: Files, write_folder: Write
) -> None:
    csv_files["links.csv"] = b"movieId,imdbId,tmdbId\n10,114709,862\n20,10234724,\n"
    movies = MovieLens(write_folder(csv_files)).movies()
    assert movies[columns.IMDB_ID].tolist() == ["tt0114709", "tt10234724", None]


def test_1m_has_no_tags_and_no_links(layouts: Layouts, write_folder: Write) -> None:
    dataset = MovieLens(write_folder(layouts["1m"]()))
    assert list(dataset.tags()) == []
    assert dataset.movies()[columns.IMDB_ID].tolist() == [None] * 3
    assert dataset.movies()[columns.GENRES].tolist()[0][-1] == "Children's"


def test_10m_tags_may_hold_the_separator(layouts: Layouts, write_folder: Write) -> None:
    (tags,) = MovieLens(write_folder(layouts["10m"]())).tags()
    assert tags[columns.TAG].tolist() == ['"sad"', "a::b", "pixar"]


def test_100k_reads_flags_release_years_and_the_few_imdb_ids(
    layouts: Layouts, write_folder: Write
) -> None:
    movies = MovieLens(write_folder(layouts["100k"]())).movies()
    assert movies[columns.GENRES].tolist() == [
        ["Animation"],
        ["Drama"],
        ["Comedy"],
        ["Comedy"],
        ["unknown"],
    ]
    assert movies[columns.YEAR].fillna(0).tolist() == [1995, 1995, 1997, 1997, 0]
    assert movies[columns.IMDB_ID].tolist() == [None, "tt0113828", None, None, None]


@pytest.mark.parametrize("chunk_rows", [1, 2, 3, 7, 100])
def test_chunks_make_up_the_whole(layout: Files, write_folder: Write, chunk_rows: int) -> None:
    dataset = MovieLens(write_folder(layout))
    chunks = list(dataset.ratings(chunk_rows))
    assert max(map(len, chunks)) <= chunk_rows
    pd.testing.assert_frame_equal(pd.concat(chunks, ignore_index=True), all_ratings(dataset))


@pytest.mark.parametrize("top", ["", "ml-25m/"])
def test_zip_equals_folder(layout: Files, write_folder: Write, write_zip: Write, top: str) -> None:
    folder, archive = MovieLens(write_folder(layout)), MovieLens(write_zip(layout, top))
    assert folder.checksum == archive.checksum
    pd.testing.assert_frame_equal(folder.movies(), archive.movies())
    pd.testing.assert_frame_equal(all_ratings(folder), all_ratings(archive))
    assert archive.name == "data"


def test_checksum_is_of_the_content(csv_files: Files, write_folder: Write) -> None:
    before = MovieLens(write_folder(csv_files, "a")).checksum
    with_readme = MovieLens(write_folder(csv_files | {"README.txt": b"x"}, "b")).checksum
    csv_files["tags.csv"] += b"1,10,fun,4\r\n"
    assert before == with_readme
    assert before != MovieLens(write_folder(csv_files, "c")).checksum


def test_folder_of_a_folder(csv_files: Files, write_folder: Write, tmp_path: Path) -> None:
    write_folder(csv_files, "outer/ml-32m")
    assert len(MovieLens(tmp_path / "outer").movies()) == 3


def test_folder_of_two_datasets_is_ambiguous(
    csv_files: Files, write_folder: Write, tmp_path: Path
) -> None:
    write_folder(csv_files, "outer/a")
    write_folder(csv_files, "outer/b")
    with pytest.raises(DatasetError, match="several datasets"):
        MovieLens(tmp_path / "outer")


def test_folder_with_nothing_but_the_zip(csv_files: Files, write_zip: Write) -> None:
    path = write_zip(csv_files, "top/")
    assert len(MovieLens(path.parent).movies()) == 3


def test_csv_files_win_over_a_zip_beside_them(
    csv_files: Files, write_folder: Write, write_zip: Write
) -> None:
    folder = write_folder(csv_files)
    write_zip({"movies.csv": b"broken"}, name="data/data.zip")
    assert len(MovieLens(folder).movies()) == 3


def test_shadow_files_of_macos_are_no_dataset(csv_files: Files, write_zip: Write) -> None:
    shadow = {f"__MACOSX/ml/{name}": b"\0" for name in csv_files}
    path = write_zip({f"ml/{name}": text for name, text in csv_files.items()} | shadow)
    assert len(MovieLens(path).movies()) == 3


def test_without_tags_and_links(csv_files: Files, write_folder: Write) -> None:
    del csv_files["tags.csv"], csv_files["links.csv"]
    dataset = MovieLens(write_folder(csv_files))
    assert list(dataset.tags()) == []
    assert dataset.movies()[columns.TMDB_ID].isna().all()


def test_ratings_of_unknown_movies_are_dropped_counted_and_logged(
    csv_files: Files, write_folder: Write, caplog: pytest.LogCaptureFixture
) -> None:
    csv_files["ratings.csv"] += b"9,777,3.0,1\r\n9,10,3.0,1\r\n9,778,3.0,1\r\n"
    dataset = MovieLens(write_folder(csv_files))
    with caplog.at_level(logging.WARNING):
        ratings = all_ratings(dataset, chunk_rows=4)
    assert len(ratings) == 8
    assert dataset.unknown_ratings == 2
    assert "dropped 2 ratings" in caplog.text


def test_byte_order_mark_blank_lines_and_quoted_line_breaks(
    csv_files: Files, write_folder: Write
) -> None:
    csv_files["ratings.csv"] = b"\xef\xbb\xbf" + csv_files["ratings.csv"] + b"\r\n\r\n"
    csv_files["movies.csv"] = b'movieId,title,genres\n\n10,"Two\nLines (1995)",Drama\n'
    dataset = MovieLens(write_folder(csv_files))
    assert dataset.movies()[columns.TITLE].tolist() == ["Two\nLines (1995)"]
    assert len(all_ratings(dataset)) == 3


def test_titles_and_tags_called_null_are_text(csv_files: Files, write_folder: Write) -> None:
    csv_files["movies.csv"] = b"movieId,title,genres\n10,NA,Drama\n"
    csv_files["tags.csv"] = b"userId,movieId,tag,timestamp\n1,10,null,5\n1,10,,6\n"
    dataset = MovieLens(write_folder(csv_files))
    (tags,) = dataset.tags()
    assert dataset.movies()[columns.TITLE].tolist() == ["NA"]
    assert tags[columns.TAG].tolist() == ["null", ""]


def test_open_by_path_and_by_name_already_there(
    csv_files: Files, write_folder: Write, tmp_path: Path
) -> None:
    write_folder(csv_files, "home/datasets/ml-1m")
    home = tmp_path / "home"
    assert open_dataset("ml-1m", home).name == "ml-1m"
    assert open_dataset(str(home / "datasets" / "ml-1m"), home).name == "ml-1m"


def test_open_something_unknown_names_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="ml-latest-small"):
        open_dataset("ml-33m", tmp_path)


def test_whole_of_latest_small(shared_datasets: Path) -> None:
    folder = shared_datasets / "ml-latest-small"
    dataset, archive = MovieLens(folder), MovieLens(folder / "ml-latest-small.zip")
    ratings = all_ratings(dataset, chunk_rows=9_999)
    assert len(dataset.movies()) == 9_742
    assert len(ratings) == 100_836
    assert ratings[columns.USER_ID].nunique() == 610
    assert dataset.unknown_ratings == 0
    assert sum(map(len, dataset.tags())) == 3_683
    assert dataset.checksum == archive.checksum
    assert np.isclose(ratings[columns.RATING].mean(), 3.501557, atol=1e-6)
