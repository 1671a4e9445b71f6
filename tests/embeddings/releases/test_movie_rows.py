"""A film's fields are declared once in Python and once in SQL, and the writer writes them all."""

from embeddings.releases.movie_rows import MOVIE_COLUMNS
from embeddings.sources.columns import CATALOGUE_COLUMNS
from embeddings.sources.film_fields import FIELDS, INTEGERS, LISTS, MAPPINGS
from sql.tables import FILM_COLUMNS, Movie


def test_python_and_sql_declare_the_same_fields() -> None:
    assert set(FIELDS) == set(FILM_COLUMNS)
    assert set(FIELDS) < set(CATALOGUE_COLUMNS)
    assert LISTS == (
        "alternative_titles", "genres", "tags", "countries", "languages",
        "directors", "writers", "cast", "composers", "phrases",
        "collections",
    )  # fmt: skip
    assert INTEGERS == ("year", "runtime", "minimum_age", "tmdb_id")
    assert MAPPINGS == ("title_languages", "moods")


def test_a_movie_is_written_with_every_column_that_is_not_generated() -> None:
    columns = {column.name for column in Movie.__table__.columns if column.computed is None}
    assert set(MOVIE_COLUMNS) == columns
    assert len(MOVIE_COLUMNS) == len(columns)
