"""The kinds of values that requests about films take."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 1870, 2200


def _plain_text(value: object) -> object:
    """Normalise to NFC without outer spaces; refuse control characters."""
    if not isinstance(value, str):
        return value
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in value):
        raise PydanticCustomError("control_character", "Contains a control character")
    return unicodedata.normalize("NFC", value).strip()


def _digits(value: object) -> object:
    """Leave out what Python takes for a whole number and nobody else does, such as "1_0"."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise PydanticCustomError("whole_number", "Must be a whole number")
    return value


def distinct(values: list[str]) -> list[str]:
    """Return each value once, in order."""
    return list(dict.fromkeys(values))


Text = Annotated[str, BeforeValidator(_plain_text)]
WholeNumber = Annotated[int, BeforeValidator(_digits)]
Name = Annotated[str, BeforeValidator(_plain_text), StringConstraints(min_length=1, max_length=60)]
Names = Annotated[list[Name], Field(max_length=20), AfterValidator(distinct)]
Phrase = Annotated[
    str, BeforeValidator(_plain_text), StringConstraints(min_length=1, max_length=2000)
]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(_digits)]
MovieId = Annotated[int, Field(description="The data set's own id.", examples=[1])]
