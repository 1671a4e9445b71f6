"""Diary services: what a person's account elsewhere says, as rows of an import."""

from __future__ import annotations

from app.data.diary_sites import DiarySites
from app.data.services import Services
from app.remote.diaries import letterboxd, simkl, simkl_codes, trakt, trakt_codes
from app.remote.diaries.codes import Answer, Code
from app.remote.servers.types import SignedIn
from app.transfer.parsed import Parsed

NAMES = {"letterboxd": "Letterboxd", "trakt": "Trakt", "simkl": "Simkl"}
_SITES = {"letterboxd": letterboxd, "trakt": trakt, "simkl": simkl}
_CODES = {"trakt": trakt_codes, "simkl": simkl_codes}


def is_available(services: Services, service: str) -> bool:
    """Return whether accounts of a service can be connected here: its key may be missing."""
    sites: DiarySites = services.diary_sites
    keys = {"letterboxd": "", "trakt": sites.trakt_key, "simkl": sites.simkl_key}
    return keys[service] is not None


def gives_codes(services: Services, service: str) -> bool:
    """Return whether accounts of a service can be connected by a code that it gives."""
    sites: DiarySites = services.diary_sites
    keys = {"trakt": sites.trakt_key and sites.trakt_secret, "simkl": sites.simkl_key}
    return bool(keys.get(service))


def begin(services: Services, service: str) -> Code:
    """Ask a service for a code.

    Raises
    ------
    RemoteError
        The service gives none.
    """
    found: Code = _CODES[service].begin(services.diary_sites)
    return found


def collect(services: Services, service: str, device_code: str) -> Answer:
    """Ask a service what came of a code.

    Raises
    ------
    RemoteError
        The service gives no usable answer.
    """
    found: Answer = _CODES[service].collect(services.diary_sites, device_code)
    return found


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
