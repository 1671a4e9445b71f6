"""A film as commands and files give it: text, checked and cleaned as a data set's film is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import ValidationError, field_validator
from pydantic_core import ErrorDetails

from embeddings.errors import FieldFault, FilmError
from embeddings.sources.film_fields import (
    FIELDS,
    FIRST_YEAR,
    LARGEST_TMDB_ID,
    LAST_YEAR,
    MOST_MINUTES,
    MOST_NAMES,
    FilmFields,
    FilmInput,
)
from embeddings.sources.rows import parse_imdb_id

_BOUNDS: Final = {
    "year": (FIRST_YEAR, LAST_YEAR),
    "runtime": (1, MOST_MINUTES),
    "tmdb_id": (1, LARGEST_TMDB_ID),
}


class _FilmOfText(FilmInput):
    """A film whose values a command line or a CSV has as text."""

    @field_validator("year", "runtime", "tmdb_id", mode="before")
    @classmethod
    def _digits(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        text = value.strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else value

    @field_validator("imdb_id", mode="before")
    @classmethod
    def _imdb_id(cls, value: object) -> object:
        try:
            is_id = isinstance(value, str | int) and not isinstance(value, bool)
            return parse_imdb_id(str(value)) if is_id else value
        except ValueError:
            return value


def read_film(given: Mapping[str, object]) -> FilmFields:
    """Check and clean the record of a film.

    Parameters
    ----------
    given
        By field of `FilmFields`. None and empty text are taken for a field that is absent.

    Raises
    ------
    FilmError
        With every field at fault, and why.

    Examples
    --------
    >>> read_film({"title": " Heat ", "year": 1995, "imdb_id": "113277"}).imdb_id
    'tt0113277'
    """
    try:
        present = {k: v for k, v in given.items() if v is not None and v != ""}
        return _FilmOfText.model_validate(present).film()
    except ValidationError as error:
        found = error.errors(include_url=False)
        faults = [FieldFault("/".join(map(str, fault["loc"])), _reason(fault)) for fault in found]
        raise FilmError(faults) from None


def _reason(error: ErrorDetails) -> str:
    """Return one of Pydantic's findings as what follows the field's name in a sentence."""
    value, context = error.get("input"), error.get("ctx", {})
    match error["type"]:
        case "missing":
            return "is needed"
        case "extra_forbidden":
            return f"there is no such field; there are {', '.join(FIELDS)}"
        case "string_too_short":
            return "is blank"
        case "string_too_long":
            assert isinstance(value, str)
            return f"has {len(value):,} characters; {context['max_length']:,} are the most"
        case "too_long":
            return f"has {context['actual_length']} entries; {MOST_NAMES} are the most"
        case "greater_than_equal" | "less_than_equal":
            least, most = _BOUNDS[str(error["loc"][0])]
            return f"is {value}, and must be {least} to {most}"
        case "tag":
            return f"is {value!r}, which tells nothing of a film"
        case "text":
            return error["msg"][0].lower() + error["msg"][1:]
    needed = {
        "string_type": "text",
        "int_type": "a whole number",
        "list_type": "a list",
        "dict_type": "an object of texts",
        "string_pattern_mismatch": "like tt0113277",
    }
    of_id = error["loc"] == ("imdb_id",)
    kind = "string_pattern_mismatch" if of_id else error["type"]
    return f"is {value!r}, and must be {needed.get(kind, 'something else')}"
