"""Imports of files into a library: their reports, and what undoing them needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

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


class Import(Base):
    """The report of an import, or of a dry run; kept for a while."""

    __tablename__ = "imports"
    import_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.user_id", ondelete="CASCADE"))
    # What the client called the request, to send it again without doing it again.
    idempotency_key: Mapped[str | None]
    fingerprint: Mapped[bytes]
    report: Mapped[dict[str, Any]]
    # Rows not matched, as CSV.
    not_matched: Mapped[str | None]
    created_at: Mapped[datetime] = now()
    # Whether its changes were kept, so that it can be undone; those of a dry run are not.
    recorded: Mapped[bool] = mapped_column(server_default=text("false"))
    # Whether a remote account's marks were taken, and not a file's.
    synced: Mapped[bool] = mapped_column(server_default=text("false"))
    # The row of ``preferences`` before and after the import; null where the import left it alone.
    preferences: Mapped[dict[str, Any] | None]
    # When the import was undone, and which films were left alone.
    undone: Mapped[dict[str, Any] | None]
    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        CheckConstraint("char_length(idempotency_key) between 1 and 255", name="idempotency_key"),
    )


class ImportFilm(Base):
    """All marks of a film before and after an import that changed them; null is no mark.

    Both are objects of lists of rows by table, as ``sql/fragments/film_marks.sql`` writes them.
    """

    __tablename__ = "import_films"
    import_id: Mapped[int] = mapped_column(
        ForeignKey("imports.import_id", ondelete="CASCADE"), primary_key=True
    )
    film_id: Mapped[int] = mapped_column(
        ForeignKey("films.film_id", ondelete="CASCADE"), primary_key=True
    )
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    __table_args__ = (Index(None, "film_id"),)
