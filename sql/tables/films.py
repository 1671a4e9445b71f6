"""The columns that describe a film, declared once for every table that holds films."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column


class FilmColumns:
    """The fields of a film, as `embeddings.sources.film_fields.FilmFields` declares them.

    A new field of a film needs a column here and a migration that adds it to the tables
    ``movies`` and ``added_films`` and to the view ``cards``. The tests compare all four.
    """

    title: Mapped[str]
    original_title: Mapped[str | None]
    alternative_titles: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    year: Mapped[int | None] = mapped_column(SmallInteger)
    genres: Mapped[list[str]]
    tags: Mapped[list[str]]
    plot: Mapped[str | None]
    countries: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    languages: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    # Title → its language, for titles in `alternative_titles` whose language is known.
    title_languages: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    # Names of people; a release also has them as rows of ``credits``, with their identities.
    directors: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    writers: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    cast: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    composers: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    runtime: Mapped[int | None] = mapped_column(SmallInteger)
    certificate: Mapped[str | None]
    minimum_age: Mapped[int | None] = mapped_column(SmallInteger)
    # Mood → 1 somewhat, 2 clearly, 3 what one remembers.
    moods: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    # What viewers would type who look for the film; searched, never shown.
    phrases: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    # Names of sets that it belongs to: studios, series, awards, movements.
    collections: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    imdb_id: Mapped[str | None]
    tmdb_id: Mapped[int | None]


FILM_COLUMNS: Final = tuple(FilmColumns.__annotations__)
