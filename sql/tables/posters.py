"""What was looked up elsewhere about films; written by ``app``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base, now


class Poster(Base):
    """Where a film's poster is at TMDB; ``path`` is null where it has none."""

    __tablename__ = "posters"
    tmdb_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[str | None]
    looked_up_at: Mapped[datetime] = now()
