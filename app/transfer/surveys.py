"""Looks at a whole table before its rows are read: which layout it has, which scale, which days.

A row alone cannot tell whether 4 is of five or of ten, nor whether `2/1/24` is in January.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

from app.transfer import days
from app.transfer.column_names import DAYS, OWN_RATINGS, TOTALS, role_of, scale_of
from app.transfer.days import DayOrder, DayStyle
from app.transfer.formats import plain
from app.transfer.formats.common import STATUSES, share_of
from app.transfer.kinds import is_film, truth
from app.transfer.layouts import Layout, Role, UnknownLayout
from app.transfer.mapping import ColumnMapping
from app.transfer.ratings import NoRatingError, Scale, judge
from app.transfer.tables import Record, Table, column
from app.transfer.values import given

# Roles of which all values are looked at, and of which some are enough.
_WHOLE: frozenset[Role] = frozenset({"rating", "watched_on", "rated_at", "added_at", "profile"})
_SOME = 2_000
_ENOUGH = 0.5  # the share of ratings that must be on the scale of the layout
_SURE = 0.8  # the share of words that must be known
MOST_ROWS = 100_000
# Different cells that are looked at, in all columns: three times a column of moments. A table of
# hundreds of columns of days or ratings would keep each of its cells.
MOST_CELLS = 300_000
# What a film has beside its title, even where it is called "Total".
_YEAR_OR_ID = re.compile(r"(?:18|19|20)\d\d(?:[-./].*)?|tt\d{5,10}")
SAMPLES = 5
_NOTHING: Counter[str] = Counter()
LONGEST_SAMPLE = 80


@dataclass
class Survey:
    """What the columns of a table hold.

    Attributes
    ----------
    values : dict
        How often a column has a value, by column; of columns that only name films some values.
    filled : set of str
        Columns with a value somewhere.
    """

    values: dict[str, Counter[str]] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)


def survey(table: Table, layouts: Iterable[Layout]) -> Survey:
    """Return what the columns of a table hold.

    Parameters
    ----------
    layouts : iterable of Layout
        Layouts that the table may have.
    """
    limits: dict[str, int] = {}
    for name, role in _possible_roles(table, layouts):
        limit = len(table.lines) if role in _WHOLE else _SOME
        limits[name] = max(limit, limits.get(name, 0))
    found = Survey({name: Counter() for name in limits})
    # Cells as they are written are counted first, because few of them differ.
    cells: dict[str, Counter[str]] = {name: Counter() for name in limits}
    cells_left = MOST_CELLS
    # Whoever has more rows is refused when they are read.
    for record in islice(table.records(), MOST_ROWS):
        if record.fault is not None or is_total(record):
            continue
        for name, cell in record.values.items():
            if not cell:
                continue
            if name in limits:
                counted = cells[name]
                if cell in counted:
                    counted[cell] += 1
                elif len(counted) < limits[name] and cells_left > 0:
                    counted[cell] = 1
                    cells_left -= 1
                elif name not in found.filled and given(cell) is not None:
                    found.filled.add(name)
            elif name not in found.filled and given(cell) is not None:
                found.filled.add(name)
    for name, counted in cells.items():
        for cell, times in counted.items():
            if (written := given(cell)) is not None:
                found.filled.add(name)
                found.values[name][written] += times
    return found


def is_total(record: Record) -> bool:
    """Return whether a row is the sum, mean or count of the others."""
    for cell in record.values.values():
        if cell:  # the first one; this runs for each row of each file
            if cell.casefold().strip(" :.=") not in TOTALS:
                return False
            filled = map(str.strip, record.values.values())
            return not any(map(_YEAR_OR_ID.fullmatch, filled))
    return False


def _possible_roles(table: Table, layouts: Iterable[Layout]) -> Iterator[tuple[str, Role]]:
    for name in table.columns:
        if (named := role_of(name)) is not None:
            yield name, named
    for layout in layouts:
        for name, role in layout.roles.items():
            if name in table.columns:
                # All titles tell Netflix's shows from its films.
                yield name, "profile" if layout.site == "netflix" and role == "title" else role


def fits(layout: Layout, found: Survey) -> bool:
    """Return whether the values of a table are those of a layout whose columns it has."""
    known = {*layout.roles} | layout.facts | layout.unread
    return (
        layout.filled <= found.filled
        and not (layout.strict and found.filled - known - {""})
        and (layout.check is None or layout.check(found.values))
        and scales(layout, found) is not None
    )


def scales(layout: Layout, found: Survey) -> dict[str, Scale] | None:
    """Return the scales of a table's columns of ratings; None where the values are of none."""
    by_column: dict[str, Scale] = {}
    for name, role in layout.roles.items():
        if role != "rating":
            continue
        values = found.values.get(name, _NOTHING)
        scale = layout.scales.get(name) or judge(values, zero=layout.zero).scale
        if scale is None or share_of(values, partial(_is_on, scale)) < _ENOUGH:
            return None
        by_column[name] = scale
    return by_column


