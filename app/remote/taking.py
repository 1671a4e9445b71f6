"""Takes what a remote account says into a person's library.

Three rules, in this order:

* Only what an account says newly is taken: what it said the last time is kept in `RemoteMark`. So
  what a person takes back here does not return by the next reading.
* A rating made here wins. An account may set a rating where there is none, and change one that it
  set itself and that nobody has changed since; no other.
* Nothing is taken away: a film that is not rated or not seen there any more stays as it is here.

Matching, writing and undoing are those of imports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from app.data.services import Services
from app.transfer import not_matched, reports, service
from app.transfer.forms import ImportForm
from app.transfer.matched_rows import match_rows
from app.transfer.matching import Match
from app.transfer.merging import ImportedMark, imported_marks
from app.transfer.parsed import Parsed
from app.transfer.reports import Outcome
from app.transfer.rows import Row
from sql.tables import Rating, RemoteMark

MOST_TITLES = 20
# Of lists other than ratings and viewings.
WORDS = {"watchlist": "planned", "hidden": "hidden"}
FORM = ImportForm.model_construct(file=[])


@dataclass(frozen=True)
class Last:
    """What an account said last of a film; see `RemoteMark`."""

    rating: float | None
    said: frozenset[str]
    taken_at: datetime | None


NOTHING = Last(None, frozenset(), None)


@dataclass(frozen=True)
class Read:
    """What an account says, matched to films.

    Attributes
    ----------
    name : str
        Of what was read, for the report.
    """

    name: str
    parsed: Parsed
    outcomes: Sequence[Outcome]


def match(services: Services, parsed: Parsed, name: str) -> Read:
    """Match what an account says to films; nothing is locked yet."""
    return Read(name, parsed, match_rows(services, parsed, FORM))


def take(services: Services, user_id: int, account_id: int, read: Read) -> dict[str, Any]:
    """Take what an account says newly; see `app.remote.schemas.RemoteResult` for what is returned.

    The caller has locked the person, and commits.
    """
    connection = services.database.connection()
    matched = [
        (outcome.row, outcome.result)
        for outcome in read.outcomes
        if isinstance(outcome.result, Match)
    ]
    marks = imported_marks(matched)
    films = sorted({match.film_id for _, match in matched})
    last = _last(connection, account_id, films)
    here = _ratings(connection, user_id, films)
    ratings, kept = _takeable(marks["ratings"], last, here)
    outcomes = [
        replace(outcome, row=new)
        for outcome in read.outcomes
        if (new := _new(outcome, ratings, last)) is not None
    ]
    report = None
    if outcomes:
        report = _apply(services, user_id, replace(read, outcomes=outcomes))
    _remember(connection, user_id, account_id, matched, marks["ratings"], last, ratings)
    missed = reports.missed_rows(read.outcomes)
    names = [f"{row.film.title} ({row.film.year})" for row, _ in missed[:MOST_TITLES]]
    return {
        "failure": None,
        "detail": None,
        "films": len(films),
        "changed": report["film_count"] if report else 0,
        "kept": kept,
        "not_matched": len(missed),
        "titles": names,
        "import_id": report["id"] if report else None,
    }


def _takeable(
    said: dict[int, ImportedMark], last: dict[int, Last], here: dict[int, tuple[float, datetime]]
) -> tuple[set[int], int]:
    """Return the films whose ratings are taken, and how many are not, since one is here."""
    taken: set[int] = set()
    kept = 0
    for film_id, mark in said.items():
        before = last.get(film_id, NOTHING)
        mine = here.get(film_id)
        if mine is not None and mine[1] != before.taken_at:
            # Made here. Where the account says the same, it is still the person's own.
            kept += mine[0] != mark.rating
        elif mark.rating != before.rating:
            taken.add(film_id)
    return taken, kept


def _new(outcome: Outcome, ratings: set[int], last: dict[int, Last]) -> Row | None:
    """Return a row with those lists only that are taken; None where none is."""
    row, result = outcome.row, outcome.result
    if not isinstance(result, Match):
        return None
    before = last.get(result.film_id, NOTHING)
    lists = set(row.lists)
    if result.film_id not in ratings:
        lists.discard("ratings")
    lists -= {name for name in lists - {"ratings"} if _said(name, row) in before.said}
    rating = row.rating if "ratings" in lists else None
    return replace(row, lists=frozenset(lists), rating=rating) if lists else None


def _said(name: str, row: Row) -> str:
    """Return the word that `RemoteMark.said` has for a row's mark on a list."""
    if name in WORDS:
        return WORDS[name]
    return row.watched_on.isoformat() if row.watched_on else ""


