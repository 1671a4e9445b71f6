"""Import and export of a person's library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Response
from pydantic import ValidationError
from sqlalchemy import RowMapping, exists, select

from app.accounts.people import Person
from app.data.services import Services
from app.library import person_vectors
from app.library import service as library
from app.library.lists import LISTS
from app.library.schemas import PreferencesIn
from app.transfer import changes, export, matching, reading, reports
from app.transfer.excluded_people import find_people, named_people
from app.transfer.files import UnreadableFileError, Upload
from app.transfer.matching import Match, Miss
from app.transfer.parsed import Parsed, ReadOptions
from app.transfer.reports import Outcome
from app.transfer.rows import FilmKey, Row
from app.transfer.schemas import ExportQuery, ImportForm
from app.web.contract import field_errors
from app.web.problems import Fault, Problem
from sql.tables import Preferences

NOT_MATCHED_URL = "/api/v1/me/imports/{id}/not-matched"
UNTOUCHED = {"new": 0, "changed": 0, "unchanged": 0, "kept": 0}


def import_file(
    services: Services, person: Person, form: ImportForm, key: str | None
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Import a file; see `app.transfer.schemas.ImportReport`.

    The person's row is locked by now, as before each write: of two requests with one key, the
    second waits here and finds the first one's report.

    Parameters
    ----------
    person : Person
        Whose library the file is read into.
    key : str or None
        The request's Idempotency-Key.

    Returns
    -------
    tuple
        The report, the status, and response headers.

    Raises
    ------
    Problem
        ``unreadable-file``, or ``key-reused``: the key came with another file or form before.
    """
    content = form.file.stream.read()
    fingerprint = _fingerprint(form, content)
    connection = services.database.connection()
    if key and (earlier := reports.find(connection, person.user_id, key)):
        if earlier[0] != fingerprint:
            raise Problem("key-reused")
        return earlier[1], 200, {"Idempotency-Replayed": "true"}
    with reading.slot():
        parsed = _parse(form, content)
    outcomes = _match(services, parsed, form.confidence_min)
    marks = changes.imported_marks(
        (outcome.row, outcome.result.film_id)
        for outcome in outcomes
        if isinstance(outcome.result, Match)
    )
    list_changes = changes.compare(connection, person.user_id, marks, form.on_conflict)
    preferences = _import_preferences(services, person.user_id, parsed, outcomes, form)
    if not form.dry_run:
        with services.database.timed("import_write"):
            written = changes.write(connection, person.user_id, list_changes)
        if written:
            person_vectors.refresh(services, person.user_id)
    report = reports.report(parsed, outcomes, list_changes, preferences, dry_run=form.dry_run)
    stored = reports.keep(
        connection,
        person.user_id,
        key,
        fingerprint,
        report,
        reports.not_matched_csv(outcomes),
        NOT_MATCHED_URL,
    )
    return stored, 200, {}


def not_matched(services: Services, person: Person, import_id: int) -> Response:
    """Return the rows of an import that were not matched.

    Raises
    ------
    Problem
        ``not-found``: the person has no such import, or it has no such rows.
    """
    text = reports.not_matched(services.database.connection(), person.user_id, import_id)
    if text is None:
        raise Problem("not-found", "You have no such import, or it has no rows not matched.")
    return _download(text, f"ordained-import-{import_id}-not-matched.csv")


def export_library(
    services: Services, person: Person, query: ExportQuery
) -> Response | tuple[dict[str, Any], int, dict[str, str]]:
    """Export a library; see `app.transfer.schemas.Export`."""
    lists = partial(_lists, services, person.user_id)
    name = f"ordained-{person.username}"
    if query.format == "ordained":
        rows = lists(*LISTS)
        preferences = None
        if _has_preferences(services, person.user_id):
            preferences = library.preferences(services, person.user_id)
            people = named_people(services, preferences["exclude_people"])
            preferences["excluded_people"] = people
        dataset = services.releases.live().dataset
        document = export.document(person.username, dataset, rows, preferences)
        return document, 200, _attachment(f"{name}.json")
    if query.list == "watchlist":
        entries = lists("watchlist")
        of_imdb = query.format == "imdb"
        text = export.imdb_list(entries["watchlist"]) if of_imdb else export.letterboxd(entries)
        return _download(text, f"{name}-watchlist-{query.format}.csv")
    if query.format == "imdb":
        text = export.imdb_ratings(lists("ratings")["ratings"])
        return _download(text, f"{name}-ratings-imdb.csv")
    return _download(export.letterboxd(lists("ratings", "history")), f"{name}-letterboxd.csv")


