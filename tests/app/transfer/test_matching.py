"""Which film a row is about, and how surely: on a catalogue made for the hard cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.data.services import services_of
from app.transfer.matching import Match, Miss, match
from app.transfer.rows import FilmKey
from embeddings.sources.text.titles import title_key
from tests.app.accounts.apps import app_on
from tests.app.library.releases import go_live

# movie_id, title, other titles, year, IMDb id, TMDB id
MOVIES = [
    (1, "Heat", [], 1995, "tt0113277", 949),
    (2, "Heat", [], 1986, "tt0093164", None),
    (3, "Amélie", ["Le Fabuleux Destin d'Amélie Poulain"], 2001, None, 194),
    (4, "The Kid", [], 1921, "tt0012349", 10098),
    (5, "The Kid", [], 2019, "tt8064602", None),
    (6, "Nymphomaniac: Vol. I", [], 2013, "tt1937390", None),
    (7, "Nymphomaniac: Vol. II", [], 2013, "tt2382009", None),
    (8, "Star Wars: Episode IV - A New Hope", [], 1977, "tt0076759", 11),
    (9, "Solaris", [], 1972, "tt0069293", 593),
    (10, "Solyaris", ["Solaris"], 1972, None, None),
    (11, "Twins", [], 2000, "tt9000001", 77),
    (12, "Twins", [], 2000, "tt9000002", 77),
    (13, "The Umbrellas of Cherbourg", [], 1964, None, None),
    (14, "Unknown Year", [], None, None, None),
]


@pytest.fixture
def app(empty_engine: Engine, tmp_path: Path) -> APIFlask:
    with empty_engine.begin() as connection:
        films = {}
        for movie_id, title, _, year, imdb_id, _ in MOVIES:
            statement = text(
                "insert into films (title_key, year, imdb_id) values (:key, :year, :imdb_id) "
                "returning film_id"
            )
            films[movie_id] = connection.execute(
                statement, {"key": title_key(title), "year": year, "imdb_id": imdb_id}
            ).scalar_one()
        # One that no release has any more.
        connection.execute(
            text("insert into films (title_key, year, imdb_id) values ('gone', 1930, 'tt0000930')")
        )
    go_live(empty_engine, "hard", films)
    with empty_engine.begin() as connection:
        for movie_id, title, others, year, imdb_id, tmdb_id in MOVIES:
            keys = [title_key(one) for one in (title, *others)]
            connection.execute(
                text(
                    "update movies set title = :title, title_keys = :keys, year = :year, "
                    "imdb_id = :imdb_id, tmdb_id = :tmdb_id where movie_id = :movie_id"
                ),
                {"title": title, "keys": keys, "year": year, "imdb_id": imdb_id}
                | {"tmdb_id": tmdb_id, "movie_id": movie_id},
            )
    return app_on(empty_engine, tmp_path)


def key(title: str | None = None, year: int | None = None, **ids: int | str) -> FilmKey:
    return FilmKey(title=title, year=year, **ids)  # type: ignore[arg-type]


def matched(app: APIFlask, keys: list[FilmKey], confidence_min: float = 0.5) -> list[Match | Miss]:
    with app.test_request_context("/"):
        services = services_of(app)
        live = services.releases.live().release_id
        found = match(services.database, live, keys, confidence_min)
    return [found[one] for one in keys]


CASES = [
    (key(imdb_id="tt0113277"), 1, 1.0),
    (key("Something else", 1950, imdb_id="tt0113277"), 1, 1.0),
    (key(tmdb_id=949), 1, 1.0),
    # Another's number, but title and year are right: perhaps an id that IMDb has given up.
    (key("Heat", 1986, imdb_id="tt9999999"), 2, 0.7),
    (key("Heat", 1986, tmdb_id=949, imdb_id="tt9999999"), 2, 0.7),
    (key(movie_id=3), 3, 1.0),
    (key("Amélie", 2001, movie_id=3), 3, 1.0),
    (key("Heat", 1995, movie_id=3), 1, 0.95),  # of another data set
    (key("heat", 1995), 1, 0.95),
    (key("HEAT!", 1996), 1, 0.8),
    (key("Heat", 1988), 2, 0.6),
    (key("le fabuleux destin d’Amélie Poulain", 2001), 3, 0.95),
    (key("Amelie", None), 3, 0.7),
    (key("Unknown Year", 1999), 14, 0.7),
    (key("Solaris", 1972), 9, 0.95),  # that is its own name, and the other's second
    (key(tmdb_id=77), 11, 1.0),
    (key("The Umbrelas of Cherbourg", 1964), 13, 0.74),
    (key("Star Wars", 1977), 8, 0.6),
    (key("The Umbrellas of Cherbourg: The Musical", 1964), 13, 0.6),
]


def test_matches(app: APIFlask) -> None:
    found = matched(app, [one for one, *_ in CASES])
    for (wanted, movie_id, confidence), one in zip(CASES, found, strict=True):
        assert isinstance(one, Match), (wanted, one)
        assert (one.movie_id, one.confidence) == (movie_id, confidence), wanted
        assert one.by_id == (confidence == 1)


MISSES = [
    (key("Heat", 1987, imdb_id="tt9999999"), "not_in_catalogue", "another"),
    (key(tmdb_id=949, imdb_id="tt9999999"), "not_in_catalogue", "this id"),
    (key("Heat", None), "ambiguous", "Heat (1995)"),
    (key("Twins", 2000), "ambiguous", "Twins (2000)"),
    (key("Heat", 1950), "not_in_catalogue", "1995, 1986"),
    (key("Nonesuch", 1995), "not_in_catalogue", "this title"),
    (key(imdb_id="tt0000001"), "not_in_catalogue", "this id"),
    (key("Nonesuch", imdb_id="tt0000001"), "not_in_catalogue", "this id, or this title"),
    (key("Nymphomaniac: Vol. III", 2013), "not_in_catalogue", "this title"),
    (key("Kid", 1921), "not_in_catalogue", "this title"),
    (key("'; drop table films; --", 1995), "not_in_catalogue", "this title"),
]


def test_misses(app: APIFlask) -> None:
    found = matched(app, [one for one, *_ in MISSES])
    for (wanted, reason, words), one in zip(MISSES, found, strict=True):
        assert isinstance(one, Miss), (wanted, one)
        assert one.reason == reason, wanted
        assert words in one.detail, wanted


def test_less_sure_than_wanted(app: APIFlask) -> None:
    unsure = key("Heat", 1988)
    (one,) = matched(app, [unsure], 0.7)
    assert one == Miss("uncertain", "It may be Heat (1986): 0.60 sure.")
    (surely,) = matched(app, [key("HEAT!", 1996)], 0.8)
    assert isinstance(surely, Match)


def test_film_that_no_release_has(app: APIFlask) -> None:
    """A rating of it is kept until some release has it again."""
    by_id, by_title = matched(app, [key(imdb_id="tt0000930"), key("Gone", 1930)])
    assert isinstance(by_id, Match)
    assert isinstance(by_title, Match)
    assert by_id.film_id == by_title.film_id
    assert by_id.movie_id is by_title.movie_id is None


def test_nothing_to_match(app: APIFlask) -> None:
    assert matched(app, []) == []
