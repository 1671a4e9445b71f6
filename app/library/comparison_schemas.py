"""What comparing two people's tastes gives; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.films.schemas import Movie
from app.library.viewing_schemas import DiaryYear
from app.web.contract import Body, Query


class ComparisonQuery(Query):
    """Which year of the diaries to compare."""

    year: DiaryYear | None = Field(
        None, description="By default the last in which both saw a film.", examples=[2026]
    )


class Agreement(Body):
    """How far two people's ratings of the same films go together."""

    correlation: Annotated[float, Field(ge=-1, le=1)] = Field(
        description="Pearson's: 1, who likes a film more than most likes it more than most, too; "
        "0, one's stars say nothing of the other's; −1, the opposite.",
        examples=[0.42],
    )
    low: float = Field(description="Lower end of its 95 % interval (Fisher's z).")
    high: float = Field(description="Upper end of the interval.")
    says: Literal["alike", "rather-alike", "unrelated", "rather-opposite", "opposite", "unsure"] = (
        Field(
            description="`alike` from 0.6 on, `rather-alike` from 0.3, and the opposites below 0 "
            "likewise; `unrelated` between. `unsure`: so few films that it may be chance, since "
            "the interval holds 0, or where the number is near 0, holds 0.6 or −0.6."
        )
    )
    films: int = Field(description="Films that both rated.", examples=[34])


class ComparedYear(Body):
    """A year of two diaries."""

    year: int = Field(examples=[2026])
    mine: int = Field(description="Different films that one saw on a day of that year.")
    theirs: int = Field(description="Different films that the companion saw.")
    both: int = Field(description="Films that both saw.")
    my_genres: list[str] = Field(description="One's three most frequent genres.")
    their_genres: list[str] = Field(description="The companion's.")
    films_of_both: list[Movie] = Field(
        description="Up to eight; empty where `films_shown` is false."
    )


class FoughtAbout(Body):
    """A film on which two people are of two minds."""

    movie: Movie
    loved_by: Literal["me", "companion"] = Field(
        description="Who likes it more than their own average film."
    )


class Comparison(Body):
    """Two companions' tastes side by side. Nobody's stars are in it."""

    companion_id: int
    username: str = Field(description="The companion's.", examples=["ben"])
    agreement: Agreement | None = Field(
        description="Null where both rated fewer than `least_films` films, or one of them gave "
        "all of these the same stars."
    )
    films: int = Field(description="Films that both rated.", examples=[34])
    least_films: int = Field(description="From how many on a number is given.", examples=[10])
    films_shown: bool = Field(
        description="Whether both show reasons to each other; else the lists of films are empty."
    )
    both_love: list[Movie] = Field(
        description="Up to twelve films that both gave four stars or more, the best first."
    )
    to_fight_about: list[FoughtAbout] = Field(
        description="Up to twelve films that lie at least a star and a half apart, measured from "
        "each one's own average."
    )
    years: list[int] = Field(description="Years in which both saw a film, the last first.")
    year: ComparedYear | None = Field(description="Null where there is no such year.")
