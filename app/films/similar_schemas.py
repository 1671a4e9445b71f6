"""Films like a film, and what they have in common."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.films.schemas import Movie
from app.web.contract import Body
from app.web.paging import NextCursor


class Trait(Body):
    """Something that two films have in common."""

    kind: Literal["mood", "tag", "genre", "person"]
    name: str = Field(description="Of the vocabulary, or of a person.", examples=["slow"])
    estimated: bool = Field(description="Nobody said it of both films; the release estimates it.")
    role: Literal["director", "cast"] | None = Field(description="Of a person.")
    id: int | None = Field(description="Of a person.")


class Shared(Body):
    """What two films have in common."""

    genres: list[str]
    tags: list[str]
    traits: list[Trait] = Field(
        description="What one would say of both: moods, people, tags and genres, the most telling "
        "of each first."
    )


class SimilarItem(Body):
    """A film like the given one."""

    movie: Movie
    score: float = Field(description="Higher is more alike.")
    shared: Shared


class SimilarPage(Body):
    """Films like the given one, the most alike first."""

    items: list[SimilarItem]
    next_cursor: NextCursor
