"""Sites with one plain CSV: Kinobaza, Kinopoisk, Filmweb; ratings are out of ten."""

from __future__ import annotations

from typing import Final

from app.transfer.layouts import Layout, Role
from app.transfer.ratings import TEN
from app.transfer.tables import column
from app.transfer.words import columns

_KINOBAZA: Final[dict[str, Role]] = {
    "imdbid": "imdb_id",
    "themoviedbid": "tmdb_id",
    "nameen": "title",
    "nameoriginal": "title",
    "nameuk": "title",
    "year": "year",
    "myrating": "rating",
    "createdat": "rated_at",
    "watchedat": "watched_on",
    "type": "kind",
    "review": "note",
}
_KINOPOISK_NAMES: Final[dict[str, Role]] = {
    "оригинальноеназвание": "title",
    "русскоязычноеназвание": "title",
    "название": "title",
    "год": "year",
    "мояоценка": "rating",
    "датаоценки": "rated_at",
    "дата": "rated_at",
    "мойкомментарий": "note",
}
_KINOPOISK: Final = {column(name): role for name, role in _KINOPOISK_NAMES.items()}
KINOBAZA = (
    Layout(
        "kinobaza",
        "ratings",
        _KINOBAZA,
        requires=frozenset({"kinobazauaid", "myrating"}),
        facts=frozenset({"kinobazauaid"}),
        scales={"myrating": TEN},
    ),
    Layout(
        "kinobaza",
        "list",
        _KINOBAZA,
        requires=frozenset({"kinobazauaid"}),
        facts=frozenset({"kinobazauaid"}),
        otherwise="list",
        is_list=True,
    ),
)
FILMWEB = (
    Layout(
        "filmweb",
        "ratings",
        {
            "originaltitle": "title",
            "pltitle": "title",
            "tytulpolski": "title",
            "tytuloryginalny": "title",
            "year": "year",
            "rok": "year",
            "userrate": "rating",
            "userrating": "rating",
            "ocena": "rating",
            "isodate": "rated_at",
            "dataoceny": "rated_at",
            "timestamp": "rated_at",
            "usercomment": "note",
            "komentarz": "note",
        },
        any_of=frozenset({"pltitle", "tytulpolski"}),
        facts=columns(
            """directors countries genres link durationmin globalrating globalvotescount rezyser
            gatunek kraj url"""
        ),
        unread=frozenset({"favorite"}),
        scales=dict.fromkeys(("userrate", "userrating", "ocena"), TEN),
    ),
)
KINOPOISK = (
    Layout(
        "kinopoisk",
        "ratings",
        _KINOPOISK,
        requires=columns("год мояоценка"),
        any_of=columns("оригинальноеназвание русскоязычноеназвание название"),
        facts=columns(
            """
            страны режиссер актеры жанры возраст время рейтингкинопоиска числооценок
            рейтингimdb числооценокimdb рейтингmpaa мироваяпремьера премьераврф
            релизнаdvd релизнаbluray
            """
        ),
        scales={"мояоценка": TEN},
    ),
)
