"""JSON of TMDB's interface, and lists of no site's own."""

from __future__ import annotations

from tests.app.transfer.cases import Case

CASES = [
    Case(
        "TMDB's interface: the mean is not mine, a series is no film",
        {
            "rated.json": (
                '{"page":1,"results":[{"id":949,"title":"Heat","release_date":"1995-12-15",'
                '"vote_average":7.9,"account_rating":{"created_at":"2020-01-01T00:00:00.000Z",'
                '"value":9}},{"id":348,"title":"Alien","release_date":"1979-05-25",'
                '"vote_average":8.1,"rating":3},{"id":680,"name":"Lost","vote_average":8,'
                '"first_air_date":"2004-09-22","rating":9}],"total_pages":1}'
            ),
            "watchlist.json": (
                '[{"id":949,"title":"Persona","release_date":"1966-10-18","vote_average":8.1}]'
            ),
        },
        (
            "tmdb",
            "Heat (1995): ratings 4.5",
            "Alien (1979): ratings 1.5",
            "None: not_a_film",
            "Persona (1966): watchlist",
        ),
    ),
    Case(
        "A JSON list of no site's own",
        {
            "movies.json": (
                '[{"title":"Heat","year":1995,"rating":9,"watched":true},'
                '{"title":"Alien","year":1979,"rating":null,"watched":false}]'
            ),
        },
        ("table", "Heat (1995): history, ratings 4.5", "Alien (1979): no_mark", "* scale"),
    ),
    Case(
        "JSON, one object a line",
        {
            "x.json": (
                '{"title":"Heat","year":1995,"rating":9}\n{"title":"Alien","year":1979,"rating":7}\n'
            ),
        },
        ("table", "Heat (1995): ratings 4.5", "Alien (1979): ratings 3.5", "* scale"),
    ),
    Case(
        "A JSON list that nobody knows is mapped",
        {
            "lib.json": (
                '[{"_id":"tt0113277","name":"Heat","type":"movie","year":"1995",'
                '"state":{"timesWatched":1}}]'
            ),
        },
        ("mapping title=name, year=year",),
    ),
    Case(
        "A collection in a dump of Trakt is no list of plans",
        {
            "collection-movies.json": (
                '[{"collected_at":"2020-01-01T00:00:00Z","movie":{"title":"Heat","year":1995,'
                '"ids":{"imdb":"tt0113277"}}}]'
            ),
            "ratings-movies.json": (
                '[{"rated_at":"2020-01-01T00:00:00Z","rating":9,"type":"movie","movie":'
                '{"title":"Alien","year":1979,"ids":{"imdb":"tt0078748"}}}]'
            ),
        },
        ("trakt", "Alien (1979) [tt0078748]: ratings 4.5", "ignored collection-movies.json"),
    ),
]
