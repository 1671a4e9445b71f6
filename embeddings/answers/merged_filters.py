"""Filters of a request and filters that the query's words ask for, joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from embeddings.answers.filters import ANY_OF, LARGEST, LIST_FIELDS, Filters
from embeddings.answers.understand.parsed import ParsedFilter

_OPPOSITE: Final = {
    name: name.removeprefix("exclude_") if name.startswith("exclude_") else f"exclude_{name}"
    for name in LIST_FIELDS
}
# A lower bound → the upper bound that it must not exceed, and the other way round.
_LEAST: Final = {"year_min": "year_max", "runtime_min": "runtime_max"}
_MOST: Final = {most: least for least, most in _LEAST.items()}
_BOUNDS: Final = (*_LEAST, *_MOST, "certificate_max")


def merge_filters(
    request: Filters, parsed: Sequence[ParsedFilter]
) -> tuple[Filters, list[ParsedFilter]]:
    """Join the request's filters with those of the query; where both differ, the request's win.

    Returns
    -------
    filters : Filters
        What the films must meet.
    applied : list of ParsedFilter
        Those of ``parsed`` that are part of it.
    """
    lists = {name: list(getattr(request, name)) for name in LIST_FIELDS}
    # A film needs one of the countries only, so a parsed country would widen the request's.
    closed = {name for name in ANY_OF if lists[name]}
    bounds: dict[str, Any] = {name: getattr(request, name) for name in _BOUNDS}
    applied: list[ParsedFilter] = []
    for phrase in parsed:
        value = phrase.value
        if phrase.field in _OPPOSITE and phrase.field not in closed:
            if value in lists[_OPPOSITE[phrase.field]]:
                continue
            lists[phrase.field].append(str(value))
        elif phrase.field in _LEAST and int(value) <= (bounds[_LEAST[phrase.field]] or LARGEST):
            bounds[phrase.field] = max(bounds[phrase.field] or 0, int(value))
        elif phrase.field in _MOST and int(value) >= (bounds[_MOST[phrase.field]] or 0):
            bounds[phrase.field] = min(bounds[phrase.field] or LARGEST, int(value))
        elif phrase.field == "certificate_max" and request.certificate_max is None:
            bounds["certificate_max"] = str(value)
        else:
            continue
        applied.append(phrase)
    for name, values in lists.items():
        bounds[name] = tuple(dict.fromkeys(values))
    return replace(request, **bounds), applied
