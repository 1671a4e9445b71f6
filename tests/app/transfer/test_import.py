"""What an import changes, reports and refuses."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.transfer import imports
from tests.app.accounts.people import Browser, person, program
from tests.app.transfer.uploads import counts, library, ratings, report, upload
from tests.effort import seconds, yardstick

HEAD = "Title,Year,Rating,WatchedDate\n"
TWO = HEAD + "Goodfellas,1990,4.5,2024-05-06\nHome Alone,1990,2,\n"


def tables(engine: Engine, user_id: int) -> dict[str, list[str]]:
    """Return all that is kept of a person, but for reports."""
    names = ("ratings", "viewings", "watchlist", "hidden", "preferences", "tastes")
    with engine.connect() as connection:
        return {
            name: sorted(
                connection.execute(
                    text(f"select row_to_json(t)::text from {name} t where user_id = :id"),
                    {"id": user_id},
                ).scalars()
            )
            for name in names
        }


def test_dry_run_tells_and_changes_nothing(ann: Browser, engine: Engine) -> None:
    before = tables(engine, ann.user_id)
    dry = report(ann, TWO, dry_run="true")
    assert tables(engine, ann.user_id) == before
    wet = report(ann, TWO)
    for key in ("id", "created_at", "dry_run"):
        assert dry.pop(key) != wet.pop(key)
    assert dry == wet
    assert ratings(ann) == {"Goodfellas": 4.5, "Home Alone": 2}


def test_importing_twice_changes_nothing(ann: Browser, engine: Engine) -> None:
    first = report(ann, TWO)
    assert (counts(first["ratings"]), counts(first["history"])) == ((2, 0, 0, 0), (1, 0, 0, 0))
    before = tables(engine, ann.user_id)
    second = report(ann, TWO)
    assert (counts(second["ratings"]), counts(second["history"])) == ((0, 0, 2, 0), (0, 0, 1, 0))
    assert tables(engine, ann.user_id) == before


def test_next_recommendations_know_of_it(ann: Browser, ids: dict[str, int]) -> None:
    before = ann.get("/me/recommendations?limit=20")["items"]
    report(ann, TWO)
    assert ann.get("/me/taste")["rating_count"] == 2
    after = ann.get("/me/recommendations?limit=20")["items"]
    assert [item["movie"]["id"] for item in after] != [item["movie"]["id"] for item in before]
    assert ids["Goodfellas (1990)"] not in [item["movie"]["id"] for item in after]


@pytest.mark.parametrize(
    ("on_conflict", "day", "kept"),
    [
        ("file", "1999-01-01", False),
        ("newest", "1999-01-01", True),
        ("newest", "2999-01-01", False),
        ("newest", "", True),
        ("mine", "2999-01-01", True),
    ],
)
def test_ratings_that_differ(
    ann: Browser, ids: dict[str, int], on_conflict: str, day: str, kept: bool
) -> None:
    ann.put(f"/me/ratings/{ids['Goodfellas (1990)']}", {"rating": 1})
    content = f"Date,Name,Year,Letterboxd URI,Rating\n{day},Goodfellas,1990,x,5\n"
    made = report(ann, content, on_conflict=on_conflict)
    assert counts(made["ratings"]) == ((0, 0, 0, 1) if kept else (0, 1, 0, 0))
    assert ratings(ann) == {"Goodfellas": 1 if kept else 5}


def days(who: Browser) -> list[str | None]:
    """Return the days of all viewings, the earliest entered first."""
    return [item["watched_on"] for item in who.get("/me/export")["history"]]


@pytest.mark.parametrize(
    ("here", "on_conflict", "kind", "after"),
    [
        ("2020-01-01", "file", "changed", {"2020-01-01", "2010-01-01"}),
        ("2020-01-01", "newest", "changed", {"2020-01-01", "2010-01-01"}),
        ("2020-01-01", "mine", "kept", {"2020-01-01"}),
        ("2010-01-01", "file", "unchanged", {"2010-01-01"}),
        (None, "mine", "changed", {"2010-01-01"}),
    ],
)
def test_another_day_is_another_viewing(
    ann: Browser,
    ids: dict[str, int],
    here: str | None,
    on_conflict: str,
    kind: str,
    after: set[str],
) -> None:
    ann.put(f"/me/history/{ids['Goodfellas (1990)']}", {"watched_on": here})
    added = library(ann)["history"][0]["added_at"]
    made = report(ann, HEAD + "Goodfellas,1990,,2010-01-01\n", on_conflict=on_conflict)
    assert made["history"][kind] == 1
    assert set(days(ann)) == after
    if len(after) == 1:
        assert library(ann)["history"][0]["added_at"] == added


def test_a_film_in_several_rows(ann: Browser) -> None:
    content = (
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        "2024-03-01,Goodfellas,1990,x,5,,,2024-02-29\n"
        "2019-03-01,Goodfellas,1990,x,3,,,2019-02-28\n"
    )
    made = report(ann, content, "diary.csv")
    assert made["matched"] == {"by_id": 0, "by_title": 2}
    assert ratings(ann) == {"Goodfellas": 5}
    assert library(ann)["ratings"][0]["rated_at"] == "2024-03-01T00:00:00Z"
    history = ann.get("/me/export")["history"]
    assert [(item["watched_on"], item["added_at"]) for item in history] == [
        ("2019-02-28", "2019-03-01T00:00:00Z"),
        ("2024-02-29", "2024-03-01T00:00:00Z"),
    ]


def test_rows_not_matched_can_be_put_right_and_imported(ann: Browser, app: APIFlask) -> None:
    broken = HEAD + "Godfellas Forever,1990,4.5,2024-05-06\nHome Alone,1990,11,\n=1+1,1990,3,\n"
    made = report(ann, broken + "".join(f"Nothing {n},1990,3,\n" for n in range(200)))
    # What cannot be read as a rating may mean "to see", so the film was not seen either.
    assert library(ann)["history"] == []
    assert made["not_matched_total"] == 203
    assert len(made["not_matched"]) == 100
    answer = ann.send("GET", made["not_matched_url"].removeprefix("/api/v1"))
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 203
    assert rows[0]["reason"] == "not_in_catalogue"
    assert (rows[0]["line"], rows[0]["list"]) == ("2", "history ratings")
    assert (rows[1]["line"], rows[1]["title"], rows[1]["reason"]) == ("3", "Home Alone", "bad_row")
    assert (rows[2]["line"], rows[2]["title"]) == ("4", "'=1+1")
    assert person(app).send("GET", made["not_matched_url"][7:]).status_code == 404
    fixed = answer.text.replace("Godfellas Forever", "Goodfellas")
    again = report(ann, fixed, "fixed.csv")
    assert again["format"] == "ordained"
    assert again["not_matched_total"] == 202
    assert ratings(ann) == {"Goodfellas": 4.5}
    assert library(ann)["history"][0]["watched_on"] == "2024-05-06"


def test_nothing_to_download_where_all_is_matched(ann: Browser) -> None:
    made = report(ann, TWO)
    assert made["not_matched_url"] is None
    assert ann.send("GET", f"/me/imports/{made['id']}/not-matched").status_code == 404


def test_the_last_reports_are_kept(ann: Browser, engine: Engine) -> None:
    made = [report(ann, HEAD + f"Nothing {n},1990,3,\n") for n in range(imports.MOST_KEPT + 2)]
    status = [ann.send("GET", report["not_matched_url"][7:]).status_code for report in made]
    assert status == [404] * 2 + [200] * imports.MOST_KEPT
    with engine.begin() as connection:
        connection.execute(
            text("update imports set created_at = now() - interval '31 days' where import_id = :i"),
            {"i": made[-1]["id"]},
        )
    assert ann.send("GET", made[-1]["not_matched_url"][7:]).status_code == 404
    with engine.begin() as connection:
        assert imports.vacuum(connection) == 1


def test_bearer_token(app: APIFlask, ann: Browser) -> None:
    answer = program(app, ann).client.post(
        "/api/v1/me/import",
        data={"file": (io.BytesIO(TWO.encode()), "x.csv")},
        headers={"Authorization": f"Bearer {ann.token()}"},
    )
    assert answer.status_code == 200
    assert ratings(ann) == {"Goodfellas": 4.5, "Home Alone": 2}


def test_rows_without_end(ann: Browser) -> None:
    answer = upload(ann, HEAD + "The Kid,1921,3,\n" * 100_001)
    assert answer.status_code == 422
    assert "more than 100000 rows" in answer.json["detail"]


def test_ten_thousand_rows_take_seconds(ann: Browser, ids: dict[str, int]) -> None:
    """Films of the catalogue, films that nobody knows, and slips of the pen."""
    names = [name.rsplit(" (", 1) for name in ids]
    rows = [f'"{title.replace(chr(34), "")}",{year[:-1]},3.5' for title, year in names]
    rows += [f"Nothing {n},{1950 + n % 70},2" for n in range(10_000 - 2 * len(rows))]
    rows += [f'"{title.replace(chr(34), "")}x",{year[:-1]},3' for title, year in names]
    # `benchmarks.import_rows` has the clock.
    made: dict[str, Any] = {}
    content = "Title,Year,Rating\n" + "\n".join(rows)
    took_s = seconds(lambda: made.update(report(ann, content)))
    assert made["rows"] == 10_000
    assert made["matched"]["by_title"] > 1_400
    assert made["ratings"]["new"] > 1_400
    assert took_s < 200 * yardstick()


HOSTILE = [
    "'; drop table users; --",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} %s %(x)s :title \\",
    "../../etc/passwd",
    "\u202eevil",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_only_words(ann: Browser, engine: Engine, hostile: str) -> None:
    quoted = hostile.replace('"', '""')
    row = f'"{quoted}",1990,5,2020-01-01\n'
    made = report(ann, HEAD + row + "Goodfellas,1990,4.5,\n", f"{hostile}.csv")
    assert made["not_matched_total"] == 1
    assert ratings(ann) == {"Goodfellas": 4.5}
    answer = ann.send("GET", made["not_matched_url"].removeprefix("/api/v1"))
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert f"import-{made['id']}-not-matched.csv" in answer.headers["Content-Disposition"]
    with engine.connect() as connection:
        assert connection.scalar(text("select count(*) from users")) > 0


@pytest.mark.parametrize("escape", ["\\u0000", "\\ud800", "\\udfff x"])
def test_characters_that_no_database_keeps(ann: Browser, escape: str) -> None:
    movie = f'{{"title": "a{escape}", "year": 1990}}'
    items = f'[{{"listed_at": "2024-01-01T00:00:00Z", "movie": {movie}}}, {{"movie": {movie}}}]'
    made = report(ann, items, "watchlist.json")
    assert [row["title"][0] for row in made["not_matched"]] == ["a", "a"]
    late = HEAD + "x" * 5000 + ",1990,5,\nnul\x00 here,1990,5,\nGoodfellas,1990,4,\n"
    assert report(ann, late)["not_matched_total"] == 2
    document = f'{{"format": "ordained", "version": 1, "preferences": {{"genres": ["{escape}"]}}}}'
    assert report(ann, document)["not_matched_total"] == 1


def test_a_broken_item_is_reported_as_it_is_written(ann: Browser) -> None:
    broken = '{"movie": {"title": nope, "year": 1990}, "rating": 7}'
    whole = '{"movie": {"title": "Goodfellas", "ids": {"imdb": "tt0099685"}}, "rating": 7}'
    made = report(ann, f"[{whole}, {broken}]", "ratings.json")
    assert [row["reason"] for row in made["not_matched"]] == ["bad_row"]
    text = ann.send("GET", made["not_matched_url"].removeprefix("/api/v1")).text
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["original item"] == broken
    assert ratings(ann) == {"Goodfellas": 3.5}
