"""What recommendations take and give; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from app.films.schemas import Movie, PersonName
from app.films.similar_schemas import Trait
from app.web.contract import Body, Query
from app.web.filters import Filters
from app.web.openapi import LARGEST_ID
from app.web.paging import Page
from app.web.values import MovieId, QueriedId, WholeNumber

HALF_STARS = tuple(n / 2 for n in range(1, 11))


def _stars(value: object) -> object:
    """Accept the half steps only, as numbers are written in an address."""
    return float(value) if isinstance(value, str) and value.replace(".", "", 1).isdigit() else value


Stars = Annotated[
    float, Field(ge=0.5, le=5, multiple_of=0.5, description="Half steps."), BeforeValidator(_stars)
]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]

ADVENTUROUSNESS: Any = Field(
    None, description="0 familiar, 1 adventurous; without it, what the preferences say."
)


class RecommendationsQuery(Filters, Page):
    """Which recommendations."""

    adventurousness: Share | None = ADVENTUROUSNESS
    diversity: Share = Field(
        0, description="0 is the pure ranking; above it, films unlike those before come sooner."
    )
    exclude_watchlist: bool = Field(False, description="Leave out what is on the watchlist.")


Without = Annotated[
    list[QueriedId],
    Field(
        [],
        max_length=50,
        description="Films that are imagined not to be marked at all; repeat it for several.",
    ),
]


class ExplainQuery(Filters):
    """The list in which the film has its rank, and films that are imagined not to be marked."""

    adventurousness: Share | None = ADVENTUROUSNESS
    without: Without


class WhatIfQuery(RecommendationsQuery):
    """A rating that is imagined."""

    movie_id: WholeNumber = Field(
        ge=1, le=LARGEST_ID, description="The film whose rating is imagined."
    )
    rating: Stars | None = Field(None, description="The stars; without them, no rating at all.")
    without: Without


class SharedPerson(PersonName):
    """Somebody who directs both films, or is among the first four of both casts."""

    role: Literal["director", "cast"]


class Because(Body):
    """What one mark adds to the score."""

    movie_id: MovieId
    title: str
    rating: float | None = Field(description="Null where it is no rating.")
    mark: Literal["rating", "seen", "planned"] = Field(
        description="`seen`: seen and not rated; `planned`: on the watchlist and not seen."
    )
    contribution: float = Field(description="Below zero: it speaks against.")
    speaks: Literal["for", "against", "neither"] = Field(
        description="`for`: the film is liked and adds to the score; `against`: it takes away. "
        "`neither`: it is rated low, and adds because this film is unlike it."
    )
    stars: float = Field(
        description="Its part of the predicted rating: how far its rating lies from what was to "
        "be expected, times how alike both films are. 0 of what is no rating."
    )
    people: list[SharedPerson] = Field(
        description="Whom the film shares with the film recommended; they add nothing to the score "
        "by themselves. Empty where the film speaks against."
    )
    shared: list[Trait] = Field(
        description="What the film shares with the film recommended: moods, people, tags and "
        "genres. Only of the strongest reasons."
    )


class Predicted(Body):
    """The stars that a person would give a film, with their doubt."""

    predicted_rating: float | None = Field(description="Stars; null before the first rating.")
    predicted_low: float | None = Field(
        description="Four in five such ratings lie from here to `predicted_high`. Null where that "
        "was not measured."
    )
    predicted_high: float | None
    too_early: bool = Field(
        description="Too few ratings for the prediction to be more than what everybody gives."
    )


class Recommendation(Predicted):
    """A film that suits a person. Contributions, ``said`` and ``rest`` add up to the score."""

    movie: Movie
    score: float = Field(description="Higher is better; comparable within one answer.")
    because: list[Because]
    said: float = Field(
        description="What words, genres and tags of the preferences add; it fades as marks come."
    )
    rest: float = Field(description="What all other marks add together.")


class StarSum(Body):
    """Predicted stars besides those of single ratings; with them they add up."""

    average: float = Field(description="Mean of the person's ratings.")
    others: float = Field(
        description="How much better others like the film than the films that the person rated."
    )
    caution: float = Field(description="What is held back while there are few ratings.")
    clipped: float = Field(description="What lies beyond five stars, or below half a star.")


class Explained(Recommendation):
    """A film for a person, with all reasons."""

    star_sum: StarSum | None = Field(description="Null before the first rating.")
    rank: int | None = Field(
        description="Its rank among the first 100 of the person's list; null beyond, and of a "
        "film that the list does not show."
    )


class Prediction(Predicted):
    """The stars that a person would give one film."""

    movie_id: MovieId


class PredictionsQuery(Query):
    """Films to predict."""

    movie_ids: list[QueriedId] = Field(
        min_length=1, max_length=100, description="Films; repeat it for several.", examples=[[1, 2]]
    )


class Predictions(Body):
    """Predictions in the order asked for, without films that the release does not have."""

    items: list[Prediction]


Basis = Annotated[
    Literal["ratings", "words", "popular"],
    Field(
        description="What it rests on: the person's marks; before there are any, what the "
        "preferences say; where they say nothing, what is popular."
    ),
]


class RecommendationsPage(Body):
    """A page of recommendations."""

    items: list[Recommendation]
    next_cursor: str | None
    release: int = Field(description="The release that answered.")
    basis: Basis


class ShelvesQuery(Filters):
    """How long the shelves are, and how far from what is known."""

    limit: WholeNumber = Field(12, ge=1, le=30, description="Most films on a shelf.")
    adventurousness: Share | None = ADVENTUROUSNESS


class ShelfMovie(Body):
    """A film of one's own that a shelf goes by."""

    movie_id: MovieId
    title: str
    rating: float | None = Field(description="Null where the film was seen and not rated.")


