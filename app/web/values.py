"""The kinds of values that requests about films take."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from app.web.openapi import LARGEST_ID
from embeddings.plain_text import SOME
from embeddings.sources.film_fields import FIRST_YEAR, LAST_YEAR

LONGEST_QUERY = 2000  # characters


def digits(value: object) -> object:
    """Refuse what Python alone takes for a whole number, such as "1_0"."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,10}", value):
        raise PydanticCustomError("whole_number", "Must be a whole number")
    return value


def distinct(values: list[str]) -> list[str]:
    """Return each value once, in order."""
    return list(dict.fromkeys(values))


def spelled(value: object) -> object:
    """Accept ``true`` and ``false`` as texts; refuse "1", "yes" and the like."""
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise PydanticCustomError("boolean", "Must be true or false")
        return value == "true"
    return value


# Strict, or the 0 of a body would be false.
Flag = Annotated[bool, Field(strict=True), BeforeValidator(spelled)]
PersonFilter = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,10}(:(director|writer|cast|composer))?$"),
]
PersonFilters = Annotated[list[PersonFilter], Field(max_length=20), AfterValidator(distinct)]
# Limits come before the validator: the document has them only so.
QueriedId = Annotated[int, Field(ge=0, le=LARGEST_ID), BeforeValidator(digits)]
Minutes = Annotated[int, Field(ge=1, le=9999), BeforeValidator(digits)]
WholeNumber = Annotated[int, BeforeValidator(digits)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=60), SOME]
Names = Annotated[list[Name], Field(max_length=20), AfterValidator(distinct)]
Step = Annotated[
    str,
    StringConstraints(pattern=r"^[^:]{1,60}(:(0(\.[0-9]{1,4})?|1(\.0{1,4})?|\.[0-9]{1,4}))?$"),
    SOME,
]
Steps = Annotated[list[Step], Field(max_length=10), AfterValidator(distinct)]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_QUERY), SOME]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(digits)]
MovieId = Annotated[int, Field(description="The data set's own id.", examples=[1])]
