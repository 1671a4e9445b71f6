"""Ratings of any scale, and days of any order."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "stars as glyphs",
        {
            "t.csv": ("Title,Year,Rating\nHeat,1995,★★★½\nAlien,1979,★★★★★\nRocky,1976,★☆☆☆☆\n"),
        },
        (
            "table",
            "Heat (1995): ratings 3.5",
            "Alien (1979): ratings 5.0",
            "Rocky (1976): ratings 1.0",
            "* scale",
        ),
    ),
    Case(
        "ratings that say their scale",
        {
            "t.csv": ("Title,Year,Rating\nHeat,1995,8/10\nAlien,1979,90%\nRocky,1976,3/5\n"),
        },
        (
            "table",
            "Heat (1995): ratings 4.0",
            "Alien (1979): ratings 4.5",
            "Rocky (1976): ratings 3.0",
            "* scale",
        ),
    ),
    Case(
        "no rating",
        {
            "t.csv": (
                "Title,Year,Rating,WatchedDate\n"
                "Heat,1995,0,2024-01-01\n"
                "Alien,1979,0.0,\n"
                "Persona,1966,,2024-01-02\n"
                "Rocky,1976,-,2024-01-02\n"
                "Greed,1924,NaN,2024-01-02\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): history 2024-01-01",
            "Alien (1979): history",
            "Persona (1966): history 2024-01-02",
            "Rocky (1976): history 2024-01-02",
            "Greed (1924): history 2024-01-02",
            "* scale",
        ),
    ),
    Case(
        "out of ten, with halves",
        {
            "t.csv": ("Title,Year,Rating\nHeat,1995,8.5\nAlien,1979,4\n"),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 2.0",
            "* scale",
        ),
    ),
    Case(
        "out of a hundred",
        {
            "t.csv": ("Title,Year,Rating\nHeat,1995,85\nAlien,1979,4\n"),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 0.5",
            "* scale",
        ),
    ),
    Case(
        "out of twenty or a hundred: nobody can tell",
        {
            "t.csv": ("Title,Year,Rating\nHeat,1995,15\nAlien,1979,12\n"),
        },
        ("mapping title=Title, year=Year, rating=Rating",),
    ),
    Case(
        "a mean is not my rating",
        {
            "t.csv": ("Title,Year,Rating\nHeat,1995,8.3\nAlien,1979,8.5\n"),
        },
        ("mapping title=Title, year=Year",),
    ),
    Case(
        "my rating beside the mean",
        {
            "t.csv": ("Title,Year,IMDb ID,IMDb Rating,My Rating\nHeat,1995,tt0113277,8.3,9\n"),
        },
        (
            "table",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "* scale",
        ),
    ),
    Case(
        "days in all ways",
        {
            "t.csv": (
                "Title,Year,Rating,WatchedDate\n"
                "Heat,1995,4,2024-01-02 20:15\n"
                "Alien,1979,4,2024-01-02T20:15:00Z\n"
                'Persona,1966,4,"Jan 2, 2024"\n'
                "Rocky,1976,4,2024/01/02\n"
                "Psycho,1960,4,20240102\n"
                "Greed,1924,4,2. Januar 2024\n"
                "M,1931,4,02.01.24\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): history 2024-01-02, ratings 4.0",
            "Alien (1979): history 2024-01-02, ratings 4.0",
            "Persona (1966): history 2024-01-02, ratings 4.0",
            "Rocky (1976): history 2024-01-02, ratings 4.0",
            "Psycho (1960): history 2024-01-02, ratings 4.0",
            "Greed (1924): history 2024-01-02, ratings 4.0",
            "M (1931): history 2024-01-02, ratings 4.0",
            "* scale",
        ),
    ),
    Case(
        "day and month told by the column",
        {
            "t.csv": ("Title,Year,WatchedDate\nHeat,1995,2/1/24\nAlien,1979,13/1/24\n"),
        },
        (
            "letterboxd",
            "Heat (1995): history 2024-01-02",
            "Alien (1979): history 2024-01-13",
        ),
    ),
    Case(
        "day and month not told",
        {
            "t.csv": ("Title,Year,WatchedDate\nHeat,1995,2/1/24\nAlien,1979,3/1/24\n"),
        },
        (
            "letterboxd",
            "Heat (1995): history",
            "Alien (1979): history",
            "* day_order",
        ),
    ),
    Case(
        "days as numbers of a spreadsheet",
        {
            "t.csv": ("Title,Year,WatchedDate\nHeat,1995,45293\nAlien,1979,45294\n"),
        },
        (
            "letterboxd",
            "Heat (1995): history 2024-01-02",
            "Alien (1979): history 2024-01-03",
        ),
    ),
    Case(
        "a day that is none costs the day",
        {
            "t.csv": (
                "Title,Year,Rating,WatchedDate\n"
                "Heat,1995,4,2024-13-45\n"
                "Alien,1979,11x,2024-01-02\n"
                "Rocky,abcd,3,\n"
            ),
        },
        (
            "letterboxd",
            "Heat (1995): history, ratings 4.0",
            "Alien (1979): history 2024-01-02",
            "Rocky: ratings 3.0",
            "* scale",
            "* value",
        ),
    ),
]
