"""Files of IMDb, in several languages, and of TMDB."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "TMDB ratings: the mean is not mine, a series is no film",
        {
            "ratings.csv": (
                "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating"
                ",Your Rating,Date Rated\n"
                "949,tt0113277,movie,Heat,1995-12-15T00:00:00Z,,,7.9,9,2024-01-02T10:00:00Z"
                "\n"
                "348,tt0078748,movie,Alien,1979-05-25T00:00:00Z,,,8.1,7.5,2024-01-02T10:00:"
                "00Z\n"
                "680,,tv,Alien,1979-05-25T00:00:00Z,,,8.1,2,2024-01-02T10:00:00Z\n"
            ),
        },
        (
            "tmdb",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979) [tt0078748]: ratings 4.0",
            "Alien (1979): not_a_film",
        ),
    ),
    Case(
        "TMDB watchlist",
        {
            "watchlist.csv": (
                "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating"
                ",Your Rating,Date Rated\n"
                "949,tt0113277,movie,Heat,1995-12-15T00:00:00Z,,,7.9,,2024-01-02T10:00:00Z\n"
            ),
        },
        (
            "tmdb",
            "Heat (1995) [tt0113277]: watchlist",
        ),
    ),
    Case(
        "TMDB favourites are a choice",
        {
            "favorites.csv": (
                "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating"
                ",Your Rating,Date Rated\n"
                "949,tt0113277,movie,Heat,1995-12-15T00:00:00Z,,,7.9,,2024-01-02T10:00:00Z\n"
            ),
        },
        (
            "tmdb",
            "? likes Favourites: 1",
        ),
    ),
    Case(
        "TMDB list without a name",
        {
            "mine.csv": (
                "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating"
                ",Your Rating,Date Rated\n"
                "949,tt0113277,movie,Heat,1995-12-15T00:00:00Z,,,7.9,,2024-01-02T10:00:00Z\n"
            ),
        },
        (
            "tmdb",
            "Heat (1995) [tt0113277]: watchlist",
            "* list",
        ),
    ),
    Case(
        "IMDb ratings, ids in every form",
        {
            "ratings.csv": (
                "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rati"
                "ng,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
                "tt113277,9,2024-01-01,Heat,Heat,u,Movie,8,170,1995,Crime,1,,\n"
                "0078748,8,2024-01-01,Alien,Alien,u,Movie,8,1,1979,Horror,1,,\n"
                "https://m.imdb.com/title/tt0060827/reference,7,2024-01-01,Persona,Persona,"
                "u,Short,8,1,1966,Drama,1,,\n"
                "TT0075148/,6,2024-01-01,Rocky,Rocky,u,TV Movie,8,1,1976,Drama,1,,\n"
                '"=""tt0017136""",5,2024-01-01,Metropolis,Metropolis,u,Video,8,1,1927,Drama'
                ",1,,\n"
                "rubbish,4,2024-01-01,Solaris,Solyaris,u,Movie,8,1,1972,Drama,1,,\n"
                "nm0000123,4,2024-01-01,Somebody,,u,,8,1,,Drama,1,,\n"
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979) [tt0078748]: ratings 4.0",
            "Persona (1966) [tt0060827]: ratings 3.5",
            "Rocky (1976) [tt0075148]: ratings 3.0",
            "Metropolis (1927) [tt0017136]: ratings 2.5",
            "Solaris (1972): ratings 2.0",
            "Somebody: not_a_film",
            "* value",
        ),
    ),
    Case(
        "IMDb before 2017",
        {
            "ratings.csv": (
                '"position","const","created","modified","description","Title","Title type"'
                ',"Directors","You rated","IMDb Rating","Runtime (mins)","Year","Genres","N'
                'um. Votes","Release Date (month/day/year)","URL"\n'
                '"1","tt0113277","Sat Mar 23 00:00:00 2013","","good","Heat","Feature Film"'
                ',"Michael Mann","9","8.2","170","1995","crime","1","1995-12-06","http://ww'
                'w.imdb.com/title/tt0113277/"\n'
                '"2","tt0306414","Sat Mar 23 00:00:00 2013","","","The Wire","TV Series",""'
                ',"9","9.2","59","2002","crime","1","2002-06-02","http://www.imdb.com/title'
                '/tt0306414/"\n'
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: ratings 4.5, note 'good'",
            "The Wire (2002) [tt0306414]: ratings 4.5, by id only, a TV Series",
        ),
    ),
    Case(
        "IMDb in German",
        {
            "liste.csv": (
                "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title"
                " Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Direct"
                "ors,Your Rating,Date Rated\n"
                "1,tt0113277,2024-01-01,2024-01-01,,Heat,Heat,u,Film,8,1,1995,D,1,,,9,2024-"
                "01-01\n"
                "2,tt0078748,2024-01-01,2024-01-01,,Alien,Alien,u,Fernsehfilm,8,1,1979,D,1,"
                ",,,\n"
                "3,tt9990001,2024-01-01,2024-01-01,,Heat,Heat,u,Fernsehserie,8,1,1995,D,1,,"
                ",9,2024-01-01\n"
                "4,tt9990002,2024-01-01,2024-01-01,,Heat,Heat,u,Miniserie,8,1,1995,D,1,,,,\n"
                "5,tt9990003,2024-01-01,2024-01-01,,Heat,Heat,u,Musikvideo,8,1,1995,D,1,,,,"
                "\n"
                "6,tt9990004,2024-01-01,2024-01-01,,Heat,Heat,u,Videospiel,8,1,1995,D,1,,,,"
                "\n"
                "7,tt9990005,2024-01-01,2024-01-01,,Heat,Heat,u,Kurzfilm,8,1,1995,D,1,,,,\n"
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979) [tt0078748]: watchlist",
            "Heat (1995) [tt9990001]: ratings 4.5, by id only, a Fernsehserie",
            "Heat (1995) [tt9990002]: watchlist, by id only, a Miniserie",
            "Heat (1995) [tt9990003]: watchlist, by id only, a Musikvideo",
            "Heat (1995) [tt9990004]: watchlist, by id only, a Videospiel",
            "Heat (1995) [tt9990005]: watchlist",
            "* list",
        ),
    ),
    Case(
        "IMDb in French, columns too",
        {
            "notes.csv": (
                "Const,Votre note,Date de la note,Titre,Titre original,URL,Type de titre,No"
                "te IMDb,Durée (min),Année,Genres\n"
                "tt0113277,9,2024-01-02,Heat,Heat,u,Film,8.3,170,1995,Crime\n"
                "tt9990001,8,2024-01-02,Heat,Heat,u,Série télévisée,8,45,1995,x\n"
                "tt9990002,7,2024-01-02,Heat,Heat,u,Court-métrage,8,12,1995,x\n"
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Heat (1995) [tt9990001]: ratings 4.0, by id only, a Série télévisée",
            "Heat (1995) [tt9990002]: ratings 3.5",
        ),
    ),
    Case(
        "IMDb types in Spanish",
        {
            "ratings.csv": (
                "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rati"
                "ng,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
                "tt0113277,9,2024-01-01,Heat,Heat,u,Película,8,170,1995,Crime,1,,\n"
                "tt0078748,9,2024-01-01,Alien,Alien,u,Película de TV,8,170,1979,Crime,1,,\n"
                "tt9990001,9,2024-01-01,Heat,Heat,u,Serie de TV,8,170,1995,Crime,1,,\n"
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979) [tt0078748]: ratings 4.5",
            "Heat (1995) [tt9990001]: ratings 4.5, by id only, a Serie de TV",
        ),
    ),
    Case(
        "IMDb types in Italian",
        {
            "ratings.csv": (
                "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rati"
                "ng,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
                "tt0113277,9,2024-01-01,Heat,Heat,u,Film,8,170,1995,Crime,1,,\n"
                "tt0078748,9,2024-01-01,Alien,Alien,u,Film TV,8,170,1979,Crime,1,,\n"
                "tt9990001,9,2024-01-01,Heat,Heat,u,Serie TV,8,170,1995,Crime,1,,\n"
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979) [tt0078748]: ratings 4.5",
            "Heat (1995) [tt9990001]: ratings 4.5, by id only, a Serie TV",
        ),
    ),
    Case(
        "IMDb types in Portuguese",
        {
            "ratings.csv": (
                "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rati"
                "ng,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
                "tt0113277,9,2024-01-01,Heat,Heat,u,Filme,8,170,1995,Crime,1,,\n"
                "tt0078748,9,2024-01-01,Alien,Alien,u,Filme para televisão,8,170,1979,Crime"
                ",1,,\n"
                "tt9990001,9,2024-01-01,Heat,Heat,u,Série de TV,8,170,1995,Crime,1,,\n"
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: ratings 4.5",
            "Alien (1979) [tt0078748]: ratings 4.5",
            "Heat (1995) [tt9990001]: ratings 4.5, by id only, a Série de TV",
        ),
    ),
    Case(
        "IMDb watchlist",
        {
            "WATCHLIST.csv": (
                "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title"
                " Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Direct"
                "ors,Your Rating,Date Rated\n"
                "1,tt0113277,2024-01-01,2024-01-01,see soon,Heat,Heat,u,Movie,8,1,1995,D,1,"
                ",,,\n"
            ),
        },
        (
            "imdb",
            "Heat (1995) [tt0113277]: watchlist, note 'see soon'",
        ),
    ),
]
