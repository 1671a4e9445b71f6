"""Posters of films as TMDB has them; written by ``app``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class Poster(Base):
    """The path of a film's poster at TMDB; null if TMDB has none."""

    __tablename__ = "posters"
    tmdb_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[str | None]
    looked_up_at: Mapped[datetime] = now()
