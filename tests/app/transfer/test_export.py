"""Everything can be taken away, and brought again."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from tests.app.accounts.people import Browser, person
from tests.app.transfer.uploads import counts, library, report


@pytest.fixture
def owner(app: APIFlask, ids: dict[str, int]) -> Browser:
    """Somebody with something of everything, and a film that no release has."""
    who = person(app)
    for place, (name, stars) in enumerate(
        [("Goodfellas (1990)", 4.5), ("Home Alone (1990)", 0.5), ("Häxan (1922)", 5)]
    ):
        who.put(f"/me/ratings/{ids[name]}", {"rating": stars})
        day = ["2024-02-29", None, "1999-12-31"][place]
        who.put(f"/me/history/{ids[name]}", {"watched_on": day})
    who.put(f"/me/ratings/{ids['The Kid (1921)']}", {"rating": 3})
    who.put(f"/me/watchlist/{ids['Metropolis (1927)']}")
    who.put(f"/me/hidden/{ids['Greed (1924)']}")
    (director,) = who.get(f"/movies/{ids['Metropolis (1927)']}")["directors"]
    preferences = {
        "genres": ["Comedy"],
        "year_min": 1970,
        "adventurousness": 0.25,
        "exclude_people": [director["id"]],
    }
    who.put("/me/preferences", {**preferences, "onboarding_text": "two\nlines"})
    return who


@pytest.fixture
def gone(engine: Engine, owner: Browser) -> str:
    """Rate a film that the live release lacks."""
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into films (title_key, year, imdb_id) values ('gone', 1930, 'tt0000930') "
                "on conflict do nothing"
            )
        )
        connection.execute(
            text(
                "insert into ratings (user_id, film_id, rating) "
                "select :user_id, film_id, 2.5 from films where imdb_id = 'tt0000930'"
            ),
            {"user_id": owner.user_id},
        )
    return "tt0000930"


def exported(who: Browser, query: str = "") -> Any:
    answer = who.send("GET", f"/me/export{query}")
    assert answer.status_code == 200, answer.text
    return answer


def belongings(engine: Engine, user_id: int) -> dict[str, list[str]]:
    """Return all that a person keeps, without who it is."""
    columns = {
        "ratings": "film_id, rating, rated_at",
        "viewings": "film_id, watched_on, note, created_at",
        "watchlist": "film_id, created_at",
        "hidden": "film_id, created_at",
        "preferences": "to_jsonb(t) - 'user_id' - 'updated_at'",
    }
    with engine.connect() as connection:
        return {
            name: sorted(
                connection.execute(
                    text(f"select row({what})::text from {name} t where user_id = :id"),
                    {"id": user_id},
                ).scalars()
            )
            for name, what in columns.items()
        }


def test_complete_round_trip(app: APIFlask, engine: Engine, owner: Browser, gone: str) -> None:
    answer = exported(owner)
    assert answer.headers["Content-Disposition"].endswith(f'"ordained-{owner.username}.json"')
    heir = person(app)
    made = report(heir, answer.data, "export.json")
    assert made["format"] == "ordained"
    assert (made["rows"], made["not_matched"], made["uncertain"]) == (10, [], [])
    assert counts(made["preferences"]) == (1, 0, 0, 0)
    assert belongings(engine, heir.user_id) == belongings(engine, owner.user_id)
    theirs = exported(heir).json
    same = {key: answer.json[key] for key in answer.json if key not in ("username", "exported_at")}
    assert {key: theirs[key] for key in same} == same
    assert gone in answer.text


def test_own_export_imported_again_changes_nothing(engine: Engine, owner: Browser) -> None:
    before = belongings(engine, owner.user_id)
    made = report(owner, exported(owner).data, "export.json")
    for name in ("ratings", "history", "watchlist", "hidden", "preferences"):
        new, changed, _, kept = counts(made[name])
        assert (new, changed, kept) == (0, 0, 0), name
    assert belongings(engine, owner.user_id) == before


def test_excluded_people_are_known_by_name(app: APIFlask, owner: Browser) -> None:
    """The ids of another database are other people's."""
    document = exported(owner).json
    (director,) = document["preferences"]["exclude_people"]
    assert document["preferences"]["excluded_people"] == [{"name": "Fritz Lang", "imdb_id": None}]
    document["preferences"]["exclude_people"] = [director + 1]
    heir = person(app)
    assert counts(report(heir, json.dumps(document), "x.json")["preferences"]) == (1, 0, 0, 0)
    assert heir.get("/me/preferences")["exclude_people"] == [director]
    document["preferences"]["excluded_people"] = [
        {"name": "fritz lang"}, {"name": "Nobody Known", "imdb_id": "nm9999999"},
    ]  # fmt: skip
    report(heir, json.dumps(document), "x.json")
    assert heir.get("/me/preferences")["exclude_people"] == [director]


def test_imdb_columns_are_filled(owner: Browser) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(owner, "?format=imdb").text)))
    (row,) = (row for row in rows if row["Title"] == "Goodfellas")
    assert row["Directors"] == "Martin Scorsese"
    assert 140 <= int(row["Runtime (mins)"]) <= 150
    assert "Crime" in row["Genres"]


def test_export_of_nothing(app: APIFlask, ann: Browser) -> None:
    document = exported(ann).json
    assert document["ratings"] == document["history"] == document["hidden"] == []
    assert document["preferences"] is None
    assert report(person(app), json.dumps(document), "x.json")["rows"] == 0


