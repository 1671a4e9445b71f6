"""Second factors of accounts: switching on and off, and checking codes.

A code is taken once: the half minute of the last one is stored, and none of it or before is taken
again. A recovery code is deleted with its use. Guesses are counted by account, as those of
passwords are.
"""

from __future__ import annotations

from typing import Any

import segno
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from app.accounts import access, people, sessions
from app.accounts.confirmation import confirm
from app.accounts.people import Person
from app.data.guesses import CODE, KNOWN_DEVICE_CODE
from app.data.second_factor import address, hash_recovery_code, new_recovery_codes
from app.data.services import Services
from app.web.problems import Fault, Problem
from sql.tables import RecoveryCode, SecondFactor


def state(connection: Connection, user_id: int) -> dict[str, Any]:
    """Return whether a second factor is on; see `app.accounts.second_factor_schemas`."""
    left = select(func.count()).where(RecoveryCode.user_id == user_id)
    is_on = _secret(connection, user_id) is not None
    return {"is_on": is_on, "recovery_codes_left": connection.scalar(left) or 0 if is_on else 0}


def check(services: Services, user_id: int, code: str | None, device: str | None = None) -> None:
    """Take a code of an account that has a second factor; do nothing where it has none.

    Call it before the request has a connection; see `app.data.guesses`.

    Parameters
    ----------
    device : str, optional
        The name of a browser that the person has signed in with before: its guesses are counted
        apart, so that nobody locks the person out.

    Raises
    ------
    Problem
        ``second-factor-needed``: there is no code. ``wrong-code``. ``too-many-requests``.
    """
    with services.database.engine.connect() as reading:
        secret = _secret(reading, user_id)
    if secret is None:
        return
    if not code:
        raise Problem("second-factor-needed")
    counted = (KNOWN_DEVICE_CODE, device) if device else (CODE, user_id)
    services.guesses.count(*counted)
    if not _take(services, services.database.connection(), user_id, secret, code):
        raise Problem("wrong-code", errors=[Fault("/code", "Is not a code that holds now.")])
    services.guesses.give_back(*counted)


def prepare(services: Services, person: Person, password: str | None) -> dict[str, Any]:
    """Make a secret, which holds once `switch_on` has seen a code of it.

    Raises
    ------
    Problem
        ``wrong-password``. ``no-password``: the account signs in through a provider, whose second
        factor it is. ``second-factor-on``.
    """
    confirm(services, person, "/password", password)
    person = access.lock()
    connection = services.database.connection()
    account = people.by_name(connection, person.username)
    if account is None or account[1] is None:
        raise Problem("no-password", "The provider with which you sign in asks for its own.")
    if _secret(connection, person.user_id) is not None:
        raise Problem("second-factor-on")
    secret, stored = services.second_factors.new()
    values = {"secret": stored, "last_step": 0, "created_at": func.now(), "confirmed_at": None}
    connection.execute(
        upsert(SecondFactor)
        .values(user_id=person.user_id, **values)
        .on_conflict_do_update(index_elements=[SecondFactor.user_id], set_=values)
    )
    where = address(secret, person.username)
    # Dark on light whatever the page's colours are: phones read little else.
    picture = segno.make_qr(where, error="m").svg_data_uri(border=4, light="#fff", omitsize=True)
    return {"secret": secret, "address": where, "qr": picture}


def switch_on(services: Services, person: Person, code: str) -> dict[str, Any]:
    """Switch the second factor on with a first code; return the recovery codes, shown this once.

    All other sessions end, and all tokens: they were begun without it.

    Raises
    ------
    Problem
        ``no-second-factor``: none has been prepared. ``second-factor-on``. ``wrong-code``.
    """
    with services.database.engine.connect() as reading:
        if _secret(reading, person.user_id) is not None:
            raise Problem("second-factor-on")
        prepared = reading.scalar(
            select(SecondFactor.secret).where(SecondFactor.user_id == person.user_id)
        )
    if prepared is None:
        raise Problem("no-second-factor", "Ask for a secret first.")
    services.guesses.count(CODE, person.user_id)
    person = access.lock()
    connection = services.database.connection()
    if not _take_step(services, connection, person.user_id, prepared, code):
        raise Problem("wrong-code", errors=[Fault("/code", "Is not the app's present code.")])
    connection.execute(
        update(SecondFactor)
        .where(SecondFactor.user_id == person.user_id)
        .values(confirmed_at=func.now())
    )
    services.guesses.give_back(CODE, person.user_id)
    codes = _renew_codes(connection, person.user_id)
    people.end_sessions(connection, person.user_id)
    renewed = people.lock_for_writing(connection, person.user_id)
    assert renewed is not None
    sessions.go_on(services, renewed)
    return {"recovery_codes": codes}


def renew_codes(services: Services, person: Person, password: str | None) -> dict[str, Any]:
    """Replace the recovery codes; return the new ones, shown this once.

    Raises
    ------
    Problem
        ``wrong-password``. ``no-second-factor``.
    """
    confirm(services, person, "/password", password)
    person = access.lock()
    connection = services.database.connection()
    if _secret(connection, person.user_id) is None:
        raise Problem("no-second-factor")
    return {"recovery_codes": _renew_codes(connection, person.user_id)}


def switch_off(services: Services, person: Person, password: str | None) -> None:
    """Switch the second factor off, and forget its secret and recovery codes.

    Raises
    ------
    Problem
        ``wrong-password``. ``no-second-factor``.
    """
    confirm(services, person, "/password", password)
    person = access.lock()
    if not remove(services.database.connection(), person.user_id):
        raise Problem("no-second-factor")


def remove(connection: Connection, user_id: int) -> bool:
    """Delete a person's second factor; return whether it was on."""
    was_on = _secret(connection, user_id) is not None
    connection.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    connection.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))
    return was_on


def _secret(connection: Connection, user_id: int) -> bytes | None:
    """Return the stored secret of a second factor that is on."""
    statement = select(SecondFactor.secret).where(
        SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None)
    )
    return connection.scalar(statement)


def _take(
    services: Services, connection: Connection, user_id: int, secret: bytes, code: str
) -> bool:
    """Use a code up, of the app or for recovery; return whether it was one."""
    if _take_step(services, connection, user_id, secret, code):
        return True
    used = delete(RecoveryCode).where(
        RecoveryCode.user_id == user_id,
        RecoveryCode.code_hash == hash_recovery_code(user_id, code),
    )
    return connection.execute(used).rowcount == 1


def _take_step(
    services: Services, connection: Connection, user_id: int, secret: bytes, code: str
) -> bool:
    plain = code.replace(" ", "")
    step = services.second_factors.matching_step(secret, plain) if plain.isdecimal() else None
    if step is None:
        return False
    # Of two who send one code at once the second waits here, and finds its half minute taken.
    taken = (
        update(SecondFactor)
        .where(
            SecondFactor.user_id == user_id,
            SecondFactor.secret == secret,
            SecondFactor.last_step < step,
        )
        .values(last_step=step)
    )
    return connection.execute(taken).rowcount == 1


def _renew_codes(connection: Connection, user_id: int) -> list[str]:
    connection.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = new_recovery_codes()
    hashes = [
        {"code_hash": hash_recovery_code(user_id, code), "user_id": user_id} for code in codes
    ]
    connection.execute(insert(RecoveryCode), hashes)
    return codes
