"""Files of Criticker and of sites in other languages than English."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "Criticker, out of a hundred",
        {
            "criticker.csv": (
                "Score,Film ID,Film Name,Year,URL,Date Rated,Mini Review,IMDB ID\n"
                "85,1,Heat,1995,u,2020-01-01,tense,tt0113277\n"
                "3,1,Alien,1979,u,2020-01-01,,tt0078748\n"
                "0,1,Rocky,1976,u,2020-01-01,,tt0075148\n"
            ),
        },
        (
            "criticker",
            "Heat (1995) [tt0113277]: ratings 4.5, note 'tense'",
            "Alien (1979) [tt0078748]: ratings 0.5",
            "Rocky (1976) [tt0075148]: ratings 0.5",
            "* scale",
        ),
    ),
    Case(
        "Criticker, somebody who rates out of ten",
        {
            "criticker.csv": (
                "Score,Film ID,Film Name,Year,URL,Date Rated,Mini Review,IMDB ID\n"
                "8,1,Heat,1995,u,2020-01-01,tense,tt0113277\n"
                "3,1,Alien,1979,u,2020-01-01,,tt0078748\n"
            ),
        },
        (
            "criticker",
            "Heat (1995) [tt0113277]: ratings 4.0, note 'tense'",
            "Alien (1979) [tt0078748]: ratings 1.5",
            "* scale",
        ),
    ),
    Case(
        "Criticker, the older XML",
        {
            "ratings.xml": (
                '<?xml version="1.0"?>\n'
                "<recentratings>\n"
                "<film><filmid>1</filmid><filmname>Heat (1995)</filmname><rating>85</rating"
                "><quote>long &amp; tense</quote><reviewdate>Jan 01 2011, 08:26 am</reviewd"
                "ate></film>\n"
                "<film><filmid>2</filmid><filmname>Alien (1979)</filmname><rating>70</ratin"
                "g></film>\n"
                "</recentratings>\n"
            ),
        },
        (
            "criticker",
            "Heat (1995): ratings 4.5, note 'long & tense'",
            "Alien (1979): ratings 3.5",
        ),
    ),
    Case(
        "XML that declares entities",
        {
            "ratings.xml": (
                '<?xml version="1.0"?>\n'
                '<!DOCTYPE r [<!ENTITY a "aaaa">]>\n'
                "<recentratings><film><filmname>&a;</filmname></film></recentratings>\n"
            ),
        },
        ("! The file declares entities, which are not read.",),
    ),
    Case(
        "Kinobaza",
        {
            "kinobaza.csv": (
                "kinobazaua_id,imdb_id,themoviedb_id,my_rating,name_uk,name_en,year,created"
                "_at\n"
                "1,tt0113277,949,8,Сутичка,Heat,1995,2023-01-01\n"
                "2,tt0078748,348,,Чужий,Alien,1979,2023-01-01\n"
            ),
        },
        (
            "kinobaza",
            "Heat (1995) [tt0113277]: ratings 4.0",
            "Alien (1979) [tt0078748]: bad_row",
        ),
    ),
    Case(
        "Kinopoisk",
        {
            "votes.csv": (
                "русскоязычное название;оригинальное название;год;страны;моя оценка;рейтинг"
                " КиноПоиска;мой комментарий\n"
                "Схватка;Heat;1995;США;9;8.1;хорошо\n"
                "Чужой;;1979;США;7;8.1;\n"
            ),
        },
        (
            "kinopoisk",
            "Heat (1995): ratings 4.5, note 'хорошо'",
            "Чужой (1979): ratings 3.5",
        ),
    ),
    Case(
        "Kinopoisk in the encoding of Windows",
        {
            "votes.csv": (
                b"\xcd\xe0\xe7\xe2\xe0\xed\xe8\xe5;\xc3\xee\xe4;\xcc\xee\xff \xee\xf6\xe5"
                b"\xed\xea\xe0\n\xd1\xf5\xe2\xe0\xf2\xea\xe0;1995;9\n"
            ),
        },
        (
            "kinopoisk",
            "Схватка (1995): ratings 4.5",
        ),
    ),
    Case(
        "Filmweb",
        {
            "filmweb.csv": (
                "timestamp,iso_date,user_comment,original_title,pl_title,directors,year,use"
                "r_rate\n"
                "1700000000,2023-11-14,dobry,Heat,Gorączka,Mann,1995,8\n"
            ),
        },
        (
            "filmweb",
            "Heat (1995): ratings 4.0, note 'dobry'",
        ),
    ),
    Case(
        "SensCritique",
        {
            "notes.csv": (
                "Titre,Titre original,Année,Réalisateur,Note\n"
                "Les Affranchis,Goodfellas,1990,Scorsese,8\n"
                "Alien,Alien,1979,Scott,6\n"
            ),
        },
        (
            "table",
            "Les Affranchis (1990): ratings 4.0",
            "Alien (1979): ratings 3.0",
            "* scale",
        ),
    ),
    Case(
        "AlloCiné",
        {
            "notes.csv": (
                "Titre;Année;Ma note;Date\nHeat;1995;4,5;31/12/2020\nAlien;1979;3;01/12/2020\n"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 3.0",
            "* scale",
        ),
    ),
    Case(
        "moviepilot",
        {
            "bewertungen.csv": (
                "Titel;Originaltitel;Jahr;Bewertung;Datum\nHeat;Heat;1995;8,5;01.02.2020\n"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.5",
            "* scale",
        ),
    ),
    Case(
        "Douban",
        {
            "douban.csv": (
                "标题,个人评分,打分日期,我的短评,上映日期,制片国家,条目链接\n"
                "Heat,4,2020/01/02,好,1995-12-15,美国,https://movie.douban.com/1\n"
            ),
        },
        (
            "table",
            "Heat (1995): ratings 4.0, note '好'",
            "* scale",
        ),
    ),
]
