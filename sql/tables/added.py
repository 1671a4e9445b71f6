"""Films that an operator adds, outside of any data set and any release."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, Identity, Integer
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now
from sql.tables.films import FilmColumns

# Ids of data sets are lower: MovieLens' have seven digits at most, IMDb's eight.
ADDED_FROM: Final = 2_000_000_000


class AddedFilm(FilmColumns, Base):
    """A film that an operator added; merged into the catalogue of every rebuild."""

    __tablename__ = "added_films"
    movie_id: Mapped[int] = mapped_column(
        Integer, Identity(always=True, start=ADDED_FROM), primary_key=True
    )
    imdb_id: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = now()
    changed_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("movie_id >= 2000000000", name="movie_id"),
        CheckConstraint("year between 1870 and 2200", name="year"),
        CheckConstraint("runtime between 1 and 9999", name="runtime"),
        CheckConstraint("minimum_age between 0 and 21", name="minimum_age"),
    )
