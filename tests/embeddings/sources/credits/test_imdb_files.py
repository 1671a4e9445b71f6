import gzip
import re
from pathlib import Path

import pandas as pd
import pytest

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.credits.facts import FilmFacts
from embeddings.sources.credits.imdb_files import ImdbCredits, ImdbReport
from embeddings.sources.credits.reading import read_credits
from embeddings.sources.imdb_tables import (
    AKAS,
    ATTRIBUTION,
    BASICS,
    CREW,
    NAMES,
    PRINCIPALS,
    ImdbTable,
)
from embeddings.sources.movielens import MovieLens
from tests.embeddings.sources.credits.imdb import HEAT, RAN, ROWS, Rows, write_table, write_tables


@pytest.fixture
def movies() -> pd.DataFrame:
    return pd.DataFrame(
        {
            columns.MOVIE_ID: [1, 2, 3],
            columns.IMDB_ID: pd.Series([HEAT, RAN, None], dtype=object),
            columns.TMDB_ID: pd.array([None, None, None], dtype="Int64"),
        }
    )


HEAT_FACTS = FilmFacts(
    directors=("Michael Mann",),
    cast=("Al Pacino", "Robert De Niro"),  # by billing, not as the file has them
    runtime=170,
    alternative_titles=("Fuego contra fuego",),
    title_languages={"Fuego contra fuego": "Spanish"},
    person_imdb_ids={
        "Michael Mann": "nm0000520",
        "Al Pacino": "nm0000199",
        "Robert De Niro": "nm0000134",
    },
    characters={"Al Pacino": 'Vincent "V" Hanna / Lieutenant', "Robert De Niro": "Neil McCauley"},
)
RAN_FACTS = FilmFacts(
    directors=("Akira Kurosawa",),
    writers=("Akira Kurosawa", "Masato Ide"),
    runtime=160,
    alternative_titles=("Kaos", "Ran", "Хаос", "Kaos II"),
    title_languages={"Ran": "English", "Хаос": "Russian", "Kaos": "Turkish", "Kaos II": "Turkish"},
    person_imdb_ids={"Akira Kurosawa": "nm0000041", "Masato Ide": "nm0000004"},
)


@pytest.mark.parametrize("packed", [True, False])
def test_a_folder(tmp_path: Path, movies: pd.DataFrame, packed: bool) -> None:
    for table, rows in ROWS.items():
        write_table(tmp_path / "imdb", table, rows, packed)
    credits = read_credits(tmp_path / "imdb")
    found, report = credits.match(movies)
    assert found[1] == HEAT_FACTS
    assert set(found[2].alternative_titles) == set(RAN_FACTS.alternative_titles)
    assert found[2].alternative_titles[-1] == "Kaos II"  # Turkish had a title before
    assert found[2].title_languages == RAN_FACTS.title_languages
    assert found[2].writers == RAN_FACTS.writers
    assert found[2].directors == RAN_FACTS.directors  # of the crew, whatever principals say
    assert report == ImdbReport(films=3, with_facts=2, unnamed=1)
    assert report.line() == (
        "IMDb's files have 2 of 3 films, 1 credits of people without a name there"
    )
    assert credits.attribution == ATTRIBUTION
    assert len(credits.checksum) == 64


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        (BASICS, {"runtime"}),
        (CREW, {"directors", "writers", "person_imdb_ids"}),
        (PRINCIPALS, {"directors", "cast", "person_imdb_ids", "characters"}),
        (AKAS, {"alternative_titles", "title_languages"}),
    ],
)
def test_one_file(tmp_path: Path, movies: pd.DataFrame, table: ImdbTable, fields: set[str]) -> None:
    folder = write_tables(tmp_path / "imdb")
    found, _ = read_credits(folder / f"{table.file}.gz").match(movies)
    known = {
        name
        for film in found.values()
        for name in FilmFacts.__dataclass_fields__
        if getattr(film, name)
    }
    assert known == fields


def test_a_film_listed_twice_and_films_without_ids(tmp_path: Path, movies: pd.DataFrame) -> None:
    folder = write_tables(tmp_path / "imdb")
    movies[columns.IMDB_ID] = pd.Series([HEAT, HEAT, None], dtype=object)
    found, _ = read_credits(folder).match(movies)
    assert found == {1: HEAT_FACTS, 2: HEAT_FACTS}
    movies[columns.IMDB_ID] = pd.Series([None] * 3, dtype=object)
    assert read_credits(folder).match(movies) == ({}, ImdbReport(3, 0))


