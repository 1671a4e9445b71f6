"""Files of Netflix and TV Time."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "TV Time",
        {
            "tracking-prod-records.csv": (
                "user_id,type-uuid-n,watch_count,type,created_at,entity_type,release_date,u"
                "uid,updated_at,runtime,country,movie_name,series_name,season_number,episod"
                "e_number\n"
                "8,w,,watch,2024-12-31 17:43:10,movie,1995-12-15 00:00:00,u,2024-12-31 17:4"
                "3:10,6180,,Heat,,,\n"
                "8,t,,towatch,2025-01-14 08:26:54,movie,1979-05-25 00:00:00,u,,6840,,Alien,"
                ",,\n"
                "8,f,,follow,2024-12-31 17:43:10,movie,1966-10-18 00:00:00,u,,,,Persona,,,\n"
                "8,e,,watch,2024-12-31 17:43:10,episode,,u,,,,,Heat,1,2\n"
                "8,c,,time-count,,,,,,,,,,,\n"
            ),
            "ratings-live-votes.csv": (
                "uuid,episode_id,vote_key,user_id,movie_name,series_name,season_number,epis"
                "ode_number\n"
                "u,,abc-8-29,8,Heat,,,\n"
                "u,,abc-8-17,8,Alien,,,\n"
            ),
            "tracking-prod-records-v2.csv": (
                "ep_id,created_at,key,s_id,movie_name,series_name,season_number,episode_num"
                "ber\n"
                "1,2025-01-03 15:06:40,watch-episode-1,2,,Heat,1,2\n"
            ),
        },
        (
            "tvtime",
            "Heat: ratings 4.0",
            "Alien: no_mark",
            "None: not_a_film",
            "Heat (1995): history 2024-12-31",
            "Alien (1979): watchlist",
            "Persona (1966): no_mark",
            "None: not_a_film",
            "None: not_a_film",
        ),
    ),
    Case(
        "Netflix: films told from episodes",
        {
            "NetflixViewingHistory.csv": (
                "Title,Date\n"
                '"Dark: Staffel 1: Geheimnisse","24.12.17"\n'
                '"Heat","13.12.17"\n'
                '"American Horror Story: Coven: Bitchcraft","1.1.20"\n'
                '"American Horror Story: Coven: Boy Parts","2.1.20"\n'
                '"Kill Bill: Vol. 1","3.1.20"\n'
                '"Stranger Things: Season 3: Chapter One: Suzie, Do You Copy?","3.1.20"\n'
                '"Heat","1/2/24"\n'
            ),
        },
        (
            "netflix",
            "Dark: Staffel 1: Geheimnisse: not_a_film",
            "Heat: history 2017-12-13",
            "American Horror Story: Coven: Bitchcraft: not_a_film",
            "American Horror Story: Coven: Boy Parts: not_a_film",
            "Kill Bill: Vol. 1: history 2020-01-03",
            ("Stranger Things: Season 3: Chapter One: Suzie, Do You Copy?: not_a_film"),
            "Heat: history",
            "* day_order",
        ),
    ),
    Case(
        "Netflix of America, told by the thirteenth",
        {
            "NetflixViewingHistory.csv": ('Title,Date\n"Heat","1/2/24"\n"Alien","1/13/24"\n'),
        },
        (
            "netflix",
            "Heat: history 2024-01-02",
            "Alien: history 2024-01-13",
        ),
    ),
    Case(
        "Netflix in detail, of two people",
        {
            "ViewingActivity.csv": (
                "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,"
                "Device Type,Bookmark,Latest Bookmark,Country\n"
                "Ann,2024-01-02 20:00:00,01:32:10,,Heat,,TV,,,DE\n"
                "Ben,2024-01-02 20:00:00,01:32:10,,Rocky,,TV,,,DE\n"
            ),
        },
        (
            "netflix",
            "? profile Ann: 1",
            "? profile Ben: 1",
        ),
    ),
    Case(
        "Netflix in detail, of one",
        {
            "ViewingActivity.csv": (
                "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,"
                "Device Type,Bookmark,Latest Bookmark,Country\n"
                "Ann,2024-01-02 20:00:00,01:32:10,,Heat,,TV,,,DE\n"
                "Ann,2024-01-02 20:00:00,00:02:10,,Alien,,TV,,,DE\n"
                "Ann,2024-01-02 20:00:00,00:00:10,,Rocky,TRAILER,TV,,,DE\n"
            ),
        },
        (
            "netflix",
            "Heat: history 2024-01-02",
            "Alien: no_mark",
            "Rocky: not_a_film",
        ),
    ),
]