def _apply(services: Services, user_id: int, read: Read) -> dict[str, Any] | None:
    """Write as an import does, so that it can be undone; None where nothing changed."""
    connection = services.database.connection()
    prepared = service.Prepared(
        {
            "dry_run": False,
            "files": [read.name],
            **reports.of_rows(read.parsed, read.outcomes),
        },
        reports.matched_rows(read.outcomes),
        None,
        not_matched.csv_of(read.outcomes, {}),
    )
    with connection.begin_nested() as savepoint:
        report = service.apply(services, user_id, FORM, prepared, synced=True)
        if report["film_count"] == 0:
            savepoint.rollback()
            return None
    return report


def _last(connection: Connection, account_id: int, films: Sequence[int]) -> dict[int, Last]:
    statement = select(
        RemoteMark.film_id, RemoteMark.rating, RemoteMark.said, RemoteMark.taken_at
    ).where(RemoteMark.account_id == account_id, RemoteMark.film_id.in_(films))
    return {
        row.film_id: Last(
            None if row.rating is None else float(row.rating), frozenset(row.said), row.taken_at
        )
        for row in connection.execute(statement)
    }


def _ratings(
    connection: Connection, user_id: int, films: Sequence[int]
) -> dict[int, tuple[float, datetime]]:
    statement = select(Rating.film_id, Rating.rating, Rating.rated_at).where(
        Rating.user_id == user_id, Rating.film_id.in_(films)
    )
    return {row.film_id: (float(row.rating), row.rated_at) for row in connection.execute(statement)}


def _remember(
    connection: Connection,
    user_id: int,
    account_id: int,
    matched: Sequence[tuple[Row, Match]],
    said_ratings: dict[int, ImportedMark],
    last: dict[int, Last],
    taken: set[int],
) -> None:
    """Keep what the account said, and the times of the ratings that it wrote."""
    here = _ratings(connection, user_id, sorted(taken))
    words: defaultdict[int, set[str]] = defaultdict(set)
    for row, match in matched:
        words[match.film_id] |= {_said(name, row) for name in row.lists - {"ratings"}}
    rows = []
    for film_id in sorted(words):
        before = last.get(film_id, NOTHING)
        said = before.said | words[film_id]
        rating = said_ratings[film_id].rating if film_id in said_ratings else None
        took = film_id in taken and film_id in here and here[film_id][0] == rating
        rows.append(
            {
                "account_id": account_id,
                "film_id": film_id,
                "rating": rating,
                "said": sorted(said),
                "taken_at": here[film_id][1] if took else before.taken_at,
            }
        )
    if not rows:
        return
    statement = insert(RemoteMark)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[RemoteMark.account_id, RemoteMark.film_id],
            set_={
                name: getattr(statement.excluded, name) for name in ("rating", "said", "taken_at")
            },
        ),
        rows,
    )


def wrote(
    connection: Connection,
    account_id: int,
    film_id: int,
    rating: float | None,
    said: Sequence[str] = (),
) -> None:
    """Keep what was just written to an account, so that it is not taken for news from there.

    Parameters
    ----------
    rating : float or None
        Stars; None where the film was marked as seen.
    said : sequence of str
        Words of `RemoteMark.said` that hold there now.
    """
    values: dict[str, Any] = {"rating": rating} if rating is not None else {"said": list(said)}
    statement = insert(RemoteMark).values(account_id=account_id, film_id=film_id, **values)
    if rating is None:
        values = {"said": RemoteMark.said.concat(list(said))}
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[RemoteMark.account_id, RemoteMark.film_id], set_=values
        )
    )
