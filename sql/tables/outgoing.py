"""What leaves to other programs: feeds that they read, webhooks that they are sent."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class Feed(Base):
    """The address of a person's feeds; the secret in it is never stored, only its hash."""

    __tablename__ = "feeds"
    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.user_id", ondelete="CASCADE"), primary_key=True
    )
    secret_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[datetime] = now()
    last_read_at: Mapped[datetime | None]
    __table_args__ = (CheckConstraint("octet_length(secret_hash) = 32", name="secret_hash"),)


class Webhook(Base):
    """An address that is told of a person's marks; the secret signs what is sent."""

    __tablename__ = "webhooks"
    webhook_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    url: Mapped[str]
    # Not hashed: every delivery is signed with it.
    secret: Mapped[str]
    events: Mapped[list[str]]
    created_at: Mapped[datetime] = now()
    # Attempts that failed since the last that did not.
    failures: Mapped[int] = mapped_column(server_default=text("0"))
    disabled_at: Mapped[datetime | None]
    last_delivered_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("char_length(url) between 1 and 2000", name="url"),
        CheckConstraint(
            "cardinality(events) > 0 and events <@ '{rated,seen,watchlisted}'::text[]",
            name="events",
        ),
        Index(None, "user_id"),
    )


class WebhookDelivery(Base):
    """Something to be sent to a webhook; the row is deleted once it has arrived."""

    __tablename__ = "webhook_deliveries"
    delivery_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.webhook_id", ondelete="CASCADE"))
    event: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = now()
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    next_try_at: Mapped[datetime] = now()
    __table_args__ = (Index(None, "webhook_id"), Index(None, "next_try_at"))
