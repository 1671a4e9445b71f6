"""Sheets and lists that people keep themselves."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "A sheet with its title above the header",
        {
            "Films - Sheet1.csv": (
                "My films 2023,,,,\n"
                ",,,,\n"
                "Title,Year,My rating,Watched on,Comment\n"
                "Heat,1995,4/5,2023-01-05,great\n"
                "Alien,1979,3/5,2023-02-05,\n"
            ),
        },
        (
            "table",
            "Heat (1995): history 2023-01-05, ratings 4.0, note 'great'",
            "Alien (1979): history 2023-02-05, ratings 3.0",
            "* scale",
        ),
    ),
    Case(
        "Ratings in percent",
        {
            "films.csv": (
                "Title,Year,My Rating\nHeat,1995,90%\nAlien,1979,75 %\nPersona,1966,100%\n"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 4.0",
            "Persona (1966): ratings 5.0",
            "* scale",
        ),
    ),
    Case(
        "Ratings that say out of how many",
        {
            "films.csv": (
                "Title,Year,Rating\nHeat,1995,8.5/10\nAlien,1979,7/10\nPersona,1966,10/10\n"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 3.5",
            "Persona (1966): ratings 5.0",
            "* scale",
        ),
    ),
    Case(
        "Ratings as stars and halves",
        {
            "films.csv": ("Title,Year,Rating\nHeat,1995,★★★½\nAlien,1979,★★★★\nPersona,1966,½\n"),
        },
        (
            "table",
            "Heat (1995): ratings 3.5",
            "Alien (1979): ratings 4.0",
            "Persona (1966): ratings 0.5",
            "* scale",
        ),
    ),
    Case(
        "Letter grades",
        {
            "films.csv": ("Title,Year,Grade\nHeat,1995,B+\nAlien,1979,A-\nPersona,1966,C\n"),
        },
        ("mapping title=Title, year=Year",),
    ),
    Case(
        "Thumbs",
        {
            "films.csv": ("Title,Year,Rating\nHeat,1995,👍\nAlien,1979,👎\nPersona,1966,👍👍\n"),
        },
        ("mapping title=Title, year=Year",),
    ),
    Case(
        "Letter grades in a column called Rating",
        {
            "films.csv": ("Title,Year,Rating\nHeat,1995,B+\nAlien,1979,A-\nPersona,1966,C\n"),
        },
        ("mapping title=Title, year=Year",),
    ),
    Case(
        "Semicolons, decimal commas, out of ten",
        {
            "Filme.csv": (
                "Titel;Jahr;Meine Bewertung;Gesehen am\n"
                "Heat;1995;8,5;5.1.2024\n"
                "Alien;1979;7;12.2.2024\n"
                "Persona;1966;9,5;\n"
            ),
        },
        (
            "table",
            "Heat (1995): history 2024-01-05, ratings 4.5",
            "Alien (1979): history 2024-02-12, ratings 3.5",
            "Persona (1966): ratings 5.0",
            "* scale",
        ),
    ),
    Case(
        "Broken quotes, CRLF and a byte order mark",
        {
            "movies.csv": (
                b'\xef\xbb\xbfTitle,Year,Rating10,WatchedDate\r\n"Heat" ,1995,9,2024-01-0'
                b'5\r\n"Alien,1979,8,2024-01-06\r\nPersona,1966,10,2024-01-07\r\n'
            ),
        },
        (
            "letterboxd",
            "Heat (1995): bad_row",
            "Alien (1979): bad_row",
            "Persona (1966): history 2024-01-07, ratings 5.0",
        ),
    ),
    Case(
        "Words in the column of ratings",
        {
            "movies.csv": (
                "Title,Year,Rating10,WatchedDate\n"
                "Heat,1995,9,2024-01-05\n"
                "Alien,1979,to see,\n"
                "Persona,1966,10,\n"
                "Solaris,1972,8,\n"
                "Stalker,1979,7,\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): history 2024-01-05, ratings 4.5",
            "Alien (1979): bad_row",
            "Persona (1966): ratings 5.0",
            "Solaris (1972): ratings 4.0",
            "Stalker (1979): ratings 3.5",
        ),
    ),
    Case(
        "Days of all kinds",
        {
            "movies.csv": (
                "Title,Year,WatchedDate\n"
                "Heat,1995,5 Jan 2024\n"
                "Alien,1979,Jan. 6th 2024\n"
                "Persona,1966,2024\n"
                "Solaris,1972,Summer 2019\n"
                "Stalker,1979,01/2024\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): history 2024-01-05",
            "Alien (1979): history 2024-01-06",
            "Persona (1966): history",
            "Solaris (1972): history",
            "Stalker (1979): history",
            "* value",
        ),
    ),
    Case(
        "Swiss sheet with tabs",
        {
            "filme.tsv": (
                "Originaltitel\tDeutscher Titel\tJahr\tNote (1-10)\tGesehen\n"
                "Heat\tHeat\t1995\t9\tja\n"
                "Alien\tAlien – Das unheimliche Wesen aus einer fremden Welt\t1979\t8\tja\n"
                "Persona\tPersona\t1966\t\tnein\n"
            ),
        },
        ("mapping title=Originaltitel, year=Jahr, rating=Note (1-10)",),
    ),
    Case(
        "A list with bullets, ratings and boxes to tick",
        {
            "watched.txt": (
                "- Heat (1995) - 9/10\n"
                "- Alien (1979) - 8/10\n"
                "* Persona (1966)\n"
                "[x] Solaris (1972)\n"
                "[ ] Stalker (1979)\n"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 4.0",
            "Persona (1966): watchlist",
            "Solaris (1972): history",
            "Stalker (1979): watchlist",
            "* list",
        ),
    ),
    Case(
        "A table of Markdown",
        {
            "films.md.txt": (
                "| Title | Year | Rating |\n"
                "|---|---|---|\n"
                "| Heat | 1995 | 4.5 |\n"
                "| Alien | 1979 | 4 |\n"
            ),
        },
        ("mapping title=Title, year=Year, rating=Rating",),
    ),
    Case(
        "IMDb addresses under a heading",
        {
            "links.txt": (
                "# my favourites\n"
                "https://www.imdb.com/title/tt0113277/ Heat\n"
                "https://www.imdb.com/title/tt0078748/?ref_=fn_al_tt_1\n"
            ),
        },
        (
            "table",
            "# my favourites: bad_row",
            "tt0113277: watchlist",
            "tt0078748: watchlist",
            "* list",
        ),
    ),
    Case(
        "The header once more among the rows",
        {
            "films.csv": ("Title,Year,Rating\nHeat,1995,9\nTitle,Year,Rating\nAlien,1979,8\n"),
        },
        ("mapping title=Title, year=Year, rating=Rating",),
    ),
    Case(
        "Days as a spreadsheet counts them",
        {
            "films.csv": ("Title,Year,Rating,WatchedDate\nHeat,1995,9,45296\nAlien,1979,8,45297\n"),
        },
        (
            "letterboxd",
            "Heat (1995): history 2024-01-05, ratings 4.5",
            "Alien (1979): history 2024-01-06, ratings 4.0",
            "* scale",
        ),
    ),
    Case(
        "Ratings below zero",
        {
            "films.csv": ("Title,Year,My rating\nHeat,1995,-2\nAlien,1979,5\nPersona,1966,3\n"),
        },
        ("mapping title=Title, year=Year, rating=My rating",),
    ),
    Case(
        "IMDb ids that lost their zeros",
        {
            "films.csv": ("imdb_id,rating\n113277,9\n78748,8\n60827,7\n"),
        },
        (
            "table",
            "tt0113277: ratings 4.5",
            "tt0078748: ratings 4.0",
            "tt0060827: ratings 3.5",
            "* scale",
        ),
    ),
    Case(
        "School grades, of which 1 is best",
        {
            "films.csv": ("Titel;Jahr;Schulnote\nHeat;1995;1\nAlien;1979;2+\nPersona;1966;5\n"),
        },
        ("mapping title=Titel, year=Jahr",),
    ),
    Case(
        "Watched, yes or no",
        {
            "films.csv": (
                "Movie,Year,Watched?,Rating\nHeat,1995,Y,4.5\nAlien,1979,N,\nPersona,1966,Y,\n"
            ),
        },
        (
            "table",
            "Heat (1995): history, ratings 4.5",
            "Alien (1979): no_mark",
            "Persona (1966): history",
            "* scale",
        ),
    ),
]
