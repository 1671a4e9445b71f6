"""Files of Letterboxd and MovieLens."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "Letterboxd whole, likes and lists are choices",
        {
            "ratings.csv": (
                "Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,Heat,1995,https://boxd.it/1,4.5\n"
            ),
            "watched.csv": (
                "Date,Name,Year,Letterboxd URI\n"
                "2024-01-02,Heat,1995,https://boxd.it/1\n"
                "2024-01-03,Alien,1979,https://boxd.it/2\n"
            ),
            "watchlist.csv": (
                "Date,Name,Year,Letterboxd URI\n2024-01-04,Persona,1966,https://boxd.it/3\n"
            ),
            "diary.csv": (
                "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
                "2024-01-02,Heat,1995,https://boxd.it/1,3,,noir,2024-01-01\n"
            ),
            "reviews.csv": (
                "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
                '2024-01-02,Heat,1995,https://boxd.it/1,3,,"Two lines,\n'
                'of words",,2024-01-01\n'
            ),
            "likes/films.csv": (
                "Date,Name,Year,Letterboxd URI\n2024-01-02,Heat,1995,https://boxd.it/1\n"
            ),
            "lists/best.csv": (
                "Letterboxd list export v7\n"
                "Date,Name,Tags,URL,Description\n"
                "2024-02-01,The best,,https://boxd.it/7,\n"
                "\n"
                "Position,Name,Year,URL,Description\n"
                "1,Greed,1924,https://boxd.it/6,so long\n"
            ),
            "profile.csv": ("Date Joined,Username,Given Name\n2020-01-01,ann,Ann\n"),
            "deleted/diary.csv": (
                "Date,Name,Year,Letterboxd URI\n2024-01-02,Rocky,1976,https://boxd.it/1\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): history 2024-01-01",
            "Heat (1995): ratings 4.5",
            "Heat (1995): history 2024-01-01, note 'Two lines,\\nof words'",
            "Heat (1995): history",
            "Alien (1979): history",
            "Persona (1966): watchlist",
            "? likes Likes: 1",
            "? list The best: 1",
            "* column",
            "ignored profile.csv",
        ),
    ),
    Case(
        "Letterboxd watched films under another name",
        {
            "my watched films.csv": (
                "Date,Name,Year,Letterboxd URI\n2024-01-02,Heat,1995,https://boxd.it/1\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): history",
        ),
    ),
    Case(
        "Letterboxd films of a nameless file",
        {
            "films.csv": (
                "Date,Name,Year,Letterboxd URI\n2024-01-02,Heat,1995,https://boxd.it/1\n"
            ),
        },
        (
            "letterboxd",
            "? file films: 1",
        ),
    ),
    Case(
        "Letterboxd importer",
        {
            "import.csv": (
                "imdbID,Title,Year,Rating10,WatchedDate,Tags,Review\n"
                "tt0113277,Heat,1995,9,2024-01-02,noir,<b>so</b> good\n"
                ",Alien,1979,,,,\n"
            ),
        },
        (
            "letterboxd",
            ("Heat (1995) [tt0113277]: history 2024-01-02, ratings 4.5, note '<b>so</b> good'"),
            "Alien (1979): history",
            "* column",
        ),
    ),
    Case(
        "MovieLens site: wishlist is no links, tags are no plans",
        {
            "movielens-ratings.csv": (
                "movie_id,imdb_id,tmdb_id,rating,average_rating,title\n"
                "6,0113277,949,4.5,3.94,Heat (1995)\n"
                "1214,0078748,348,-1,4.1,Alien (1979)\n"
            ),
            "movielens-wishlist.csv": (
                "movie_id,imdb_id,tmdb_id,average_rating,title\n7,0060827,797,4.1,Persona (1966)\n"
            ),
            "movielens-tags.csv": (
                "movie_id,imdb_id,tmdb_id,average_rating,tag,title\n"
                "8,0075148,1366,4.1,boxing,Rocky (1976)\n"
            ),
            "movielens-activity-log.csv": (
                "datetime,login_id,action_type,log_json\n"
                '2020-08-23 18:30:00.0,abc,rating,"{""movieId"":1,""rating"":3.5}"\n'
            ),
        },
        (
            "movielens",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979) [tt0078748]: bad_row",
            "Persona (1966) [tt0060827]: watchlist",
            "* file",
            "ignored movielens-activity-log.csv",
            "ignored movielens-tags.csv",
        ),
    ),
    Case(
        "MovieLens 100k of one person",
        {
            "u.data": ("196\t242\t3\t881250949\n196\t302\t4\t891717742\n"),
            "u.item": (
                "242|Kolya (1996)|24-Jan-1997||http://us.imdb.com/M/title-exact?Kolya|0|0|0"
                "|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
                "302|L.A. Confidential (1997)|01-Jan-1997|||0|0|0|0|0|0|1|0|0|0|1|0|0|1|0|0"
                "|1|0|0\n"
            ),
        },
        (
            "movielens",
            "Kolya (1996): ratings 3.0",
            "L.A. Confidential (1997): ratings 4.0",
        ),
    ),
    Case(
        "MovieLens 1M of one person",
        {
            "ratings.dat": ("1::6::5::978300760\n"),
            "movies.dat": ("6::Heat (1995)::Action|Crime\n"),
        },
        (
            "movielens",
            "Heat (1995): ratings 5.0",
        ),
    ),
    Case(
        "MovieLens of several people",
        {
            "u.data": ("196\t242\t3\t881250949\n197\t302\t4\t891717742\n"),
        },
        (("! The file holds ratings of several people; leave only the rows of one."),),
    ),
]
