"""Export of a person's library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Response
from sqlalchemy import RowMapping

from app.accounts import companions
from app.accounts.people import Person
from app.data.services import Services
from app.library import service as library
from app.library.lists import LISTS
from app.transfer import export
from app.transfer.excluded_people import named_people
from app.transfer.exported_accounts import remote_accounts
from app.transfer.exported_lists import shared_lists
from app.transfer.imported_preferences import has_preferences
from app.transfer.schemas import ExportQuery


def export_library(
    services: Services, person: Person, query: ExportQuery
) -> Response | tuple[dict[str, Any], int, dict[str, str]]:
    """Export a library; see `app.transfer.schemas.Export`."""
    lists = partial(_lists, services, person.user_id)
    name = f"ordained-{person.username}"
    if query.format == "ordained":
        rows = lists(*LISTS)
        preferences = None
        if has_preferences(services, person.user_id):
            preferences = library.preferences(services, person.user_id)
            people = named_people(services, preferences["exclude_people"])
            preferences["excluded_people"] = people
        dataset = services.releases.live().dataset
        shared = shared_lists(services, person.user_id)
        accounts = remote_accounts(services, person.user_id)
        others = companions.exported(services.database.connection(), person.user_id)
        document = export.document(
            person.username, dataset, rows, preferences, shared, accounts, others
        )
        return document, 200, attachment(f"{name}.json")
    if query.list == "watchlist":
        entries = lists("watchlist")
        of_imdb = query.format == "imdb"
        text = export.imdb_list(entries["watchlist"]) if of_imdb else export.letterboxd(entries)
        return download(text, f"{name}-watchlist-{query.format}.csv")
    if query.format == "imdb":
        text = export.imdb_ratings(lists("ratings")["ratings"])
        return download(text, f"{name}-ratings-imdb.csv")
    return download(export.letterboxd(lists("ratings", "history")), f"{name}-letterboxd.csv")


def _lists(services: Services, user_id: int, *names: str) -> dict[str, Sequence[RowMapping]]:
    release_id = services.releases.live().release_id
    return {
        name: services.database.fetch("export", export.statement(name, user_id, release_id))
        for name in names
    }


def download(text: str, name: str) -> Response:
    """Answer with a CSV file."""
    response = Response(text, content_type="text/csv; charset=utf-8")
    response.headers.update(attachment(name))
    return response


def attachment(name: str) -> dict[str, str]:
    """Return the header that makes browsers save an answer as a file."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
