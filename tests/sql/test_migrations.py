"""Migrations run up, down and up again, and make what sql/tables says."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, inspect, text
from sqlalchemy.exc import DataError, IntegrityError

from embeddings.releases.add import add_films
from embeddings.sources.given_film import read_film
from sql import migrations
from sql.failures import ServerError
from sql.server import make_engine
from sql.tables import CARD_COLUMNS, FILM_COLUMNS, AddedFilm, Base, Movie, cards
from tests.embeddings.releases.adding import ENCODER


def test_model_and_database_agree(empty_engine: Engine) -> None:
    with empty_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_generated_and_checked_columns_agree(empty_engine: Engine) -> None:
    """What Alembic does not compare: checks, by name, on every table."""
    with empty_engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            found = {
                check["name"] for check in inspect(connection).get_check_constraints(table.name)
            }
            declared = {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
            assert found == declared, table.name


def test_cards_show_every_field_of_a_film_and_no_vectors(empty_engine: Engine) -> None:
    with empty_engine.connect() as connection:
        columns = inspect(connection).get_columns("cards")
    assert {column["name"] for column in columns} == set(CARD_COLUMNS)
    assert set(FILM_COLUMNS) - set(CARD_COLUMNS) == {
        "alternative_titles", "title_languages", "writers", "composers", "minimum_age", "moods",
        "phrases",
    }  # fmt: skip
    for column in columns:
        declared = cards.c[column["name"]].type.compile(empty_engine.dialect)
        assert column["type"].compile(empty_engine.dialect) == declared, column["name"]


def test_movies_and_added_films_have_every_field_of_a_film() -> None:
    for table in (Movie, AddedFilm):
        assert set(FILM_COLUMNS) <= {column.name for column in table.__table__.columns}


def test_an_upgrade_keeps_tastes_and_sentences(empty_engine: Engine) -> None:
    """Columns are renamed, not made anew."""
    migrations.downgrade(empty_engine, "0012")
    with empty_engine.begin() as connection:
        connection.execute(
            text(
                "insert into users (username, password_hash) values ('ada', 'x');"
                "insert into releases (state, dataset, dataset_checksum, encoder,"
                " encoder_revision, text_dimension) values ('live', 'd', '-', 'e', '1', 2);"
                "insert into tastes (user_id, release_id, taste_vector, heard_vector,"
                " residual_vector, prior_vector, rating_bias, rating_count, mark_count)"
                " select user_id, release_id, '[1,2]', '[3,4]', '[5,6]', '[7,8]', 0, 1, 1"
                " from users, releases;"
            )
        )
    migrations.upgrade(empty_engine)
    with empty_engine.connect() as connection:
        row = connection.execute(
            text("select evidence_vector::text, preference_vector::text from tastes")
        ).one()
    assert tuple(row) == ("[3,4]", "[7,8]")


def test_a_seen_film_becomes_a_viewing_and_back(
    empty_engine: Engine, person_and_film: tuple[int, int]
) -> None:
    """Going back keeps one viewing of a film, the latest."""
    user, film = person_and_film
    viewed = text("select watched_on::text from viewings")
    seen = text("select mark from marks")
    migrations.downgrade(empty_engine, "0017")
    with empty_engine.begin() as connection:
        values = f"({user}, {film}, '2020-01-31')"
        connection.execute(
            text(f"insert into viewings (user_id, film_id, watched_on) values {values}")
        )
    migrations.upgrade(empty_engine)
    with empty_engine.begin() as connection:
        assert connection.scalars(viewed).all() == ["2020-01-31"]
        more = f"({user}, {film}, '2025-03-01'), ({user}, {film}, null), ({user}, {film}, null)"
        connection.execute(
            text(f"insert into viewings (user_id, film_id, watched_on) values {more}")
        )
        assert connection.scalars(seen).all() == ["seen"]
    migrations.downgrade(empty_engine, "0017")
    with empty_engine.connect() as connection:
        assert connection.scalars(viewed).all() == ["2025-03-01"]
        assert connection.scalars(seen).all() == ["seen"]


# What a database of the version before people and facts had of films and people's marks.
BEFORE_PEOPLE = """
select 'movies', count(*), md5(string_agg(concat(release_id, movie_id, film_id, title, year, genres,
    tags, plot, countries, languages, title_keys, rating_count, text_hash, text_vector,
    match_vector), '|' order by release_id, movie_id)) from movies
union all select 'cards', count(*), md5(string_agg(title || tags::text, '|' order by movie_id))
    from cards
union all select 'added', count(*), md5(string_agg(title || genres::text, '|' order by movie_id))
    from added_films
union all select 'ratings', count(*), md5(string_agg(user_id || ' ' || film_id || ' ' || rating,
    '|' order by film_id)) from ratings
union all select 'releases', count(*), md5(string_agg(release_id || state || figures::text, '|'))
    from releases