def _is_on(scale: Scale, written: str) -> bool:
    try:
        scale.stars(written)
    except NoRatingError:
        return False
    return True


def styles(layout: Layout, found: Survey, order: DayOrder | None) -> dict[str, DayStyle]:
    """Return how the columns of a table write days."""
    return {
        name: days.style(found.values.get(name, ()), order)
        for name, role in layout.roles.items()
        if role in ("watched_on", "rated_at", "added_at")
    }


def mapped_layout(table: Table, mapping: ColumnMapping) -> Layout | None:
    """Return the layout that a person says a table has; None where it lacks a column of it."""
    by_header = dict(zip(table.headers, table.columns, strict=True))
    if not {*mapping.columns.values()} <= {*by_header}:
        return None
    roles: dict[str, Role] = {}
    for name, header in mapping.columns.items():
        roles[by_header[header]] = "title" if name == "original_title" else name  # type: ignore[assignment]
    rating = mapping.rating and by_header[mapping.rating]
    fixed = {rating: Scale(mapping.scale)} if rating and mapping.scale else {}
    return Layout(
        "table",
        "table",
        roles,
        facts=frozenset(table.columns),
        scales=fixed,
        otherwise=mapping.list_as,
    )


def with_said(layout: Layout, found: Survey) -> Layout:
    """Return a mapped layout that also reads what rows say of themselves: kind, seen, status.

    A person maps the columns about a film; that some rows are episodes is seen by nobody, and a
    row that says "not seen" is not seen, wherever the other films go.
    """
    told: dict[Role, Callable[[str], bool]] = {
        "seen": lambda written: truth(written) is not None,
        "planned": lambda written: truth(written) is not None,
        "status": lambda written: column(written) in STATUSES,
    }
    said: dict[str, Role] = {}
    for name, values in found.values.items():
        role = role_of(name)
        if name in layout.roles or role is None:
            continue
        if (role == "kind" and any(map(is_film, values))) or (
            values and role in told and share_of(values, told[role]) >= _SURE
        ):
            said[name] = role
    return replace(layout, roles={**layout.roles, **said}, statuses=STATUSES) if said else layout


def unknown(table: Table, found: Survey, file: str | None) -> UnknownLayout:
    """Return what a person needs to see of a table to say what its columns mean."""
    samples = []
    for record in table.records():
        cells = [" ".join(cell.split())[:LONGEST_SAMPLE] for cell in record.values.values()]
        samples.append(tuple(cells))
        if len(samples) == SAMPLES:
            break
    return UnknownLayout(file, table.headers, tuple(samples), _suggestion(table, found))


def _suggestion(table: Table, found: Survey) -> ColumnMapping | None:
    by_column = dict(zip(table.columns, table.headers, strict=True))
    roles: Mapping[Role, str] = plain.suggestion(table.columns, found.values)
    rating = roles.get("rating", "")
    # Decimals in a column that is not plainly one's own are other people's mean; grades such as B+
    # and thumbs are no ratings.
    judged = judge(found.values.get(rating, _NOTHING))
    is_none_of_mine = (judged.means and rating not in OWN_RATINGS) or not judged.count
    fields: dict[str, Any] = {
        role: by_column[name]
        for role, name in roles.items()
        if role in ColumnMapping.model_fields
        and not (role == "rating" and is_none_of_mine)
        and 0 < len(by_column[name]) <= 200
    }
    if not {"title", "imdb_id", "tmdb_id"} & {*fields}:
        return None
    if "rating" in fields and (scale := scale_of(rating)):
        fields["scale"] = scale.top
    day = next((by_column[name] for name in table.columns if name in DAYS), None)
    if "rating" in fields and day and not {"watched_on", "rated_at"} & {*fields}:
        fields["rated_at"] = day
    return ColumnMapping.model_validate(fields)
