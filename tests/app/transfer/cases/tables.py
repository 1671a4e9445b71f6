"""Ways in which spreadsheets and people write tables and lists."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "UTF-16 without a mark",
        {
            "t.csv": (
                b"T\x00i\x00t\x00l\x00e\x00,\x00Y\x00e\x00a\x00r\x00"
                b",\x00R\x00a\x00t\x00i\x00n\x00g\x00\n\x00H\x00e\x00"
                b"a\x00t\x00,\x001\x009\x009\x005\x00,\x004\x00.\x00"
                b"5\x00\n\x00A\x00m\x00\xe9\x00l\x00i\x00e\x00,\x002\x00"
                b"0\x000\x001\x00,\x003\x00\n\x00"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Amélie (2001): ratings 3.0",
            "* scale",
        ),
    ),
    Case(
        "a separator named in the first line",
        {
            "t.csv": ("sep=;\nTitle;Year;Rating\nHeat;1995;4,5\n"),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "* scale",
        ),
    ),
    Case(
        "rows quoted whole",
        {
            "t.csv": ('"Title,Year,Rating"\n"Heat,1995,4.5"\n"""Good, the Bad"",1966,3"\n'),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Good, the Bad (1966): ratings 3.0",
            "* scale",
        ),
    ),
    Case(
        "rows that end early",
        {
            "t.csv": (
                "Title,Year,Rating,WatchedDate,Tags,Review\n"
                "Heat,1995,4.5\n"
                "Alien,1979,3,2024-01-01\n"
                "Persona,1966\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): ratings 4.5",
            "Alien (1979): history 2024-01-01, ratings 3.0",
            "Persona (1966): bad_row",
            "* scale",
        ),
    ),
    Case(
        "a column that nobody knows",
        {
            "t.csv": ("Title,Year,Rating,Fizz\nHeat,1995,4,x\n"),
        },
        ("mapping title=Title, year=Year, rating=Rating",),
    ),
    Case(
        "no film at all",
        {
            "t.csv": ("Name,Rating\nBistro,4\n"),
        },
        ("mapping title=Name, rating=Rating",),
    ),
    Case(
        "years in titles",
        {
            "t.csv": ('Title,Rating\nHeat (1995),4.5\n"Matrix, The (1999)",5\n'),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "The Matrix (1999): ratings 5.0",
            "* scale",
        ),
    ),
    Case(
        "lines of titles and years",
        {
            "films.txt": (
                "My favourites\n"
                "1. Heat (1995)\n"
                "2. Alien [1979] - 8/10\n"
                "- Good, the Bad and the Ugly, The (1966)\n"
                "Rocky (1976) ★★★★\n"
            ),
        },
        (
            "table",
            "My favourites: bad_row",
            "Heat (1995): watchlist",
            "Alien (1979): ratings 4.0",
            "The Good, the Bad and the Ugly (1966): watchlist",
            "Rocky (1976): ratings 4.0",
            "* list",
        ),
    ),
    Case(
        "lines of ids and addresses",
        {
            "films.txt": ("tt0113277\nhttps://www.imdb.com/title/tt0078748/?ref_=x\nTT0060827\n"),
        },
        (
            "table",
            "tt0113277: watchlist",
            "tt0078748: watchlist",
            "tt0060827: watchlist",
            "* list",
        ),
    ),
    Case(
        "titles and years only",
        {
            "films.csv": ("Title,Year\nHeat,1995\n"),
        },
        (
            "table",
            "Heat (1995): watchlist",
            "* list",
        ),
    ),
    Case(
        "text that is no table",
        {
            "notes.txt": ("hello\nworld\n"),
        },
        ("! The columns of the file are not those of any format known here.",),
    ),
    Case(
        "Mac",
        {
            "t.csv": (b"Title,Year,Rating\rAm\x8elie,2001,4\r"),
        },
        (
            "table",
            "Amélie (2001): ratings 4.0",
            "* scale",
        ),
    ),
    Case(
        "several sites at once",
        {
            "a/imdb.csv": (
                "Const,Your Rating,Date Rated,Title,Title Type,Year\n"
                "tt0113277,9,2024-01-01,Heat,Movie,1995\n"
            ),
            "b/t.csv": ("Title,Year,Rating\nAlien,1979,4\n"),
            "c/photo.jpg": (b"\x89PNG"),
            "d/odd.csv": ("Film,Points,Year,Fizz\nRocky,3,1976,x\n"),
        },
        (
            "several",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979): ratings 4.0",
            "* scale",
            "mapping d/odd.csv title=Film, year=Year",
            "ignored c/photo.jpg",
        ),
    ),
    Case(
        "what an export guards against formulas",
        {
            "t.csv": (
                "list,movie_id,imdb_id,tmdb_id,title,year,rating,date,note,line,reason,cand"
                "idate_movie_id,original Foo\n"
                "ratings history,,,,'=Heat,1995,4.5,2024-01-02,'-tense,7,ambiguous,3,x\n"
                "watchlist,,tt0078748,,'71,2014,,,,8,bad_row,,\n"
                "foo,,,,Heat,1995,,,,8,bad_row,,\n"
            ),
        },
        (
            "ordained",
            "=Heat (1995): history 2024-01-02, ratings 4.5, note '-tense'",
            "'71 (2014) [tt0078748]: watchlist",
            "Heat (1995): bad_row",
        ),
    ),
]
