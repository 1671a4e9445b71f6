"""Every way a dataset can be broken is told by file, line, field and reason."""

import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.catalogue.dataset import Dataset
from embeddings.errors import DatasetError
from embeddings.sources.movielens import MovieLens

Files = dict[str, bytes]
Write = Callable[..., Path]
HEADER = b"userId,movieId,rating,timestamp\n"
GOOD = b"1,10,4.0,964982703\n"


def read_all(dataset: Dataset, chunk_rows: int = 3) -> None:
    dataset.movies()
    for _ in dataset.ratings(chunk_rows):
        pass
    for _ in dataset.tags():
        pass


def fault_of(path: Path) -> DatasetError:
    with pytest.raises(DatasetError) as caught:
        read_all(MovieLens(path))
    return caught.value


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (b"1,10,6.0,1", "rating", "6 is not between 0.5 and 5"),
        (b"1,10,0,1", "rating", "0 is not between"),
        (b"1,10,3.7,1", "rating", "3.7 is not a multiple of 0.5"),
        (b"1,10,nan,1", "rating", "nan is not between"),
        (b"1,10,inf,1", "rating", "inf is not between"),
        (b"1,10,,1", "rating", "'' is not a number"),
        (b"1,10,good,1", "rating", "'good' is not a number"),
        (b"0,10,4.0,1", "userId", "'0' is not between 1 and"),
        (b"-3,10,4.0,1", "userId", "'-3' is not a positive whole number"),
        (b",10,4.0,1", "userId", "'' is not a positive whole number"),
        (b"1,1.5,4.0,1", "movieId", "'1.5' is not a positive whole number"),
        (b"1,ten,4.0,1", "movieId", "'ten' is not a positive whole number"),
        (b"1,3000000000,4.0,1", "movieId", "is not between 1 and 2147483647"),
        (b"1,99999999999999999999999,4.0,1", "movieId", "is not between 1 and"),
        (b"1,1e99,4.0,1", "movieId", "'1e99' is not a positive whole number"),
        (b"1,10,1e99,1", "rating", "1e+99 is not between"),
        (b"1,10,4.0,1e99", "timestamp", "'1e99' is not a number of seconds"),
        (b"1,10,4.0,yesterday", "timestamp", "'yesterday' is not a number of seconds"),
        (b"1,10,4.0,-1", "timestamp", "'-1' is not a number of seconds"),
        (b"1,10,4.0,99999999999999999999", "timestamp", "too large"),
        (b"1,10,4.0", None, "expected 4 fields (userId, movieId, rating, timestamp), found 3"),
        (b"1,10,4.0,1,1", None, "found 5"),
        (b"1,10,4.0,1,", None, "found 5"),
        (b'"1,10,4.0,1', None, "is not proper CSV"),
        (b"1,10,4.0,\xff", None, "byte 10 (0xff) is not utf-8"),
    ],
)
@pytest.mark.parametrize("before", [0, 1, 4])  # in the first row, the first chunk, the second
def test_bad_rating(
    csv_files: Files, write_folder: Write, row: bytes, field: str | None, reason: str, before: int
) -> None:
    csv_files["ratings.csv"] = HEADER + GOOD * before + row + b"\n" + GOOD * 2
    fault = fault_of(write_folder(csv_files))
    assert fault.line == before + 2
    assert fault.field == field
    assert reason in fault.reason
    assert fault.file.endswith("ratings.csv")


def test_blank_lines_count_as_lines(csv_files: Files, write_folder: Write) -> None:
    csv_files["ratings.csv"] = HEADER + GOOD + b"\n\n" + b"1,10,9,1\n"
    assert fault_of(write_folder(csv_files)).line == 5


