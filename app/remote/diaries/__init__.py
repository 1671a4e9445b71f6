"""Diary services: what a person's account elsewhere says, as rows of an import."""

from __future__ import annotations

from app.data.diary_sites import DiarySites
from app.data.services import Services
from app.remote.diaries import letterboxd, simkl, trakt
from app.remote.servers.types import SignedIn
from app.transfer.parsed import Parsed

NAMES = {"letterboxd": "Letterboxd", "trakt": "Trakt", "simkl": "Simkl"}
_SITES = {"letterboxd": letterboxd, "trakt": trakt, "simkl": simkl}


def is_available(services: Services, service: str) -> bool:
    """Return whether accounts of a service can be connected here: its key may be missing."""
    sites: DiarySites = services.diary_sites
    keys = {"letterboxd": "", "trakt": sites.trakt_key, "simkl": sites.simkl_key}
    return keys[service] is not None


def sign_in(services: Services, service: str, name: str, token: str | None) -> SignedIn:
    """Return a person's account.

    Raises
    ------
    RemoteError
        The service does not take the name or the token.
    """
    found: SignedIn = _SITES[service].sign_in(services.diary_sites, name, token)
    return found


def read(services: Services, service: str, remote_id: str, token: str) -> Parsed:
    """Return what an account says.

    Raises
    ------
    RemoteError
        The service gives no usable answer.
    """
    found: Parsed = _SITES[service].read(services.diary_sites, remote_id, token)
    return found