@pytest.mark.parametrize("empty", [BASICS, CREW, PRINCIPALS, AKAS])
@pytest.mark.parametrize("content", [None, b"", "header"])
def test_files_may_be_absent_or_empty(
    tmp_path: Path, movies: pd.DataFrame, empty: ImdbTable, content: bytes | str | None
) -> None:
    folder = write_tables(tmp_path / "imdb")
    path = folder / f"{empty.file}.gz"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(
            gzip.compress("\t".join(empty.fields).encode() if content == "header" else b"")
        )
    found, _ = read_credits(folder).match(movies)
    assert set(found) == {1, 2}
    assert (found[1].runtime is None) == (empty is BASICS)
    assert (found[2].writers == ()) == (empty is CREW)
    assert (found[1].cast == ()) == (empty is PRINCIPALS)
    assert (found[1].alternative_titles == ()) == (empty is AKAS)


def test_a_file_of_no_bytes_is_one_that_is_absent(
    tmp_path: Path, movies: pd.DataFrame, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write_tables(tmp_path / "imdb")
    (folder / "title.akas.tsv.gz").write_bytes(b"")
    assert read_credits(folder).match(movies)[0][1].alternative_titles == ()
    assert "title.akas.tsv.gz is empty, so it is read as if it were absent" in caplog.text


@pytest.mark.parametrize("content", [None, b""])
def test_people_need_their_names(tmp_path: Path, content: bytes | None) -> None:
    folder = write_tables(tmp_path / "imdb")
    path = folder / "name.basics.tsv.gz"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"title\.crew.*needs name\.basics\.tsv\.gz beside it"):
        read_credits(folder)
    facts, _ = ImdbCredits(folder, needs_names=False).read([HEAT])
    assert (facts[HEAT].directors, facts[HEAT].runtime) == ((), 170)


def test_namesakes_of_one_film_are_one_person(tmp_path: Path, movies: pd.DataFrame) -> None:
    twin = ("nm0000200", "Al Pacino", r"\N", r"\N", "actor", r"\N")
    folder = write_tables(tmp_path / "imdb", {NAMES: [*ROWS[NAMES], twin]})
    principal = (HEAT, "6", "nm0000200", "actor", r"\N", r"\N")
    write_table(folder, PRINCIPALS, [*ROWS[PRINCIPALS], principal])
    found, report = read_credits(folder).match(movies)
    assert found[1].cast == ("Al Pacino", "Robert De Niro")
    assert found[1].person_imdb_ids["Al Pacino"] == "nm0000199"
    assert isinstance(report, ImdbReport)
    assert report.namesakes == 1


def replaced(table: ImdbTable, at: int, field: str, value: str) -> Rows:
    """Return the rows of a table with one value changed."""
    rows = [list(row) for row in ROWS[table]]
    rows[at][table.fields.index(field)] = value
    return rows


@pytest.mark.parametrize(
    ("table", "at", "field", "value", "reason"),
    [
        (BASICS, 1, "runtimeMinutes", "2h", "'2h' is not a whole number"),
        (CREW, 0, "directors", "tt0000041", "'tt0000041' is not a person's id"),
        (CREW, 0, "writers", "nm0000041;nm1", "'nm0000041;nm1' is not a person's id"),
        (PRINCIPALS, 1, "ordering", "first", "'first' is not a whole number"),
        (PRINCIPALS, 1, "ordering", r"\N", "is missing"),
        (PRINCIPALS, 1, "nconst", "nm12", "'nm12' is not a person's id"),
        (PRINCIPALS, 1, "nconst", r"\N", "is missing"),
        (PRINCIPALS, 1, "category", r"\N", "is missing"),
        (PRINCIPALS, 1, "characters", '["Hanna"', "is not a JSON list of texts"),
        (PRINCIPALS, 1, "characters", '{"a": 1}', "is not a JSON list of texts"),
        (PRINCIPALS, 1, "characters", "[1]", "is not a JSON list of texts"),
        (AKAS, 0, "ordering", "?", "'?' is not a whole number"),
        (AKAS, 0, "title", r"\N", "is missing"),
        (AKAS, 0, "isOriginalTitle", "yes", "'yes' is neither 0 nor 1"),
    ],
)
def test_a_broken_row_is_named(
    tmp_path: Path,
    movies: pd.DataFrame,
    table: ImdbTable,
    at: int,
    field: str,
    value: str,
    reason: str,
) -> None:
    folder = write_tables(tmp_path / "imdb")
    path = write_table(folder, table, replaced(table, at, field, value))
    with pytest.raises(DatasetError) as caught:
        read_credits(folder).match(movies)
    error = caught.value
    assert (error.file, error.line, error.field) == (str(path), at + 2, field)
    assert reason in error.reason


