"""Whole numbers as JSON writes them."""

from __future__ import annotations

from pydantic import BeforeValidator


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


# Stands last among an integer's annotations, or the document loses the bounds.
WHOLE = BeforeValidator(_whole)
"""Takes 7.0 for 7, as JSON Schema does: JSON has one kind of numbers only."""
