"""Files in shapes that a second look found to go wrong: words, totals, means."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "Boxes that a sheet writes as TRUE and FALSE, a scale in the header",
        {
            "Movies - Sheet1.csv": (
                "Title,Year,Watched?,My Rating (1-10),Comments\n"
                "Heat,1995,TRUE,9,great\nAlien,1979,FALSE,,\nPersona,1966,WAHR,,dull\n"
            ),
        },
        (
            "table",
            "Heat (1995): history, ratings 4.5, note 'great'",
            "Alien (1979): no_mark",
            "Persona (1966): history, note 'dull'",
        ),
    ),
    Case(
        "A column of days that says never",
        {
            "t.csv": (
                "Movie,Year,Date Watched,Rating\n"
                'Heat,1995,"January 5, 2024",8/10\nAlien,1979,1/13/24,4/5\n'
                "Persona,1966,never,\nRocky,1976,spring 2019,\nGreed,1924,not yet,3/5\n"
            ),
        },
        (
            "table",
            "Heat (1995): history 2024-01-05, ratings 4.0",
            "Alien (1979): history 2024-01-13, ratings 4.0",
            "Persona (1966): bad_row",
            "Rocky (1976): history",
            "Greed (1924): ratings 3.0",
            "* scale",
            "* value",
        ),
    ),
    Case(
        "Statuses in German",
        {
            "filme.csv": (
                "Titel;Jahr;Status;Bewertung\nHeat;1995;Gesehen;8\nAlien;1979;Noch nicht gesehen;\n"
                "Persona;1966;Will ich sehen;\nRocky;1976;Abgebrochen;3\n"
            ),
        },
        (
            "table",
            "Heat (1995): history, ratings 4.0",
            "Alien (1979): no_mark",
            "Persona (1966): watchlist",
            "Rocky (1976): ratings 1.5",
            "* scale",
        ),
    ),
    Case(
        "Statuses that say not watched",
        {
            "films.csv": (
                "Title,Year,Status\nHeat,1995,Watched\nAlien,1979,Not Watched\n"
                "Persona,1966,To Watch\nRocky,1976,Unwatched\nGreed,1924,Did not finish\n"
            ),
        },
        (
            "table",
            "Heat (1995): history",
            "Alien (1979): no_mark",
            "Persona (1966): watchlist",
            "Rocky (1976): no_mark",
            "Greed (1924): no_mark",
        ),
    ),
    Case(
        "A German spreadsheet with empty columns, mean and count below",
        {
            "Filme.csv": (
                "\ufeffTitel;Jahr;Bewertung;Gesehen am;;\r\nHeat;1995;4,5;03.02.2020;;\r\n"
                ";;;;;\r\nAlien;1979;3;04.02.2020;;\r\nDurchschnitt;;3,75;;;\r\nAnzahl;2;;;;\r\n"
            ),
        },
        (
            "table",
            "Heat (1995): history 2020-02-03, ratings 4.5",
            "Alien (1979): history 2020-02-04, ratings 3.0",
            "Durchschnitt: bad_row",
            "Anzahl: bad_row",
            "* scale",
        ),
    ),
    Case(
        "A sum below the films",
        {"films.csv": "Title,Year,Rating\nHeat,1995,9\nAlien,1979,8\nTotal,2,8.5\n"},
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 4.0",
            "Total: bad_row",
            "* scale",
        ),
    ),
    Case(
        "A film that is called like a sum",
        {"t.csv": "Title,Year,Rating\nTotal,2012,9\nHeat,1995,8\n"},
        ("table", "Total (2012): ratings 4.5", "Heat (1995): ratings 4.0", "* scale"),
    ),
    Case(
        "Stars as asterisks",
        {"t.csv": "Title,Year,Stars\nHeat,1995,****\nAlien,1979,***½\nPersona,1966,***1/2\n"},
        (
            "table",
            "Heat (1995): ratings 4.0",
            "Alien (1979): ratings 3.5",
            "Persona (1966): ratings 3.5",
            "* scale",
        ),
    ),
    Case(
        "Out of twenty, as the header says",
        {
            "films.csv": (
                "Titre;Année;Note /20;Vu le\nHeat;1995;16;03/02/2020\nAlien;1979;18;14/02/2020\n"
            ),
        },
        (
            "table",
            "Heat (1995): history 2020-02-03, ratings 4.0",
            "Alien (1979): history 2020-02-14, ratings 4.5",
        ),
    ),
    Case(
        "Grades of six, which may be school grades",
        {"f.csv": "Titel,Jahr,Note (1-6)\nHeat,1995,1\nAlien,1979,2\n"},
        ("mapping title=Titel, year=Jahr",),
    ),
    Case(
        "FilmAffinity",
        {
            "filmaffinity.csv": (
                "Título;Título original;Año;País;Dirección;Puntuación;Fecha\n"
                "Heat;Heat;1995;Estados Unidos;Michael Mann;9;12/04/2020\n"
                "Alien, el octavo pasajero;Alien;1979;Reino Unido;Ridley Scott;3;25/04/2020\n"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien, el octavo pasajero (1979): ratings 1.5",
            "* scale",
        ),
    ),
    Case(
        "A table that was saved twice in the wrong encoding",
        {
            "ratings.csv": (
                "Date,Name,Year,Letterboxd URI,Rating\n"
                "2024-01-02,AmÃ©lie,2001,https://boxd.it/1,4.5\n"
                "2024-01-02,LÃ©on: The Professional,1994,https://boxd.it/2,4\n"
            ),
        },
        (
            "letterboxd",
            "Amélie (2001): ratings 4.5",
            "Léon: The Professional (1994): ratings 4.0",
        ),
    ),
    Case(
        "Letters that only look like a wrong encoding",
        {"t.csv": "Title,Year,Rating\nMÃE!,2010,4\nÂmago,1980,5\n"},
        ("table", "MÃE! (2010): ratings 4.0", "Âmago (1980): ratings 5.0", "* scale"),
    ),
    Case(
        "Netflix in German",
        {
            "NetflixViewingHistory.csv": (
                'Titel,Datum\n"Heat","24.01.23"\n"Dark: Staffel 1: Geheimnisse","25.01.23"\n'
            ),
        },
        ("netflix", "Heat: history 2023-01-24", "Dark: Staffel 1: Geheimnisse: not_a_film"),
    ),
    Case(
        "Titles with the days of their releases are no viewings",
        {"t.csv": "Title,Date\nHeat,1995-12-15\nAlien,1979-05-25\n"},
        ("mapping title=Title",),
    ),
    Case(
        "A watchlist of titles and days is no viewings",
        {"my watchlist.csv": "Title,Date\nHeat,2024-12-15\nAlien,2024-05-25\n"},
        ("mapping title=Title",),
    ),
    Case(
        "A column called IMDb that is its mean",
        {
            "t.csv": "Title,Year,IMDb,My Rating\nHeat,1995,8,9\nAlien,1979,8,8\n",
            "u.csv": "Title,Year,IMDb,My Rating\nHeat,1995,8.3,7\nAlien,1979,8.5,3\n",
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 4.0",
            "Heat (1995): ratings 3.5",
            "Alien (1979): ratings 1.5",
            "* scale",
        ),
    ),
    Case(
        "Metacritic's users are not I",
        {"t.csv": "Title,Year,Metascore,User Score\nHeat,1995,76,8.7\nAlien,1979,89,9.1\n"},
        ("mapping title=Title, year=Year",),
    ),
    Case(
        "A slip among few ratings makes no scale",
        {"t.csv": "Title,Year,Rating\nHeat,1995,55\nAlien,1979,4\nPersona,1966,3\n"},
        ("mapping title=Title, year=Year, rating=Rating",),
    ),
    Case(
        "Lines that say seen",
        {"films.txt": "Heat (1995) - 9/10\nAlien (1979): seen 2020\nPersona (1966)\n"},
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): history",
            "Persona (1966): watchlist",
            "* list",
        ),
    ),
    Case(
        "A web page called CSV",
        {"ratings.csv": "<!DOCTYPE html><html><body>Sign in</body></html>"},
        ("! This is a web page; open it in a spreadsheet and save it as CSV there first.",),
    ),
    Case(
        "MyAnimeList's XML",
        {
            "animelist.xml": (
                '<?xml version="1.0"?><myanimelist><anime><series_title>Akira</series_title>'
                "<my_score>9</my_score></anime></myanimelist>"
            ),
        },
        ("! Of XML files, only Criticker's are known here; export CSV or JSON instead.",),
    ),
    Case(
        "A spreadsheet's errors are nothing",
        {"t.csv": "Title,Year,Rating,Date Watched\nHeat,1995,9,#REF!\nAlien,1979,#WERT!,#N/A\n"},
        ("table", "Heat (1995): ratings 4.5", "Alien (1979): watchlist", "* list", "* scale"),
    ),
]
