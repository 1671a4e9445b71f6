"""Request and response bodies of the library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.films.schemas import Movie
from app.web.contract import Body, Input, Query
from app.web.cursors import CURSOR
from app.web.openapi import LARGEST_ID
from app.web.paging import NextCursor, Page
from app.web.values import MovieId, QueriedId
from embeddings.json_numbers import WHOLE
from embeddings.plain_text import ANY, SOME
from embeddings.sources.film_fields import FIRST_YEAR, LAST_YEAR

ADVENTUROUSNESS = 0.3
FIRST_FILM = date(1888, 1, 1)

Stars = Annotated[float, Field(description="0.5 to 5 in half steps.", examples=[4.5])]
Sort = Literal["newest", "oldest", "rating", "title", "year"]


def _distinct(values: list[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


GenreName = Annotated[str, StringConstraints(min_length=1, max_length=60), SOME]
GenreNames = Annotated[list[GenreName], Field(max_length=20), AfterValidator(_distinct)]
TagNames = Annotated[list[GenreName], Field(max_length=50), AfterValidator(_distinct)]
PersonIds = Annotated[
    list[Annotated[int, Field(ge=0, le=LARGEST_ID), WHOLE]],
    Field(max_length=100),
    AfterValidator(_distinct),
]
ReleaseYear = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), WHOLE]


class RatingIn(Input):
    """A rating."""

    rating: float = Field(
        ge=0.5, le=5, multiple_of=0.5, description="0.5 to 5 in half steps.", examples=[4.5]
    )


class ViewingIn(Input):
    """A film seen."""

    watched_on: date | None = Field(
        None, description="The day, where it is known; not in the future.", examples=["2026-01-31"]
    )

    @field_validator("watched_on")
    @classmethod
    def _has_been(cls, day: date | None) -> date | None:
        # East of here, tomorrow may have begun.
        latest = datetime.now(UTC).date() + timedelta(days=1)
        if day is not None and not FIRST_FILM <= day <= latest:
            raise PydanticCustomError("day", "Must be a day since 1888 and not in the future")
        return day


class Mark(Body):
    """All that one person keeps about one film."""

    movie_id: MovieId
    rating: Stars | None
    watched: bool = Field(description="Seen, whether or not it is known when.")
    watched_on: date | None = Field(description="The day of the latest viewing, where it is known.")
    in_watchlist: bool
    hidden: bool = Field(description='Marked "not interested".')
    owned: bool = Field(description="In the library of a media server of the house.")


class MarksQuery(Query):
    """Films to look up."""

    movie_ids: list[QueriedId] = Field(
        min_length=1, max_length=100, description="Films; repeat it for several.", examples=[[1, 2]]
    )


class MarksPage(Body):
    """Marks in the order asked for, without films that the release does not have."""

    items: list[Mark]


class ListQuery(Page):
    """Part of a list of one's own."""

    sort: Sort = Field(
        "newest",
        description="`newest` or `oldest` first: by when it was put on the list, and in the "
        "history by the day it was seen, where that is known. `rating` from the top: one's own, "
        "in watchlist and hidden films everybody's. `year` from the top, `title` from A.",
    )
    cursor: str | None = Field(
        None,
        min_length=1,
        max_length=1000,
        pattern=CURSOR,
        description="`next_cursor` of the page before; `sort` must be the same.",
    )


class RatedMovie(Body):
    """A film and one's rating of it."""

    movie: Movie
    rating: Stars
    rated_at: datetime


class RatingsPage(Body):
    """Films that one has rated."""

    items: list[RatedMovie]
    next_cursor: NextCursor


class SeenMovie(Body):
    """A film that one has seen."""

    movie: Movie
    watched_on: date | None
    rating: Stars | None
    added_at: datetime


class HistoryPage(Body):
    """Films that one has seen."""

    items: list[SeenMovie]
    next_cursor: NextCursor


class ListedMovie(Body):
    """A film on a list of one's own."""

    movie: Movie
    added_at: datetime


class ListedPage(Body):
    """Films on a list of one's own."""

    items: list[ListedMovie]
    next_cursor: NextCursor


class PreferencesIn(Input):
    """Preferences; what is left out is set back to its default."""

    genres: GenreNames = Field([], description="Genres liked.", examples=[["Comedy"]])
    exclude_genres: GenreNames = Field(
        [], description="Genres never to be recommended.", examples=[["Horror"]]
    )
    tags: TagNames = Field([], description="Tags liked.", examples=[["time travel"]])
    exclude_tags: TagNames = Field(
        [], description="Tags never to be recommended.", examples=[["gore"]]
    )
    exclude_people: PersonIds = Field(
        [], description="Ids of people whose films are never to be recommended.", examples=[[12]]
    )
    year_min: ReleaseYear | None = Field(None, description="No older films.", examples=[1970])
    year_max: ReleaseYear | None = Field(None, description="No newer films.")
    adventurousness: float = Field(
        ADVENTUROUSNESS, ge=0, le=1, description="0 is familiar, 1 is adventurous."
    )
    onboarding_text: Annotated[str, StringConstraints(max_length=2000), ANY] = Field(
        "",
        description="What one likes, in one's own words.",
        examples=["slow science fiction with a heart"],
    )

    @model_validator(mode="after")
    def _agree(self) -> Self:
        for liked in ("genres", "tags"):
            if set(getattr(self, liked)) & set(getattr(self, f"exclude_{liked}")):
                raise PydanticCustomError(
                    "both", f"Must not repeat what is in {liked}", {"field": f"exclude_{liked}"}
                )
        if (self.year_min or FIRST_YEAR) > (self.year_max or LAST_YEAR):
            raise PydanticCustomError(
                "year_order", "Must not be earlier than year_min", {"field": "year_max"}
            )
        return self


class ReadWord(Body):
    """Something that one's own words say."""

    kind: Literal["mood", "tag", "genre"]
    name: str = Field(examples=["ghost"])
    wanted: bool = Field(description="Whether films should have it; else it is never recommended.")
    phrase: str = Field(description="The words that say so.", examples=["nothing with ghosts"])


class KeptPreferences(Body):
    """What one says about one's taste."""

    genres: list[str] = Field(examples=[["Comedy"]])
    exclude_genres: list[str] = Field(examples=[["Horror"]])
    tags: list[str] = Field(examples=[["time travel"]])
    exclude_tags: list[str] = Field(examples=[["gore"]])
    exclude_people: list[int] = Field(examples=[[12]])
    year_min: int | None = Field(examples=[1970])
    year_max: int | None
    adventurousness: float = Field(description="0 is familiar, 1 is adventurous.", examples=[0.3])
    onboarding_text: str


class Preferences(KeptPreferences):
    """What one says about one's taste, and how it is understood."""

    read: list[ReadWord] = Field(description="How `onboarding_text` was read; not to be sent back.")