def test_rows_of_too_few_fields_and_of_other_bytes(tmp_path: Path, movies: pd.DataFrame) -> None:
    folder = write_tables(tmp_path / "imdb")
    path = write_table(folder, BASICS, [*ROWS[BASICS], (HEAT, "movie")])
    with pytest.raises(DatasetError, match=r"line 5: expected 9 fields \(tconst, .*, found 2"):
        read_credits(folder).match(movies)
    lines = gzip.decompress(path.read_bytes()).replace(b"Ran\t0", b"R\xe4n\t0")
    path.write_bytes(gzip.compress(lines))
    with pytest.raises(DatasetError, match=r"line 2: byte 22 \(0xe4\) is not utf-8"):
        read_credits(folder).match(movies)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"tconst\tdirectors\n", r"line 1: the header is 'tconst\\tdirectors\\n', expected"),
        (b"not gzip", "cannot be read"),
    ],
)
def test_another_file(tmp_path: Path, content: bytes, reason: str) -> None:
    path = write_tables(tmp_path / "imdb") / "title.crew.tsv.gz"
    path.write_bytes(gzip.compress(content) if b"\t" in content else content)
    with pytest.raises(DatasetError, match=reason):
        read_credits(path)


def test_cut_off(tmp_path: Path, movies: pd.DataFrame) -> None:
    folder = write_tables(tmp_path / "imdb")
    path = folder / "title.principals.tsv.gz"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DatasetError, match=r"title\.principals\.tsv\.gz: cannot be read"):
        read_credits(folder).match(movies)


def test_no_line_ends(tmp_path: Path, movies: pd.DataFrame) -> None:
    path = write_table(tmp_path / "imdb", BASICS, ROWS[BASICS], packed=False)
    with path.open("ab") as file:
        file.write(b"x" * (3 << 20))
    with pytest.raises(DatasetError, match="line 5: is longer than any row"):
        read_credits(path).match(movies)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        read_credits(tmp_path / "none")
    with pytest.raises(DatasetError, match="no such file or folder"):
        read_credits(tmp_path / "title.crew.tsv.gz")
    wanted = re.escape("is or holds none of title.basics.tsv.gz, title.crew.tsv.gz")
    with pytest.raises(DatasetError, match=wanted):
        read_credits(tmp_path)
    with pytest.raises(DatasetError, match=wanted):
        read_credits(write_table(tmp_path / "imdb", NAMES, ROWS[NAMES]))
    (tmp_path / "title.ratings.tsv.gz").write_bytes(gzip.compress(b"x"))
    with pytest.raises(DatasetError, match=wanted):
        read_credits(tmp_path / "title.ratings.tsv.gz")


def test_checksum_is_of_the_files_that_are_read(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "imdb")
    before = read_credits(folder).checksum
    (folder / "title.ratings.tsv").write_text("of no interest")
    assert read_credits(folder).checksum == before
    write_table(folder, BASICS, ROWS[BASICS][:1])
    assert read_credits(folder).checksum != before


def test_progress_is_said(
    tmp_path: Path, movies: pd.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    read_credits(write_tables(tmp_path / "imdb")).match(movies)
    said = capsys.readouterr().err
    assert said.count("title.principals.tsv.gz: 0.0 MiB of 0.0 MiB") == 2  # begun and ended


def test_latest_small(shared_datasets: Path) -> None:
    movies = MovieLens(shared_datasets / "ml-latest-small").movies()
    found, report = read_credits(shared_datasets / "imdb-small").match(movies)
    assert report == ImdbReport(films=9_742, with_facts=8_826)
    assert found[1].directors == ("John Lasseter",)
    assert found[1].cast[:2] == ("Tom Hanks", "Tim Allen")
    assert found[1].runtime == 81
    assert re.fullmatch(r"nm\d{7}", found[1].person_imdb_ids["Tom Hanks"])
