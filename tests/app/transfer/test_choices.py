"""What a person says about single films and rows before an import is done."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.app.accounts.people import Browser
from tests.app.transfer.uploads import library, ratings, report, upload

HEAD = "Date,Name,Year,Letterboxd URI,Rating\n"
TWO = HEAD + "2020-01-01,Goodfellas,1990,x,5\n2020-01-01,Home Alone,1990,x,4\n"
# Of another year than in the catalogue: sure enough to be imported, or not.
DOUBTFUL = HEAD + "2020-01-01,Goodfellas,1991,x,5\n2020-01-01,Home Alone,1992,x,4\n"


def changes(made: dict[str, Any]) -> dict[tuple[str, str], tuple[str, Any, Any]]:
    """Return what a report names: kind, and ratings here and in the file, by list and title."""
    return {
        (film["list"], film["movie"]["title"]): (
            film["change"],
            film["here"] and film["here"]["rating"],
            film["file"] and film["file"]["rating"],
        )
        for film in made["films"]
    }


@pytest.mark.parametrize(
    ("everything", "single", "after"),
    [
        ("file", {}, {"Goodfellas": 5, "Home Alone": 4}),
        ("mine", {}, {"Goodfellas": 1, "Home Alone": 2}),
        ("newest", {}, {"Goodfellas": 1, "Home Alone": 2}),
        ("file", {"Home Alone (1990)": "mine"}, {"Goodfellas": 5, "Home Alone": 2}),
        ("mine", {"Home Alone (1990)": "file"}, {"Goodfellas": 1, "Home Alone": 4}),
        ("file", {"Home Alone (1990)": "newest"}, {"Goodfellas": 5, "Home Alone": 2}),
    ],
)
def test_one_wins_for_all_and_for_one_film(
    ann: Browser,
    ids: dict[str, int],
    everything: str,
    single: dict[str, str],
    after: dict[str, float],
) -> None:
    ann.put(f"/me/ratings/{ids['Goodfellas (1990)']}", {"rating": 1})
    ann.put(f"/me/ratings/{ids['Home Alone (1990)']}", {"rating": 2})
    form = {
        "on_conflict": everything,
        "film_choices": json.dumps({ids[name]: winner for name, winner in single.items()}),
    }
    dry = report(ann, TWO, "ratings.csv", dry_run="true", **form)
    named = {title: (kind, here, file) for (_, title), (kind, here, file) in changes(dry).items()}
    for title, here, file in (("Goodfellas", 1, 5), ("Home Alone", 2, 4)):
        kind = "changed" if after[title] == file else "kept"
        assert named[title] == (kind, here, file)
    made = report(ann, TWO, "ratings.csv", **form)
    assert changes(made) == changes(dry)
    assert ratings(ann) == after


def test_new_marks_and_viewings_are_named(ann: Browser, ids: dict[str, int]) -> None:
    ann.put(f"/me/history/{ids['Goodfellas (1990)']}", {"watched_on": "2001-01-01"})
    made = report(ann, "Title,Year,Rating,WatchedDate\nGoodfellas,1990,5,2020-02-02\n")
    by_list = {film["list"]: film for film in made["films"]}
    assert by_list["ratings"]["change"] == "new"
    assert by_list["ratings"]["movie"]["movie_id"] == ids["Goodfellas (1990)"]
    seen = by_list["history"]
    assert seen["change"] == "changed"
    assert seen["here"]["viewings"] == [{"watched_on": "2001-01-01", "note": ""}]
    assert seen["file"]["viewings"] == [{"watched_on": "2020-02-02", "note": ""}]


def test_a_film_seen_since_leaves_the_watchlist(ann: Browser, ids: dict[str, int]) -> None:
    for name in ("Goodfellas (1990)", "Home Alone (1990)", "The Kid (1921)"):
        ann.put(f"/me/watchlist/{ids[name]}")
    document = {
        "format": "ordained",
        "version": 1,
        "history": [
            {"movie": {"title": "Goodfellas", "year": 1990}, "added_at": "2099-01-01"},
            # Before it was put on the watchlist: it is to be seen again.
            {"movie": {"title": "Home Alone", "year": 1990}, "added_at": "2001-01-01"},
            # Seen, and on the watchlist of the file itself.
            {"movie": {"title": "The Kid", "year": 1921}, "added_at": "2099-01-01"},
        ],
        "watchlist": [{"movie": {"title": "The Kid", "year": 1921}}],
    }
    made = report(ann, json.dumps(document), "x.json")
    assert made["watchlist"]["removed"] == 1
    assert changes(made)["watchlist", "Goodfellas"] == ("removed", None, None)
    assert [mark["title"] for mark in library(ann)["watchlist"]] == ["Home Alone", "The Kid"]


def test_a_film_rated_since_leaves_the_watchlist(ann: Browser, ids: dict[str, int]) -> None:
    for name in ("Goodfellas (1990)", "Home Alone (1990)"):
        ann.put(f"/me/watchlist/{ids[name]}")
    ann.put(f"/me/ratings/{ids['Home Alone (1990)']}", {"rating": 3})
    ann.put(f"/me/watchlist/{ids['Home Alone (1990)']}")  # to see it again
    made = report(ann, TWO.replace("2020", "2099"), "ratings.csv")
    assert changes(made)["watchlist", "Goodfellas"] == ("removed", None, None)
    assert [mark["title"] for mark in library(ann)["watchlist"]] == ["Home Alone"]


def test_uncertain_rows_are_accepted_one_by_one(ann: Browser, ids: dict[str, int]) -> None:
    dry = report(ann, DOUBTFUL, "ratings.csv", dry_run="true", confidence_min="0.9")
    candidates = {row["line"]: row["candidates"][0]["movie"] for row in dry["not_matched"]}
    assert {line: film["title"] for line, film in candidates.items()} == {
        2: "Goodfellas",
        3: "Home Alone",
    }
    accepted = [{"file": None, "line": 3, "movie_id": candidates[3]["movie_id"]}]
    form = {"confidence_min": "0.9", "accepted": json.dumps(accepted)}
    made = report(ann, DOUBTFUL, "ratings.csv", **form)
    assert ratings(ann) == {"Home Alone": 4}
    assert made["matched"]["by_id"] == 1
    assert [row["line"] for row in made["not_matched"]] == [2]


def test_a_doubtful_match_can_be_refused_or_be_another_film(
    ann: Browser, ids: dict[str, int]
) -> None:
    (row, *_) = report(ann, DOUBTFUL, "ratings.csv", dry_run="true", confidence_min="0.5")[
        "uncertain"
    ]
    assert (row["movie"]["title"], row["line"], row["rows"]) == ("Goodfellas", 2, 1)
    refused = [
        {"file": None, "line": 2, "movie_id": None},
        {"file": None, "line": 3, "movie_id": ids["The Kid (1921)"]},
    ]
    made = report(ann, DOUBTFUL, "ratings.csv", confidence_min="0.5", accepted=json.dumps(refused))
    assert ratings(ann) == {"The Kid": 4}
    assert [row["reason"] for row in made["not_matched"]] == ["uncertain"]


@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("accepted", "[", "/accepted"),
        ("accepted", '[{"line": 2, "movie_id": 2147483647}]', "/accepted/0/movie_id"),
        ("accepted", '[{"movie_id": 1}]', "/accepted/0/line"),
        ("film_choices", '{"1": "yours"}', "/film_choices/1"),
        ("choices", '{"likes": "ratings"}', "/choices/likes"),
        ("mapping", '{"rating": "Stars"}', "/mapping"),
        ("day_order", "year_first", "/day_order"),
    ],
)
def test_bad_choices(ann: Browser, field: str, value: str, pointer: str) -> None:
    answer = upload(ann, TWO, **{field: value})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert ratings(ann) == {}


def test_a_row_put_right_with_its_candidate_is_imported(ann: Browser) -> None:
    made = report(ann, DOUBTFUL, "ratings.csv", confidence_min="0.9")
    text = ann.send("GET", made["not_matched_url"].removeprefix("/api/v1")).text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["candidate_title"] == "Goodfellas"
    assert rows[0]["original Letterboxd URI"] == "x"
    for row in rows:
        row["imdb_id"] = row["candidate_imdb_id"]
    put_right = io.StringIO()
    writer = csv.DictWriter(put_right, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    again = report(ann, put_right.getvalue(), "put-right.csv")
    assert (again["format"], again["not_matched_total"]) == ("ordained", 0)
    assert again["remarks"] == []
    assert ratings(ann) == {"Goodfellas": 5, "Home Alone": 4}
    assert library(ann)["ratings"][0]["rated_at"] == "2020-01-01T00:00:00Z"


def test_several_files_at_once(ann: Browser) -> None:
    files = [
        (io.BytesIO((HEAD + "2020-01-01,Goodfellas,1990,x,5\n").encode()), "ratings.csv"),
        (
            io.BytesIO(b"Date,Name,Year,Letterboxd URI\n2020-01-01,The Kid,1921,y\n"),
            "watchlist.csv",
        ),
    ]
    answer = ann.send(
        "POST", "/me/import", data={"file": files}, content_type="multipart/form-data"
    )
    assert answer.status_code == 200, answer.text
    assert answer.json["files"] == ["ratings.csv", "watchlist.csv"]
    assert ratings(ann) == {"Goodfellas": 5}
    assert [mark["title"] for mark in library(ann)["watchlist"]] == ["The Kid"]
