"""Filters of a request and filters that the query's words ask for, joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from embeddings.answers.filters import LIST_FIELDS, Filters
from embeddings.answers.understand.parsing import ParsedFilter

_OPPOSITE: Final = {
    name: name.removeprefix("exclude_") if name.startswith("exclude_") else f"exclude_{name}"
    for name in LIST_FIELDS
}


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
    closed = {name for name in ("countries", "languages") if lists[name]}
    first, last = request.year_min, request.year_max
    applied: list[ParsedFilter] = []
    for phrase in parsed:
        value = phrase.value
        if phrase.field in _OPPOSITE and phrase.field not in closed:
            if value in lists[_OPPOSITE[phrase.field]]:
                continue
            lists[phrase.field].append(str(value))
        elif phrase.field == "year_min" and int(value) <= (last or 9999):
            first = max(first or 0, int(value))
        elif phrase.field == "year_max" and int(value) >= (first or 0):
            last = min(last or 9999, int(value))
        else:
            continue
        applied.append(phrase)
    distinct = {name: tuple(dict.fromkeys(values)) for name, values in lists.items()}
    return replace(request, **distinct, year_min=first, year_max=last), applied
