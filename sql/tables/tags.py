"""How the relevance of tags and moods is read from films' tag vectors."""

from __future__ import annotations

from pgvector import HalfVector
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import REAL
from sqlalchemy.orm import Mapped, mapped_column

from sql.tables.base import Base


class TagDirection(Base):
    """A tag or mood of a release, and how its relevance is read from tag vectors.

    The estimate is the sigmoid of ``intercept`` plus the inner product of ``direction`` and a
    film's ``tag_vector``. All of it is null where too few films have the tag to learn it.
    """

    __tablename__ = "tag_directions"
    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.release_id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    # The table of the vocabulary that it stands in, and its synonyms.
    parent: Mapped[str]
    also: Mapped[list[str]]
    # How many films are known to have it.
    film_count: Mapped[int]
    direction: Mapped[HalfVector | None] = mapped_column(HALFVEC)
    intercept: Mapped[float | None] = mapped_column(REAL)
    # The relevance from which a film is said to have it.
    threshold: Mapped[float | None] = mapped_column(REAL)
    # Area under the ROC curve on films that the model did not see.
    quality: Mapped[float | None] = mapped_column(REAL)
    __table_args__ = (
        CheckConstraint("kind in ('tag', 'mood')", name="kind"),
        CheckConstraint("film_count >= 0", name="film_count"),
        CheckConstraint("threshold between 0 and 1", name="threshold"),
        CheckConstraint("quality between 0 and 1", name="quality"),
        CheckConstraint("num_nulls(direction, intercept, threshold) in (0, 3)", name="learned"),
        {"postgresql_partition_by": "LIST (release_id)"},
    )
