"""Requests that may be sent again: the header of their key, and that of their second answer."""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

# What a second answer carries.
REPLAYED: Final = {"Idempotency-Replayed": "true"}


def key_field(description: str, example: str) -> Any:
    """Return the field of a `Headers` model that reads ``Idempotency-Key``; it may be absent."""
    return Field(
        None,
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description=description,
        examples=[example],
    )


def replayed_header(description: str) -> dict[str, Any]:
    """Return the headers of `REPLAYED` as OpenAPI writes them."""
    return {
        name: {"description": description, "schema": {"type": "string", "enum": [value]}}
        for name, value in REPLAYED.items()
    }
