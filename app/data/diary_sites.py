"""Where diary services are asked, and the keys by which they know this service."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DiarySites:
    """Addresses and keys; see `app.settings.Settings`.

    Attributes
    ----------
    trakt_key, simkl_key : str or None
        Client ids; without one, accounts of the service cannot be connected.
    trakt_secret : str or None
        Client secret; without it, Trakt gives no codes to sign in by.
    """

    letterboxd_url: str
    trakt_url: str
    simkl_url: str
    trakt_key: str | None = field(default=None, repr=False)
    simkl_key: str | None = field(default=None, repr=False)
    trakt_secret: str | None = field(default=None, repr=False)
