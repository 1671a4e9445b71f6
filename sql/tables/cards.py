"""The view ``cards``: a movie as the API shows it, without vectors."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, TableClause, column, table

from sql.tables.films import FILM_COLUMNS
from sql.tables.releases import Movie

# Only a film's page shows these, and search and import compare titles.
NOT_SHOWN: Final = frozenset(
    {
        "alternative_titles", "title_languages", "writers", "composers", "minimum_age", "moods",
        "phrases",
    }
)  # fmt: skip
# Shown with the identities of people, as a JSON array of objects with ``id`` and ``name``.
PEOPLE_COLUMNS: Final = {"directors": "director", "cast": "cast"}
MOST_SHOWN: Final = 6

CARD_COLUMNS: Final = (
    "release_id",
    "movie_id",
    "film_id",
    *(name for name in FILM_COLUMNS if name not in NOT_SHOWN),
    "rating_count",
    "rating_mean",
    "popularity",
)

# A view is no table, so it is not part of the metadata that migrations are compared with.
cards: TableClause = table(
    "cards",
    *(
        column(name, JSON() if name in PEOPLE_COLUMNS else getattr(Movie, name).type)
        for name in CARD_COLUMNS
    ),
)


def cards_statement(movies: str = "movies") -> str:
    """Return the statement of the view over a table of movies.

    PostgreSQL drops the subqueries of people from a statement that does not read those columns.
    """
    columns = (
        _people(movies, name) if name in PEOPLE_COLUMNS else f"{movies}.{name}"
        for name in CARD_COLUMNS
    )
    return f"select {', '.join(columns)} from {movies}"


def _people(movies: str, name: str) -> str:
    return (
        "(select coalesce(json_agg(json_build_object('id', people.person_id, 'name', people.name)"
        " order by credits.position), '[]'::json) from credits"
        " join people on people.person_id = credits.person_id"
        f" where credits.release_id = {movies}.release_id and credits.movie_id = {movies}.movie_id"
        f" and credits.role = '{PEOPLE_COLUMNS[name]}'"
        f' and credits.position < {MOST_SHOWN}) as "{name}"'
    )
