"""The typed model of every table.

Three groups, and who writes them:

* identity: `Film` is the thing people rate. It outlives any data set.
* releases: `Release`, `Movie`, `Term`, `TextVector`; written by ``embeddings``.
  A `Movie` is one release's record of a film. ``movies`` and ``terms`` are
  partitioned by release, so a release is built aside and attached in one step.
* people: accounts, ratings, lists; written by ``app``. They point to films,
  never to movies, so a new data set leaves them alone.

Only the migrations create tables; tests/sql compares them with this module.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from pgvector import HalfVector
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, REAL, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}

FTS = """
setweight(to_tsvector('english', fold(title || ' ' || coalesce(original_title, '')
    || ' ' || joined(alternative_titles))), 'A')
|| setweight(to_tsvector('simple', fold(title || ' ' || coalesce(original_title, '')
    || ' ' || joined(alternative_titles))), 'A')
|| setweight(to_tsvector('english', fold(joined(tags) || ' ' || joined(genres))), 'B')
|| setweight(to_tsvector('english', fold(coalesce(plot, ''))), 'C')
"""


class Base(DeclarativeBase):
    """Base of the model."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        str: Text,
        datetime: DateTime(timezone=True),
        list[str]: ARRAY(Text),
        list[int]: ARRAY(Integer),
        dict[str, Any]: JSONB,
        bytes: LargeBinary,
    }


def _now() -> Mapped[datetime]:
    return mapped_column(server_default=func.now())


class Film(Base):
    """A film's identity: IMDb id, else normalised title and year."""

    __tablename__ = "films"
    film_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    imdb_id: Mapped[str | None] = mapped_column(unique=True)
    title_key: Mapped[str]
    year: Mapped[int | None] = mapped_column(SmallInteger)
    __table_args__ = (
        Index(None, "title_key", "year"),
        # Where no IMDb id tells two films apart, title and year must.
        Index(
            "films_unnumbered_key",
            "title_key",
            text("coalesce(year, 0)"),
            unique=True,
            postgresql_where=text("imdb_id is null"),
        ),
    )


class Release(Base):
    """One whole build of catalogue and vectors: building, live, retired or failed."""

    __tablename__ = "releases"
    release_id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    state: Mapped[str]
    dataset: Mapped[str]
    dataset_checksum: Mapped[str]
    plots_checksum: Mapped[str | None]
    attribution: Mapped[str | None]
    simulated_ratings: Mapped[bool] = mapped_column(server_default=text("false"))
    encoder: Mapped[str]
    encoder_revision: Mapped[str]
    text_dimension: Mapped[int]
    movie_count: Mapped[int] = mapped_column(server_default=text("0"))
    rating_count: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    figures: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    created_at: Mapped[datetime] = _now()
    live_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("state in ('building', 'live', 'retired', 'failed')", name="state"),
        CheckConstraint("text_dimension between 1 and 4000", name="text_dimension"),
        Index(
            "releases_one_live_key", "state", unique=True, postgresql_where=text("state = 'live'")
        ),
    )


