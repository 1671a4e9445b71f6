"""Reads JSON documents, and the XML of Criticker, as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from app.transfer import flat_items
from app.transfer.files import Part, UnreadableFileError
from app.transfer.formats import DOCUMENTS, criticker
from app.transfer.formats.common import Section
from app.transfer.json_items import BadJsonError, Document, TooLargeItemError, scan
from app.transfer.parsed import Reading
from app.transfer.placing import bad_row, make_builder, read_records, remark_default_list
from app.transfer.ratings import Scale, judge
from app.transfer.row_builder import RowBuilder
from app.transfer.rows import BadRowError, FilmKey, Row
from app.transfer.schemas import Format
from app.transfer.table_reader import read_table
from app.transfer.tables import Record

# Sites give such a page to whom they do not know, and call tables in one ".xls".
_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|table|head|body)\b", re.IGNORECASE
)
_NO_EXPORT = "This is a web page; open it in a spreadsheet and save it as CSV there first."
_NO_XML = "Of XML files, only Criticker's are known here; export CSV or JSON instead."
DEEPEST_SHOWN = 4
MOST_SHOWN = 20  # of a list within an item
LONGEST_SHOWN = 1000  # bytes of an item that is no JSON


def read_document(reading: Reading, part: Part) -> Iterator[Row] | None:
    """Return the rows of a JSON document; None where it holds nothing to import.

    Raises
    ------
    UnreadableFileError
        The upload is this document alone, and it is no JSON.
    """
    try:
        part = replace(part, content=flat_items.from_lines(part.content))
        document = scan(part.content)
        for site, sections in DOCUMENTS:
            if not reading.wants(cast(Format, site)):
                continue
            found = sections(document, part)
            if found is not None:
                reading.formats.add(cast(Format, site))
                if site == "ordained":
                    reading.parsed.preferences = _preferences(document)
                return _rows(reading, part, document, found)
        listed = flat_items.table_of(document)
    except BadJsonError as error:
        if not part.alone:
            return None
        raise UnreadableFileError(str(error)) from error
    return _numbered(read_table(reading, replace(part, content=listed))) if listed else None


def _numbered(rows: Iterator[Row] | None) -> Iterator[Row] | None:
    """Return the rows of a list that is read as a table, each with its item's number."""
    return rows and (replace(row, line=row.line - 1, origin=_of_item(row)) for row in rows)


def _of_item(row: Row) -> Callable[[int], dict[str, str]] | None:
    of_line = row.origin
    return of_line and (lambda number: of_line(number + 1))


def _preferences(document: Document) -> Any:
    try:
        return document.value("preferences")
    except TooLargeItemError as error:
        raise UnreadableFileError("The file's preferences are too long.") from error


def _rows(
    reading: Reading, part: Part, document: Document, sections: list[Section]
) -> Iterator[Row]:
    if not sections:
        reading.parsed.remark("file", part.file, "The file holds no ratings, viewings or plans.")
    for section in sections:
        yield from _section(reading, part, document, section)


def _section(reading: Reading, part: Part, document: Document, section: Section) -> Iterator[Row]:
    layout = section.layout
    choice = reading.enter(section.choice) if section.choice else None
    if part.alone and reading.options.list_as:
        choice = None  # of a single list the person has said where it goes
    builder = make_builder(reading, layout, layout.scales, choice=choice)
    items: Iterable[Any] = section.items() if section.items else document.items(section.path)

    def cells(line: int) -> dict[str, str]:
        if section.items is not None:
            # Rows come list by list; each of them would read its whole list again.
            if document.last_list is None or document.last_list[0] is not section:
                document.last_list = (section, [*section.items()])
            return dict(_flat("", document.last_list[1][line - 1], 0))
        try:
            return dict(_flat("", document.item(section.path, line - 1), 0))
        except (BadJsonError, TooLargeItemError):
            return {"item": document.text(section.path, line - 1, LONGEST_SHOWN)}

    for number, item in enumerate(items, 1):
        for row in _item(section, builder, item):
            yield replace(row, file=part.file, line=number, origin=cells)
    remark_default_list(reading, part, builder)


def _item(section: Section, builder: RowBuilder, item: Any) -> list[Row]:
    if not isinstance(item, dict):
        return [Row(FilmKey(), fault=BadRowError("The item is not an object, or too long."))]
    try:
        flat = section.flatten(item)
        return [builder.build(record) for record in (flat if isinstance(flat, list) else [flat])]
    except BadRowError as error:
        return [bad_row(builder, _shown(item), error)]


def _shown(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the object in an item that has the film's title, for the report of a bad item."""
    for name in ("movie", "show", "content"):
        if isinstance(item.get(name), dict):
            return cast("Mapping[str, Any]", item[name])
    return item


def _flat(name: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the single values of an item, each by the names on the way to it."""
    if isinstance(value, list) and depth < DEEPEST_SHOWN:
        value = dict(enumerate(value[:MOST_SHOWN], 1))
    if isinstance(value, dict) and depth < DEEPEST_SHOWN:
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}" if name else str(key), inner, depth + 1)
    elif value not in (None, "") and not isinstance(value, (dict, list)):
        yield name, str(value)


def read_xml(reading: Reading, part: Part) -> Iterator[Row] | None:
    """Return the rows of Criticker's XML; None where the file is other XML.

    Raises
    ------
    UnreadableFileError
        The upload is this file alone, and it is no XML.
    """
    start = part.content[:1000]
    if _WEB_PAGE.match(start) or not criticker.XML_START.match(start):
        if part.alone:
            raise UnreadableFileError(_NO_XML if not _WEB_PAGE.match(start) else _NO_EXPORT)
        return None
    if not reading.wants("criticker"):
        return None
    try:
        films = [*criticker.films(part.content)]
    except criticker.BadXmlError as error:
        if not part.alone:
            return None
        raise UnreadableFileError(str(error)) from error
    scale = judge(Counter(film.get("rating", "") for _, film in films), zero=True).scale
    reading.formats.add("criticker")
    scales = {"rating": scale or Scale(100, zero=True)}
    builder = make_builder(reading, criticker.XML_LAYOUT, scales)
    records = (Record(line, film) for line, film in films)
    return read_records(part, records, builder, None)
