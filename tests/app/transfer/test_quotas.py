"""What one person may keep: reports of imports, viewings and notes."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from app.library import viewings
from app.transfer import imports
from tests.app.accounts.people import Browser
from tests.app.transfer.uploads import library, report, upload

HEAD = "Title,Year,Rating,WatchedDate\n"
TWO = HEAD + "Goodfellas,1990,4.5,2024-05-06\nHome Alone,1990,2,\n"


def test_what_reports_take_is_bounded(
    ann: Browser, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dry runs go first, then the oldest imports; the newest stays whatever it takes."""
    whole = report(ann, HEAD + "Goodfellas,1990,4,\n")
    rows = "".join(f"{n * 7919} {n} Nothing,1990,3,\n" for n in range(300))
    looked = [report(ann, HEAD + rows, dry_run="true") for _ in range(3)]

    def kept() -> dict[int, int]:
        statement = text(
            "select import_id, pg_column_size(report) + pg_column_size(not_matched) "
            "from imports where user_id = :user_id"
        )
        with engine.connect() as connection:
            return dict(connection.execute(statement, {"user_id": ann.user_id}).all())  # type: ignore[arg-type]

    assert {*kept()} == {whole["id"], *(report["id"] for report in looked)}
    # Room for the import, for what comes next and for one of the three, and a little.
    monkeypatch.setattr(imports, "MOST_BYTES", 3 * kept()[looked[0]["id"]] - 100)
    last = report(ann, HEAD + rows)
    assert {*kept()} == {whole["id"], looked[-1]["id"], last["id"]}
    monkeypatch.setattr(imports, "MOST_BYTES", 1)
    newest = report(ann, HEAD + rows, dry_run="true")
    assert {*kept()} == {newest["id"]}


def test_a_library_that_is_too_large_is_left_as_it_was(
    ann: Browser, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    report(ann, TWO)
    before = library(ann)
    monkeypatch.setattr(viewings, "MOST_VIEWINGS", 2)
    answer = upload(ann, HEAD + "Home Alone,1990,3,2024-01-01\nHome Alone,1990,3,2024-01-02\n")
    assert (answer.status_code, answer.json["type"]) == (409, "/api/docs#library-full")
    assert "More than 2 viewings" in answer.json["detail"]
    film = ids["Home Alone (1990)"]
    added = ann.send("POST", "/me/viewings", {"movie_id": film, "watched_on": "2024-01-01"})
    assert added.status_code == 201
    added = ann.send("POST", "/me/viewings", {"movie_id": film, "watched_on": "2024-01-02"})
    assert (added.status_code, added.json["type"]) == (409, "/api/docs#library-full")
    monkeypatch.setattr(viewings, "MOST_NOTE_BYTES", 10)
    noted = "Title,Year,WatchedDate,Review\nGoodfellas,1990,2024-05-06,a long word about it\n"
    monkeypatch.setattr(viewings, "MOST_VIEWINGS", 3)
    assert "of notes" in upload(ann, noted).json["detail"]
    assert library(ann)["ratings"] == before["ratings"]
