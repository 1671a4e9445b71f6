"""Filters of queries, which all lists of films share."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.web.contract import Query
from app.web.values import Flag, Minutes, Names, PersonFilters, Year
from embeddings.sources.film_fields import FIRST_YEAR, LAST_YEAR


class Filters(Query):
    """Which films."""

    genres: Names = Field([], description="Only films of all these genres; repeat it for several.")
    exclude_genres: Names = Field(
        [], description="No films of any of these genres; repeat it for several."
    )
    countries: Names = Field(
        [], description="Only films of any of these countries; repeat it for several."
    )
    exclude_countries: Names = Field(
        [], description="No films of any of these countries; repeat it for several."
    )
    languages: Names = Field(
        [], description="Only films in any of these languages; repeat it for several."
    )
    exclude_languages: Names = Field(
        [], description="No films in any of these languages; repeat it for several."
    )
    collections: Names = Field(
        [],
        description="Only films that are part of these studios, series, awards or movements; of "
        "several of a kind, one is enough; repeat it for several.",
    )
    exclude_collections: Names = Field(
        [], description="No films of any of these collections; repeat it for several."
    )
    moods: Names = Field(
        [],
        description="Only films with all of these moods or tags, which they are known to have or "
        "estimated to; repeat it for several.",
    )
    exclude_moods: Names = Field([], description="No films with any of these, as in `moods`.")
    people: PersonFilters = Field(
        [],
        description="Only films that all of these people worked on: the id of a person, or the id "
        "and a role, as in `12:director`; roles are director, writer, cast and composer.",
    )
    exclude_people: PersonFilters = Field(
        [], description="No films that any of these people worked on, as in `people`."
    )
    certificates: Names = Field(
        [], description="Only films with any of these certificates; repeat it for several."
    )
    exclude_certificates: Names = Field(
        [], description="No films with any of these certificates; repeat it for several."
    )
    certificate_max: Literal["G", "PG", "PG-13", "R", "NC-17"] | None = Field(
        None, description="Only films with this certificate or a milder one."
    )
    runtime_min: Minutes | None = Field(None, description="Only films of so many minutes or more.")
    runtime_max: Minutes | None = Field(None, description="Only films of so many minutes or less.")
    year_min: Year | None = Field(None, description="Only films of this year or later.")
    year_max: Year | None = Field(None, description="Only films of this year or earlier.")

    owned: Flag = Field(
        False,
        description="Only films that are in the library of a media server of the house. Whoever "
        "is not signed in is told nothing of what the house has, and gets 401.",
    )

    @model_validator(mode="after")
    def _bounds_in_order(self) -> Self:
        if (self.year_min or FIRST_YEAR) > (self.year_max or LAST_YEAR):
            raise PydanticCustomError(
                "year_order", "Must not be earlier than year_min", {"field": "year_max"}
            )
        if (self.runtime_min or 0) > (self.runtime_max or 9999):
            raise PydanticCustomError(
                "runtime_order", "Must not be less than runtime_min", {"field": "runtime_max"}
            )
        return self
