"""Request bodies of the catalogue's routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from app.web.contract import WHOLE, Input
from embeddings.plain_text import MaybeBlank, Text
from embeddings.sources.given_film import (
    FIRST_YEAR,
    LARGEST_TMDB_ID,
    LAST_YEAR,
    LONGEST_NAME,
    LONGEST_PLOT,
    LONGEST_TITLE,
    MOST_NAMES,
)

Title = Annotated[Text, StringConstraints(max_length=LONGEST_TITLE)]
Name = Annotated[Text, StringConstraints(max_length=LONGEST_NAME)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), WHOLE]
TmdbId = Annotated[int, Field(ge=1, le=LARGEST_TMDB_ID), WHOLE]


class MovieIn(Input):
    """A film to add; the whole record, also where it takes the place of another."""

    title: Title = Field(examples=["The Lighthouse Keeper's Twin"])
    original_title: Title | None = Field(None, description="In the film's own language.")
    alternative_titles: list[Title] = Field([], max_length=MOST_NAMES)
    year: Year | None = Field(None, examples=[2031])
    genres: list[Name] = Field([], max_length=MOST_NAMES, examples=[["Drama", "Mystery"]])
    tags: list[Name] = Field(
        [], max_length=MOST_NAMES, description="The most telling first.", examples=[["lighthouse"]]
    )
    plot: Annotated[MaybeBlank, StringConstraints(max_length=LONGEST_PLOT)] | None = Field(
        None,
        description="What happens, in one or more sentences.",
        examples=["A keeper of a lighthouse collects dragonflies. One night her twin comes."],
    )
    countries: list[Name] = Field([], max_length=MOST_NAMES)
    languages: list[Name] = Field([], max_length=MOST_NAMES)
    imdb_id: str | None = Field(None, pattern=r"^tt[0-9]{7,8}$", examples=["tt0129167"])
    tmdb_id: TmdbId | None = Field(None, examples=[10386])
