"""Films that an operator adds, outside of any data set and any release."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, Identity, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now

# Ids of data sets are lower: MovieLens' have seven digits at most, IMDb's eight.
ADDED_FROM: Final = 2_000_000_000


class AddedFilm(Base):
    """A film that an operator added; merged into the catalogue of every rebuild."""

    __tablename__ = "added_films"
    movie_id: Mapped[int] = mapped_column(
        Integer, Identity(always=True, start=ADDED_FROM), primary_key=True
    )
    title: Mapped[str]
    original_title: Mapped[str | None]
    alternative_titles: Mapped[list[str]]
    year: Mapped[int | None] = mapped_column(SmallInteger)
    genres: Mapped[list[str]]
    tags: Mapped[list[str]]
    plot: Mapped[str | None]
    countries: Mapped[list[str]]
    languages: Mapped[list[str]]
    imdb_id: Mapped[str | None] = mapped_column(unique=True)
    tmdb_id: Mapped[int | None]
    created_at: Mapped[datetime] = now()
    changed_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("movie_id >= 2000000000", name="movie_id"),
        CheckConstraint("year between 1870 and 2200", name="year"),
    )
