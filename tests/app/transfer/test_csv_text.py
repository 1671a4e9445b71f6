"""No cell of an export is a formula, and what is exported comes back as it was."""

from __future__ import annotations

import csv
import io
from typing import Any

from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st

from app.transfer.csv_text import csv_text, guarded, unguarded
from tests.app.accounts.people import Browser, person
from tests.app.transfer.uploads import library, report

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
FORMULAS = (
    *("=HYPERLINK(1)", "+1", "-1+2", "@SUM(1)", "\t=1", "\r=1", "＝1", "'=1", "''=1", '"=1'),
    # Where lists are separated by semicolons, these are two cells, or two lines.
    *("a;=1", "a;b;@SUM(1);c", 'a, b;"=1', "a; -1+2", "a, b\n=1\nc", "a\t+1", "a;'=1", ";;=1"),
)
CELLS = st.one_of(
    st.sampled_from(FORMULAS),
    st.text(st.sampled_from(["=", "-", "＋", ";", ",", "'", '"', "\t", "\r", "\n", " ", "a", "1"])),
)


def formulas(text: str) -> list[str]:
    """Return what a spreadsheet that separates cells by comma, semicolon or tab may evaluate.

    It drops white space and quotation marks at the beginning of a cell before it looks.
    """
    return [
        cell
        for separator in ",;\t"
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for cell in row
        if cell.lstrip(' \t\r\n"').startswith(SIGNS)
    ]


@given(CELLS, CELLS)
def test_no_cell_is_a_formula(first: str, second: str) -> None:
    row = {"=Own": 4.5, "Title": first, ";=Name": second, "Last": "x"}
    assert formulas(csv_text([*row], [row, row])) == []


def test_unguarded_cells_would_be_formulas() -> None:
    for cell in FORMULAS:
        if not cell.startswith("'") and ";'" not in cell:
            written = io.StringIO(newline="")
            csv.writer(written).writerow(["a", cell, "b"])
            assert formulas(written.getvalue()), cell


@given(CELLS)
def test_guards_come_off_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_numbers_and_plain_texts_stay() -> None:
    assert csv_text(["a", "b"], [{"a": -1, "b": "'71; a film - of sorts"}]) == (
        "a,b\r\n-1,'71; a film - of sorts\r\n"
    )


def test_notes_like_formulas_come_back(app: APIFlask, ann: Browser, ids: dict[str, int]) -> None:
    notes = [note for note in FORMULAS if note.strip() == note] + ["- long\n- good", "'quoted'"]
    for note in notes:
        body: dict[str, Any] = {"movie_id": ids["Goodfellas (1990)"], "note": note}
        assert ann.send("POST", "/me/viewings", body).status_code == 201
    kept = [item["note"] for item in ann.get("/me/viewings?limit=100")["items"]]
    assert len(kept) == len(notes)
    exported = ann.send("GET", "/me/export?format=letterboxd").text
    assert formulas(exported) == []
    other = person(app)
    report(other, exported, "letterboxd.csv")
    found = [item["note"] for item in other.get("/me/viewings?limit=100")["items"]]
    assert sorted(found) == sorted(kept)
    assert len(library(other)["history"]) == 1
