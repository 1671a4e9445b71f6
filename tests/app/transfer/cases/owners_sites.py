"""Files of sites and programs as their owners have them, edited and dumped."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "IMDb list as exported now, with a series on it",
        {
            "list.csv": (
                "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,"
                "IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rat"
                "ing,Date Rated\n"
                "1,tt0113277,2024-01-02,2024-01-02,,Heat,Heat,https://www.imdb.com/title/tt011327"
                '7/,Movie,8.3,170,1995,"Action, Crime",700000,1995-12-15,Michael Mann,9,2024-02-0'
                "3\n"
                "2,tt0903747,2024-01-02,2024-01-02,,Breaking Bad,Breaking Bad,https://www.imdb.co"
                "m/title/tt0903747/,TV Series,9.5,49,2008,Drama,2000000,2008-01-20,,10,2024-02-03"
                "\n"
                "3,tt0078748,2024-01-05,2024-01-05,scary,Alien,Alien,https://www.imdb.com/title/t"
                "t0078748/,Movie,8.5,117,1979,Horror,900000,1979-05-25,Ridley Scott,,\n"
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Breaking Bad (2008) [tt0903747]: ratings 5.0, by id only, a TV Series",
            "Alien (1979) [tt0078748]: watchlist, note 'scary'",
            "* list",
        ),
    ),
    Case(
        "Letterboxd ratings saved by a German spreadsheet",
        {
            "ratings.csv": (
                b"Date;Name;Year;Letterboxd URI;Rating\r\n02.01.2024;Heat;1995;h"
                b"ttps://boxd.it/1;4,5\r\n03.01.2024;Alien;1979;https://boxd.it/"
                b"2;3\r\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 3.0",
        ),
    ),
    Case(
        "Letterboxd ratings of which a spreadsheet made a day",
        {
            "ratings.csv": (
                "Date;Name;Year;Letterboxd URI;Rating\r\n"
                "02.01.2024;Heat;1995;https://boxd.it/1;04. Mai\r\n"
                "03.01.2024;Alien;1979;https://boxd.it/2;3\r\n"
                "03.01.2024;Persona;1966;https://boxd.it/2;4\r\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): bad_row",
            "Alien (1979): ratings 3.0",
            "Persona (1966): ratings 4.0",
        ),
    ),
    Case(
        "Notion, scale in the header, stars as emoji",
        {
            "Movies 1a2b3c.csv": (
                "\ufeffName,Status,Score /5,Tags,Date watched,Year,Link\n"
                'Heat,Watched,⭐⭐⭐⭐,"crime, 90s","January 5, 2024",1995,https://www.imdb.com/title'
                "/tt0113277/\n"
                "Alien,To watch,,horror,,1979,https://www.imdb.com/title/tt0078748/\n"
                'Persona,Watched,⭐⭐⭐⭐⭐,,"March 7, 2024",1966,\n'
            ),
        },
        ("mapping title=Name, year=Year, rating=Score /5, watched_on=Date watched",),
    ),
    Case(
        "A shelf site's export with statuses of its own",
        {
            "export.csv": (
                "Movie Id,Title,Director,My Rating,Average Rating,Year Published,Original Release"
                " Year,Date Watched,Date Added,Shelves,Exclusive Shelf,My Review\n"
                '1,Heat,Michael Mann,4,4.21,1995,1995,2024/01/05,2023/12/01,crime,watched,"Long.<'
                'br/>Good."\n'
                "2,Alien,Ridley Scott,0,4.5,1979,1979,,2023/12/02,,to-watch,\n"
                "3,Persona,Ingmar Bergman,5,4.3,1966,1966,2024/02/05,2023/12/03,,watched,\n"
            ),
        },
        (
            (
                "mapping title=Title, rating=My Rating, watched_on=Date Watch"
                "ed, added_at=Date Added, note=My Review"
            ),
        ),
    ),
    Case(
        "Plex, dumped with more columns",
        {
            "plex_movies.csv": (
                "Media ID,Title,Sort title,Studio,Content Rating,Year,Rating,Summary,Genres,Durat"
                "ion,Added,View Count,Last Viewed at,User Rating\n"
                "1,Heat,Heat,WB,R,1995,8.3,A crew.,Crime,10200000,2020-01-01,2,2024-01-02,9.0\n"
                "2,Alien,Alien,Fox,R,1979,8.9,Ship.,Horror,7000000,2020-01-01,0,,\n"
                "3,Persona,Persona,SF,NR,1966,8.1,Two.,Drama,5000000,2020-01-01,1,2023-02-02,\n"
            ),
        },
        (
            (
                "mapping title=Title, year=Year, rating=User Rating, watched_"
                "on=Last Viewed at, added_at=Added"
            ),
        ),
    ),
    Case(
        "Kodi's database",
        {
            "videodb.csv": (
                "idMovie,title,year,imdbnumber,rating,userrating,playcount,lastplayed,dateadded\n"
                "1,Heat,1995,tt0113277,8.3,9,2,2024-01-02 21:30:00,2020-01-01 00:00:00\n"
                "2,Alien,1979,tt0078748,8.5,0,0,,2020-01-01 00:00:00\n"
                "3,Persona,1966,tt0060827,8.1,,1,2022-03-04 20:00:00,2020-01-01 00:00:00\n"
            ),
        },
        (
            (
                "mapping title=title, year=year, rating=userrating, watched_o"
                "n=lastplayed, added_at=dateadded"
            ),
        ),
    ),
    Case(
        "Jellyfin, dumped",
        {
            "jellyfin.csv": (
                "Name,ProductionYear,ImdbId,TmdbId,CommunityRating,CriticRating,Played,PlayCount,"
                "LastPlayedDate,IsFavorite\n"
                "Heat,1995,tt0113277,949,8.3,87,True,2,2024-01-02T21:30:00Z,True\n"
                "Alien,1979,tt0078748,348,8.5,98,False,0,,False\n"
            ),
        },
        (
            (
                "mapping title=Name, year=ProductionYear, imdb_id=ImdbId, tmd"
                "b_id=TmdbId, watched_on=LastPlayedDate"
            ),
        ),
    ),
    Case(
        "TV Time tracking with episodes",
        {
            "tracking-prod-records.csv": (
                "user_id,type,entity_type,movie_name,release_date,created_at,updated_at,watch_cou"
                "nt,runtime\n"
                "1,watch,movie,Heat,1995-12-15 00:00:00,2024-01-05 20:10:11,2024-01-05 20:10:11,0"
                ",10200\n"
                "1,follow,movie,Alien,1979-05-25 00:00:00,2024-01-06 20:10:11,2024-01-06 20:10:11"
                ",0,7000\n"
                "1,watch,episode,,2024-01-06 00:00:00,2024-01-06 20:10:11,2024-01-06 20:10:11,0,7"
                "000\n"
            ),
        },
        (
            "tvtime",
            "Heat (1995): history 2024-01-05",
            "Alien (1979): no_mark",
            "None (2024): not_a_film",
        ),
    ),
    Case(
        "Trakt by another tool, with episodes",
        {
            "trakt-history.csv": (
                "watched_at,action,type,title,year,trakt,imdb,tmdb,rating\n"
                "2024-01-05T20:10:11.000Z,watch,movie,Heat,1995,100,tt0113277,949,9\n"
                "2024-01-06T20:10:11.000Z,watch,episode,Pilot,2008,101,tt0959621,62085,8\n"
                "2024-02-06T20:10:11.000Z,scrobble,movie,Alien,1979,102,tt0078748,348,\n"
            ),
        },
        (
            (
                "mapping title=title, year=year, imdb_id=imdb, tmdb_id=tmdb, "
                "rating=rating, watched_on=watched_at"
            ),
        ),
    ),
    Case(
        "Simkl with plans",
        {
            "SimklBackup.csv": (
                '"SIMKL_ID","Title","Type","Year","Watchlist","LastEpWatched","WatchedDate","Rati'
                'ng","Memo","TVDB","TMDB","IMDB"\n'
                '53434,Heat,movie,1995,completed,,"Jan 5, 2024, 8:10 pm",9,,,949,tt0113277\n'
                "53435,Alien,movie,1979,plantowatch,,,,,,348,tt0078748\n"
            ),
        },
        (
            "simkl",
            "Heat (1995) [tt0113277]: history 2024-01-05, ratings 4.5",
            "Alien (1979) [tt0078748]: watchlist",
        ),
    ),
    Case(
        "Mubi, scale in the header",
        {
            "mubi.csv": (
                "film_title,film_year,directors,rating_out_of_5,review,rated_at\n"
                "Heat,1995,Michael Mann,4,,2024-01-05\n"
                "Alien,1979,Ridley Scott,5,wow,2024-01-06\n"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.0",
            "Alien (1979): ratings 5.0, note 'wow'",
        ),
    ),
]
