"""Request and response bodies of viewings: the diary and its years."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from app.films.schemas import Movie, PersonName
from app.library.schemas import FIRST_FILM, ListQuery, Stars, ViewingIn
from app.library.viewings import LONGEST_NOTE
from app.web.contract import Body, Headers
from app.web.idempotency import key_field, replayed_header
from app.web.openapi import LARGEST_ID
from app.web.paging import NextCursor
from app.web.values import QueriedId, digits
from embeddings.json_numbers import WHOLE
from embeddings.plain_text import PARAGRAPHS

FIRST_YEAR, LAST_YEAR = FIRST_FILM.year, 9998
MOST_SEEN = 8
LARGEST_WALL = 1000

Note = Annotated[str, StringConstraints(max_length=LONGEST_NOTE), PARAGRAPHS]
DiaryYear = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(digits)]


class ViewingsQuery(ListQuery):
    """Part of one's diary."""

    movie_id: QueriedId | None = Field(None, description="Only viewings of this film.")
    year: DiaryYear | None = Field(
        None, description="Only viewings on a day of this year.", examples=[2026]
    )


class ViewingChange(ViewingIn):
    """Day and note of a viewing; what is left out is set back to its default."""

    note: Note = Field("", description="One's own words.", examples=["Better on a big screen."])


class NewViewing(ViewingChange):
    """A film seen, once more or for the first time."""

    movie_id: Annotated[int, Field(ge=0, le=LARGEST_ID), WHOLE] = Field(examples=[1])


class EntryHeaders(Headers):
    """Headers of a new viewing."""

    idempotency_key: str | None = key_field(
        "Sent again with the same key, the viewing is not entered again; the answer is "
        "the viewing as it is, with `Idempotency-Replayed: true`.",
        "0f8e3c1a-75d2-4a0b-9a57-6f3f0d0c2b11",
    )


# A response header of a new viewing, as OpenAPI writes it.
REPLAYED: dict[str, Any] = replayed_header(
    "`true` where an earlier request of this key has entered the viewing."
)


class Viewing(Body):
    """One time that one saw a film."""

    id: int = Field(description="Names the viewing in addresses.", examples=[1])
    movie: Movie
    watched_on: date | None
    note: str
    number: int = Field(
        description="Which viewing of the film it is, by day; those without a day come first.",
        examples=[2],
    )
    rating: Stars | None = Field(description="One's rating of the film.")
    added_at: datetime


class ViewingsPage(Body):
    """One's diary, viewing by viewing."""

    items: list[Viewing]
    next_cursor: NextCursor


class YearCount(Body):
    """A year of the diary."""

    year: int = Field(examples=[2026])
    viewings: int
    films: int


class Years(Body):
    """The years of one's diary."""

    items: list[YearCount] = Field(description="Years in which something was seen, newest first.")
    undated: int = Field(description="Viewings without a day, which are in no year.")


class SeenPerson(PersonName):
    """Somebody who was seen often."""

    films: int = Field(description="Films of theirs that were seen in the year.")


class SeenCountry(Body):
    """A country from which something was seen."""

    name: str = Field(examples=["France"])
    films: int


class YearFilm(Body):
    """A film that was seen in the year."""

    movie: Movie
    days: list[date] = Field(description="Days of the year on which it was seen, in order.")
    rating: Stars | None = Field(description="One's rating of the film.")


class Year(Body):
    """A year of the diary in numbers and films."""

    year: int = Field(examples=[2026])
    viewings: int
    films: int
    again: int = Field(description="Viewings of films that had been seen before.")
    not_in_release: int = Field(
        description="Films among `films` that the live release lacks; nothing else here has them."
    )
    minutes: int = Field(description="Length of all viewings of known length.")
    unknown_lengths: int = Field(description="Viewings whose length is not known.")
    months: list[int] = Field(description="Viewings in each month.", min_length=12, max_length=12)
    directors: list[SeenPerson] = Field(
        description=f"The {MOST_SEEN} of whom most films were seen, and two at least."
    )
    actors: list[SeenPerson] = Field(description="Likewise, of the first six of each cast.")
    countries: list[SeenCountry] = Field(description=f"The {MOST_SEEN} most seen.")
    items: list[YearFilm] = Field(
        description=f"Films in the order seen, the first {LARGEST_WALL:,} at most."
    )
