"""What import and export do on behalf of a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, current_app

from app.accounts.people import Person
from app.database import Database
from app.releases import Releases
from app.transfer.schemas import ExportQuery, ImportForm


@dataclass(frozen=True)
class Transfer:
    """Import and export; one for each application."""

    database: Database
    releases: Releases

    def import_file(self, who: Person, form: ImportForm, key: str | None) -> Response:
        """Import a file; see `app.transfer.schemas.ImportReport`."""
        raise NotImplementedError

    def not_matched(self, who: Person, import_id: int) -> Response:
        """Return the rows of an import that were not matched."""
        raise NotImplementedError

    def export(self, who: Person, query: ExportQuery) -> Response | dict[str, Any]:
        """Export a library; see `app.transfer.schemas.Export`."""
        raise NotImplementedError


def current() -> Transfer:
    """Return the application's import and export."""
    transfer = current_app.extensions["transfer"]
    assert isinstance(transfer, Transfer)
    return transfer
