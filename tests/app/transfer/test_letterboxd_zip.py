"""The zip of Letterboxd as it comes, from the upload to the library."""

from __future__ import annotations

import json
from typing import Any

from tests.app.accounts.people import Browser
from tests.app.transfer.uploads import library, report, zipped

FILM = "Date,Name,Year,Letterboxd URI"
DIARY = f"{FILM},Rating,Rewatch,Tags,Watched Date\n"
FILES: dict[str, str | bytes] = {
    "profile.csv": (
        "Date Joined,Username,Given Name,Family Name,Email Address,Location,Website,Bio,Pronoun,"
        "Favorite Films\n2020-01-01,ann,Ann,,ann@example.org,,,,She / her,https://boxd.it/1\n"
    ),
    "diary.csv": (
        DIARY + "2024-01-02,Goodfellas,1990,https://boxd.it/a1,4,,mob,2024-01-01\n"
        "2025-03-04,Goodfellas,1990,https://boxd.it/a2,4.5,Yes,,2025-03-03\n"
    ),
    "ratings.csv": f"{FILM},Rating\n2025-03-04,Goodfellas,1990,https://boxd.it/1,5\n",
    "watched.csv": (
        f"{FILM}\n2024-01-02,Goodfellas,1990,https://boxd.it/1\n"
        "2023-01-02,The Kid,1921,https://boxd.it/2\n"
    ),
    "watchlist.csv": f"{FILM}\n2024-02-02,Metropolis,1927,https://boxd.it/3\n",
    "reviews.csv": (
        f"{FILM},Rating,Rewatch,Review,Tags,Watched Date\n"
        '2025-03-04,Goodfellas,1990,https://boxd.it/a2,4.5,Yes,"Funny how?\n\n<i>Still</i>, yes.",,'
        "2025-03-03\n"
    ),
    "comments.csv": "Date,Content,Comment\n2024-01-02,https://boxd.it/r1,Agreed!\n",
    "likes/films.csv": f"{FILM}\n2024-01-02,Home Alone,1990,https://boxd.it/4\n",
    "likes/reviews.csv": "Date,Review\n2024-01-02,https://boxd.it/r2\n",
    "likes/lists.csv": "Date,List\n2024-01-02,https://boxd.it/l2\n",
    "lists/silent-ones.csv": (
        "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n"
        '2024-02-01,Silent ones,,https://boxd.it/l1,"Old, and\nquiet"\n\n'
        "Position,Name,Year,URL,Description\n1,Greed,1924,https://boxd.it/5,long\n"
        "2,Metropolis,1927,https://boxd.it/3,\n"
    ),
    "deleted/diary.csv": DIARY + "2022-01-02,Häxan,1922,https://boxd.it/a9,1,,,2022-01-01\n",
    "orphaned/diary.csv": DIARY + "2022-01-02,Häxan,1922,https://boxd.it/a8,1,,,2022-01-01\n",
}
LIKES, SILENT = "likes", "list:lists/silent-ones.csv"


def titles(found: dict[str, list[dict[str, Any]]], name: str) -> list[str]:
    return [item["title"] for item in found[name]]


def test_likes_and_lists_are_offered_and_go_where_they_are_put(ann: Browser) -> None:
    content = zipped(FILES)
    dry = report(ann, content, "letterboxd-ann.zip", dry_run="true")
    assert dry["format"] == "letterboxd"
    offered = {
        choice["key"]: (choice["kind"], choice["name"], choice["films"])
        for choice in dry["choices"]
    }
    assert offered == {LIKES: ("likes", "Likes", 1), SILENT: ("list", "Silent ones", 2)}
    assert dry["not_matched"] == []
    assert not any(library(ann).values())

    report(ann, content, "letterboxd-ann.zip")
    found = library(ann)
    assert {name: titles(found, name) for name in found} == {
        "ratings": ["Goodfellas"],
        "history": ["Goodfellas", "The Kid"],
        "watchlist": ["Metropolis"],
        "hidden": [],
    }
    assert found["ratings"][0]["rating"] == 5
    viewings = ann.get("/me/viewings?limit=100")["items"]
    assert sorted((viewing["watched_on"] or "", viewing["note"]) for viewing in viewings) == [
        ("", ""),
        ("2024-01-01", ""),
        ("2025-03-03", "Funny how?\n\n<i>Still</i>, yes."),
    ]

    choices = json.dumps({LIKES: "history", SILENT: "watchlist"})
    made = report(ann, content, "letterboxd-ann.zip", choices=choices)
    assert {choice["key"]: choice["chosen"] for choice in made["choices"]} == {
        LIKES: "history",
        SILENT: "watchlist",
    }
    after = library(ann)
    assert titles(after, "history") == ["Goodfellas", "Home Alone", "The Kid"]
    assert titles(after, "watchlist") == ["Greed", "Metropolis"]
    assert "Häxan" not in str(after)
