"""What each service writes, imported as its users would."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.app.accounts.people import Browser
from tests.app.transfer.uploads import counts, library, ratings, report, upload, zipped

LETTERBOXD = {
    "profile.csv": "Date Joined,Username,Given Name\n2020-01-01,ann,Ann\n",
    "ratings.csv": "Date,Name,Year,Letterboxd URI,Rating\n"
    "2024-01-02,Goodfellas,1990,https://boxd.it/1,4.5\n"
    "2024-01-03,Home Alone,1990,https://boxd.it/2,0.5\n",
    "watched.csv": "Date,Name,Year,Letterboxd URI\n"
    "2024-01-02,Goodfellas,1990,https://boxd.it/1\n"
    "2024-01-03,Home Alone,1990,https://boxd.it/2\n"
    "2024-01-04,The Kid,1921,https://boxd.it/3\n",
    "diary.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
    "2019-05-06,Goodfellas,1990,https://boxd.it/a,2,,,2019-05-05\n"
    '2024-01-02,Goodfellas,1990,https://boxd.it/b,4,Yes,"mob, again",2024-01-01\n',
    "reviews.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
    '2024-01-02,Goodfellas,1990,https://boxd.it/b,4,Yes,"Two lines,\n""of"" words",,2024-01-01\n',
    "watchlist.csv": "Date,Name,Year,Letterboxd URI\n2024-02-01,Metropolis,1927,https://boxd.it/4\n",
    "comments.csv": "Date,Content,Comment\n2024-02-01,https://boxd.it/5,hello\n",
    "likes/films.csv": "Date,Name,Year,Letterboxd URI\n2024-02-01,Greed,1924,https://boxd.it/6\n",
    "lists/silent.csv": "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n"
    "2024-02-01,Silent,,https://boxd.it/7,\n\nPosition,Name,Year,URL,Description\n"
    "1,Greed,1924,https://boxd.it/6,\n",
    "deleted/diary.csv": "Date,Name,Year,Letterboxd URI\n2024-02-01,Nosferatu,1922,x\n",
}
LETTERBOXD_LIBRARY = {
    "ratings": [
        {"title": "Goodfellas", "rating": 4.5, "rated_at": "2024-01-02T00:00:00Z"},
        {"title": "Home Alone", "rating": 0.5, "rated_at": "2024-01-03T00:00:00Z"},
    ],
    "history": [("Goodfellas", "2024-01-01"), ("Home Alone", None), ("The Kid", None)],
    "watchlist": [{"title": "Metropolis", "added_at": "2024-02-01T00:00:00Z"}],
    "hidden": [],
}


def with_days(found: dict[str, Any]) -> dict[str, Any]:
    days = [(item["title"], item["watched_on"]) for item in found["history"]]
    return {**found, "history": days}


def test_letterboxd_zip(ann: Browser) -> None:
    made = report(ann, zipped(LETTERBOXD), "letterboxd-ann.zip")
    assert (made["format"], made["rows"], made["not_matched"]) == ("letterboxd", 9, [])
    assert set(made["ignored_files"]) == {
        "profile.csv",
        "comments.csv",
    }
    assert with_days(library(ann)) == LETTERBOXD_LIBRARY
    again = report(ann, zipped(LETTERBOXD), "letterboxd-ann.zip")
    assert [counts(again[name]) for name in ("ratings", "history", "watchlist")] == [
        (0, 0, 2, 0),
        (0, 0, 3, 0),
        (0, 0, 1, 0),
    ]
    assert with_days(library(ann)) == LETTERBOXD_LIBRARY


def test_letterboxd_zip_packed_again_with_its_folder(ann: Browser) -> None:
    report(ann, zipped({f"my export/{name}": text for name, text in LETTERBOXD.items()}))
    assert with_days(library(ann)) == LETTERBOXD_LIBRARY


def test_letterboxd_files_one_by_one(ann: Browser) -> None:
    for name in ("diary.csv", "ratings.csv", "watched.csv", "watchlist.csv"):
        report(ann, LETTERBOXD[name], name)
    assert with_days(library(ann)) == LETTERBOXD_LIBRARY


@pytest.mark.parametrize("list_as", ["watchlist", "history", "hidden"])
def test_list_goes_where_one_says(ann: Browser, list_as: str) -> None:
    report(ann, LETTERBOXD["lists/silent.csv"], "silent.csv", list_as=list_as)
    assert [item["title"] for item in library(ann)[list_as]] == ["Greed"]


def test_letterboxd_importers_columns(ann: Browser) -> None:
    text = (
        "imdbID,tmdbID,Title,Year,Rating10,WatchedDate\n"
        "tt0099685,,,,9,\n,,Home Alone,1990,,2020-12-24\n,,The Kid,1921,,\n"
    )
    made = report(ann, text)
    assert made["matched"] == {"by_id": 1, "by_title": 2}
    assert ratings(ann) == {"Goodfellas": 4.5}
    assert with_days(library(ann))["history"] == [("Home Alone", "2020-12-24"), ("The Kid", None)]


IMDB_RATINGS = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),"
    "Year,Genres,Num Votes,Release Date,Directors\n"
    'tt0099685,9,2024-01-02,"Goodfellas, renamed",Goodfellas,https://x,Movie,8.7,145,1990,'
    '"Crime, Drama",1,1990-09-09,Martin Scorsese\n'
    "tt0099785,1,2024-01-03,Home Alone,Home Alone,https://x,Movie,7.7,103,1990,Comedy,1,,\n"
    "tt9999999,7,2024-01-04,The Kid,The Kid,https://x,Movie,8.2,68,1921,Comedy,1,,\n"
    "tt0903747,10,2024-01-05,Metropolis,Metropolis,https://x,TV Series,9.5,45,1927,Crime,1,,\n"
    "tt0100234,11,2024-01-05,Close-Up,Close-Up,https://x,Movie,9.5,45,1990,Crime,1,,\n"
    "tt0100234,,,Close-Up,Close-Up,https://x,Movie,9.5,45,1990,Crime,1,,\n"
)


def test_imdb_ratings(ann: Browser) -> None:
    made = report(ann, IMDB_RATINGS, "ratings.csv")
    assert made["format"] == "imdb"
    assert made["matched"] == {"by_id": 2, "by_title": 0}
    assert [(row["line"], row["reason"]) for row in made["not_matched"]] == [
        (4, "not_in_catalogue"),  # of the title of a film that has another id
        (5, "not_a_film"),
        (6, "bad_row"),
        (7, "bad_row"),
    ]
    assert ratings(ann) == {"Goodfellas": 4.5, "Home Alone": 0.5}
    assert library(ann)["ratings"][0]["rated_at"] == "2024-01-02T00:00:00Z"


def test_imdb_list(ann: Browser) -> None:
    text = (
        "Position,Const,Created,Modified,Description,Title,Title Type,Year,Your Rating,Date Rated\n"
        "1,tt0099685,Tue Mar  5 00:00:00 2013,,,Goodfellas,Movie,1990,,\n"
        "2,tt0099785,2013-03-06,,,Home Alone,Movie,1990,8,2014-01-01\n"
    )
    report(ann, text, "WATCHLIST.csv", list_as="hidden")
    assert [item["added_at"][:10] for item in library(ann)["watchlist"]] == [
        "2013-03-05",
        "2014-01-01",
    ]
    assert ratings(ann) == {"Home Alone": 4}


def test_movielens_data_set(ann: Browser, ids: dict[str, int]) -> None:
    text = (
        "userId,movieId,rating,timestamp\n"
        f"7,{ids['Goodfellas (1990)']},4.5,1700000000\n7,{ids['The Kid (1921)']},3.0,1700000001\n"
        "7,1,5.0,1700000001\n7,x,5.0,1700000001\n"
    )
    made = report(ann, text, "ratings.csv")
    assert (made["format"], made["matched"]["by_id"]) == ("movielens", 2)
    assert [row["reason"] for row in made["not_matched"]] == ["not_in_catalogue", "bad_row"]
    assert library(ann)["ratings"][0] == {
        "title": "Goodfellas",
        "rating": 4.5,
        "rated_at": "2023-11-14T22:13:20Z",
    }


@pytest.mark.parametrize("dat", [False, True])
def test_movielens_zip_knows_films_by_its_links(ann: Browser, dat: bool) -> None:
    lines = ["1,1,4.0,1700000000", "1,2,2.0,1700000000", "1,3,1.0,1700000000"]
    header = "userId,movieId,rating,timestamp\n"
    given = "\n".join(line.replace(",", "::") for line in lines) if dat else None
    content = zipped(
        {
            "ml/ratings.dat" if dat else "ml/ratings.csv": given or header + "\n".join(lines),
            "ml/links.csv": "movieId,imdbId,tmdbId\n1,0099685,769\n2,,\n",
            "ml/movies.csv": 'movieId,title,genres\n2,"Kid, The (1921)",Comedy\n3,Heat,Crime\n',
        }
    )
    made = report(ann, content, "ml.zip")
    assert ratings(ann)["Goodfellas"] == 4
    assert ratings(ann)["The Kid"] == 2
    assert made["ignored_files"] == []


def test_movielens_of_several_people(ann: Browser) -> None:
    text = "userId,movieId,rating,timestamp\n7,1,4.5,1\n8,1,4.5,1\n"
    response = upload(ann, text)
    assert response.status_code == 422
    assert "several people" in response.json["detail"]


def test_movielens_site(ann: Browser) -> None:
    head = "movie_id,imdb_id,tmdb_id,rating,average_rating,title\n"
    report(ann, head + '1,0099685,769,4.5,4.1,"Goodfellas (1990)"\n2,,,3,4,"Kid, The (1921)"\n')
    assert ratings(ann) == {"Goodfellas": 4.5, "The Kid": 3}
    wish = "movie_id,imdb_id,tmdb_id,average_rating,title\n2,0099785,,4,Home Alone (1990)\n"
    report(ann, wish)
    assert [item["title"] for item in library(ann)["watchlist"]] == ["Home Alone"]


def film(title: str, year: int, imdb: str | None = None) -> dict[str, Any]:
    return {"title": title, "year": year, "ids": {"trakt": 1, "slug": "x", "imdb": imdb}}


TRAKT = {
    "ratings-movies.json": [
        {"rated_at": "2024-01-02T03:04:05.000Z", "rating": 9, "type": "movie"}
        | {"movie": film("Goodfellas", 1990, "tt0099685")},
        {"rated_at": "2024-01-02T03:04:05.000Z", "rating": 9, "type": "show"}
        | {"show": film("Metropolis", 1927)},
        "no item",
        {"rated_at": "2024-01-02T03:04:05.000Z", "rating": 12, "movie": film("Greed", 1924)},
    ],
    "watched-movies.json": [
        {"plays": 2, "last_watched_at": "2024-01-01T20:00:00.000Z", "movie": film("The Kid", 1921)}
    ],
    "watched-history-1.json": [
        {"id": 1, "watched_at": "1970-01-01T00:00:00.000Z", "action": "watch", "type": "movie"}
        | {"movie": film("Home Alone", 1990)},
    ],
    "lists-watchlist.json": [
        {"rank": 1, "listed_at": "2024-03-01T00:00:00.000Z", "type": "movie"}
        | {"movie": film("Metropolis", 1927)}
    ],
    "hidden-recommendations.json": [
        {"hidden_at": "2024-03-01T00:00:00.000Z", "type": "movie", "movie": film("Greed", 1924)}
    ],
    "user-profile.json": {"username": "ann"},
}


def test_trakt_zip(ann: Browser) -> None:
    files = {name: json.dumps(items) for name, items in TRAKT.items()}
    made = report(ann, zipped({**files, "broken.json": "[{"}), "trakt.zip")
    assert made["format"] == "trakt"
    assert [(row["line"], row["reason"], row["title"]) for row in made["not_matched"]] == [
        (2, "not_a_film", "Metropolis"),
        (3, "bad_row", None),
        (4, "bad_row", "Greed"),
    ]
    assert set(made["ignored_files"]) == {"user-profile.json", "broken.json"}
    found = library(ann)
    assert ratings(ann) == {"Goodfellas": 4.5}
    assert with_days(found)["history"] == [("Home Alone", None), ("The Kid", "2024-01-01")]
    assert [item["title"] for item in found["watchlist"]] == ["Metropolis"]
    assert [item["title"] for item in found["hidden"]] == ["Greed"]


def test_trakt_csv(ann: Browser) -> None:
    text = (
        "rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,rating\n"
        "2024-01-02T03:04:05Z,movie,Goodfellas,1990,8.5,1,tt0099685,769,7\n"
        "2024-01-02T03:04:05Z,episode,Pilot,1990,8.5,1,,,7\n"
    )
    made = report(ann, text)
    assert (made["format"], ratings(ann)) == ("trakt", {"Goodfellas": 3.5})
    assert made["not_matched"][0]["reason"] == "not_a_film"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("separator", "end"), [(";", "\r\n"), ("\t", "\n"), (",", "\r")])
def test_as_spreadsheets_save_it(ann: Browser, encoding: str, separator: str, end: str) -> None:
    text = "Title,Year,Rating\nHäxan,1922,4\nGoodfellas,1990,4½\nThe Kid,1921,\n"
    text = text.replace(",", separator).replace("4½", "4,5" if separator != "," else "4.5")
    made = report(ann, text.replace("\n", end).encode(encoding))
    assert made["not_matched"] == []
    assert ratings(ann) == {"Häxan": 4, "Goodfellas": 4.5}


def test_a_table_that_nobody_knows_is_shown(ann: Browser) -> None:
    response = upload(ann, "a,b,c\n1,2,3\n")
    assert (response.status_code, response.json["type"]) == (422, "/api/docs#unknown-layout")
    assert response.json["layouts"][0]["columns"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "content",
    [
        "hello",
        "{}",
        "[]",
        '{"format": "ordained"}',
        '{"format": "ordained", "version": 2}',
        '{"format": "ordained", "version": 1, "ratings": 3}',
        "[" * 100_000,
        '["' + "x" * 1000,
        "1" * 5000,
        "[" + "1" * 5000 + "]",
        "\ufeff\n\n",
        "x" * 300_000,
    ],
)
def test_files_of_nobody(ann: Browser, content: str) -> None:
    response = upload(ann, content)
    assert response.status_code == 422, response.text
    assert response.json["type"] == "/api/docs#unreadable-file"
    assert response.json["errors"][0]["pointer"] == "/file"


@pytest.mark.parametrize("wanted", ["movielens", "imdb", "trakt", "ordained"])
def test_format_wanted_is_the_one_taken(ann: Browser, wanted: str) -> None:
    response = upload(ann, LETTERBOXD["ratings.csv"], "ratings.csv", format=wanted)
    assert response.status_code == 422
    assert wanted in response.json["detail"]
