"""Makes rows of records and items: each with file and line, a bad one with its fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from app.transfer import values
from app.transfer.days import DayStyle
from app.transfer.files import Part
from app.transfer.layouts import Layout, Otherwise, Role
from app.transfer.parsed import Reading
from app.transfer.ratings import Scale
from app.transfer.row_builder import RowBuilder
from app.transfer.rows import BadRowError, FilmKey, Row
from app.transfer.tables import Record
from app.transfer.values import BadValueError

Cells = Callable[[int], dict[str, str]]


def read_records(
    part: Part, records: Iterable[Record], builder: RowBuilder, cells: Cells | None
) -> Iterator[Row]:
    """Yield each record of a table as a row.

    Parameters
    ----------
    cells : callable or None
        Returns the cells of a line, for `Row.cells`.
    """
    for record in records:
        try:
            if record.fault:
                raise BadRowError(record.fault)
            row = builder.build(record.values, record.short)
        except BadRowError as error:
            row = bad_row(builder, record.values, error)
        yield replace(row, file=part.file, line=record.line, origin=cells)


def bad_row(builder: RowBuilder, cells: Mapping[str, Any], fault: BadRowError) -> Row:
    """Return a row that cannot be imported, with what can be read of its film."""
    # A traceback holds the values of whoever read the row, some kB of each; rows at fault for the
    # same reason share one.
    fault = builder.faults.setdefault((fault.reason, str(fault)), fault.with_traceback(None))
    fault.__context__ = fault.__cause__ = None
    return Row(shown_film(builder, cells), fault=fault, choice=builder.profile(cells))


def shown_film(builder: RowBuilder, cells: Mapping[str, Any]) -> FilmKey:
    """Return a bad row's film as far as it can be read, for the report."""
    found: dict[str, Any] = {}
    readers: tuple[tuple[Role, Callable[[Any], Any]], ...] = (
        ("imdb_id", values.imdb_id),
        ("title", lambda value: (values.text(value) or "")[: values.LONGEST_TITLE] or None),
        ("year", values.year),
    )
    for role, read in readers:
        for name in builder.columns(role):
            try:
                found.setdefault(role, read(cells.get(name)))
            except BadValueError:
                continue
    return FilmKey(**found)


def make_builder(
    reading: Reading,
    layout: Layout,
    scales: Mapping[str, Scale],
    styles: Mapping[str, DayStyle] | None = None,
    choice: str | None = None,
    profiles: Mapping[str, str] | None = None,
) -> RowBuilder:
    """Return a builder of a file's rows; see there.

    Films of an unnamed list go where the person says, else to the watchlist, and then only those
    that are not rated: who rated a film need not plan to see it.
    """
    listed = layout.otherwise
    unasked = listed in ("list", "ask") and reading.options.list_as is None
    if listed in ("list", "ask"):
        listed = cast("Otherwise", reading.options.list_as or "watchlist")
    is_list = layout.is_list and (choice is not None or not unasked)
    return RowBuilder(layout, scales, styles or {}, listed, choice, profiles, is_list=is_list)


def remark_default_list(reading: Reading, part: Part, builder: RowBuilder) -> None:
    """Remark that films went to the watchlist because nothing says where they belong."""
    unasked = builder.layout.otherwise == "list" and reading.options.list_as is None
    if unasked and builder.listed_rows:
        reading.parsed.remark(
            "list",
            part.file,
            f"The file does not say what its films are: {builder.listed_rows} of them are taken "
            "for films to see.",
        )
