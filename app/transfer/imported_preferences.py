"""The preferences in ordained's file."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError
from sqlalchemy import exists, select

from app.data.services import Services
from app.library import service as library
from app.library.schemas import PreferencesIn
from app.transfer.excluded_people import find_people
from app.web.contract import field_errors
from sql.tables import Preferences

UNTOUCHED = {"new": 0, "changed": 0, "unchanged": 0, "kept": 0, "removed": 0}


def has_preferences(services: Services, user_id: int) -> bool:
    """Return whether a person has set any preferences."""
    statement = select(exists().where(Preferences.user_id == user_id))
    return bool(services.database.connection().scalar(statement))


def read_preferences(services: Services, document: Any) -> PreferencesIn:
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


def compare_preferences(
    services: Services, user_id: int, imported: PreferencesIn | None, winner: str
) -> dict[str, int]:
    """Return what setting the preferences would change, as counts of the report.

    Parameters
    ----------
    imported : PreferencesIn or None
        The file's; None where it has none.
    winner : str
        ``on_conflict`` of the form.
    """
    if imported is None:
        return UNTOUCHED
    has = has_preferences(services, user_id)
    if has and library.preferences(services, user_id) == imported.model_dump():
        return {**UNTOUCHED, "unchanged": 1}
    if has and winner == "mine":
        return {**UNTOUCHED, "kept": 1}
    return {**UNTOUCHED, "changed" if has else "new": 1}
