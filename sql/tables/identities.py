"""What outlives every data set: the identities of films and of the people credited in them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Identity, Index, Integer, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base


class Film(Base):
    """A film's identity, as `embeddings.sources.identity` compares it."""

    __tablename__ = "films"
    film_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    imdb_id: Mapped[str | None] = mapped_column(unique=True)
    title_key: Mapped[str]
    # Null where the film is known by one title only.
    original_title_key: Mapped[str | None]
    year: Mapped[int | None] = mapped_column(SmallInteger)
    __table_args__ = (
        Index(None, "title_key", "year"),
        Index(None, "original_title_key", postgresql_where=text("original_title_key is not null")),
        # Films without an IMDb id differ in title or year.
        Index(
            "films_unnumbered_key",
            "title_key",
            text("coalesce(year, 0)"),
            unique=True,
            postgresql_where=text("imdb_id is null"),
        ),
    )


class CreditedPerson(Base):
    """A person's identity: who has an IMDb id is that person, who has none is their name."""

    __tablename__ = "people"
    person_id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    imdb_id: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str]
    __table_args__ = (
        Index(None, "name_key"),
        Index(
            "people_unnumbered_key",
            "name_key",
            unique=True,
            postgresql_where=text("imdb_id is null"),
        ),
    )
