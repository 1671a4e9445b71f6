"""What recommendations take and give; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from app.contract import Body
from app.search.schemas import Filters, Movie, MovieId, Page, WholeNumber

HALF_STARS = tuple(n / 2 for n in range(1, 11))


def _stars(value: object) -> object:
    """Accept the half steps only, as numbers are written in an address."""
    return float(value) if isinstance(value, str) and value.replace(".", "", 1).isdigit() else value


Stars = Annotated[
    float, Field(ge=0.5, le=5, multiple_of=0.5, description="Half steps."), BeforeValidator(_stars)
]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class RecommendationsQuery(Filters, Page):
    """Which recommendations."""

    adventurousness: Share | None = Field(
        None,
        description="0 familiar, 1 adventurous; without it, what the preferences say.",
    )
    diversity: Share = Field(
        0, description="0 is the pure ranking; above it, films unlike those before come sooner."
    )
    exclude_watchlist: bool = Field(False, description="Leave out what is on the watchlist.")


class WhatIfQuery(RecommendationsQuery):
    """A rating that is imagined."""

    movie_id: WholeNumber = Field(ge=1, description="The film whose rating is imagined.")
    rating: Stars | None = Field(None, description="The stars; without them, no rating at all.")


class Because(Body):
    """What one mark adds to the score."""

    movie_id: MovieId
    title: str
    rating: float | None = Field(description="Null where the film was seen and not rated.")
    contribution: float = Field(description="Below zero: it speaks against.")


class Recommendation(Body):
    """A film that suits a person. The contributions and the rest add up to the score."""

    movie: Movie
    score: float = Field(description="Higher is better; comparable within one answer.")
    predicted_rating: float | None = Field(description="Stars; null before the first rating.")
    because: list[Because]
    rest: float = Field(description="What all other marks add together.")


Basis = Literal["ratings", "popular"]


class RecommendationsPage(Body):
    """A page of recommendations."""

    items: list[Recommendation]
    next_cursor: str | None
    release: int = Field(description="The release that answered.")
    basis: Basis = Field(
        description="What the list rests on: the person's marks, or, before there are any, "
        "what is popular."
    )


class WeighedName(Body):
    """A genre or tag, and how much a person likes it."""

    name: str
    weight: float = Field(description="Mean weight of the marks; above zero is liked.")
    count: int = Field(description="Films marked that have it.")


class TasteSummary(Body):
    """What ordained believes about a person."""

    rating_count: int
    mark_count: int
    genres: list[WeighedName]
    tags: list[WeighedName]
    nearest: list[Movie] = Field(description="Films that suit best, of those not marked.")
    farthest: list[Movie] = Field(description="Known films that suit least.")
