"""Media servers, people's accounts on them and elsewhere, what they say; written by ``app``."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    Numeric,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class MediaServer(Base):
    """A Jellyfin, Emby or Plex server of the house; an administrator sets it."""

    __tablename__ = "media_servers"
    server_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    # Where this service asks it, and where people's browsers open it.
    url: Mapped[str]
    play_url: Mapped[str]
    # The server's own id, which links to its films have.
    machine_id: Mapped[str]
    # The key to its library, encrypted: `app.data.secret_box`.
    token_box: Mapped[bytes]
    # The secret of its webhook's address; the secret itself is never stored.
    webhook_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[datetime] = now()
    # When its library was read last, and what came of it; null: not yet.
    synced_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any] | None]
    __table_args__ = (
        CheckConstraint("kind in ('jellyfin', 'emby', 'plex')", name="kind"),
        CheckConstraint("char_length(name) between 1 and 60", name="name"),
        CheckConstraint("octet_length(webhook_hash) = 32", name="webhook_hash"),
    )


class ServerFilm(Base):
    """A film in a media server's library; without ``film_id`` it was matched to none."""

    __tablename__ = "server_films"
    server_id: Mapped[int] = mapped_column(
        ForeignKey("media_servers.server_id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[str] = mapped_column(primary_key=True)
    film_id: Mapped[int | None] = mapped_column(ForeignKey("films.film_id", ondelete="SET NULL"))
    title: Mapped[str]
    year: Mapped[int | None] = mapped_column(SmallInteger)
    # Why it was matched to no film, as an import's report says it; null where it was.
    reason: Mapped[str | None]
    __table_args__ = (Index(None, "film_id"),)


class RemoteAccount(Base):
    """A person's account on a media server or with a diary service."""

    __tablename__ = "remote_accounts"
    account_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    service: Mapped[str]
    server_id: Mapped[int | None] = mapped_column(
        ForeignKey("media_servers.server_id", ondelete="CASCADE")
    )
    # The person's name and id there.
    name: Mapped[str]
    remote_id: Mapped[str]
    # Encrypted; null where what is read is public.
    token_box: Mapped[bytes | None]
    # Marks set here from then on go there; null: none do.
    writes_back_since: Mapped[datetime | None]
    created_at: Mapped[datetime] = now()
    synced_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any] | None]
    __table_args__ = (
        CheckConstraint(
            "service in ('jellyfin', 'emby', 'plex', 'letterboxd', 'trakt', 'simkl')",
            name="service",
        ),
        CheckConstraint(
            "(server_id is null) = (service in ('letterboxd', 'trakt', 'simkl'))", name="server_id"
        ),
        UniqueConstraint("user_id", "server_id"),
        Index(
            "remote_accounts_user_id_service_key",
            "user_id",
            "service",
            unique=True,
            postgresql_where=text("server_id is null"),
        ),
        Index(None, "server_id"),
    )


class RemoteMark(Base):
    """What a remote account said last of a film, so that only what changes there is taken."""

    __tablename__ = "remote_marks"
    account_id: Mapped[int] = mapped_column(
        ForeignKey("remote_accounts.account_id", ondelete="CASCADE"), primary_key=True
    )
    film_id: Mapped[int] = mapped_column(
        ForeignKey("films.film_id", ondelete="CASCADE"), primary_key=True
    )
    # Stars, whatever the scale there.
    rating: Mapped[Decimal | None] = mapped_column(Numeric(2, 1))
    # Each viewing that it told of: a day, or "" where it told none; "planned" of a watchlist.
    said: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    # `Rating.rated_at` of the rating that this account wrote here: while the rating has this time
    # it is this account's, and with any other it is the person's own or another account's.
    taken_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "film_id"),)


class WriteBack(Base):
    """A mark that waits to be written to a remote account; deleted once it is there."""

    __tablename__ = "write_backs"
    account_id: Mapped[int] = mapped_column(
        ForeignKey("remote_accounts.account_id", ondelete="CASCADE"), primary_key=True
    )
    film_id: Mapped[int] = mapped_column(
        ForeignKey("films.film_id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    # Of a rating.
    rating: Mapped[Decimal | None] = mapped_column(Numeric(2, 1))
    queued_at: Mapped[datetime] = now()
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    next_at: Mapped[datetime] = now()
    failure: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("kind in ('rating', 'seen')", name="kind"),
        CheckConstraint("(kind = 'rating') = (rating is not null)", name="rating"),
        Index(None, "film_id"),
    )