@pytest.mark.parametrize("name", ["1m", "100k"])
def test_half_stars_where_there_are_none(
    layouts: Mapping[str, Callable[[], Files]], write_folder: Write, name: str
) -> None:
    files = layouts[name]()
    ratings = "ratings.dat" if name == "1m" else "u.data"
    separator = b"::" if name == "1m" else b"\t"
    files[ratings] += separator.join([b"1", b"10", b"3.5", b"7"]) + b"\n"
    fault = fault_of(write_folder(files))
    assert "3.5 is not a multiple of 1" in fault.reason
    assert fault.line == files[ratings].count(b"\n")


@pytest.mark.parametrize(
    ("file", "content", "line", "field", "reason"),
    [
        ("ratings.csv", b"", None, None, "is empty"),
        ("ratings.csv", HEADER, None, None, "holds no rows"),
        ("ratings.csv", GOOD * 2, 1, None, "the header is '1,10,4.0,964982703'"),
        ("movies.csv", b"", None, None, "is empty"),
        ("movies.csv", b"movieId;title;genres\n", 1, None, "expected 'movieId,title,genres'"),
        ("movies.csv", b"movieId,title,genres\n1,A,B\n1,C,D\n", 3, "movieId", "1 is on line 2"),
        ("movies.csv", b"movieId,title,genres\nx,A,B\n", 2, "movieId", "'x' is not a positive"),
        ("movies.csv", b"movieId,title,genres\n1, ,B\n", 2, "title", "is empty"),
        ("movies.csv", b"movieId,title,genres\n1,A,B\n2,A\xe9,B\n", 3, None, "is not utf-8"),
        ("movies.csv", b'movieId,title,genres\n1,"A,B\n2,C,D\n', 2, None, "not proper CSV"),
        ("movies.csv", b"movieId,title,genres\n1,A,B,C\n", 2, None, "found 4"),
        ("links.csv", b"movieId,imdbId,tmdbId\n10,nm7,\n", 2, "imdbId", "'nm7' is not"),
        ("links.csv", b"movieId,imdbId,tmdbId\n10,,8.5\n", 2, "tmdbId", "'8.5' is not"),
        ("tags.csv", b"userId,movieId,tag,timestamp\n0,1,a,1\n", 2, "userId", "is not between"),
        ("tags.csv", b"userId,movieId,tag,timestamp\n1,1,a\n", 2, None, "found 3"),
    ],
)
def test_broken_table(
    csv_files: Files,
    write_folder: Write,
    file: str,
    content: bytes,
    line: int | None,
    field: str | None,
    reason: str,
) -> None:
    csv_files[file] = content
    fault = fault_of(write_folder(csv_files))
    assert (fault.line, fault.field) == (line, field)
    assert reason in fault.reason
    assert fault.file.endswith(file)


@pytest.mark.parametrize(
    ("layout_name", "file", "header"),
    [
        ("csv", "tags.csv", b"userId,movieId,tag,timestamp\r\n"),
        ("csv", "links.csv", b"movieId,imdbId,tmdbId\r\n"),
        ("10m", "tags.dat", b"\n"),
    ],
)
@pytest.mark.parametrize("content", ["nothing", "header", "header, no line end", "blank lines"])
def test_optional_files_may_be_empty(
    layouts: Mapping[str, Callable[[], Files]],
    write_folder: Write,
    caplog: pytest.LogCaptureFixture,
    layout_name: str,
    file: str,
    header: bytes,
    content: str,
) -> None:
    files = layouts[layout_name]()
    files[file] = {
        "nothing": b"",
        "header": header,
        "header, no line end": header.strip(),
        "blank lines": header + b"\n\n",
    }[content]
    absent = {name: data for name, data in files.items() if name != file}
    dataset, without = MovieLens(write_folder(files)), MovieLens(write_folder(absent, "without"))
    pd.testing.assert_frame_equal(dataset.movies(), without.movies())
    assert sum(map(len, dataset.ratings())) == sum(map(len, without.ratings()))
    assert sum(map(len, dataset.tags())) == sum(map(len, without.tags()))
    assert f"{file} holds no rows" in caplog.text


