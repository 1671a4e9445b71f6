"""How people prove who they are beside a password; written by ``app``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class LinkedIdentity(Base):
    """An account at an OpenID Connect provider with which a person signs in."""

    __tablename__ = "identities"
    identity_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    issuer: Mapped[str]
    subject: Mapped[str]
    # As the provider verified it; null where it gave none or had not verified it.
    email: Mapped[str | None]
    created_at: Mapped[datetime] = now()
    last_used_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("char_length(subject) between 1 and 255", name="subject"),
        UniqueConstraint("issuer", "subject", name="identities_issuer_subject_key"),
        Index(None, "user_id"),
        Index("identities_email_idx", text("lower(email)")),
    )


class SecondFactor(Base):
    """A person's secret for codes that change every half minute (TOTP)."""

    __tablename__ = "second_factors"
    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.user_id", ondelete="CASCADE"), primary_key=True
    )
    # Encrypted with a key derived from SECRET_KEY.
    secret: Mapped[bytes]
    # The half minute of the last code that was taken: none of it or before is taken again.
    last_step: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    created_at: Mapped[datetime] = now()
    # Null until a first code has shown that the person's device has the secret.
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands in for the second factor once; deleted with its use."""

    __tablename__ = "recovery_codes"
    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    __table_args__ = (
        CheckConstraint("octet_length(code_hash) = 32", name="code_hash"),
        Index(None, "user_id"),
    )
