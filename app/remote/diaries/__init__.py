"""Diary services: what a person's account elsewhere says, as rows of an import."""

from __future__ import annotations

from app.data.services import Services
from app.remote.http import UnreadableError
from app.remote.servers.types import SignedIn
from app.transfer.parsed import Parsed

NAMES = {"letterboxd": "Letterboxd", "trakt": "Trakt", "simkl": "Simkl"}


def is_available(services: Services, service: str) -> bool:
    """Return whether accounts of a service can be connected here."""
    return False


def sign_in(services: Services, service: str, name: str, token: str | None) -> SignedIn:
    """Return a person's account.

    Raises
    ------
    RemoteError
        The service does not take the name or the token.
    """
    raise UnreadableError(f"{service} is not read here.")


def read(services: Services, service: str, remote_id: str, token: str) -> Parsed:
    """Return what an account says.

    Raises
    ------
    RemoteError
        The service gives no usable answer.
    """
    raise UnreadableError(f"{service} is not read here.")
