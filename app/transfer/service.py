"""Import of files into a person's library.

Files are read and rows are matched before the person is locked, so that nobody waits for that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.accounts import access
from app.accounts.people import Person
from app.data.services import Services
from app.library import person_vectors
from app.library import service as library
from app.library.schemas import PreferencesIn
from app.transfer import changes, imports, not_matched, reading, reports, undo, writing
from app.transfer.changes import Wishes
from app.transfer.files import UnreadableFileError, Upload
from app.transfer.forms import ImportForm
from app.transfer.imported_preferences import compare_preferences, read_preferences
from app.transfer.layouts import UnknownLayoutError
from app.transfer.matched_rows import match_rows
from app.transfer.matching import Match, Miss
from app.transfer.merging import imported_marks
from app.transfer.parsed import Parsed, ReadOptions
from app.transfer.reports import Outcome
from app.transfer.rows import FilmKey, Row
from app.web import idempotency
from app.web.base_path import under
from app.web.problems import Fault, Problem
from sql.tables import Film

NOT_MATCHED_URL = "/api/v1/me/imports/{id}/not-matched"

Answer = tuple[dict[str, Any], int, dict[str, str]]


@dataclass(frozen=True)
class Prepared:
    """What is known of an import before the person is locked.

    Attributes
    ----------
    report : dict
        The parts of the report that do not depend on the library.
    matched : sequence of (Row, Match)
        Rows and their films. The others are not kept: a file may have a hundred thousand of them,
        which take 100 MB beside their CSV.
    preferences : PreferencesIn or None
        The file's, where it has any that are valid.
    not_matched : str or None
        Rows that were not matched, as CSV.
    """

    report: dict[str, Any]
    matched: Sequence[tuple[Row, Match]]
    preferences: PreferencesIn | None
    not_matched: str | None


def import_files(services: Services, person: Person, form: ImportForm, key: str | None) -> Answer:
    """Import files; see `app.transfer.report_schemas.ImportReport`.

    Parameters
    ----------
    person : Person
        Whose library the files are read into; not locked yet.
    key : str or None
        The request's Idempotency-Key.

    Returns
    -------
    tuple
        The report, the status, and response headers.

    Raises
    ------
    Problem
        ``unreadable-file``, ``unknown-layout``, or ``key-reused``: the key came with another file
        or form before.
    """
    fingerprint = _fingerprint(form)
    connection = services.database.connection()
    if replay := _replayed(connection, person.user_id, key, fingerprint):
        return replay
    # No transaction stays open while a file is read.
    connection.rollback()
    with reading.slot():
        prepared = _prepare(services, form)
    person = access.lock()
    # Of two requests with one key, the second waits for the lock and finds the first one's report.
    if replay := _replayed(connection, person.user_id, key, fingerprint):
        return replay
    return apply(services, person.user_id, form, prepared, key, fingerprint), 200, {}


def _replayed(
    connection: Connection, user_id: int, key: str | None, fingerprint: bytes
) -> Answer | None:
    """Return the answer of an earlier request with this key; None where there was none."""
    earlier = imports.find(connection, user_id, key) if key else None
    if earlier is None:
        return None
    if earlier[0] != fingerprint:
        raise Problem("key-reused")
    return earlier[1], 200, idempotency.REPLAYED


def _prepare(services: Services, form: ImportForm) -> Prepared:
    """Read the files and match their rows."""
    # Read here, and for `parse` alone: files that wait for their turn, or are read, take no memory.
    parsed = parse(form, reading.uploads(form.file))
    outcomes = match_rows(services, parsed, form)
    preferences = None
    if parsed.preferences is not None:
        try:
            preferences = read_preferences(services, parsed.preferences)
        except ValueError as error:
            detail = f"The preferences cannot be taken: {error}"
            outcomes.append(Outcome(Row(FilmKey(), line=1), Miss("bad_row", detail)))
    candidates = not_matched.candidate_films(outcomes)
    ids = services.database.fetch(
        "candidate_ids", select(Film.film_id, Film.imdb_id).where(Film.film_id.in_(candidates))
    )
    return Prepared(
        {
            "dry_run": form.dry_run,
            "files": [storage.filename or "" for storage in form.file],
            **reports.of_rows(parsed, outcomes),
        },
        reports.matched_rows(outcomes),
        preferences,
        not_matched.csv_of(outcomes, {row["film_id"]: row["imdb_id"] for row in ids}),
    )


def apply(
    services: Services,
    user_id: int,
    form: ImportForm,
    prepared: Prepared,
    key: str | None = None,
    fingerprint: bytes = b"",
    *,
    synced: bool = False,
) -> dict[str, Any]:
    """Compare with the library, write what differs unless it is a dry run; return the report.

    The person is locked by now.

    Parameters
    ----------
    synced : bool
        Whether a remote account's marks are taken, and not a file's.
    """
    connection = services.database.connection()
    movies = {match.film_id: match for _, match in prepared.matched}
    by_film = {
        match.film_id: form.film_choices[match.movie_id]
        for match in movies.values()
        if match.movie_id in form.film_choices
    }
    wishes = Wishes(form.on_conflict, by_film)
    found = changes.compare(connection, user_id, imported_marks(prepared.matched), wishes)
    preferences = compare_preferences(services, user_id, prepared.preferences, form.on_conflict)
    recorded = not form.dry_run
    import_id = imports.begin(
        connection, user_id, key, fingerprint, recorded=recorded, synced=synced
    )
    film_ids = writing.changed_films(found)
    sets_preferences = preferences["new"] + preferences["changed"] > 0
    if recorded and (film_ids or sets_preferences):
        with (
            services.database.timed("import_write"),
            undo.recorded(connection, user_id, import_id, film_ids),
        ):
            writing.write(connection, user_id, found)
            if prepared.preferences is not None and sets_preferences:
                library.set_preferences(services, user_id, prepared.preferences)
        if film_ids:
            person_vectors.refresh(services, user_id)
    report = {
        **prepared.report,
        **reports.of_changes(found, movies),
        "preferences": preferences,
        "film_count": len(film_ids),
    }
    return imports.finish(
        connection, user_id, import_id, report, prepared.not_matched, under(NOT_MATCHED_URL)
    )


def parse(form: ImportForm, uploads: Sequence[Upload]) -> Parsed:
    """Read uploads as a form says.

    Raises
    ------
    Problem
        ``unknown-layout`` or ``unreadable-file``
    """
    # "watchlist" said by the person is not the same as nothing said.
    list_as = form.list_as if "list_as" in form.model_fields_set else None
    options = ReadOptions(
        form.format, list_as, form.choices, form.mapping, form.day_order, form.mappings
    )
    try:
        return reading.read_upload(uploads, options)
    except UnknownLayoutError as error:
        layouts = [
            reports.unknown_layout(layout) for layout in error.layouts[: reports.MOST_UNKNOWN]
        ]
        raise Problem("unknown-layout", members={"layouts": layouts}) from error
    except UnreadableFileError as error:
        raise Problem("unreadable-file", str(error), [Fault("/file", str(error))]) from error


def _fingerprint(form: ImportForm) -> bytes:
    """Return a hash of the files and the form, which differs where any of them differs."""
    options = form.model_dump(mode="json", exclude={"file"})
    names = [(storage.filename or "", reading.size(storage)) for storage in form.file]
    digest = hashlib.sha256(json.dumps([names, options], sort_keys=True).encode())
    for storage in form.file:
        for part in reading.parts(storage):
            digest.update(part)
    return digest.digest()
