"""Rooms in which people choose a film together; written by ``app``, deleted within a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class Room(Base):
    """A room. Whoever changes anything in it locks its row first."""

    __tablename__ = "rooms"
    room_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    wishes: Mapped[dict[str, Any]]
    decide_after_minutes: Mapped[int | None]
    decides_at: Mapped[datetime | None]
    # Which link holds: when a member is removed, code and link change.
    link: Mapped[int] = mapped_column(server_default=text("0"))
    # The number of the last event.
    version: Mapped[int] = mapped_column(server_default=text("0"))
    # Drawn anew with every change of what the list depends on, to keep the list by.
    list_key: Mapped[int] = mapped_column(BigInteger)
    # Films that had won and that the host set aside.
    aside: Mapped[list[int]] = mapped_column(server_default=text("'{}'"))
    winner_id: Mapped[int | None] = mapped_column(ForeignKey("films.film_id", ondelete="SET NULL"))
    won_by: Mapped[str | None]
    created_at: Mapped[datetime] = now()
    ended_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint("code ~ '^[A-Z]{6}$'", name="code"),
        CheckConstraint("won_by in ('all', 'best')", name="won_by"),
        Index(None, "expires_at"),
        Index(None, "winner_id"),
    )


class RoomMember(Base):
    """Somebody in a room: an account, or a guest whose cookie's secret itself is never stored."""

    __tablename__ = "room_members"
    member_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.room_id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    secret_hash: Mapped[bytes | None] = mapped_column(unique=True)
    # Empty once the host has removed the member, of whom nothing else is kept.
    name: Mapped[str]
    is_host: Mapped[bool] = mapped_column(server_default=text("false"))
    # Ids of ``films``; what a guest names outlasts no room, so nothing points to them.
    loves: Mapped[list[int]] = mapped_column(server_default=text("'{}'"))
    hates: Mapped[list[int]] = mapped_column(server_default=text("'{}'"))
    mood: Mapped[str | None]
    shows_reasons: Mapped[bool] = mapped_column(server_default=text("false"))
    joined_at: Mapped[datetime] = now()
    heard_at: Mapped[datetime] = now()
    is_present: Mapped[bool] = mapped_column(server_default=text("true"))
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("(user_id is null) <> (secret_hash is null)", name="identity"),
        CheckConstraint("octet_length(secret_hash) = 32", name="secret_hash"),
        CheckConstraint("char_length(name) <= 40", name="name"),
        Index("room_members_room_id_user_id_key", "room_id", "user_id", unique=True),
        Index(
            "room_members_name_key",
            "room_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("(removed_at IS NULL)"),
        ),
        Index(None, "user_id"),
    )


class RoomVote(Base):
    """A member's vote on a film."""

    __tablename__ = "room_votes"
    member_id: Mapped[int] = mapped_column(
        ForeignKey("room_members.member_id", ondelete="CASCADE"), primary_key=True
    )
    film_id: Mapped[int] = mapped_column(
        ForeignKey("films.film_id", ondelete="CASCADE"), primary_key=True
    )
    vote: Mapped[str]
    voted_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("vote in ('yes', 'no', 'seen')", name="vote"),
        Index(None, "film_id"),
    )


class RoomEvent(Base):
    """Something that happened in a room, for streams; it names members by number alone."""

    __tablename__ = "room_events"
    room_id: Mapped[int] = mapped_column(
        ForeignKey("rooms.room_id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    data: Mapped[dict[str, Any]]
