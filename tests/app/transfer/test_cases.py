"""The table of all cases: what is read from each kind of file, row by row.

``python -m tests.app.transfer.test_cases`` prints the table.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Final

import pytest

from app.transfer.files import Upload
from app.transfer.mapping import ColumnMapping
from app.transfer.parsed import ReadOptions
from app.transfer.reading import read_upload
from tests.app.accounts.people import Browser
from tests.app.transfer.cases import Case
from tests.app.transfer.cases import shared as shared_cases
from tests.app.transfer.uploads import library, upload, zipped
from tests.app.transfer.verdicts import verdict
from tests.conftest import SHARED

GROUPS: Final = (
    *("imdb_tmdb", "letterboxd_movielens", "national_sites", "trakt", "trackers", "streaming"),
    *("tables", "scales_and_days", "owners_sites", "owners_sheets", "breakers", "json_lists"),
)
CASES: Final[list[Case]] = [
    case
    for group in GROUPS
    for case in importlib.import_module(f"tests.app.transfer.cases.{group}").CASES
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert verdict(case.files) == case.verdict


@pytest.mark.parametrize(
    "case", [case for case in CASES if len(case.files) > 1], ids=lambda case: case.name
)
def test_files_in_a_zip_are_read_as_they_are_one_by_one(case: Case) -> None:
    assert verdict({"all.zip": zipped(case.files)}) == case.verdict


CHOICES: Final = {
    "TMDB favourites are a choice": ("likes", "Heat (1995) [tt0113277]: watchlist"),
    "Letterboxd films of a nameless file": ("file:films.csv", "Heat (1995): watchlist"),
    "Netflix in detail, of two people": ("profile:Ann", "Heat: history 2024-01-02"),
    "Letterboxd whole, likes and lists are choices": (
        "list:lists/best.csv",
        "Greed (1924): watchlist, note 'so long'",
    ),
}


@pytest.mark.parametrize("name", CHOICES)
def test_what_is_chosen_is_read(name: str) -> None:
    key, line = CHOICES[name]
    (case,) = [case for case in CASES if case.name == name]
    assert line not in case.verdict
    assert line in verdict(case.files, ReadOptions(choices={key: "watchlist"}))
    assert verdict(case.files, ReadOptions(choices={key: "skip"})) == case.verdict


def test_list_of_a_single_file_goes_where_one_says() -> None:
    files = {"mine.csv": "Title,Year\nHeat,1995\n"}
    for name in ("watchlist", "history", "hidden"):
        found = verdict(files, ReadOptions(list_as=name))
        assert found[1].rstrip() == f"Heat (1995): {name}"
        assert "* list" not in found


def test_mapping_reads_an_unknown_layout() -> None:
    files = {"t.csv": "Nr;Film;Jahr der Tat;Punkte;wann\n1;Heat;1995;15;3.2.2020\n"}
    mapping = ColumnMapping(
        title="Film", year="Jahr der Tat", rating="Punkte", watched_on="wann", scale=20
    )
    assert verdict(files)[0].startswith("mapping title=Film")
    assert verdict(files, ReadOptions(mapping=mapping)) == (
        "mapped",
        "Heat (1995): history 2020-02-03, ratings 4.0",
    )
    silent = mapping.model_copy(update={"scale": None})
    assert "best rating" in verdict(files, ReadOptions(mapping=silent))[0]


def test_each_file_of_an_unknown_layout_is_mapped() -> None:
    files = {
        "a/seen.csv": "Movie;When\nHeat (1995);3.2.2020\n",
        "b/stars.csv": "Movie;When\nAlien (1979);7\n",
        "c/plan.csv": "Was;Jahr der Tat\nPersona;1966\n",
    }
    seen = ColumnMapping(title="Movie", watched_on="When")
    stars = ColumnMapping(title="Movie", rating="When", scale=10)
    plan = ColumnMapping(title="Was", year="Jahr der Tat", list_as="watchlist")
    # One of three leaves the other two to be asked about.
    options = ReadOptions(mappings={"a/seen.csv": seen})
    parsed = read_upload([Upload(name, text.encode()) for name, text in files.items()], options)
    assert [layout.file for layout in parsed.unknown] == ["b/stars.csv"]
    mappings = {"a/seen.csv": seen, "b/stars.csv": stars, "c/plan.csv": plan}
    expected = (
        "mapped",
        "Heat (1995): history 2020-02-03",
        "Alien (1979): ratings 3.5",
        "Persona (1966): watchlist",
    )
    assert verdict(files, ReadOptions(mappings=mappings)) == expected
    # What is said of a file stands before what is said of all.
    assert verdict(files, ReadOptions(mapping=seen, mappings=mappings)) == expected


def test_a_mapped_row_that_says_that_it_is_not_seen_is_not() -> None:
    files = {
        "c.csv": "Was,Vom Jahr,Gesehen,Format\nHeat,1995,WAHR,DVD\nAlien,1979,FALSCH,DVD\n",
        "d.csv": "Was,Vom Jahr,Status,Format\nHeat,1995,Seen,DVD\nPersona,1966,To watch,DVD\n",
    }
    mapping = ColumnMapping(title="Was", year="Vom Jahr", list_as="history")
    assert verdict(files, ReadOptions(mapping=mapping)) == (
        "mapped",
        "Heat (1995): history",
        "Alien (1979): no_mark",
        "Heat (1995): history",
        "Persona (1966): watchlist",
    )


def test_items_of_a_plain_json_list_are_read_again() -> None:
    json = b'[{"title": "Heat", "year": 1995, "note": "two\\nlines", "rating": 9}, {"rating": 3}]'
    heat, nothing = read_upload([Upload("t.json", json)], ReadOptions()).rows
    assert (heat.line, nothing.line) == (1, 2)
    assert heat.cells() == {"title": "Heat", "year": "1995", "note": "two<br>lines", "rating": "9"}
    assert heat.note == "two\nlines"
    assert nothing.cells() == {"rating": "3"}


def test_order_of_day_and_month_is_asked() -> None:
    files = {"t.csv": "Title,Year,WatchedDate\nHeat,1995,2/1/24\n"}
    assert verdict(files)[1:] == ("Heat (1995): history", "* day_order")
    for order, day in (("day_first", "2024-01-02"), ("month_first", "2024-02-01")):
        options = ReadOptions(day_order=order)  # type: ignore[arg-type]
        assert verdict(files, options)[1:] == (f"Heat (1995): history {day}",)


def test_cells_of_a_row_are_read_again() -> None:
    csv = b'Title,Year,Rating,WatchedDate,Review\nHeat,1995,4,,"two\nlines"\n'
    (row,) = read_upload([Upload("t.csv", csv)], ReadOptions()).rows
    assert row.cells() == {"Title": "Heat", "Year": "1995", "Rating": "4", "Review": "two\nlines"}
    json = b'[{"rating": 7, "movie": {"title": "Heat", "ids": {"imdb": "tt0113277"}}}]'
    (row,) = read_upload([Upload("t.json", json)], ReadOptions()).rows
    assert row.cells() == {"rating": "7", "movie.title": "Heat", "movie.ids.imdb": "tt0113277"}


@pytest.fixture(scope="session")
def shared_imports() -> Path:
    """Files that failed once (../shared/cases/imports)."""
    folder = SHARED / "cases" / "imports"
    if not folder.is_dir():
        pytest.skip("the shared cases are not on this machine")
    return folder


@pytest.mark.parametrize("name", shared_cases.VERDICTS)
def test_shared_case(name: str, shared_imports: Path) -> None:
    assert verdict({name: (shared_imports / name).read_bytes()}) == shared_cases.VERDICTS[name]


def test_all_shared_cases_have_a_verdict(shared_imports: Path) -> None:
    not_imports = {"62-sequels-by-digit.txt"}
    names = {path.name for path in shared_imports.iterdir()}
    assert names == {*shared_cases.VERDICTS} | not_imports


@pytest.mark.parametrize("name", shared_cases.VERDICTS)
def test_shared_case_writes_what_its_verdict_says(
    ann: Browser, name: str, shared_imports: Path
) -> None:
    """Each film that is rated after an import has the stars of a row of the verdict."""
    response = upload(ann, (shared_imports / name).read_bytes(), name)
    said = "\n".join(shared_cases.VERDICTS[name])
    assert response.status_code == (422 if said.startswith("!") else 200), response.text
    found = library(ann)
    for entry in found["ratings"]:
        assert f"ratings {entry['rating']}" in said
    for entry in found["history"]:
        assert "history" in said
        assert (entry["watched_on"] or "history") in said
    assert bool(found["watchlist"]) <= ("watchlist" in said)
    assert bool(found["hidden"]) <= ("hidden" in said)


if __name__ == "__main__":
    for shown in CASES:
        print(shown.name, *(f"    {said}" for said in shown.verdict), sep="\n")  # noqa: T201
