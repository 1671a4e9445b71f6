"""What the columns of a table mean, as a person says it for a layout that is not known."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Header = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class ColumnMapping(BaseModel):
    """Headers of the columns, as the file writes them; null where the file has no such column."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Header | None = Field(None, description="The film's title.", examples=["Film"])
    original_title: Header | None = Field(None, description="Its title in its own language.")
    year: Header | None = Field(None, description="The year in which it came out.")
    imdb_id: Header | None = Field(None, description="Its IMDb id or address.")
    tmdb_id: Header | None = Field(None, description="Its TMDB id or address.")
    rating: Header | None = Field(None, description="One's own rating, not that of others.")
    watched_on: Header | None = Field(None, description="The day seen.")
    rated_at: Header | None = Field(None, description="When it was rated.")
    added_at: Header | None = Field(None, description="When it was put on the list.")
    note: Header | None = Field(None, description="One's own words about it.")
    scale: Literal[5, 10, 20, 100] | None = Field(
        None, description="The best rating; null: judged by the whole column."
    )
    list_as: Literal["watchlist", "history", "hidden"] | None = Field(
        None,
        description="Where films go whose row has neither a rating nor a day seen; null: they are "
        "reported.",
    )

    @model_validator(mode="after")
    def _names_films(self) -> Self:
        if not (self.title or self.imdb_id or self.tmdb_id):
            raise ValueError("a column of titles, IMDb ids or TMDB ids is needed")
        headers = list(self.columns.values())
        if len(headers) != len(set(headers)):
            raise ValueError("a column can mean one thing only")
        return self

    @property
    def columns(self) -> dict[str, str]:
        """Headers by what they mean."""
        return {
            name: header
            for name, header in self.model_dump(exclude={"scale", "list_as"}).items()
            if header is not None
        }
