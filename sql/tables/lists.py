"""Lists that people make and share; written by ``app``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class SharedList(Base):
    """A list of films. Whoever changes anything in it locks its row first."""

    __tablename__ = "lists"
    list_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    name: Mapped[str]
    about: Mapped[str] = mapped_column(server_default=text("''"))
    version: Mapped[int] = mapped_column(server_default=text("0"))
    # Which link holds: a link of an earlier number was revoked.
    read_link: Mapped[int] = mapped_column(server_default=text("0"))
    has_read_link: Mapped[bool] = mapped_column(server_default=text("false"))
    edit_link: Mapped[int] = mapped_column(server_default=text("0"))
    has_edit_link: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime] = now()
    updated_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("char_length(name) between 1 and 100", name="name"),
        CheckConstraint("char_length(about) <= 1000", name="about"),
        Index(None, "user_id"),
    )


class ListEditor(Base):
    """Somebody who was invited to edit a list, and came."""

    __tablename__ = "list_editors"
    list_id: Mapped[int] = mapped_column(
        ForeignKey("lists.list_id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.user_id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime] = now()
    __table_args__ = (Index(None, "user_id"),)


class ListEntry(Base):
    """A film of a list; positions count from 1, and none is left out."""

    __tablename__ = "list_entries"
    list_id: Mapped[int] = mapped_column(
        ForeignKey("lists.list_id", ondelete="CASCADE"), primary_key=True
    )
    film_id: Mapped[int] = mapped_column(
        ForeignKey("films.film_id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int]
    note: Mapped[str] = mapped_column(server_default=text("''"))
    added_at: Mapped[datetime] = now()
    __table_args__ = (
        CheckConstraint("char_length(note) <= 500", name="note"),
        CheckConstraint("position >= 1", name="position"),
        Index(None, "film_id"),
    )
