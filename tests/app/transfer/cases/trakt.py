"""Files of Trakt, and Plex."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "Trakt dump of many files",
        {
            "watched-history-1.json": (
                '[{"id": 1, "watched_at": "2013-03-02T19:00:00.000Z", "action": "watch", "t'
                'ype": "movie", "movie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1'
                ', "slug": "x", "imdb": "tt0113277", "tmdb": null, "plex": {"guid": "a"}}}}'
                ', {"id": 2, "watched_at": "1970-01-01T00:00:00.000Z", "type": "movie", "mo'
                'vie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1, "slug": "x", "im'
                'db": "tt0113277", "tmdb": null, "plex": {"guid": "a"}}}}]'
            ),
            "ratings-movies.json": (
                '[{"rated_at": "2020-04-06T10:00:00.000Z", "rating": 9, "type": "movie", "m'
                'ovie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1, "slug": "x", "i'
                'mdb": "tt0113277", "tmdb": null, "plex": {"guid": "a"}}}}]'
            ),
            "lists-favorites.json": (
                '[{"type": "movie", "movie": {"title": "Persona", "year": 1966, "ids": {"tr'
                'akt": 1, "slug": "x", "imdb": "tt0060827", "tmdb": null, "plex": {"guid": '
                '"a"}}}, "rank": 1, "listed_at": "2024-02-01T07:00:00.000Z"}]'
            ),
            "lists-list-42-worst-ever.json": (
                '[{"type": "movie", "movie": {"title": "Alien", "year": 1979, "ids": {"trak'
                't": 1, "slug": "x", "imdb": "tt0078748", "tmdb": null, "plex": {"guid": "a'
                '"}}}, "rank": 1, "listed_at": "2024-02-01T07:00:00.000Z", "my_rating": 2}]'
            ),
            "lists-watchlist.json": (
                '[{"type": "movie", "movie": {"title": "Persona", "year": 1966, "ids": {"tr'
                'akt": 1, "slug": "x", "imdb": "tt0060827", "tmdb": null, "plex": {"guid": '
                '"a"}}}, "listed_at": "2024-02-01T07:00:00.000Z"}]'
            ),
            "hidden-calendar.json": (
                '[{"hidden_at": "2020-01-01T00:00:00.000Z", "type": "movie", "movie": {"tit'
                'le": "Alien", "year": 1979, "ids": {"trakt": 1, "slug": "x", "imdb": "tt00'
                '78748", "tmdb": null, "plex": {"guid": "a"}}}}]'
            ),
            "hidden-recommendations.json": (
                '[{"hidden_at": "2020-01-01T00:00:00.000Z", "type": "movie", "movie": {"tit'
                'le": "Alien", "year": 1979, "ids": {"trakt": 1, "slug": "x", "imdb": "tt00'
                '78748", "tmdb": null, "plex": {"guid": "a"}}}}]'
            ),
            "collection-movies.json": (
                '[{"collected_at": "2020-01-01T00:00:00.000Z", "movie": {"title": "Alien", '
                '"year": 1979, "ids": {"trakt": 1, "slug": "x", "imdb": "tt0078748", "tmdb"'
                ': null, "plex": {"guid": "a"}}}}]'
            ),
        },
        (
            "trakt",
            "Alien (1979) [tt0078748]: hidden",
            "Alien (1979) [tt0078748]: ratings 1.0",
            "Persona (1966) [tt0060827]: watchlist",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Heat (1995) [tt0113277]: history 2013-03-02",
            "Heat (1995) [tt0113277]: history",
            "? likes Favourites: 1",
            "? list worst-ever: 1",
            "ignored collection-movies.json",
            "ignored hidden-calendar.json",
        ),
    ),
    Case(
        "Trakt without times",
        {
            "ratings.json": (
                '[{"rating": 7, "movie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1'
                ', "slug": "x", "imdb": "tt0113277", "tmdb": null, "plex": {"guid": "a"}}}}'
                "]"
            ),
        },
        (
            "trakt",
            "Heat (1995) [tt0113277]: ratings 3.5",
        ),
    ),
    Case(
        "Trakt as one object, lists with their own items",
        {
            "trakt.json": (
                '{"username": "x", "history": [{"id": 1, "watched_at": "2014-04-05T15:27:00'
                '.000Z", "type": "movie", "movie": {"title": "Heat", "year": 1995, "ids": {'
                '"trakt": 1, "slug": "x", "imdb": "tt0113277", "tmdb": null, "plex": {"guid'
                '": "a"}}}}], "ratings": [{"rating": 9, "type": "movie", "movie": {"title":'
                ' "Heat", "year": 1995, "ids": {"trakt": 1, "slug": "x", "imdb": "tt0113277'
                '", "tmdb": null, "plex": {"guid": "a"}}}}, {"rating": 9, "type": "show", "'
                'show": {"title": "Alien", "year": 1979, "ids": {"trakt": 1, "slug": "x", "'
                'imdb": "tt0078748", "tmdb": null, "plex": {"guid": "a"}}}}], "watchlist": '
                '[{"type": "movie", "movie": {"title": "Alien", "year": 1979, "ids": {"trak'
                't": 1, "slug": "x", "imdb": "tt0078748", "tmdb": null, "plex": {"guid": "a'
                '"}}}}], "lists": [{"name": "Bergman", "items": [{"listed_at": "2024-02-01T'
                '07:00:00.000Z", "type": "movie", "movie": {"title": "Persona", "year": 196'
                '6, "ids": {"trakt": 1, "slug": "x", "imdb": "tt0060827", "tmdb": null, "pl'
                'ex": {"guid": "a"}}}}]}]}'
            ),
        },
        (
            "trakt",
            "Heat (1995) [tt0113277]: history 2014-04-05",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979): not_a_film",
            "Alien (1979) [tt0078748]: watchlist",
            "? list Bergman: 1",
        ),
    ),
    Case(
        "Trakt CSV",
        {
            "history.csv": (
                "watched_at,type,title,year,trakt_id,imdb_id,tmdb_id\n"
                "2024-01-02T03:04:05Z,movie,Heat,1995,1,tt0113277,949\n"
                "2024-01-02T03:04:05Z,episode,Heat,1995,1,,949\n"
            ),
        },
        (
            "trakt",
            "Heat (1995) [tt0113277]: history 2024-01-02",
            "Heat (1995): not_a_film",
        ),
    ),
    Case(
        "Trakt, an item that says nothing",
        {
            "items.json": (
                '[{"collected_at": "2020-01-01T00:00:00.000Z", "movie": {"title": "Alien", '
                '"year": 1979, "ids": {"trakt": 1, "slug": "x", "imdb": "tt0078748", "tmdb"'
                ': null, "plex": {"guid": "a"}}}}, {"rating": 12, "rated_at": "2020-01-01T0'
                '0:00:00.000Z", "movie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1'
                ', "slug": "x", "imdb": "tt0113277", "tmdb": null, "plex": {"guid": "a"}}}}'
                "]"
            ),
        },
        (
            "trakt",
            "Alien (1979): no_mark",
            "Heat (1995): bad_row",
        ),
    ),
    Case(
        "Plex",
        {
            "plex.csv": (
                "Title,Year,Media Type,Last Viewed At,View Count,User Rating,Audience Ratin"
                "g,IMDb ID\n"
                "Heat,1995,movie,2024-01-02 20:00,2,9,7.8,tt0113277\n"
                "Alien,1979,movie,,0,,8,tt0078748\n"
                "Heat,1995,show,2024-01-02 20:00,2,9,7.8,\n"
            ),
        },
        (
            "table",
            "Heat (1995) [tt0113277]: history 2024-01-02, ratings 4.5",
            "Alien (1979) [tt0078748]: no_mark",
            "Heat (1995): not_a_film",
            "* scale",
        ),
    ),
]
