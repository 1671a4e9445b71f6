"""Accounts, marks and preferences; written by ``app``. Rows point to films, never to movies."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from pgvector import Vector
from pgvector.sqlalchemy import VECTOR
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    Numeric,
    SmallInteger,
    text,
)
from sqlalchemy.dialects.postgresql import REAL
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class User(Base):
    """An account."""

    __tablename__ = "users"
    user_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    username: Mapped[str]
    # Null where the person signs in through a provider only.
    password_hash: Mapped[str | None]
    # Raised on a password change: sessions and tokens of an older epoch end.
    session_epoch: Mapped[int] = mapped_column(server_default=text("0"))
    # Granted by `python -m app admin grant`: may change the catalogue.
    is_admin: Mapped[bool] = mapped_column(server_default=text("false"))
    # Raised with every write of the person: a replica with this count has all of their writes.
    write_count: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    created_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("char_length(username) between 3 and 64", name="username"),
        Index("users_username_key", text('lower(username COLLATE "C")'), unique=True),
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
    rated_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("rating between 0.5 and 5.0 and rating * 2 = trunc(rating * 2)", "rating"),
        Index(None, "film_id"),
    )


class Viewing(Base):
    """A film seen, with the day where it is known; a film may be seen several times."""

    __tablename__ = "viewings"
    viewing_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    film_id: Mapped[int] = mapped_column(ForeignKey("films.film_id", ondelete="RESTRICT"))
    watched_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(server_default=text("''"))
    created_at: Mapped[datetime] = now()
    # Chosen by the client, which may send the viewing again where no answer came.
    entry_key: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("char_length(note) <= 2000", name="note"),
        CheckConstraint("char_length(entry_key) between 1 and 255", name="entry_key"),
        Index(None, "film_id"),
        Index("viewings_user_id_film_id_idx", "user_id", "film_id"),
        Index("viewings_user_id_watched_on_idx", "user_id", "watched_on"),
        Index(
            "viewings_user_id_entry_key_idx",
            "user_id",
            "entry_key",
            unique=True,
            postgresql_where=text("entry_key is not null"),
        ),
    )


class WatchlistEntry(Base):
    """A film to see later."""

    __tablename__ = "watchlist"
    user_id: Mapped[int] = _owner()
    film_id: Mapped[int] = _film()
    created_at: Mapped[datetime] = now()
    __table_args__ = (Index(None, "film_id"),)


class HiddenFilm(Base):
    """A film marked "not interested"; reversible."""

    __tablename__ = "hidden"
    user_id: Mapped[int] = _owner()
    film_id: Mapped[int] = _film()
    created_at: Mapped[datetime] = now()
    __table_args__ = (Index(None, "film_id"),)


class Preferences(Base):
    """The preferences that a person stated, in words and settings."""

    __tablename__ = "preferences"
    user_id: Mapped[int] = _owner()
    genres: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    exclude_genres: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    tags: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    exclude_tags: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    # Ids of ``people``; nothing points to them, since whoever is gone excludes no film.
    exclude_people: Mapped[list[int]] = mapped_column(server_default=text("'{}'"))
    year_min: Mapped[int | None] = mapped_column(SmallInteger)
    year_max: Mapped[int | None] = mapped_column(SmallInteger)
    # 0 is familiar, 1 is adventurous.
    adventurousness: Mapped[float] = mapped_column(REAL, server_default=text("0.3"))
    onboarding_text: Mapped[str] = mapped_column(server_default=text("''"))
    updated_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("adventurousness between 0 and 1", name="adventurousness"),
        CheckConstraint("year_min <= year_max", name="years"),
        CheckConstraint("char_length(onboarding_text) <= 2000", name="onboarding_text"),
    )


class Taste(Base):
    """A person's user vector under a release, with the sums that predict ratings."""

    __tablename__ = "tastes"
    user_id: Mapped[int] = _owner()
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    taste_vector: Mapped[Vector] = mapped_column(VECTOR)
    # Both sums are over the rated films' profile vectors; residuals weigh the second.
    evidence_vector: Mapped[Vector] = mapped_column(VECTOR)
    residual_vector: Mapped[Vector] = mapped_column(VECTOR)
    # The part that stated preferences add; null where a person stated none.
    preference_vector: Mapped[Vector | None] = mapped_column(VECTOR)
    rating_bias: Mapped[float] = mapped_column(REAL)
    # How far the ratings lie from what the biases expect, in stars; null where an earlier version
    # kept the vectors, which are then computed again.
    rating_spread: Mapped[float | None] = mapped_column(REAL)
    rating_count: Mapped[int]
    mark_count: Mapped[int]
    updated_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("mark_count >= rating_count", name="mark_count"),
        CheckConstraint("rating_count >= 0", name="rating_count"),
        CheckConstraint("rating_spread > 0", name="rating_spread"),
        Index(None, "release_id"),
    )


class ApiToken(Base):
    """A named bearer token; the token itself is never stored, only its JWT id."""

    __tablename__ = "api_tokens"
    token_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    name: Mapped[str]
    jwt_id: Mapped[str] = mapped_column(unique=True)
    # What its holder may do: read, write, and of an administrator admin.
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime] = now()
    # Null where the token ends by being revoked alone.
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("char_length(name) between 1 and 100", name="name"),
        CheckConstraint("expires_at > created_at", name="expires_at"),
        CheckConstraint(
            "cardinality(scopes) > 0 and scopes <@ '{read,write,admin}'::text[]", name="scopes"
        ),
        Index(None, "user_id"),
    )


class Invitation(Base):
    """A link with which one account can be made; its secret itself is never stored."""

    __tablename__ = "invitations"
    secret_hash: Mapped[bytes] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = now()
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    __table_args__ = (CheckConstraint("octet_length(secret_hash) = 32", name="secret_hash"),)


class Guess(Base):
    """How often somebody guessed a password or name; the key is a hash of what it is about."""

    __tablename__ = "guesses"
    key: Mapped[bytes] = mapped_column(primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint("octet_length(key) = 32", name="key"),
        Index(None, "expires_at"),
    )


class BrowserSession(Base):
    """A browser that is signed in; the cookie's secret itself is never stored."""

    __tablename__ = "sessions"
    secret_hash: Mapped[bytes] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = now()
    expires_at: Mapped[datetime]
    # Where a provider signed the person in: the identity, the provider's name of its session, and
    # its word of who it is, which it wants to see again to sign the person out.
    identity_id: Mapped[int | None] = mapped_column(
        ForeignKey("identities.identity_id", ondelete="SET NULL")
    )
    provider_session: Mapped[str | None]
    id_token: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("octet_length(secret_hash) = 32", name="secret_hash"),
        Index(None, "user_id"),
        Index(None, "identity_id"),
    )
