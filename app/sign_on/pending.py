"""Sign-ins that have been sent to a provider and have not come back, in the session's cookie.

The cookie is signed, and what it holds is this browser's own: a sign-in that another browser began
cannot be finished here, so nobody is signed in to somebody else's account by a link.
"""

from __future__ import annotations

import re
import time
from dataclasses import asdict, dataclass
from typing import Any

from flask import session

from app.data.provider_answers import Departure
from app.web.base_path import under

KEY = "sign_on"
# A cookie holds 4 KB: the oldest of several tabs gives way.
MOST = 3
LIFETIME_S = 600
LONGEST_NEXT = 200
OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x1f\\]*")


@dataclass(frozen=True)
class Pending:
    """A sign-in under way.

    Attributes
    ----------
    provider : str
        The provider's id.
    state, nonce, verifier : str
        See `app.data.provider_answers.Departure`.
    next : str
        The page to open afterwards.
    user_id : int or None
        Whose account the identity is to be linked with; None to sign in.
    begun_at : int
        Seconds since 1970.
    """

    provider: str
    state: str
    nonce: str
    verifier: str
    next: str
    user_id: int | None
    begun_at: int


def remember(provider: str, departure: Departure, page: str, user_id: int | None) -> None:
    """Keep a sign-in until `take`."""
    kept = own_page(page)
    begun = int(time.time())
    values = (provider, departure.state, departure.nonce, departure.verifier, kept, user_id, begun)
    session[KEY] = [*_all(), asdict(Pending(*values))][-MOST:]


def take(provider: str, state: str) -> Pending | None:
    """Return a sign-in of this browser and forget it; None where there is none that still holds."""
    found = [Pending(**values) for values in _all()]
    session[KEY] = [asdict(pending) for pending in found if pending.state != state]
    for pending in found:
        if pending.state == state and pending.provider == provider:
            return pending if time.time() - pending.begun_at <= LIFETIME_S else None
    return None


def own_page(page: str) -> str:
    """Return a path of this service, ``/`` in place of any other address."""
    is_own = len(page) <= LONGEST_NEXT and OWN_PATH.fullmatch(page)
    root = under("/")
    return page if is_own and page.startswith(root) else root


def _all() -> list[dict[str, Any]]:
    return list(session.get(KEY, []))
