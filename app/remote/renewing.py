"""Tokens of Trakt end: they are renewed before they are used, and ended with the account here."""

from __future__ import annotations

import logging
from typing import Any

from app.data.services import Services
from app.remote import keeping
from app.remote.diaries import trakt_codes
from app.remote.diaries.codes import tokens_of
from app.remote.http import AwayError, RemoteError

log = logging.getLogger("app.remote")


def token_of(services: Services, account: Any) -> str:
    """Return what opens an account, renewed where it ends soon.

    A token can be renewed once, and what renews it the next time comes with the answer. So the
    account is locked from looking at its token until the new one is stored: of two readings at
    the same time, the second finds the token that the first got.

    Raises
    ------
    RemoteError
        The service renews it no more, does not answer, or the account was forgotten meanwhile.
    """
    token = keeping.token_of(services, account.token_box)
    tokens = tokens_of(token) if account.service == "trakt" else None
    if tokens is None or not tokens.is_due:
        return token
    connection = services.database.connection()
    try:
        token = keeping.token_of(services, keeping.lock_token(connection, account.account_id))
        tokens = tokens_of(token)
        if tokens is not None and tokens.is_due:
            try:
                token = trakt_codes.renew(services.diary_sites, tokens).written()
            except AwayError:
                if tokens.has_ended:
                    raise
            else:
                box = services.secret_box.close(token)
                keeping.set_token(connection, account.account_id, box)
    finally:
        # Also where the service was asked in vain: nobody waits for this lock any longer.
        connection.commit()
    return token


def end(services: Services, account: Any) -> None:
    """End the tokens of an account that was forgotten; where that fails they end by themselves.

    A token that a person brought is theirs, and other programs may use it.
    """
    try:
        tokens = tokens_of(keeping.token_of(services, account.token_box))
        if account.service == "trakt" and tokens is not None:
            trakt_codes.revoke(services.diary_sites, tokens)
    except RemoteError as error:
        log.info("the token of a forgotten account was not ended: %s", error)
