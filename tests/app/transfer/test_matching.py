"""Which film a row is about, and how surely: on a catalogue made for the hard cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
    (15, "Old Boy", [], 2003, "tt0364569", 670),
    (16, "John Wick: Chapter Two", [], 2017, None, None),
    (17, "X2: X-Men United", [], 2003, None, None),
    (18, "Monty Python's Life of Brian", [], 1979, None, None),
    (19, "Aeon Flux", [], 2005, None, None),
    (20, "Star Wars: Episode VII - The Force Awakens", [], 2015, None, None),
    (21, "Watchmen: Tales of the Black Freighter", [], 2009, None, None),
    (22, "Che: Part Two", [], 2008, None, None),
    (23, "Eyes Without a Face", ["Les Yeux sans visage"], 1959, None, None),
    (24, "Whiplash", [], 2014, None, None),
    (25, "The Matrix", [], 1999, "tt0133093", 603),
    (26, "Sweeney Todd: The Demon Barber of Fleet Street", ["Sweeney Todd"], 2007, None, None),
    (27, "Avengers: Infinity War - Part I", [], 2018, None, None),
    (28, "Brief Encounter", [], 1945, None, None),
    (29, "Jason X", [], 2001, None, None),
]
# The others have one rating each.
WELL_KNOWN = (8, 17, 18, 20, 24, 25, 26, 27)


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
            keys = [title_key(other) for other in (title, *others)]
            connection.execute(
                text(
                    "update movies set title = :title, title_keys = :keys, year = :year, "
                    "alternative_titles = :others, imdb_id = :imdb_id, tmdb_id = :tmdb_id, "
                    "rating_count = :count where movie_id = :movie_id"
                ),
                {"title": title, "keys": keys, "others": others, "year": year, "imdb_id": imdb_id}
                | {"tmdb_id": tmdb_id, "movie_id": movie_id}
                | {"count": 100 if movie_id in WELL_KNOWN else 1},
            )
    return app_on(empty_engine, tmp_path)


def key(title: str | None = None, year: int | None = None, **ids: Any) -> FilmKey:
    return FilmKey(title=title, year=year, **ids)


def matched(app: APIFlask, keys: list[FilmKey], confidence_min: float = 0.5) -> list[Match | Miss]:
    with app.test_request_context("/"):
        found = match(services_of(app), keys, confidence_min)
    return [found[key] for key in keys]


CASES = [
    (key(imdb_id="tt0113277"), 1, 1.0, None),
    (key("Something else", 1950, imdb_id="tt0113277"), 1, 1.0, None),
    (key(tmdb_id=949), 1, 1.0, None),
    # IMDb's id decides where a film has both.
    (key("Heat", 1995, imdb_id="tt0113277", tmdb_id=1), 1, 1.0, None),
    (key(movie_id=3), 3, 1.0, None),
    (key("Amélie", 2001, movie_id=3), 3, 1.0, None),
    (key("Star Wars", None, movie_id=8), 8, 1.0, None),
    (key("Heat", 1995, movie_id=3), 1, 0.95, None),  # of another data set
    (key("heat", 1995), 1, 0.95, None),
    (key("Heat (1995)"), 1, 0.95, None),
    (key("le fabuleux destin d’Amélie Poulain", 2001), 3, 0.95, None),
    (key("Die Welt der Amélie", 2001, titles=("Amélie",)), 3, 0.95, None),
    (key("Matrix, The", 1999), 25, 0.95, None),
    (key("Matrix", 1999), 25, 0.9, None),
    (key("The Matrix"), 25, 0.7, "no_year"),
    (key("Solaris", 1972), 9, 0.95, None),  # that is its own name, and the other's second
    (key(tmdb_id=77), 11, 1.0, None),
    (key("Oldboy", 2003), 15, 0.9, None),
    (key("John Wick 2", 2017), 16, 0.9, None),
    (key("Æon Flux", 2005), 19, 0.9, None),
    (key("Star Wars: The Force Awakens", 2015), 20, 0.9, None),
    (key("Avengers: Infinity War", 2018), 27, 0.9, None),
    (key("Infinity War", 2018), 27, 0.8, "part_of_title"),
    (key("Star Wars", 1977), 8, 0.8, "part_of_title"),
    (key("X2", 2003), 17, 0.8, "part_of_title"),
    (key("Life of Brian", 1979), 18, 0.8, "part_of_title"),
    (key("Eyes Without a Face", 1960), 23, 0.8, "other_year"),
    (key("Les yeux sans visage", 1960), 23, 0.8, "other_year"),
    (key("The Umbrelas of Cherbourg", 1964), 13, 0.73, "spelling"),
    (key("Brief Encounter", 1946), 28, 0.8, "other_year"),
]


def test_matches(app: APIFlask) -> None:
    found = matched(app, [wanted for wanted, *_ in CASES], 0.7)
    for (wanted, movie_id, confidence, doubt), outcome in zip(CASES, found, strict=True):
        assert isinstance(outcome, Match), (wanted, outcome)
        assert (outcome.movie_id, outcome.confidence, outcome.doubt) == (
            movie_id,
            confidence,
            doubt,
        ), wanted
        assert outcome.by_id == (confidence == 1)


# With what the report says, and the films that it may be.
MISSES = [
    # A row's id says which film it is: never another one, however equal its title.
    (key("Heat", 1986, imdb_id="tt9999999"), "not_in_catalogue", "another film", [2]),
    (key("Heat", 1995, tmdb_id=7), "not_in_catalogue", "another film", [1, 2]),
    (key("Heat", 1995, imdb_id="tt9999999", tmdb_id=949), "not_in_catalogue", "another", [1]),
    (key(tmdb_id=949, imdb_id="tt9999999"), "not_in_catalogue", "this id", []),
    (key("Heat", None), "ambiguous", "Heat (1995)", [1, 2]),
    (key("Twins", 2000), "ambiguous", "Twins (2000)", [11, 12]),
    (key("Heat", 1950), "not_in_catalogue", "1995, 1986", [1, 2]),
    (key("HEAT!", 1996), "uncertain", "Heat (1995): 0.65", [1, 2]),
    (key("Unknown Year", 1999), "uncertain", "Unknown Year: 0.60", [14]),
    # A short, a spin-off, the other part of two, another film called like a part of a title.
    (key("Whiplash", 2013), "uncertain", "Whiplash (2014)", [24]),
    (key("Jason X", 2002), "uncertain", "Jason X (2001): 0.65", [29]),
    (key("Watchmen", 2009), "uncertain", "Black Freighter (2009)", [21]),
    (key("Sweeney Todd", 2006), "uncertain", "Sweeney Todd: The", [26]),
    (key("The Matrix: Revisited", 1999), "uncertain", "The Matrix (1999)", [25]),
    (key("Che: Part One", 2008), "not_in_catalogue", "this title", []),
    (key("Nymphomaniac: Vol. III", 2013), "not_in_catalogue", "this title", []),
    (key("Nymphomaniac", 2013), "uncertain", "Vol. I (2013)", [6, 7]),
    (key("The Umbrelas of Cherbourg", 1965), "not_in_catalogue", "this title", []),
    (key("Nonesuch", 1995), "not_in_catalogue", "this title", []),
    (key(imdb_id="tt0000001"), "not_in_catalogue", "this id", []),
    (key("Nonesuch", imdb_id="tt0000001"), "not_in_catalogue", "this id, or this title", []),
    (key("'; drop table films; --", 1995), "not_in_catalogue", "this title", []),
]


def test_misses(app: APIFlask) -> None:
    found = matched(app, [wanted for wanted, *_ in MISSES], 0.7)
    for (wanted, reason, words, candidates), outcome in zip(MISSES, found, strict=True):
        assert isinstance(outcome, Miss), (wanted, outcome)
        assert (outcome.reason, [film.movie_id for film in outcome.candidates]) == (
            reason,
            candidates,
        ), wanted
        assert words in outcome.detail, wanted


def test_why_a_candidate_is_doubtful(app: APIFlask) -> None:
    rows = [key("Heat", 1986, imdb_id="tt9999999"), key("Twins", 2000), key("Heat", 1996)]
    found = [
        outcome.candidates[0].doubt
        for outcome in matched(app, rows, 0.7)
        if isinstance(outcome, Miss)
    ]
    assert found == ["other_id", "same_title", "other_year"]


def test_how_sure_a_match_must_be(app: APIFlask) -> None:
    unsure = key("Heat", 1988)
    (outcome,) = matched(app, [unsure], 0.7)
    assert isinstance(outcome, Miss)
    assert (outcome.reason, outcome.detail) == ("uncertain", "It may be Heat (1986): 0.60 sure.")
    (taken,) = matched(app, [unsure], 0.5)
    assert isinstance(taken, Match)


def test_film_that_no_release_has(app: APIFlask) -> None:
    """A rating of it is kept until some release has it again."""
    by_id, by_title = matched(app, [key(imdb_id="tt0000930"), key("Gone", 1930)])
    assert isinstance(by_id, Match)
    assert isinstance(by_title, Match)
    assert by_id.film_id == by_title.film_id
    assert by_id.movie_id is by_title.movie_id is None


def test_nothing_to_match(app: APIFlask) -> None:
    assert matched(app, []) == []