class Movie(Base):
    """A release's record of a film; ``movie_id`` is the data set's own id.

    ``text_vector`` has no fixed dimension here, because releases of different
    encoders stand side by side; each partition's index casts to its own.
    """

    __tablename__ = "movies"
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    movie_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    film_id: Mapped[int] = mapped_column(ForeignKey("films.film_id"))
    title: Mapped[str]
    original_title: Mapped[str | None]
    alternative_titles: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    title_keys: Mapped[list[str]]
    year: Mapped[int | None] = mapped_column(SmallInteger)
    genres: Mapped[list[str]]
    tags: Mapped[list[str]]
    tag_counts: Mapped[list[int]]
    plot: Mapped[str | None]
    countries: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    languages: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    imdb_id: Mapped[str | None]
    tmdb_id: Mapped[int | None]
    rating_count: Mapped[int] = mapped_column(server_default=text("0"))
    rating_mean: Mapped[float | None] = mapped_column(REAL)
    text_hash: Mapped[bytes]
    text_vector: Mapped[HalfVector] = mapped_column(HALFVEC)
    fts: Mapped[str] = mapped_column(TSVECTOR, Computed(FTS, persisted=True))
    __table_args__ = (
        UniqueConstraint("release_id", "film_id"),
        CheckConstraint("cardinality(tags) = cardinality(tag_counts)", name="tag_counts"),
        CheckConstraint("rating_count >= 0", name="rating_count"),
        CheckConstraint("rating_mean between 0.5 and 5.0", name="rating_mean"),
        CheckConstraint("year between 1870 and 2200", name="year"),
        Index(None, "film_id"),
        Index(None, "fts", postgresql_using="gin"),
        Index(None, "genres", postgresql_using="gin"),
        Index(None, "title_keys", postgresql_using="gin"),
        Index("movies_popular_idx", text("rating_count desc"), "movie_id"),
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
    __table_args__ = (
        CheckConstraint("kind in ('genre', 'tag')", name="kind"),
        {"postgresql_partition_by": "LIST (release_id)"},
    )


class TextVector(Base):
    """Encoded texts by content, so that no rebuild encodes the same text twice."""

    __tablename__ = "text_vectors"
    encoder: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[str] = mapped_column(primary_key=True)
    text_hash: Mapped[bytes] = mapped_column(primary_key=True)
    text_vector: Mapped[HalfVector] = mapped_column(HALFVEC)
    created_at: Mapped[datetime] = _now()


class User(Base):
    """An account."""

    __tablename__ = "users"
    user_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    username: Mapped[str]
    password_hash: Mapped[str]
    # Raised on a password change: sessions and tokens of an older epoch end.
    session_epoch: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime] = _now()
    __table_args__ = (
        CheckConstraint("char_length(username) between 3 and 64", name="username"),
        Index("users_username_key", text("lower(username)"), unique=True),
    )


def _owner() -> Mapped[int]:
    return mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"), primary_key=True)


def _film() -> Mapped[int]:
    return mapped_column(ForeignKey("films.film_id", ondelete="RESTRICT"), primary_key=True)


class Rating(Base):
    """A person's rating of a film, 0.5 to 5.0 in half steps."""

    __tablename__ = "ratings"
    user_id: Mapped[int] = _owner()
    film_id: Mapped[int] = _film()
    rating: Mapped[Decimal] = mapped_column(Numeric(2, 1))
    rated_at: Mapped[datetime] = _now()
    __table_args__ = (
        CheckConstraint("rating between 0.5 and 5.0 and rating * 2 = trunc(rating * 2)", "rating"),
        Index(None, "film_id"),
    )


class Viewing(Base):
    """A film seen, with the day where it is known."""

    __tablename__ = "viewings"
    user_id: Mapped[int] = _owner()
    film_id: Mapped[int] = _film()
    watched_on: Mapped[date | None]
    created_at: Mapped[datetime] = _now()
    __table_args__ = (Index(None, "film_id"),)


class WatchlistEntry(Base):
    """A film to see later."""

    __tablename__ = "watchlist"
    user_id: Mapped[int] = _owner()
    film_id: Mapped[int] = _film()
    created_at: Mapped[datetime] = _now()
    __table_args__ = (Index(None, "film_id"),)


class HiddenFilm(Base):
    """A film marked "not interested"; reversible."""

    __tablename__ = "hidden"
    user_id: Mapped[int] = _owner()
    film_id: Mapped[int] = _film()
    created_at: Mapped[datetime] = _now()
    __table_args__ = (Index(None, "film_id"),)


class Preferences(Base):
    """What a person says about their taste in words and settings."""

    __tablename__ = "preferences"
    user_id: Mapped[int] = _owner()
    genres: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    exclude_genres: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    year_min: Mapped[int | None] = mapped_column(SmallInteger)
    year_max: Mapped[int | None] = mapped_column(SmallInteger)
    # 0 is familiar, 1 is adventurous.
    adventurousness: Mapped[float] = mapped_column(REAL, server_default=text("0.3"))
    onboarding_text: Mapped[str] = mapped_column(server_default=text("''"))
    updated_at: Mapped[datetime] = _now()
    __table_args__ = (
        CheckConstraint("adventurousness between 0 and 1", name="adventurousness"),
        CheckConstraint("year_min <= year_max", name="years"),
        CheckConstraint("char_length(onboarding_text) <= 2000", name="onboarding_text"),
    )


class ApiToken(Base):
    """A named bearer token; the token itself is never stored, only its JWT id."""

    __tablename__ = "api_tokens"
    token_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    name: Mapped[str]
    jwt_id: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = _now()
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("char_length(name) between 1 and 100", name="name"),
        CheckConstraint("expires_at > created_at", name="expires_at"),
        Index(None, "user_id"),
    )
