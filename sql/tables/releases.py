"""Releases: what ``embeddings`` writes and ``app`` reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pgvector import HalfVector, SparseVector
from pgvector.sqlalchemy import HALFVEC, SPARSEVEC
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, REAL, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now
from sql.tables.films import FilmColumns
from sql.tables.identities import CreditedPerson, Film

FTS = """
setweight(to_tsvector('english', fold(title || ' ' || coalesce(original_title, '')
    || ' ' || joined(alternative_titles))), 'A')
|| setweight(to_tsvector('simple', fold(title || ' ' || coalesce(original_title, '')
    || ' ' || joined(alternative_titles))), 'A')
|| setweight(to_tsvector('english', fold(joined(tags) || ' ' || joined(genres))), 'B')
|| setweight(to_tsvector('english', fold(coalesce(plot, ''))), 'C')
|| setweight(to_tsvector('english', fold(joined(phrases))), 'D')
"""
LEXEMES = "case when kind = 'plot' then to_tsvector('english', fold(sentence)) end"


class Release(Base):
    """One build of catalogue and vectors: building, live, retired, failed or refused."""

    __tablename__ = "releases"
    release_id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    state: Mapped[str]
    dataset: Mapped[str]
    dataset_checksum: Mapped[str]
    plots_checksum: Mapped[str | None]
    credits_checksum: Mapped[str | None]
    knowledge_checksum: Mapped[str | None]
    attribution: Mapped[str | None]
    simulated_ratings: Mapped[bool] = mapped_column(server_default=text("false"))
    encoder: Mapped[str]
    encoder_revision: Mapped[str]
    text_dimension: Mapped[int]
    movie_count: Mapped[int] = mapped_column(server_default=text("0"))
    rating_count: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    taste_dimension: Mapped[int | None]
    taste: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    figures: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    # As `embeddings.evaluation.quality` measured it; null where nothing was measured.
    quality: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[datetime] = now()
    live_at: Mapped[datetime | None]
    # How often films have been added, changed or removed since it was built.
    revision: Mapped[int] = mapped_column(server_default=text("0"))
    # The map from an encoder's vector to the text part: `embeddings.learning.added_films`.
    text_part: Mapped[bytes | None]
    # The map from a film to its tag vector: `embeddings.learning.tag_relevance_space`.
    tag_space: Mapped[bytes | None]
    # As `embeddings.learning.map_regions.find_regions` found them, the largest first.
    map_regions: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, server_default=text("'[]'::jsonb")
    )
    # The stage that a rebuild is at: `embeddings.rebuild.stages`.
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    __table_args__ = (
        CheckConstraint(
            "state in ('building', 'live', 'retired', 'failed', 'refused')", name="state"
        ),
        CheckConstraint("text_dimension between 1 and 4000", name="text_dimension"),
        CheckConstraint("taste_dimension between 1 and 4000", name="taste_dimension"),
        Index(
            "releases_one_live_key", "state", unique=True, postgresql_where=text("state = 'live'")
        ),
    )


class Movie(FilmColumns, Base):
    """A release's record of a film; ``movie_id`` is the data set's own id.

    ``text_vector`` has no fixed dimension here, because releases of different
    encoders stand side by side; each partition's index casts to its own.
    """

    __tablename__ = "movies"
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    movie_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    film_id: Mapped[int] = mapped_column(ForeignKey(Film.film_id))
    title_keys: Mapped[list[str]]
    # Who made it and who is in it: "12" is the person with that id, "12:director" in that role.
    people: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    tag_counts: Mapped[list[int]]
    # Field → name of the source that its value comes from.
    sources: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    rating_count: Mapped[int] = mapped_column(server_default=text("0"))
    rating_mean: Mapped[float | None] = mapped_column(REAL)
    # Share of the release's films that are rated as often or less; 0 where nobody rated it.
    popularity: Mapped[float] = mapped_column(REAL, server_default=text("0"))
    text_hash: Mapped[bytes]
    text_vector: Mapped[HalfVector] = mapped_column(HALFVEC)
    # Item input vector, what liking the film says of a person; item output vector, whom it suits.
    profile_vector: Mapped[HalfVector | None] = mapped_column(HALFVEC)
    match_vector: Mapped[HalfVector | None] = mapped_column(HALFVEC)
    # How much each tag and mood holds for the film, by the directions of ``tag_directions``.
    tag_vector: Mapped[HalfVector | None] = mapped_column(HALFVEC)
    # Tags and moods that it is known to have, or estimated to by their thresholds.
    relevant_tags: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    # How much each tag and mood holds, from 0 to 1; null in releases from before there was this.
    tag_relevance: Mapped[SparseVector | None] = mapped_column(SPARSEVEC)
    # Stars above the release's mean that people give the film, shrunk.
    rating_bias: Mapped[float | None] = mapped_column(REAL)
    # Coordinates on the release's map, −1 to 1.
    map_x: Mapped[float | None] = mapped_column(REAL)
    map_y: Mapped[float | None] = mapped_column(REAL)
    fts: Mapped[str] = mapped_column(TSVECTOR, Computed(FTS, persisted=True))
    __table_args__ = (
        UniqueConstraint("release_id", "film_id"),
        CheckConstraint("cardinality(tags) = cardinality(tag_counts)", name="tag_counts"),
        CheckConstraint("rating_count >= 0", name="rating_count"),
        CheckConstraint("rating_mean between 0.5 and 5.0", name="rating_mean"),
        CheckConstraint("popularity between 0 and 1", name="popularity"),
        CheckConstraint("year between 1870 and 2200", name="year"),
        CheckConstraint("runtime between 1 and 9999", name="runtime"),
        CheckConstraint("minimum_age between 0 and 21", name="minimum_age"),
        CheckConstraint("(map_x is null) = (map_y is null)", name="map"),
        Index(None, "film_id"),
        Index(None, "fts", postgresql_using="gin"),
        Index(None, "genres", postgresql_using="gin"),
        Index(None, "countries", postgresql_using="gin"),
        Index(None, "languages", postgresql_using="gin"),
        Index(None, "collections", postgresql_using="gin"),
        Index(None, "title_keys", postgresql_using="gin"),
        Index(None, "people", postgresql_using="gin"),
        Index(None, "relevant_tags", postgresql_using="gin"),
        Index("movies_popular_idx", text("rating_count desc"), "movie_id"),
        Index(None, "release_id", "year"),
        # All that comparing films with somebody's taste reads, the longest vectors first.
        Index(
            "movies_taste_idx",
            text("l2_norm(match_vector) desc"),
            postgresql_include=["release_id", "movie_id", "match_vector"],
            postgresql_where=text("match_vector is not null"),
        ),
        {"postgresql_partition_by": "LIST (release_id)"},
    )


class Term(Base):
    """A genre or tag of a release with its own vector, to say why a film matched."""

    __tablename__ = "terms"
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    text_vector: Mapped[HalfVector] = mapped_column(HALFVEC)
    film_count: Mapped[int] = mapped_column(server_default=text("0"))
    __table_args__ = (
        CheckConstraint("kind in ('genre', 'tag')", name="kind"),
        CheckConstraint("film_count >= 0", name="film_count"),
        {"postgresql_partition_by": "LIST (release_id)"},
    )


class Sentence(Base):
    """A sentence of a film's plot, or a phrase of viewers, with a vector of its own.

    ``position`` counts from 0 in a film; phrases come after the plot.
    """

    __tablename__ = "sentences"
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    movie_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(server_default=text("'plot'"))
    sentence: Mapped[str]
    text_vector: Mapped[HalfVector] = mapped_column(HALFVEC)
    # Of a plot's sentence, so that no search parses it.
    fts: Mapped[str | None] = mapped_column(TSVECTOR, Computed(LEXEMES, persisted=True))
    __table_args__ = (
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint("kind in ('plot', 'phrase')", name="kind"),
        {"postgresql_partition_by": "LIST (release_id)"},
    )


class Word(Base):
    """A word of a release's titles, tags and plots, to tell a typing error from a rare word."""

    __tablename__ = "words"
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    word: Mapped[str] = mapped_column(primary_key=True)
    movie_count: Mapped[int]
    __table_args__ = (
        CheckConstraint("movie_count > 0", name="movie_count"),
        {"postgresql_partition_by": "LIST (release_id)"},
    )


class Credit(Base):
    """What a person did for a film of a release; ``position`` is the billing, from 0 by role."""

    __tablename__ = "credits"
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    movie_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey(CreditedPerson.person_id))
    # Whom a member of the cast plays, where that is known.
    character: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("role in ('director', 'writer', 'cast', 'composer')", name="role"),
        CheckConstraint("position >= 0", name="position"),
        Index(None, "person_id"),
        {"postgresql_partition_by": "LIST (release_id)"},
    )


class ReleaseChange(Base):
    """A film of a release that was added, changed or removed after it was built."""

    __tablename__ = "release_changes"
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    movie_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    # Words that are in more or fewer films since.
    words: Mapped[list[str]]
    changed_at: Mapped[datetime] = now()


class TextVector(Base):
    """Encoded texts by content, so that no rebuild encodes the same text twice."""

    __tablename__ = "text_vectors"
    encoder: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[str] = mapped_column(primary_key=True)
    text_hash: Mapped[bytes] = mapped_column(primary_key=True)
    text_vector: Mapped[HalfVector] = mapped_column(HALFVEC)
    created_at: Mapped[datetime] = now()
