"""What is read from files, in short lines that can be compared and read aloud."""

from __future__ import annotations

from collections.abc import Mapping

from app.transfer.files import UnreadableFileError, Upload
from app.transfer.layouts import UnknownLayoutError
from app.transfer.parsed import Parsed, ReadOptions
from app.transfer.reading import read_upload
from app.transfer.rows import Row

DEFAULTS = ReadOptions()


def verdict(files: Mapping[str, str | bytes], options: ReadOptions = DEFAULTS) -> tuple[str, ...]:
    """Return what is read from files that are uploaded together; see `cases`."""
    uploads = [
        Upload(name, content.encode() if isinstance(content, str) else content)
        for name, content in files.items()
    ]
    try:
        return lines(read_upload(uploads, options))
    except UnknownLayoutError as error:
        return tuple(f"mapping {suggested(layout.suggestion)}" for layout in error.layouts)
    except UnreadableFileError as error:
        return (f"! {error}",)


def suggested(mapping: object) -> str:
    columns = getattr(mapping, "columns", {})
    return ", ".join(f"{role}={header}" for role, header in columns.items()) or "nothing"


def lines(parsed: Parsed) -> tuple[str, ...]:
    """Return the verdict of what was read."""
    return (
        f"{parsed.format}",
        *(line(row) for row in parsed.rows),
        *(f"? {choice.kind} {choice.name}: {choice.films}" for choice in parsed.choices),
        *sorted({f"* {remark.code}" for remark in parsed.remarks}),
        *(f"mapping {table.file} {suggested(table.suggestion)}" for table in parsed.unknown),
        *(f"ignored {name}" for name in parsed.ignored),
    )


def line(row: Row) -> str:
    film = row.film
    name = film.title or film.imdb_id or str(film.tmdb_id or film.movie_id)
    name += f" ({film.year})" if film.year else ""
    name += f" [{film.imdb_id}]" if film.imdb_id and film.title else ""
    if row.fault is not None:
        return f"{name}: {row.fault.reason}"
    marks = [
        name + {"ratings": f" {row.rating}", "history": f" {row.watched_on or ''}"}.get(name, "")
        for name in sorted(row.lists)
    ]
    kind = [f"by id only, a {row.kind}"] if row.kind else []
    note = [f"note {row.note!r}"] if row.note else []
    return f"{name}: {', '.join([*(mark.strip() for mark in marks), *kind, *note])}"