class Idea(Body):
    """Something that holds for every film on a shelf."""

    kind: Literal["mood", "country", "decade", "style", "genre", "tag"] = Field(
        description="`style` is a tag that is a kind of film, such as `film noir`."
    )
    name: str = Field(examples=["slow"])


class Shelf(Body):
    """Films for one of a person's interests; no film is on two shelves."""

    key: str = Field(description="Tells shelves of one answer apart.", examples=["interest-1"])
    kind: Literal["interest", "words", "genre"] = Field(
        description="`interest`: marks that go together; `words`: what the preferences say; "
        "`genre`: what is popular in a genre, where there are no marks."
    )
    names: list[str] = Field(
        description="The names of `ideas`.",
        examples=[["slow", "Japan", "Drama"]],
    )
    ideas: list[Idea] = Field(
        description="What it is named by, in the order in which one says it; empty for `words`."
    )
    movies: list[ShelfMovie] = Field(
        description="Liked films of one's own that speak for those on it, the strongest first."
    )
    items: list[Recommendation]


class Shelves(Body):
    """Shelves, the weightiest interest first."""

    shelves: list[Shelf]
    release: int = Field(description="The release that answered.")
    basis: Basis


class WeighedName(Body):
    """A genre, tag or mood, and how much a person likes it."""

    name: str
    weight: float = Field(description="Mean weight of the marks; above zero is liked.")
    count: int = Field(description="Films marked that have it.")
    estimated: int = Field(description="Of so many of them it is only estimated.")


class Position(Body):
    """A place on the map of the release, from −1 to 1 both ways."""

    x: float
    y: float


class WeighedPerson(PersonName):
    """A director or actor: how well films with them are liked."""

    role: Literal["director", "cast"]
    weight: float = Field(description="Above zero: liked. Shrunk towards zero for few films.")
    count: int = Field(description="Marked films.")


class TasteSummary(Body):
    """What ordained believes about a person."""

    rating_count: int
    mark_count: int
    genres: list[WeighedName]
    tags: list[WeighedName]
    people: list[WeighedPerson] = Field(
        description="Directors and actors of two of your marked films or more."
    )
    excluded_people: list[PersonName] = Field(
        description="Whom the preferences exclude from recommendations."
    )
    nearest: list[Movie] = Field(description="Films that suit best, of those not marked.")
    farthest: list[Movie] = Field(description="Known films that suit least.")
    position: Position | None = Field(
        description="Where the person lies on the map; null before they like a film."
    )
