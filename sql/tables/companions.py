"""Accounts that agreed to have films chosen for both; written by ``app``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class CompanionPair(Base):
    """Two accounts: one asked, and the other agreed or has not answered yet.

    A pair has one row whoever asked. Either side ends it, and then the row is deleted.
    """

    __tablename__ = "companions"
    companion_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    # Whether the films that speak for a recommendation are told to the other.
    asker_shows_reasons: Mapped[bool] = mapped_column(server_default=text("false"))
    asked_shows_reasons: Mapped[bool] = mapped_column(server_default=text("false"))
    asked_at: Mapped[datetime] = now()
    agreed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("asker_id <> asked_id", name="two_people"),
        Index(
            "companions_pair_key",
            text("LEAST(asker_id, asked_id)"),
            text("GREATEST(asker_id, asked_id)"),
            unique=True,
        ),
        Index(None, "asker_id"),
        Index(None, "asked_id"),
    )