def _lists(services: Services, user_id: int, *names: str) -> dict[str, Sequence[RowMapping]]:
    release_id = services.releases.live().release_id
    return {
        name: services.database.fetch("export", export.statement(name, user_id, release_id))
        for name in names
    }


def _has_preferences(services: Services, user_id: int) -> bool:
    statement = select(exists().where(Preferences.user_id == user_id))
    return bool(services.database.connection().scalar(statement))


def _match(services: Services, parsed: Parsed, confidence_min: float) -> list[Outcome]:
    keys = {index: _key(row) for index, row in enumerate(parsed.rows) if row.fault is None}
    results = matching.match(services, keys.values(), confidence_min)
    outcomes = []
    for index, row in enumerate(parsed.rows):
        if row.fault is not None:
            result: Match | Miss = Miss(row.fault.reason, str(row.fault))
        else:
            result = results[keys[index]]
            if isinstance(result, Miss) and row.kind:
                result = Miss("not_a_film", f"To the file this is a {row.kind[:40]}.")
        outcomes.append(Outcome(row, result))
    return outcomes


def _import_preferences(
    services: Services, user_id: int, parsed: Parsed, outcomes: list[Outcome], form: ImportForm
) -> dict[str, int]:
    """Set the preferences, if the file has any; return their counts for the report."""
    if parsed.preferences is None:
        return UNTOUCHED
    try:
        imported = _read_preferences(services, parsed.preferences)
    except ValueError as error:
        detail = f"The preferences cannot be taken: {error}"
        outcomes.append(Outcome(Row(FilmKey(), line=1), Miss("bad_row", detail)))
        return UNTOUCHED
    has = _has_preferences(services, user_id)
    if has and library.preferences(services, user_id) == imported.model_dump():
        return {**UNTOUCHED, "unchanged": 1}
    if has and form.on_conflict == "mine":
        return {**UNTOUCHED, "kept": 1}
    if not form.dry_run:
        library.set_preferences(services, user_id, imported)
    return {**UNTOUCHED, "changed" if has else "new": 1}


def _key(row: Row) -> FilmKey:
    """Return the key that a row's film is matched by.

    What the file calls a series or a game is matched by its id only: its title may be a film's.
    """
    key = row.film
    return FilmKey(key.imdb_id) if row.kind else key


def _fingerprint(form: ImportForm, content: bytes) -> bytes:
    options = json.dumps([form.file.filename, form.model_dump(exclude={"file"})], sort_keys=True)
    return hashlib.sha256(options.encode() + b"\0" + content).digest()


def _parse(form: ImportForm, content: bytes) -> Parsed:
    options = ReadOptions(form.format, form.list_as if "list_as" in form.model_fields_set else None)
    try:
        return reading.read_upload([Upload(form.file.filename or "", content)], options)
    except UnreadableFileError as error:
        raise Problem("unreadable-file", str(error), [Fault("/file", str(error))]) from error


def _read_preferences(services: Services, document: Any) -> PreferencesIn:
    """Return a file's preferences; fields of a later version are ignored.

    Raises
    ------
    ValueError
        The preferences are no object, or have an invalid value.
    """
    if not isinstance(document, dict):
        raise ValueError("they are not an object.")
    fields = {name: document[name] for name in PreferencesIn.model_fields if name in document}
    # Ids are those of the database that wrote the file; its names say who is meant.
    fields["exclude_people"] = find_people(services, document.get("excluded_people", []))
    try:
        return PreferencesIn.model_validate_json(json.dumps(fields))
    except ValidationError as error:
        fault = field_errors(error, "")[0]
        raise ValueError(f"{fault.pointer.lstrip('/')}: {fault.detail}") from error


def _download(text: str, name: str) -> Response:
    """Answer with a CSV file."""
    response = Response(text, content_type="text/csv; charset=utf-8")
    response.headers.update(_attachment(name))
    return response


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
