"""No cell of an export is a formula, and what is exported comes back as it was."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from apiflask import APIFlask

from app.transfer.csv_text import csv_text
from tests.app.accounts.people import Browser, person
from tests.app.transfer.uploads import library, report

FORMULAS = ("=HYPERLINK(1)", "+1", "-1+2", "@SUM(1)", "\t=1", "\r=1")


@pytest.mark.parametrize("cell", FORMULAS)
def test_formulas_are_texts(cell: str) -> None:
    text = csv_text(["Title", "=Own"], [{"Title": cell, "=Own": -1}])
    ((header, own), (title, number)) = csv.reader(io.StringIO(text, newline=""))
    assert (header, own, title, number) == ("Title", "'=Own", f"'{cell}", "-1")


def test_notes_like_formulas_come_back(app: APIFlask, ann: Browser, ids: dict[str, int]) -> None:
    notes = [note for note in FORMULAS if note.strip() == note] + ["- long\n- good", "'quoted'"]
    for note in notes:
        body: dict[str, Any] = {"movie_id": ids["Goodfellas (1990)"], "note": note}
        assert ann.send("POST", "/me/viewings", body).status_code == 201
    exported = ann.send("GET", "/me/export?format=letterboxd").text
    cells = [cell for row in csv.reader(io.StringIO(exported, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    other = person(app)
    report(other, exported, "letterboxd.csv")
    found = [each["note"] for each in other.get("/me/viewings?limit=100")["items"]]
    assert sorted(found) == sorted(notes)
    assert len(library(other)["history"]) == 1
