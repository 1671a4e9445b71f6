import gzip
from pathlib import Path

import pandas as pd
import pytest

from embeddings.catalogue.dataset import open_dataset
from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.imdb import ImdbTitles
from embeddings.sources.imdb_tables import ATTRIBUTION, CREW, NAMES
from tests.embeddings.sources.credits.imdb import write_table

BASICS = r"""
tconst|titleType|primaryTitle|originalTitle|isAdult|startYear|endYear|runtimeMinutes|genres
tt0000009|movie|Miss Jerry|Miss Jerry|0|1894|\N|45|Romance
tt10234724|tvMovie|NA|N/A|0|\N|\N|\N|\N
tt0112682|movie|The City of Lost Children|La cité des enfants perdus|0|1995|\N|9|Family,Music,Sci-Fi
tt0000011|short|Short|Short|0|1900|\N|1|Short
tt0000012|movie|Adult|Adult|1|1980|\N|80|Adult
tt0000013|movie|"Unclosed|"Unclosed|0|1981|\N|80|Biography
tt0000014|tvSeries|Series|Series|0|1981|\N|80|Drama""".strip().replace("|", "\t")
VOTES = "tconst\taverageRating\tnumVotes\ntt0112682\t7.4\t70000\ntt0000009\t5.3\t200\n" + (
    "tt0000013\t9.0\t99\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "title.basics.tsv.gz").write_bytes(gzip.compress(BASICS.encode()))
    return tmp_path


def test_without_votes_every_film_is_kept(folder: Path) -> None:
    movies = ImdbTitles(folder).movies()
    assert movies[columns.MOVIE_ID].tolist() == [9, 13, 112682, 10234724]
    assert movies[columns.IMDB_ID].tolist()[0] == "tt0000009"
    assert movies[columns.TITLE].tolist()[1:] == ['"Unclosed', "The City of Lost Children", "NA"]
    assert movies[columns.ORIGINAL_TITLE].tolist() == [
        None,
        None,
        "La cité des enfants perdus",
        "N/A",
    ]
    assert movies[columns.YEAR].fillna(0).tolist() == [1894, 1981, 1995, 0]
    assert movies[columns.GENRES].tolist() == [
        ["Romance"],
        ["Biography"],
        ["Children", "Musical", "Sci-Fi"],
        [],
    ]
    assert movies[columns.RATING_COUNT].tolist() == [0] * 4
    assert movies[columns.RATING_MEAN].isna().all()


def test_votes_bound_the_size_and_are_halved(folder: Path) -> None:
    (folder / "title.ratings.tsv").write_text(VOTES)
    dataset = ImdbTitles(folder, min_votes=200)
    movies = dataset.movies()
    assert movies[columns.MOVIE_ID].tolist() == [9, 112682]
    assert movies[columns.RATING_COUNT].tolist() == [200, 70000]
    assert movies[columns.RATING_MEAN].tolist() == [2.65, 3.7]
    assert list(dataset.ratings()) == []
    assert list(dataset.tags()) == []


def test_runtimes(folder: Path) -> None:
    movies = ImdbTitles(folder).movies()
    assert movies[columns.RUNTIME].fillna(0).tolist() == [45, 80, 9, 0]
    assert movies.dtypes[columns.RUNTIME] == "Int64"
    unknown = BASICS.replace("\t45\t", "\t0\t").replace("\t9\t", "\t43200\t")
    (folder / "title.basics.tsv.gz").write_bytes(gzip.compress(unknown.encode()))
    assert ImdbTitles(folder).movies()[columns.RUNTIME].fillna(0).tolist() == [0, 80, 0, 0]


def test_bad_runtime_is_named_by_line(folder: Path) -> None:
    broken = BASICS.replace("\t9\t", "\tReality-TV\t")
    (folder / "title.basics.tsv.gz").write_bytes(gzip.compress(broken.encode()))
    with pytest.raises(DatasetError) as caught:
        ImdbTitles(folder).movies()
    assert (caught.value.line, caught.value.field) == (4, "runtimeMinutes")


def test_credits_are_those_of_the_files_beside_it(folder: Path) -> None:
    without = ImdbTitles(folder)
    assert without.movies()[columns.DIRECTORS].tolist() == [[], [], [], []]
    before = without.checksum
    write_table(folder, CREW, [("tt0000009", "nm0000001", r"\N")])
    write_table(folder, NAMES, [("nm0000001", "Alexander Black", r"\N", r"\N", r"\N", r"\N")])
    dataset = ImdbTitles(folder / "title.basics.tsv.gz")
    movies = dataset.movies()
    assert movies[columns.DIRECTORS].tolist() == [["Alexander Black"], [], [], []]
    assert movies[columns.PERSON_IMDB_IDS].tolist()[0] == {"Alexander Black": "nm0000001"}
    assert dataset.checksum != before


def test_credits_without_names_are_left_out(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_table(folder, CREW, [("tt0000009", "nm0000001", r"\N")])
    assert ImdbTitles(folder).movies()[columns.DIRECTORS].tolist() == [[], [], [], []]
    assert "needs name.basics.tsv.gz beside it" in caplog.text


@pytest.mark.parametrize("content", ["", VOTES.partition("\n")[0], VOTES.partition("\n")[0] + "\n"])
@pytest.mark.parametrize("packed", [True, False])
def test_votes_may_be_empty(
    folder: Path, caplog: pytest.LogCaptureFixture, content: str, packed: bool
) -> None:
    without = ImdbTitles(folder).movies()
    path = folder / ("title.ratings.tsv.gz" if packed else "title.ratings.tsv")
    path.write_bytes(gzip.compress(content.encode()) if packed else content.encode())
    pd.testing.assert_frame_equal(ImdbTitles(folder).movies(), without)
    assert f"{path.name} holds no rows, so all films are kept" in caplog.text


def test_packed_votes_of_no_bytes(folder: Path) -> None:
    without = ImdbTitles(folder).movies()
    (folder / "title.ratings.tsv.gz").write_bytes(b"")
    pd.testing.assert_frame_equal(ImdbTitles(folder).movies(), without)


@pytest.mark.parametrize(
    ("content", "reason"), [("", "the header is ''"), ("header", "holds no films")]
)
def test_titles_may_not_be_empty(folder: Path, content: str, reason: str) -> None:
    header = BASICS.partition("\n")[0] if content else ""
    (folder / "title.basics.tsv.gz").write_bytes(gzip.compress(header.encode()))
    with pytest.raises(DatasetError, match=reason):
        ImdbTitles(folder).movies()


def test_found_by_folder_or_file(folder: Path) -> None:
    for path in (folder, folder / "title.basics.tsv.gz"):
        dataset = open_dataset(str(path), folder)
        assert dataset.name == "imdb"
        assert dataset.attribution == ATTRIBUTION
        assert len(dataset.checksum) == 64


@pytest.mark.parametrize("keep", [5, 40, -4])
def test_cut_off(folder: Path, keep: int) -> None:
    path = folder / "title.basics.tsv.gz"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DatasetError, match=r"title\.basics\.tsv\.gz"):
        ImdbTitles(folder).movies()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the header is ''"),
        ("tconst\ttitle\n", "the header is"),
        (BASICS.splitlines()[0] + "\n", "holds no films"),
        (BASICS + "\na\tb\tc\td\te\tf\tg\th\ti\tj\n", "is not the table it should be"),
    ],
)
def test_another_table(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "title.basics.tsv").write_text(content)
    with pytest.raises(DatasetError, match=reason):
        ImdbTitles(tmp_path).movies()


def test_row_of_too_many_fields_is_named_by_line(tmp_path: Path) -> None:
    (tmp_path / "title.basics.tsv").write_text(BASICS + "\na\tb\tc\td\te\tf\tg\th\ti\tj\n")
    with pytest.raises(DatasetError) as caught:
        ImdbTitles(tmp_path).movies()
    assert caught.value.line == BASICS.count("\n") + 2


def test_bad_vote_is_named_by_line(folder: Path) -> None:
    (folder / "title.ratings.tsv").write_text(VOTES + "tt0000014\t11.0\t5\n")
    with pytest.raises(DatasetError) as caught:
        ImdbTitles(folder).movies()
    assert (caught.value.line, caught.value.field) == (5, "averageRating")


def test_no_title_file(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"holds no title\.basics"):
        ImdbTitles(tmp_path)