@pytest.mark.parametrize("format_", ["letterboxd", "imdb"])
def test_csv_round_trip(app: APIFlask, owner: Browser, format_: str) -> None:
    heir = person(app)
    for query in ("", "&list=watchlist"):
        answer = exported(owner, f"?format={format_}{query}")
        name = answer.headers["Content-Disposition"].split('"')[1]
        assert report(heir, answer.data, name)["not_matched"] == []
    mine, theirs = library(owner), library(heir)
    assert [(rating["title"], rating["rating"]) for rating in theirs["ratings"]] == [
        (rating["title"], rating["rating"]) for rating in mine["ratings"]
    ]
    assert [mark["title"] for mark in theirs["watchlist"]] == ["Metropolis"]
    if format_ == "letterboxd":  # IMDb knows nothing of films seen
        days = {
            viewing["title"]: viewing["watched_on"]
            for viewing in mine["history"]
            if viewing["watched_on"]
        }
        assert {viewing["title"]: viewing["watched_on"] for viewing in theirs["history"]} == days


VIEWINGS = [
    ("2001-02-03", "slow, and\nworth it"),
    ("2001-02-03", "again the same evening, with Ada"),
    ("2020-12-31", ""),
    (None, "some day"),
    (None, ""),
]


@pytest.mark.parametrize("times", [1, 2])
def test_several_viewings_and_their_notes_come_and_go(
    app: APIFlask, engine: Engine, ids: dict[str, int], times: int
) -> None:
    owner, heir = person(app), person(app)
    for day, note in VIEWINGS:
        body = {"movie_id": ids["Goodfellas (1990)"], "watched_on": day, "note": note}
        assert owner.send("POST", "/me/viewings", body).status_code == 201
    document = exported(owner).data
    for _ in range(times):
        made = report(heir, document, "export.json")
    assert made["history"]["new" if times == 1 else "unchanged"] == 1
    assert belongings(engine, heir.user_id) == belongings(engine, owner.user_id)


def test_letterboxd_gets_every_viewing(app: APIFlask, ids: dict[str, int]) -> None:
    owner, heir = person(app), person(app)
    owner.put(f"/me/ratings/{ids['Goodfellas (1990)']}", {"rating": 4})
    for day, note in VIEWINGS[1:3]:
        body = {"movie_id": ids["Goodfellas (1990)"], "watched_on": day, "note": note}
        owner.send("POST", "/me/viewings", body)
    text_ = exported(owner, "?format=letterboxd").text
    rows = list(csv.DictReader(io.StringIO(text_)))
    assert [(row["WatchedDate"], row["Rewatch"], row["Review"]) for row in rows] == [
        ("2001-02-03", "", VIEWINGS[1][1]),
        ("2020-12-31", "true", ""),
    ]
    report(heir, text_, "letterboxd.csv")
    history = exported(heir).json["history"]
    assert [item["watched_on"] for item in history] == ["2001-02-03", "2020-12-31"]
    assert exported(heir).json["ratings"][0]["rating"] == 4


def test_columns_of_the_csv_files(owner: Browser) -> None:
    def rows(query: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(exported(owner, query).text)))

    by_title = {row["Title"]: row for row in rows("?format=letterboxd")}
    assert set(by_title) == {"Goodfellas", "Home Alone", "Häxan", "The Kid"}
    assert by_title["Goodfellas"] == {
        "imdbID": "tt0099685",
        "tmdbID": "",
        "Title": "Goodfellas",
        "Year": "1990",
        "Rating": "4.5",
        "WatchedDate": "2024-02-29",
        "Rewatch": "",
        "Review": "",
    }
    imdb = {row["Title"]: row for row in rows("?format=imdb")}
    assert (imdb["Goodfellas"]["Const"], imdb["Goodfellas"]["Your Rating"]) == ("tt0099685", "9")
    assert imdb["Home Alone"]["Your Rating"] == "1"


@pytest.mark.parametrize(
    ("preferences", "detail"),
    [
        ({"year_min": 3000}, "year_min"),
        ({"genres": ["Comedy"], "exclude_genres": ["Comedy"]}, "exclude_genres"),
        ({"excluded_people": [{"imdb_id": "nm0000001"}]}, "excluded_people"),
        ({"excluded_people": "Fritz Lang"}, "excluded_people"),
        ([], "not an object"),
        ("x", "not an object"),
    ],
)
def test_bad_preferences_spoil_nothing_else(ann: Browser, preferences: Any, detail: str) -> None:
    document = exported(ann).json | {"preferences": preferences}
    document["watchlist"] = [{"movie": {"title": "Metropolis", "year": 1927}}]
    made = report(ann, json.dumps(document), "x.json")
    assert made["matched"]["by_title"] == 1
    assert detail in made["not_matched"][0]["detail"]
    assert ann.get("/me/preferences")["genres"] == []


def test_preferences_of_a_later_version(ann: Browser) -> None:
    document = exported(ann).json
    document["preferences"] = {"genres": ["Drama"], "moods": ["blue"]}
    report(ann, json.dumps(document), "x.json")
    assert ann.get("/me/preferences")["genres"] == ["Drama"]


def test_preferences_that_one_keeps(owner: Browser) -> None:
    document = exported(owner).json | {"preferences": {"genres": ["Drama"]}}
    made = report(owner, json.dumps(document), "x.json", on_conflict="mine")
    assert counts(made["preferences"]) == (0, 0, 0, 1)
    assert owner.get("/me/preferences")["genres"] == ["Comedy"]
    report(owner, json.dumps(document), "x.json")
    assert owner.get("/me/preferences")["genres"] == ["Drama"]


@pytest.mark.parametrize("query", ["?format=trakt", "?list=hidden", "?format=imdb&format=imdb"])
def test_bad_queries(ann: Browser, query: str) -> None:
    assert ann.send("GET", f"/me/export{query}").status_code == 422
