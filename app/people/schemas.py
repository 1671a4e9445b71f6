"""What the routes of people take and give; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.films.schemas import Movie, PersonName
from app.web.contract import Body, Query
from app.web.values import MovieId, WholeNumber
from embeddings.plain_text import SOME

PersonText = Annotated[str, StringConstraints(min_length=1, max_length=120), SOME]
Role = Literal["director", "writer", "cast", "composer"]
FilmOrder = Literal["year", "rating", "predicted"]


class PersonQuery(Query):
    """How a person's films are listed."""

    sort: FilmOrder = Field(
        "year",
        description="`year` from the newest; `rating` by the mean of everybody's ratings; "
        "`predicted` by your predicted rating, and by `rating` where there is none.",
    )


class PeopleQuery(Query):
    """Whom to find."""

    q: PersonText = Field(
        description="A name, the beginning of one, or one with typing errors.", examples=["varda"]
    )
    limit: WholeNumber = Field(10, ge=1, le=50, description="Most people.")


class KnownMovie(Body):
    """A film that a person is known for."""

    id: MovieId
    title: str
    year: int | None


class FoundPerson(PersonName):
    """A person found by name."""

    roles: list[Role] = Field(description="The most frequent first.")
    film_count: int
    known_for: list[KnownMovie] = Field(description="The three most rated films.")


class FoundPeople(Body):
    """People found by name, the most famous first."""

    items: list[FoundPerson]


class CreditedMovie(Body):
    """A film of a person."""

    movie: Movie
    roles: list[Role] = Field(description="What the person did for it.")
    character: str | None = Field(description="Whom the person plays, where known.")
    seen: bool = Field(description="You rated it or marked it as seen.")
    rating: float | None = Field(description="Your rating.")
    predicted_rating: float | None = Field(
        description="Stars that you would give; null for guests and before the first rating."
    )


class RoleCount(Body):
    """How many films a person has in a role."""

    role: Role
    count: int


class Person(Body):
    """A person, and what they did in this release."""

    id: int
    name: str
    imdb_id: str | None = Field(examples=["nm0889513"])
    roles: list[RoleCount] = Field(description="The most frequent first.")
    film_count: int
    seen_count: int = Field(description="How many of the films you have seen; 0 for guests.")
    films: list[CreditedMovie]