@pytest.mark.parametrize("needed", ["movies", "ratings"])
@pytest.mark.parametrize("content", ["nothing", "header"])
def test_no_layout_does_without_movies_or_ratings(
    layout: Files, write_folder: Write, needed: str, content: str
) -> None:
    of = {
        "movies": ("movies.csv", "movies.dat", "u.item"),
        "ratings": ("ratings.csv", "ratings.dat", "u.data"),
    }
    (file,) = (name for name in layout if name in of[needed])
    headed = file.endswith(".csv") and content == "header"
    layout[file] = layout[file].splitlines(keepends=True)[0] if headed else b""
    fault = fault_of(write_folder(layout))
    assert fault.file.endswith(file)
    assert fault.reason == ("is empty" if file.endswith(".csv") and not headed else "holds no rows")


def test_100k_flag_that_is_none(
    layouts: Mapping[str, Callable[[], Files]], write_folder: Write
) -> None:
    files = layouts["100k"]()
    files["u.item"] = files["u.item"].replace(b"|0|0|0\n", b"|0|x|0\n", 1)
    fault = fault_of(write_folder(files))
    assert (fault.line, fault.field) == (1, "War")


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file or folder"):
        MovieLens(tmp_path / "none")


def test_no_dataset_there(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"needs movies\.csv and ratings\.csv"):
        MovieLens(tmp_path)


def test_missing_ratings_file(csv_files: Files, write_folder: Write) -> None:
    del csv_files["ratings.csv"]
    with pytest.raises(DatasetError, match="is no MovieLens dataset"):
        MovieLens(write_folder(csv_files))


def test_file_that_is_no_zip(tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    path.write_bytes(b"not a zip")
    with pytest.raises(DatasetError, match="cannot be read"):
        MovieLens(path)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_zip_that_is_cut_off(csv_files: Files, write_zip: Write, keep: float) -> None:
    path = write_zip(csv_files)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(DatasetError, match="may be cut off"):
        MovieLens(path)


def test_zip_with_a_damaged_member(csv_files: Files, write_zip: Write) -> None:
    csv_files["ratings.csv"] = HEADER + b"".join(
        b"%d,10,4.0,%d\n" % (user, 7919 * user % 1000003) for user in range(1, 20_000)
    )
    path = write_zip(csv_files)
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("ratings.csv")
    content = bytearray(path.read_bytes())
    at = info.header_offset + info.compress_size // 2
    content[at : at + 64] = bytes(64)
    path.write_bytes(content)
    with pytest.raises(DatasetError) as caught:
        read_all(MovieLens(path), chunk_rows=5_000)
    assert caught.value.file.endswith("data.zip/ratings.csv")


def test_message_names_file_line_field_and_reason() -> None:
    fault = DatasetError("a/ratings.csv", "6 is too much", 7, "rating")
    assert str(fault) == "a/ratings.csv, line 7, field rating: 6 is too much"
    assert str(DatasetError("a.zip", "is empty")) == "a.zip: is empty"


broken = st.one_of(
    st.binary(max_size=300),
    st.text(alphabet='0123456789,.:"|\n\r\tuserIdmovtlgnsa\x00é', max_size=300).map(
        lambda text: text.encode("utf-8")
    ),
    st.text(alphabet='0123456789,.:"\n', max_size=200).map(lambda text: HEADER + text.encode()),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=broken, at=st.integers(0, 3), whole=st.booleans())
def test_garbage_is_read_or_refused_with_a_dataset_error(
    layout: Files,
    tmp_path_factory: pytest.TempPathFactory,
    content: bytes,
    at: int,
    whole: bool,
) -> None:
    name = sorted(layout)[at % len(layout)]
    folder = tmp_path_factory.mktemp("garbage")
    for other, good in layout.items():
        (folder / other).write_bytes(good)
    (folder / name).write_bytes(content if whole else layout[name] + content)
    with suppress(DatasetError):
        read_all(MovieLens(folder))
