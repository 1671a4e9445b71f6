"""Facts of several sources in one catalogue, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from embeddings.catalogue.joined_fields import DATA_SET, FieldSource, join_fields
from embeddings.catalogue.movies import Catalogue, build_catalogue
from embeddings.catalogue.report import fields_lines
from embeddings.sources import columns
from embeddings.sources.credits.csv_file import CreditsCsv, CreditsRow
from embeddings.sources.credits.facts import FilmFacts
from embeddings.sources.film_index import FilmIds
from embeddings.sources.imdb import ImdbTitles
from tests.embeddings.sources.credits.imdb import HEAT, RAN, write_tables


class OwnFacts:
    """A source of three films that has facts of its own; film 3 is film 1."""

    name = "own"
    checksum = "0"
    attribution: str | None = None
    simulated_ratings = False
    tunable = True

    def movies(self) -> pd.DataFrame:
        return pd.DataFrame(
            {
                columns.MOVIE_ID: [1, 2, 3],
                columns.TITLE: ["Heat", "Ran", "Heat"],
                columns.ORIGINAL_TITLE: pd.Series([None, "乱", None], dtype=object),
                columns.ALTERNATIVE_TITLES: [["Fuego"], [], []],
                columns.YEAR: pd.array([1995, 1985, 1995], dtype="Int16"),
                columns.GENRES: [[], [], []],
                columns.IMDB_ID: pd.Series(["tt0113277", "tt0089881", "tt0113277"], dtype=object),
                columns.TMDB_ID: pd.array([None, None, None], dtype="Int64"),
                columns.COUNTRIES: [["United States", "France"], ["Japan"], []],
                columns.LANGUAGES: [[], ["Persian"], []],
                columns.DIRECTORS: [["Michael Mann"], [], []],
                columns.CAST: [["Own Actor"], ["Own Actor"], []],
                columns.RUNTIME: pd.array([170, None, None], dtype="Int64"),
                columns.CERTIFICATE: pd.Series(["x", None, None], dtype=object),
                columns.PERSON_IMDB_IDS: [{"Michael Mann": "nm0000520"}, {}, {}],
                columns.CHARACTERS: [{"Own Actor": "Somebody"}, {}, {}],
                columns.TITLE_LANGUAGES: [{"Fuego": "Spanish"}, {}, {}],
            }
        )

    def ratings(self, chunk_rows: int = 1_000_000) -> Iterator[pd.DataFrame]:
        yield from ()

    def tags(self) -> Iterator[pd.DataFrame]:
        yield from ()


def built(*rows: tuple[int, FilmFacts]) -> Catalogue:
    """Build the catalogue with credits of a file of these films."""
    of_file = tuple(CreditsRow(facts, FilmIds(key, None, None)) for key, facts in rows)
    return build_catalogue(OwnFacts(), credits=CreditsCsv(Path("a/file.csv"), "0", of_file, 0))


def film(catalogue: Catalogue, movie_id: int) -> dict[str, object]:
    row = catalogue.movies.set_index(columns.MOVIE_ID).loc[movie_id]
    return {str(name): None if value is pd.NA else value for name, value in row.items()}


def test_the_data_sets_own_in_one_spelling() -> None:
    heat = film(build_catalogue(OwnFacts()), 1)
    assert heat["countries"] == ["USA", "France"]
    assert heat["certificate"] == "NC-17"
    assert heat["characters"] == {"Own Actor": "Somebody"}
    assert film(build_catalogue(OwnFacts()), 2)["languages"] == ["Farsi"]


def test_a_file_stands_before_the_data_set_where_it_says_something() -> None:
    given = FilmFacts(
        directors=("Another",),
        writers=("Another",),
        runtime=171,
        countries=("UK",),
        person_imdb_ids={"Another": "nm0000001"},
    )
    catalogue = built((1, given))
    heat, ran = film(catalogue, 1), film(catalogue, 2)
    assert heat["directors"] == heat["writers"] == ["Another"]
    assert (heat["runtime"], heat["countries"]) == (171, ["UK"])
    # Of what the file says nothing the data set's own stays.
    assert (heat["cast"], heat["certificate"]) == (["Own Actor"], "NC-17")
    assert heat["person_imdb_ids"] == {"Michael Mann": "nm0000520", "Another": "nm0000001"}
    assert (ran["countries"], ran["runtime"], ran["directors"]) == (["Japan"], None, [])
    assert catalogue.report.fields == {
        "file.csv": {"directors": 1, "writers": 1, "runtime": 1, "countries": 1},
        DATA_SET: {
            "year": 2, "original_title": 1, "cast": 2, "countries": 1, "languages": 1,
            "certificate": 1, "alternative_titles": 1,
        },
    }  # fmt: skip
    assert heat["sources"] == {
        "year": "own", "directors": "file.csv", "writers": "file.csv", "runtime": "file.csv",
        "countries": "file.csv", "cast": "own", "certificate": "own", "alternative_titles": "own",
    }  # fmt: skip
    assert catalogue.movies.dtypes[columns.RUNTIME] == "Int64"


def test_alternative_titles_are_joined() -> None:
    titles = {"FUEGO!": "Spanish", "Ligne de feu": "French", "Heat": "English"}
    catalogue = built((1, FilmFacts(alternative_titles=tuple(titles), title_languages=titles)))
    heat = film(catalogue, 1)
    assert heat["alternative_titles"] == ["Fuego", "Ligne de feu"]
    assert heat["title_languages"] == {"Fuego": "Spanish", "Ligne de feu": "French"}
    assert catalogue.report.fields["file.csv"] == {"alternative_titles": 1}


def test_facts_reach_merged_films_and_those_of_the_kept_film_stand() -> None:
    assert film(built((3, FilmFacts(runtime=90))), 1)["runtime"] == 90
    both = built((3, FilmFacts(runtime=90)), (1, FilmFacts(runtime=91)))
    assert film(both, 1)["runtime"] == 91


def test_the_first_source_stands_before_the_second() -> None:
    movies = build_catalogue(OwnFacts()).movies
    first = FieldSource("first", {1: FilmFacts(runtime=1, alternative_titles=("A",))})
    facts = FilmFacts(runtime=2, cast=("B",), alternative_titles=("a", "C"))
    second = FieldSource("second", {1: facts})
    joined, counts = join_fields(movies, "own", [first, second])
    heat = joined.set_index(columns.MOVIE_ID).loc[1]
    assert (heat["runtime"], heat["cast"]) == (1, ["B"])
    assert heat["alternative_titles"] == ["Fuego", "A", "C"]
    assert counts["first"] == {"runtime": 1, "alternative_titles": 1}
    assert counts["second"] == {"cast": 1, "alternative_titles": 1}
    assert movies.set_index(columns.MOVIE_ID).loc[1, "runtime"] == 170  # the frame is left alone


def test_report_says_what_each_gave() -> None:
    lines = built((1, FilmFacts(cast=("A",), runtime=90))).report.lines()
    assert "credits: 1 of 1 matched, 0 of no film here" in lines[2]
    assert lines[3] == "from file.csv: cast of 1 films, runtime of 1 films"
    assert lines[4].startswith("from the data set: directors of 1 films, cast of 1 films, ")
    stored = {"data set": {"runtime": 1}, "file.csv": {"runtime": 2, "cast": 3}}  # as JSON has it
    assert fields_lines(stored) == [
        "from file.csv: cast of 3 films, runtime of 2 films",
        "from the data set: runtime of 1 films",
    ]


def test_an_imdb_data_set_has_the_facts_of_the_files_beside_it(tmp_path: Path) -> None:
    catalogue = build_catalogue(ImdbTitles(write_tables(tmp_path / "imdb")))
    heat = film(catalogue, int(HEAT[2:]))
    assert (heat["directors"], heat["runtime"]) == (["Michael Mann"], 170)
    assert heat["cast"] == ["Al Pacino", "Robert De Niro"]
    assert heat["alternative_titles"] == ["Fuego contra fuego"]
    ran = film(catalogue, int(RAN[2:]))
    assert "Ran" not in ran["alternative_titles"]  # its own title
    assert ran["title_languages"] == {
        "Kaos": "Turkish", "Хаос": "Russian", "Kaos II": "Turkish",
    }  # fmt: skip
    assert catalogue.report.fields[DATA_SET]["writers"] == 1
