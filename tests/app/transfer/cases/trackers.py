"""Files of Simkl and of trackers that people run at home."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "Simkl CSV: four of ten, dropped is not seen, the day is not told",
        {
            "backup.csv": (
                "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,T"
                "VDB,TMDB,IMDB\n"
                "1,Heat,movie,1995,completed,,05-03-2022 20:15:00,4,tense,,949,tt0113277\n"
                "2,Alien,movie,1979,dropped,,2022-03-06,3,,,348,tt0078748\n"
                "3,Persona,movie,1966,plantowatch,,,,,,797,tt0060827\n"
                "4,Rocky,movie,1976,hold,,,,,,1366,tt0075148\n"
                "5,Heat,tv,1995,completed,S01E02,2022-03-07,5,,1,4242,\n"
            ),
        },
        (
            "simkl",
            "Heat (1995) [tt0113277]: history, ratings 2.0, note 'tense'",
            "Alien (1979) [tt0078748]: ratings 1.5",
            "Persona (1966) [tt0060827]: watchlist",
            "Rocky (1976) [tt0075148]: no_mark",
            "Heat (1995): not_a_film",
            "* day_order",
        ),
    ),
    Case(
        "Simkl CSV whose column tells day and month",
        {
            "backup.csv": (
                "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,T"
                "VDB,TMDB,IMDB\n"
                "1,Heat,movie,1995,completed,,05-03-2022 20:15:00,4,,,949,tt0113277\n"
                "2,Alien,movie,1979,completed,,25-03-2022 20:15:00,3,,,348,tt0078748\n"
            ),
        },
        (
            "simkl",
            "Heat (1995) [tt0113277]: history 2022-03-05, ratings 2.0",
            "Alien (1979) [tt0078748]: history 2022-03-25, ratings 1.5",
        ),
    ),
    Case(
        "Simkl JSON",
        {
            "simkl.json": (
                '{"movies": [{"added_to_watchlist_at": "2020-01-20T20:09:04Z", "last_watche'
                'd_at": "2024-05-01T12:00:00Z", "user_rated_at": "2024-05-01T12:00:00Z", "u'
                'ser_rating": 9, "status": "completed", "movie": {"title": "Heat", "year": '
                '1995, "ids": {"trakt": 1, "slug": "x", "imdb": "tt0113277", "tmdb": null, '
                '"plex": {"guid": "a"}}}}, {"status": "plantowatch", "user_rating": null, "'
                'movie": {"title": "Persona", "year": 1966, "ids": {"trakt": 1, "slug": "x"'
                ', "imdb": "tt0060827", "tmdb": null, "plex": {"guid": "a"}}}}], "shows": ['
                '{"status": "completed", "show": {"title": "Alien", "year": 1979, "ids": {"'
                'trakt": 1, "slug": "x", "imdb": "tt0078748", "tmdb": null, "plex": {"guid"'
                ': "a"}}}}], "anime": [{"status": "completed", "anime_type": "movie", "user'
                '_rating": 8, "show": {"title": "Alien", "year": 1979, "ids": {"trakt": 1, '
                '"slug": "x", "imdb": "tt0078748", "tmdb": null, "plex": {"guid": "a"}}}}]}'
            ),
        },
        (
            "simkl",
            "Heat (1995) [tt0113277]: history 2024-05-01, ratings 4.5",
            "Persona (1966) [tt0060827]: watchlist",
            "Alien (1979): not_a_film",
            "Alien (1979) [tt0078748]: history, ratings 4.0",
        ),
    ),
    Case(
        "Movary",
        {
            "history.csv": (
                "title,year,tmdbId,imdbId,watchedAt,comment\n"
                "Heat,1995,949,tt0113277,2024-01-02,tense\n"
                "Heat,1995,949,tt0113277,2020-01-02,\n"
                "Alien,1979,348,tt0078748,,\n"
            ),
            "ratings.csv": ("title,year,tmdbId,imdbId,userRating\nHeat,1995,949,tt0113277,8\n"),
            "watchlist.csv": (
                "title,year,tmdbId,imdbId,addedAt\nPersona,1966,797,tt0060827,2024-01-02 10:00:00\n"
            ),
        },
        (
            "movary",
            "Heat (1995) [tt0113277]: history 2024-01-02, note 'tense'",
            "Heat (1995) [tt0113277]: history 2020-01-02",
            "Alien (1979) [tt0078748]: history",
            "Heat (1995) [tt0113277]: ratings 4.0",
            "Persona (1966) [tt0060827]: watchlist",
        ),
    ),
    Case(
        "Watcharr",
        {
            "watcharr.json": (
                '[{"id": 1, "createdAt": "2024-06-08T12:51:09Z", "status": "FINISHED", "rat'
                'ing": 10, "thoughts": "tense", "content": {"tmdbId": 949, "title": "Heat",'
                ' "type": "movie", "release_date": "1995-12-15T00:00:00Z"}, "activity": [{"'
                'type": "ADDED_WATCHED", "customDate": "2024-06-01T00:00:00Z"}]}, {"id": 2,'
                ' "status": "PLANNED", "rating": 0, "content": {"tmdbId": 348, "title": "Al'
                'ien", "type": "movie"}}, {"id": 3, "status": "DROPPED", "rating": 0, "cont'
                'ent": {"tmdbId": 797, "title": "Persona", "type": "movie"}}, {"id": 4, "st'
                'atus": "FINISHED", "rating": 7, "content": {"tmdbId": 949, "title": "Heat"'
                ', "type": "tv"}}]'
            ),
        },
        (
            "watcharr",
            "Heat (1995): history 2024-06-01, ratings 5.0, note 'tense'",
            "Alien: watchlist",
            "Persona: no_mark",
            "Heat: not_a_film",
        ),
    ),
    Case(
        "Yamtrack",
        {
            "yamtrack.csv": (
                "media_id,source,media_type,title,image,season_number,episode_number,score,"
                "progress,status,start_date,end_date,notes,progressed_at\n"
                "949,tmdb,movie,Heat,,,,8,1,Completed,,2026-01-02T20:00:00Z,tense,2026-01-0"
                "2T20:00:00Z\n"
                "1668,tmdb,tv,Friends,,1,,9,1,Completed,,,,\n"
                "348,tmdb,movie,Alien,,,,,,Planning,,,,\n"
            ),
        },
        (
            "yamtrack",
            "Heat: history 2026-01-02, ratings 4.0, note 'tense'",
            "Friends: not_a_film",
            "Alien: watchlist",
        ),
    ),
    Case(
        "Ryot",
        {
            "ryot.json": (
                '{"metadata": [{"lot": "movie", "source": "tmdb", "identifier": "949", "sou'
                'rce_id": "Heat", "seen_history": [{"ended_on": "2020-01-02", "progress": "'
                '100"}, {"ended_on": "2024-01-02", "progress": "100"}], "reviews": [{"ratin'
                'g": "80", "review": {"text": "tense"}}], "collections": []}, {"lot": "show'
                '", "source": "tmdb", "identifier": "949", "source_id": "Heat", "seen_histo'
                'ry": [], "reviews": [], "collections": ["Watchlist"]}, {"lot": "movie", "s'
                'ource": "tmdb", "identifier": "348", "source_id": "Alien", "seen_history":'
                ' [], "reviews": [], "collections": ["Watchlist"]}]}'
            ),
        },
        (
            "ryot",
            "Heat: history 2020-01-02",
            "Heat: history 2024-01-02, ratings 4.0, note 'tense'",
            "None: not_a_film",
            "Alien: watchlist",
        ),
    ),
]
