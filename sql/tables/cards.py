"""The view ``cards``: a movie as the API shows it, without vectors."""

from __future__ import annotations

from typing import Final

from sqlalchemy import TableClause, column, table

from sql.tables.films import FILM_COLUMNS
from sql.tables.releases import Movie

# The API shows every field of a film but the titles that only search and import compare.
NOT_SHOWN: Final = frozenset({"alternative_titles"})

CARD_COLUMNS: Final = (
    "release_id",
    "movie_id",
    "film_id",
    *(name for name in FILM_COLUMNS if name not in NOT_SHOWN),
    "rating_count",
    "rating_mean",
)

# A view is no table, so it is not part of the metadata that migrations are compared with.
cards: TableClause = table(
    "cards", *(column(name, getattr(Movie, name).type) for name in CARD_COLUMNS)
)


def cards_statement(movies: str = "movies") -> str:
    """Return the statement of the view over a table of movies."""
    return f"select {', '.join(CARD_COLUMNS)} from {movies}"