"""


def test_a_database_of_before_people_keeps_everything(copied_engine: Engine) -> None:
    """A live release, an added film and ratings at 0014; then credits can be written to it."""
    with copied_engine.begin() as connection:
        add_films(connection, ENCODER, [read_film({"title": "Old", "genres": ["Drama"]})])
        connection.execute(
            text(
                "insert into users (username, password_hash) values ('ada', 'x');"
                "insert into ratings (user_id, film_id, rating) select user_id, film_id, 4.5"
                " from users, movies where movie_id % 7 = 0"
            )
        )

    def held() -> list[tuple[object, ...]]:
        with copied_engine.connect() as connection:
            return sorted(tuple(row) for row in connection.execute(text(BEFORE_PEOPLE)))

    migrations.downgrade(copied_engine, "0014")
    assert "people" not in inspect(copied_engine).get_table_names()
    before = held()
    assert all(count for _, count, _ in before)
    migrations.upgrade(copied_engine)
    assert held() == before
    with copied_engine.begin() as connection:
        facts = connection.execute(
            text("select distinct directors::text, runtime, certificate from cards")
        )
        assert [tuple(row) for row in facts] == [("[]", None, None)]
        film = read_film({"title": "New", "directors": ["Ada Zyxomma"], "runtime": 90})
        (movie_id,) = add_films(connection, ENCODER, [film])
        credited = text(
            "select name from credits join people using (person_id) where movie_id = :id"
        )
        assert connection.scalars(credited, {"id": movie_id}).all() == ["Ada Zyxomma"]


def test_down_leaves_nothing_and_up_again_works(empty_engine: Engine) -> None:
    migrations.downgrade(empty_engine)
    with empty_engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert inspect(connection).get_view_names() == []
        functions = connection.execute(
            text("select proname from pg_proc where proname in ('fold', 'joined')")
        )
        assert functions.all() == []
    assert migrations.pending(empty_engine)
    migrations.upgrade(empty_engine)
    assert not migrations.pending(empty_engine)


def test_a_newer_database_is_served_from_and_left_alone(empty_engine: Engine) -> None:
    """As while replicas are replaced one by one."""
    with empty_engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    assert not migrations.pending(empty_engine)
    with pytest.raises(ServerError, match=r"of a newer ordained .its revision is 9999"):
        migrations.upgrade(empty_engine)
    with empty_engine.begin() as connection:
        connection.execute(text("delete from alembic_version"))
    assert migrations.pending(empty_engine)


def test_two_processes_may_migrate_at_once(database_url: str) -> None:
    failures: list[BaseException] = []

    def migrate() -> None:
        engine = make_engine(database_url)
        try:
            migrations.upgrade(engine)
        except BaseException as error:
            failures.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=migrate) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.fixture
def person_and_film(empty_engine: Engine) -> tuple[int, int]:
    with empty_engine.begin() as connection:
        user = connection.scalar(
            text(
                "insert into users (username, password_hash) values ('ada', 'x') returning user_id"
            )
        )
        film = connection.scalar(
            text("insert into films (title_key, year) values ('heat', 1995) returning film_id")
        )
    return user, film


@pytest.mark.parametrize(
    ("rating", "accepted"),
    [
        ("0.5", True),
        ("5.0", True),
        ("3.5", True),
        ("0", False),  # no rating is no row
        ("5.5", False),
        ("3.3", False),  # half steps only
        ("-1", False),
        ("'NaN'", False),
    ],
)
def test_ratings_are_half_steps(
    empty_engine: Engine, person_and_film: tuple[int, int], rating: str, accepted: bool
) -> None:
    user, film = person_and_film
    statement = text(
        f"insert into ratings (user_id, film_id, rating) values ({user}, {film}, {rating})"
    )
    with empty_engine.connect() as connection:
        if accepted:
            connection.execute(statement)
        else:
            with pytest.raises((IntegrityError, DataError)):
                connection.execute(statement)


def test_a_pair_is_rated_once(empty_engine: Engine, person_and_film: tuple[int, int]) -> None:
    user, film = person_and_film
    statement = text(f"insert into ratings (user_id, film_id, rating) values ({user}, {film}, 4)")
    with empty_engine.connect() as connection:
        connection.execute(statement)
        with pytest.raises(IntegrityError, match="ratings_pkey"):
            connection.execute(statement)


def test_people_take_their_marks_along_and_films_stay(
    empty_engine: Engine, person_and_film: tuple[int, int]
) -> None:
    user, film = person_and_film
    with empty_engine.begin() as connection:
        for table in ("viewings", "watchlist", "hidden"):
            connection.execute(
                text(f"insert into {table} (user_id, film_id) values ({user}, {film})")
            )
        connection.execute(
            text(f"insert into ratings (user_id, film_id, rating) values ({user}, {film}, 4)")
        )
        connection.execute(text(f"insert into preferences (user_id) values ({user})"))
    with empty_engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("delete from films"))
    with empty_engine.begin() as connection:
        connection.execute(text("delete from users"))
        for table in ("ratings", "viewings", "watchlist", "hidden", "preferences"):
            assert connection.scalar(text(f"select count(*) from {table}")) == 0
        assert connection.scalar(text("select count(*) from films")) == 1


def test_user_names_differ_by_more_than_case(empty_engine: Engine) -> None:
    with empty_engine.connect() as connection:
        insert = "insert into users (username, password_hash) values (:name, 'x')"
        connection.execute(text(insert), {"name": "Ada"})
        with pytest.raises(IntegrityError, match="users_username_key"):
            connection.execute(text(insert), {"name": "aDA"})


def test_fold_drops_case_and_accents(empty_engine: Engine) -> None:
    with empty_engine.connect() as connection:
        folded = connection.scalar(text("select fold('Amélie, ŁÓDŹ, Smørrebrød, Ça')"))
    assert folded == "amelie, lodz, smorrebrod, ca"
