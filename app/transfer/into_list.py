"""Films of a file into a shared list: they are read and matched as those of an import."""

from __future__ import annotations

from typing import Any

from app.accounts import access
from app.accounts.people import Person
from app.data.services import Services
from app.lists import service as lists
from app.lists.schemas import LONGEST_NOTE
from app.transfer import reading, reports, service
from app.transfer.forms import ImportForm, ListImportForm
from app.transfer.matched_rows import match_rows
from app.transfer.matching import Match

REPORTED = (
    *("format", "rows", "uncertain", "uncertain_total", "not_matched", "not_matched_total"),
    "remarks",
)


def import_into_list(
    services: Services, person: Person, list_id: int, form: ListImportForm
) -> dict[str, Any]:
    """Put a file's films at the end of a list; see `app.transfer.report_schemas.ListImport`.

    Parameters
    ----------
    person : Person
        Who owns or edits the list; not locked yet.

    Raises
    ------
    Problem
        ``not-found``, ``list-full``, ``unreadable-file`` or ``unknown-layout``.
    """
    lists.may_write(services, person, list_id)
    # No transaction stays open while a file is read.
    services.database.connection().rollback()
    # A list that does not say what it is counts as one to see, so that its films are read.
    whole = ImportForm.model_construct(file=form.file, format=form.format, list_as="watchlist")
    with reading.slot():
        parsed = service.parse(whole, reading.uploads(form.file))
        outcomes = match_rows(services, parsed, whole)
    notes: dict[int, str] = {}
    for outcome in outcomes:
        if isinstance(outcome.result, Match):
            # The first row of a film says where it stands, and the first note what is said of it.
            note = notes.get(outcome.result.film_id, "") or outcome.row.note or ""
            notes[outcome.result.film_id] = note
    long = {film_id for film_id, note in notes.items() if len(note) > LONGEST_NOTE}
    person = access.lock()
    added = lists.append(
        services,
        person,
        list_id,
        {film_id: "" if film_id in long else note for film_id, note in notes.items()},
    )
    report = reports.of_rows(parsed, outcomes)
    return {
        **{name: report[name] for name in REPORTED},
        "added": len(added),
        "already": len(notes) - len(added),
        "long_notes": len(long.intersection(added)),
        "film_list": lists.show(services, person, list_id),
    }
