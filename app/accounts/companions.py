"""Companions: accounts that agreed to have films chosen for both.

Who asks names an account, and the other agrees or not; either ends it at any time, and nothing of
it is kept then. Somebody else's name never tells more than whether such an account exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from app.accounts import access, people
from app.data.guesses import normalised_name
from app.data.services import Services
from app.web.problems import Problem, invalid
from sql.tables import CompanionPair, User

MOST_COMPANIONS: Final = 50


@dataclass(frozen=True)
class Agreed:
    """A companion who agreed.

    Attributes
    ----------
    shows_reasons : bool
        Whether they show the films that speak for a recommendation.
    """

    user_id: int
    username: str
    shows_reasons: bool


def agreed(connection: Connection, user_id: int, usernames: Sequence[str]) -> dict[str, Agreed]:
    """Return those of some usernames, however spelled, who agreed to be a person's companions."""
    if not usernames:
        return {}
    found = {
        normalised_name(row.username): Agreed(row.other_id, row.username, row.shown)
        for row in connection.execute(
            _pairs(user_id).where(CompanionPair.agreed_at.is_not(None))
        ).all()
    }
    names = {name: found.get(normalised_name(name)) for name in usernames}
    return {name: companion for name, companion in names.items() if companion}


def agreed_pair(connection: Connection, user_id: int, companion_id: int) -> Row[Any] | None:
    """Return a person's pair with a companion, as the person sees it; None unless both agreed."""
    statement = _pairs(user_id).where(
        CompanionPair.companion_id == companion_id, CompanionPair.agreed_at.is_not(None)
    )
    return connection.execute(statement).one_or_none()


def listed(services: Services) -> dict[str, Any]:
    """Return the caller's companions; see `app.accounts.companion_schemas.Companions`."""
    order = (_waits_for(access.caller().user_id).desc(), func.lower(User.username))
    rows = services.database.connection().execute(_pairs(access.caller().user_id).order_by(*order))
    return {"items": [_companion(row) for row in rows]}


def exported(connection: Connection, user_id: int) -> list[dict[str, Any]]:
    """Return a person's companions for an export, without ids that mean nothing elsewhere."""
    rows = connection.execute(_pairs(user_id).order_by(CompanionPair.companion_id))
    found = [_companion(row) for row in rows]
    return [{name: companion[name] for name in companion if name != "id"} for companion in found]


def ask(services: Services, username: str) -> dict[str, Any]:
    """Ask somebody, or agree where they asked before; asking twice changes nothing.

    Raises
    ------
    Problem
        ``not-found``: nobody has the name. ``invalid``: it is the caller's own.
        ``too-many-companions``.
    """
    connection, caller = services.database.connection(), access.caller()
    found = people.by_name(connection, username)
    if found is None:
        raise Problem("not-found", "There is no account with this username.")
    other = found[0].user_id
    if other == caller.user_id:
        raise invalid("/username", "This is your own username.")
    if _count(connection, caller.user_id) >= MOST_COMPANIONS:
        raise Problem("too-many-companions")
    connection.execute(
        insert(CompanionPair)
        .values(asker_id=caller.user_id, asked_id=other)
        .on_conflict_do_nothing()
    )
    _agree(connection, caller.user_id, CompanionPair.asker_id == other)
    (row,) = connection.execute(_pairs(caller.user_id).where(_other_id(caller.user_id) == other))
    return _companion(row)


def agree(services: Services, companion_id: int, *, shows_reasons: bool) -> dict[str, Any]:
    """Agree, where the caller was asked, and set what the other sees.

    Raises
    ------
    Problem
        ``not-found``: the caller has no such companion.
    """
    connection, user_id = services.database.connection(), access.caller().user_id
    pair = CompanionPair.companion_id == companion_id
    _agree(connection, user_id, pair)
    for side, shows in (
        (CompanionPair.asker_id, CompanionPair.asker_shows_reasons),
        (CompanionPair.asked_id, CompanionPair.asked_shows_reasons),
    ):
        connection.execute(
            update(CompanionPair).where(pair, side == user_id).values({shows: shows_reasons})
        )
    row = connection.execute(_pairs(user_id).where(pair)).one_or_none()
    if row is None:
        raise _no_companion(companion_id)
    return _companion(row)


def end(services: Services, companion_id: int) -> None:
    """Withdraw or refuse a request, or end the pair.

    Raises
    ------
    Problem
        ``not-found``: the caller has no such companion.
    """
    user_id = access.caller().user_id
    mine = (CompanionPair.companion_id == companion_id, _is_of(user_id))
    if not services.database.connection().execute(delete(CompanionPair).where(*mine)).rowcount:
        raise _no_companion(companion_id)


def _no_companion(companion_id: int) -> Problem:
    return Problem("not-found", f"You have no companion {companion_id}.")


def _is_of(user_id: int) -> ColumnElement[bool]:
    return or_(CompanionPair.asker_id == user_id, CompanionPair.asked_id == user_id)


def _waits_for(user_id: int) -> ColumnElement[bool]:
    """Return an SQL condition: the person was asked and has not answered."""
    return CompanionPair.agreed_at.is_(None) & (CompanionPair.asked_id == user_id)


def _other_id(user_id: int) -> ColumnElement[int]:
    asked = CompanionPair.asker_id == user_id
    return case((asked, CompanionPair.asked_id), else_=CompanionPair.asker_id)


def _pairs(user_id: int) -> Select[Any]:
    """Select a person's pairs, as the person sees them."""
    asked = CompanionPair.asker_id == user_id
    asker_shows, asked_shows = CompanionPair.asker_shows_reasons, CompanionPair.asked_shows_reasons
    return (
        select(
            CompanionPair.companion_id,
            User.user_id.label("other_id"),
            User.username,
            case(
                (CompanionPair.agreed_at.is_not(None), "agreed"), (asked, "asked"), else_="asks-you"
            ).label("state"),
            case((asked, asker_shows), else_=asked_shows).label("shows"),
            case((asked, asked_shows), else_=asker_shows).label("shown"),
            CompanionPair.asked_at,
            CompanionPair.agreed_at,
        )
        .join(User, User.user_id == _other_id(user_id))
        .where(_is_of(user_id))
    )


def _agree(connection: Connection, user_id: int, which: ColumnElement[bool]) -> None:
    connection.execute(
        update(CompanionPair).where(which, _waits_for(user_id)).values(agreed_at=func.now())
    )


def _count(connection: Connection, user_id: int) -> int:
    # Who asks a person must not use up what the person may ask.
    own = ~_waits_for(user_id)
    found = select(func.count()).select_from(CompanionPair).where(_is_of(user_id), own)
    return int(connection.execute(found).scalar_one())


def _companion(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.companion_id,
        "username": row.username,
        "state": row.state,
        "shows_reasons": row.shows,
        "shown_reasons": row.shown,
        "asked_at": row.asked_at,
        "agreed_at": row.agreed_at,
    }
