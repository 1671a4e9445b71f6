"""Films keep their identity from one data set to the next."""

import pytest
from sqlalchemy import Connection, Engine, text

from embeddings.releases.identities import identify
from embeddings.sources.identity import FilmIdentity


@pytest.fixture
def connection(empty_engine: Engine):
    with empty_engine.connect() as connection:
        yield connection


def film(
    imdb_id: str | None, title: str, year: int | None, original: str | None = None
) -> FilmIdentity:
    return FilmIdentity.of(imdb_id, title, original, year)


def known(connection: Connection, movies: dict[int, FilmIdentity]) -> dict[int, int]:
    found = identify(connection, movies)
    connection.commit()
    return found


HEAT = film("tt0113277", "heat", 1995)
EMMA_A = film("tt0116191", "emma", 1996)
EMMA_B = film("tt0118308", "emma", 1996)


def test_same_number_same_film(connection: Connection) -> None:
    first = known(connection, {6: HEAT})
    again = known(connection, {99: film("tt0113277", "heat 2", 1996)})
    assert again[99] == first[6]


def test_same_title_and_year_but_two_numbers_are_two_films(connection: Connection) -> None:
    found = known(connection, {838: EMMA_A, 26958: EMMA_B})
    assert found[838] != found[26958]


def test_a_film_without_number_gets_it_later(connection: Connection) -> None:
    first = known(connection, {1: film(None, "heat", 1995)})
    numbered = known(connection, {6: HEAT})
    assert numbered[6] == first[1]
    assert connection.scalar(text("select imdb_id from films")) == "tt0113277"


def test_a_numbered_film_is_found_by_title_and_year(connection: Connection) -> None:
    first = known(connection, {6: HEAT})
    assert known(connection, {1: film(None, "heat", 1995)})[1] == first[6]


@pytest.mark.parametrize(
    "other",
    [
        film(None, "heat", 1986),  # another year
        film(None, "the heat", 1995),  # another title
        film(None, "heat", None),  # unknown is not the same as 1995
    ],
)
def test_else_it_is_another_film(connection: Connection, other: FilmIdentity) -> None:
    first = known(connection, {6: HEAT})
    assert known(connection, {1: other})[1] != first[6]


def test_ambiguous_title_is_no_match(connection: Connection) -> None:
    before = known(connection, {838: EMMA_A, 26958: EMMA_B})
    assert known(connection, {1: film(None, "emma", 1996)})[1] not in before.values()


def test_one_film_is_claimed_once(connection: Connection) -> None:
    """A renamed film that keeps its number leaves its old title to nobody else."""
    first = known(connection, {6: HEAT})
    found = known(connection, {6: film("tt0113277", "hot", 1995), 7: film(None, "heat", 1995)})
    assert found[6] == first[6]
    assert found[7] != first[6]


def test_unknown_years_match_each_other(connection: Connection) -> None:
    first = known(connection, {1: film(None, "babylon 5", None)})
    assert known(connection, {2: film(None, "babylon 5", None)})[2] == first[1]


def test_the_same_again_enters_nothing(connection: Connection) -> None:
    movies = {
        6: HEAT,
        838: EMMA_A,
        26958: EMMA_B,
        1: film(None, "nowhere", None),
        2: film(None, "Emma", 1996),  # which of the two Emmas cannot be told
        3: film(None, "Hate", 1995, "La Haine"),
    }
    first = known(connection, movies)
    assert known(connection, movies) == first
    assert connection.scalar(text("select count(*) from films")) == len(movies)


def test_a_film_is_found_by_its_original_title(connection: Connection) -> None:
    first = known(connection, {1: film(None, "Hate", 1995, "La Haine")})
    assert known(connection, {2: film(None, "La haine", 1995)})[2] == first[1]


def test_an_original_title_is_learned_from_another_data_set(connection: Connection) -> None:
    first = known(connection, {1: film("tt0113247", "Hate", 1995)})
    known(connection, {2: film("tt0113247", "Hate", 1995, "La Haine")})
    assert known(connection, {3: film(None, "La Haine", 1995)})[3] == first[1]


def test_remakes_of_one_year_leave_a_film_without_id_alone(connection: Connection) -> None:
    """A rating of the one known as "Emma" moves to neither: which of the two cannot be told."""
    first = known(connection, {1: film(None, "emma", 1996)})
    found = known(connection, {838: EMMA_A, 26958: EMMA_B})
    assert first[1] not in found.values()


def test_a_new_film_gets_an_id_of_its_own_in_order(connection: Connection) -> None:
    movies = {n: film(f"tt{n:07d}", f"film {n}", 1990) for n in range(1, 12_001)}
    found = known(connection, movies)
    rows = connection.execute(text("select film_id, imdb_id from films"))
    assert {row.film_id: row.imdb_id for row in rows} == {
        found[movie_id]: movie.imdb_id for movie_id, movie in movies.items()
    }
