"""Films keep their identity from one data set to the next."""

import pytest
from sqlalchemy import Connection, Engine, text

from embeddings.releases.identities import Identity, identify


@pytest.fixture
def connection(empty_engine: Engine):
    with empty_engine.connect() as connection:
        yield connection


def known(connection: Connection, *movies: Identity) -> dict[int, int]:
    found = identify(connection, movies)
    connection.commit()
    return found


HEAT = Identity(6, "tt0113277", "heat", 1995)
EMMA_A = Identity(838, "tt0116191", "emma", 1996)
EMMA_B = Identity(26958, "tt0118308", "emma", 1996)


def test_same_number_same_film(connection: Connection) -> None:
    first = known(connection, HEAT)
    again = known(connection, Identity(99, "tt0113277", "heat 2", 1996))
    assert again[99] == first[6]


def test_same_title_and_year_but_two_numbers_are_two_films(connection: Connection) -> None:
    found = known(connection, EMMA_A, EMMA_B)
    assert found[838] != found[26958]


def test_a_film_without_number_gets_it_later(connection: Connection) -> None:
    first = known(connection, Identity(1, None, "heat", 1995))
    numbered = known(connection, HEAT)
    assert numbered[6] == first[1]
    assert connection.scalar(text("select imdb_id from films")) == "tt0113277"


def test_a_numbered_film_is_found_by_title_and_year(connection: Connection) -> None:
    first = known(connection, HEAT)
    assert known(connection, Identity(1, None, "heat", 1995))[1] == first[6]


@pytest.mark.parametrize(
    "other",
    [
        Identity(1, None, "heat", 1986),  # another year
        Identity(1, None, "the heat", 1995),  # another title
        Identity(1, None, "heat", None),  # unknown is not the same as 1995
    ],
)
def test_else_it_is_another_film(connection: Connection, other: Identity) -> None:
    first = known(connection, HEAT)
    assert known(connection, other)[1] != first[6]


def test_ambiguous_title_is_no_match(connection: Connection) -> None:
    before = known(connection, EMMA_A, EMMA_B)
    assert known(connection, Identity(1, None, "emma", 1996))[1] not in before.values()


def test_one_film_is_claimed_once(connection: Connection) -> None:
    """A renamed film that keeps its number leaves its old title to nobody else."""
    first = known(connection, HEAT)
    found = known(
        connection, Identity(6, "tt0113277", "hot", 1995), Identity(7, None, "heat", 1995)
    )
    assert found[6] == first[6]
    assert found[7] != first[6]


def test_unknown_years_match_each_other(connection: Connection) -> None:
    first = known(connection, Identity(1, None, "babylon 5", None))
    assert known(connection, Identity(2, None, "babylon 5", None))[2] == first[1]


def test_the_same_again_enters_nothing(connection: Connection) -> None:
    movies = [HEAT, EMMA_A, EMMA_B, Identity(1, None, "nowhere", None)]
    first = known(connection, *movies)
    assert known(connection, *movies) == first
    assert connection.scalar(text("select count(*) from films")) == len(movies)
