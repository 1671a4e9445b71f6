"""What import and export do on behalf of a request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, current_app
from pydantic import ValidationError
from sqlalchemy import RowMapping, exists, select

from app.accounts.people import Person
from app.data.database import Database
from app.data.releases import Releases
from app.library import taste
from app.library.lists import LISTS
from app.library.schemas import PreferencesIn
from app.library.service import Library
from app.transfer import changes, export, files, matching, parsing, reports
from app.transfer.files import UnreadableFileError
from app.transfer.matching import Match, Miss
from app.transfer.parsing import Parsed
from app.transfer.reports import Outcome
from app.transfer.rows import FilmKey, Row
from app.transfer.schemas import ExportQuery, ImportForm
from app.web import log
from app.web.contract import field_errors
from app.web.problems import Fault, Problem
from sql.tables import Preferences

NOT_MATCHED_URL = "/api/v1/me/imports/{id}/not-matched"
UNTOUCHED = {"new": 0, "changed": 0, "unchanged": 0, "kept": 0}


@dataclass(frozen=True)
class Transfer:
    """Import and export; one for each application."""

    database: Database
    releases: Releases
    library: Library

    def import_file(
        self, who: Person, form: ImportForm, key: str | None
    ) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Import a file; see `app.transfer.schemas.ImportReport`.

        The person's row is locked by now, as at each write: of two requests with one key,
        the second waits here and finds the first one's report.

        Returns
        -------
        tuple
            The report, the status, and response headers.
        """
        content = form.file.stream.read()
        print_ = _fingerprint(form, content)
        connection = self.database.connection()
        if key and (before := reports.find(connection, who.user_id, key)):
            if before[0] != print_:
                raise Problem("key-reused")
            return before[1], 200, {"Idempotency-Replayed": "true"}
        parsed = _parse(form, content)
        outcomes = self._match(parsed, form.confidence_min)
        wanted = changes.wishes(
            (one.row, one.result.film_id) for one in outcomes if isinstance(one.result, Match)
        )
        found = changes.compare(connection, who.user_id, wanted, form.on_conflict)
        preferences = self._preferences(who.user_id, parsed, outcomes, form)
        if not form.dry_run:
            with self.database.timed("import_write"):
                written = changes.write(connection, who.user_id, found)
            if written:
                taste.changed(connection, who.user_id)
        made = reports.report(parsed, outcomes, found, preferences, dry_run=form.dry_run)
        kept = reports.keep(
            connection,
            who.user_id,
            key,
            print_,
            made,
            reports.not_matched_csv(outcomes),
            NOT_MATCHED_URL,
        )
        return kept, 200, {}

    def not_matched(self, who: Person, import_id: int) -> Response:
        """Return the rows of an import that were not matched."""
        text = reports.not_matched(self.database.connection(), who.user_id, import_id)
        if text is None:
            raise Problem("not-found", "You have no such import, or it has no rows not matched.")
        return _download(text, f"ordained-import-{import_id}-not-matched.csv")

    def export(
        self, who: Person, query: ExportQuery
    ) -> Response | tuple[dict[str, Any], int, dict[str, str]]:
        """Export a library; see `app.transfer.schemas.Export`."""
        lists = partial(self._lists, who.user_id)
        name = f"ordained-{who.username}"
        if query.format == "ordained":
            rows = lists(*LISTS)
            preferences = None
            if self._has_preferences(who.user_id):
                preferences = self.library.preferences(who.user_id)
            dataset = self.releases.live().dataset
            document = export.document(who.username, dataset, rows, preferences)
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

    def _lists(self, user_id: int, *names: str) -> dict[str, Sequence[RowMapping]]:
        release_id = self.releases.live().release_id
        found = {}
        for name in names:
            statement = export.statement(name, user_id, release_id)
            with self.database.timed("export"):
                found[name] = self.database.connection().execute(statement).mappings().all()
            log.count_rows(len(found[name]))
        return found

    def _has_preferences(self, user_id: int) -> bool:
        statement = select(exists().where(Preferences.user_id == user_id))
        return bool(self.database.connection().scalar(statement))

    def _match(self, parsed: Parsed, confidence_min: float) -> list[Outcome]:
        keys = {place: _key(row) for place, row in enumerate(parsed.rows) if row.fault is None}
        release_id = self.releases.live().release_id
        found = matching.match(self.database, release_id, keys.values(), confidence_min)
        outcomes = []
        for place, row in enumerate(parsed.rows):
            if row.fault is not None:
                result: Match | Miss = Miss(row.fault.reason, str(row.fault))
            else:
                result = found[keys[place]]
                if isinstance(result, Miss) and row.kind:
                    result = Miss("not_a_film", f"To the file this is a {row.kind[:40]}.")
            outcomes.append(Outcome(row, result))
        return outcomes

    def _preferences(
        self, user_id: int, parsed: Parsed, outcomes: list[Outcome], form: ImportForm
    ) -> dict[str, int]:
        """Set the preferences, if the file has any; return what the report says of it."""
        if parsed.preferences is None:
            return UNTOUCHED
        try:
            given = _read_preferences(parsed.preferences)
        except ValueError as error:
            detail = f"The preferences cannot be taken: {error}"
            outcomes.append(Outcome(Row(FilmKey(), line=1), Miss("bad_row", detail)))
            return UNTOUCHED
        has = self._has_preferences(user_id)
        if has and self.library.preferences(user_id) == given.model_dump():
            return {**UNTOUCHED, "unchanged": 1}
        if has and form.on_conflict == "mine":
            return {**UNTOUCHED, "kept": 1}
        if not form.dry_run:
            self.library.set_preferences(user_id, given)
        return {**UNTOUCHED, "changed" if has else "new": 1}


def _key(row: Row) -> FilmKey:
    """Return by what a row's film is looked for: what is no film, by its id only."""
    key = row.film
    return FilmKey(key.imdb_id, key.tmdb_id, key.movie_id) if row.kind else key


def _fingerprint(form: ImportForm, content: bytes) -> bytes:
    options = json.dumps([form.file.filename, form.model_dump(exclude={"file"})], sort_keys=True)
    return hashlib.sha256(options.encode() + b"\0" + content).digest()


def _parse(form: ImportForm, content: bytes) -> Parsed:
    try:
        parts, ignored = files.read(form.file.filename or "", content)
        parsed = parsing.parse(parts, form.format, form.list_as)
    except UnreadableFileError as error:
        raise Problem("unreadable-file", str(error), [Fault("/file", str(error))]) from error
    parsed.ignored += ignored
    return parsed


def _read_preferences(given: Any) -> PreferencesIn:
    """Read preferences as a file has them; a later version may have more of them.

    Raises
    ------
    ValueError
        They are not such as can be set.
    """
    if not isinstance(given, dict):
        raise ValueError("they are not an object.")
    known = {name: given[name] for name in PreferencesIn.model_fields if name in given}
    try:
        return PreferencesIn.model_validate_json(json.dumps(known))
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


def current() -> Transfer:
    """Return the application's import and export."""
    transfer = current_app.extensions["transfer"]
    assert isinstance(transfer, Transfer)
    return transfer
