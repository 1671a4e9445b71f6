"""Reads a table, or a list of lines, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.transfer import surveys
from app.transfer.column_names import FACTS, ROLES, role_of
from app.transfer.files import Part, UnreadableFileError
from app.transfer.formats import TABLES, letterboxd, movielens, netflix, plain, tmdb
from app.transfer.layouts import Choice, Layout
from app.transfer.parsed import Reading
from app.transfer.placing import make_builder, read_records, remark_default_list
from app.transfer.row_builder import RowBuilder
from app.transfer.rows import Row
from app.transfer.surveys import Survey
from app.transfer.tables import Record, Table, split_lines, table

# A header below other lines is told by at least this many columns with known names.
MOST_LINES_ABOVE = 10
LEAST_KNOWN = 2
TOTAL = "This is a sum of the sheet, not a film."
CHOICES = {"letterboxd": letterboxd.choice_of, "tmdb": tmdb.choice_of}


def read_table(reading: Reading, part: Part) -> Iterator[Row] | None:
    """Return the rows of a table or of a list of lines; None where it is of no known layout.

    A table of an unknown layout that names films is entered in ``reading.parsed.unknown``.

    Raises
    ------
    UnreadableFileError
        The upload is this file alone, and it is no table, or one that is known to hold nothing.
    """
    lines = split_lines(part.content)
    found = movielens.raw_table(lines)
    if found is None:
        try:
            found = _table(lines)
        except UnreadableFileError:
            if part.alone:
                raise
            return None
    columns = frozenset(found.columns)
    candidates = [
        layout for layout in TABLES if reading.wants(layout.site) and layout.fits(columns, part)
    ]
    mapping = reading.options.mappings.get(part.name, reading.options.mapping)
    mapped = surveys.mapped_layout(found, mapping) if mapping else None
    survey = surveys.survey(found, candidates if mapped is None else [mapped])
    mapped = mapped and surveys.with_said(mapped, survey)
    layout = mapped or _layout(reading, found, survey, candidates)
    if layout is not None:
        return _Table(reading, part, found, survey, layout, is_mapped=layout is mapped).rows()
    if plain.lines_of_films(lines) and reading.wants("table"):
        return _lines(reading, part, lines)
    if reading.options.format == "auto":
        unknown = surveys.unknown(found, survey, part.file)
        if unknown.suggestion or (part.alone and len(found.columns) > 1):
            reading.parsed.unknown.append(unknown)
    return None


def _table(lines: list[str]) -> Table:
    """Return the table of a file; lines above its header, such as a sheet's title, are left out.

    Above a header stand lines of one cell only: what has several may be a row of films.
    """
    found = first = table(lines, letterboxd.header_line(lines))
    for _ in range(MOST_LINES_ABOVE):
        if sum(map(bool, found.headers)) > 1 or found.first >= len(lines):
            break
        try:
            found = table(lines, found.first)
        except UnreadableFileError:
            return first
    known = sum(role_of(name) is not None for name in found.columns)
    return found if known >= LEAST_KNOWN and not _is_known(first) else first


def _is_known(found: Table) -> bool:
    return any(name in ROLES or name in FACTS for name in found.columns)


def _layout(
    reading: Reading, found: Table, survey: Survey, candidates: list[Layout]
) -> Layout | None:
    for layout in candidates:
        if surveys.fits(layout, survey):
            return layout
    # The columns of Letterboxd's importer are those of a plain table.
    if reading.wants("table") or reading.wants("letterboxd"):
        return plain.layout(found.columns, survey.values, survey.filled)
    return None


def _lines(reading: Reading, part: Part, lines: list[str]) -> Iterator[Row]:
    reading.formats.add("table")
    builder = make_builder(reading, plain.LINES, {"rating": plain.scale_of_lines(lines)})
    yield from read_records(
        part, plain.read_lines(lines), builder, lambda line: {"line": lines[line - 1]}
    )
    remark_default_list(reading, part, builder)


class _Table:
    """A table whose layout is known, while it is read."""

    def __init__(
        self,
        reading: Reading,
        part: Part,
        found: Table,
        survey: Survey,
        layout: Layout,
        *,
        is_mapped: bool,
    ) -> None:
        self.is_mapped = is_mapped
        self.reading = reading
        self.part = part
        self.table = found
        self.survey = survey
        self.layout = self._prepared(layout)

    def _prepared(self, layout: Layout) -> Layout:
        """Return the layout with what reading its rows takes from other rows and files."""
        if layout.site == "netflix" and (title := netflix.title_of(layout)):
            shows = netflix.Shows(self.survey.values[title], title)
            return replace(layout, prepare=shows.check)
        if layout.site == "movielens" and layout.prepare is None:
            films, person = self.reading.films, movielens.OnePerson()

            def prepare(values: Mapping[str, Any]) -> Mapping[str, Any]:
                person.check(values)
                return films.fill(values)

            return replace(layout, prepare=prepare)
        return layout

    def rows(self) -> Iterator[Row] | None:
        """Return the rows; None where the layout is known to hold nothing to import."""
        if self.layout.unreadable:
            if self.part.alone:
                raise UnreadableFileError(self.layout.unreadable)
            self.reading.parsed.remark("file", self.part.file, self.layout.unreadable)
            return None
        scales = surveys.scales(self.layout, self.survey)
        if scales is None:
            raise UnreadableFileError(
                "Nothing in the column of ratings tells what the best rating is; please say it."
            )
        self._note_diaries()
        self.reading.formats.add("mapped" if self.is_mapped else self.layout.site)
        self._remark_scales(scales)
        styles = surveys.styles(self.layout, self.survey, self._order())
        builder = make_builder(
            self.reading, self.layout, scales, styles, self._choice(), self._profiles()
        )
        return self._read(builder)

    def _read(self, builder: RowBuilder) -> Iterator[Row]:
        yield from read_records(self.part, self._records(), builder, self.table.cells)
        self._remark_columns(builder)
        remark_default_list(self.reading, self.part, builder)

    def _records(self) -> Iterator[Record]:
        for record in self.table.records():
            is_total = record.fault is None and surveys.is_total(record)
            yield replace(record, fault=TOTAL) if is_total else record

    def _order(self) -> Any:
        order = self.reading.options.day_order
        return None if order == "auto" else order

    def _note_diaries(self) -> None:
        if self.layout.site == "letterboxd":
            if self.layout.what == "diary":
                self.reading.diaries.add(self.part.file)
            self.reading.has_ratings |= self.layout.what == "ratings"

    def _choice(self) -> str | None:
        """Return the key of the choice that the file's films wait for."""
        list_as = self.reading.options.list_as
        if self.layout.otherwise == "ask" and list_as is None:
            name = self.part.stem
            return self.reading.enter(
                Choice(f"file:{self.part.name}", "file", name, self.part.file)
            )
        make = CHOICES.get(self.layout.site)
        choice = make(self.part, self.layout) if make else None
        # Of a single list the person may have said where it goes.
        if choice is None or (self.part.alone and list_as):
            return None
        return self.reading.enter(choice)

    def _profiles(self) -> dict[str, str]:
        """Return keys of choices by the name of a profile; none where there is one person only."""
        names = {
            value
            for name, role in self.layout.roles.items()
            if role == "profile"
            for value in self.survey.values.get(name, ())
        }
        if len(names) < 2:
            return {}
        return {
            name: self.reading.enter(Choice(f"profile:{name}", "profile", name[:200], None))
            for name in sorted(names)
        }

    def _remark_scales(self, scales: Mapping[str, Any]) -> None:
        for name, scale in scales.items():
            if name in self.survey.filled and name not in self.layout.scales:
                header = self._header(name)
                self.reading.parsed.remark(
                    "scale",
                    self.part.file,
                    f"The ratings in the column “{header}” are read as {scale}.",
                    [header],
                )

    def _remark_columns(self, builder: RowBuilder) -> None:
        """Remark on columns that were not read, and on days that nothing settles."""
        known = {*self.layout.roles} | self.layout.facts
        foreign = self.layout.foreign
        unread = [
            self._header(name)
            for name in self.table.columns
            if name in self.survey.filled
            and name not in known
            and not (foreign and foreign.match(name))
        ]
        if unread:
            names = ", ".join(f"“{header}”" for header in unread[:10])
            self.reading.parsed.remark(
                "column", self.part.file, f"These columns are not read: {names}.", unread
            )
        if builder.unsettled_days:
            headers = [
                self._header(name)
                for name, role in self.layout.roles.items()
                if role == "watched_on" and name in self.survey.filled
            ]
            self.reading.parsed.remark(
                "day_order",
                self.part.file,
                f"{builder.unsettled_days} days are left out, because nothing tells whether the "
                "day or the month comes first.",
                headers,
            )

    def _header(self, name: str) -> str:
        return self.table.headers[self.table.columns.index(name)]
