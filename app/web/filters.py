"""Filters of queries, which all lists of films share."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.web.contract import Query
from app.web.values import FIRST_YEAR, LAST_YEAR, Names, Year


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
    year_min: Year | None = Field(None, description="Only films of this year or later.")
    year_max: Year | None = Field(None, description="Only films of this year or earlier.")

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if (self.year_min or FIRST_YEAR) > (self.year_max or LAST_YEAR):
            raise PydanticCustomError(
                "year_order", "Must not be earlier than year_min", {"field": "year_max"}
            )
        return self
