"""Who may do what: what every route answers every kind of caller.

``python -m tests.app.accounts.matrix > docs/authorisation.md`` writes the table, and
test_authorisation.py holds the running application to it.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from apiflask import APIFlask

from app import API, create_app
from app.accounts.access import FOR_ADMINS, SCOPE
from app.accounts.scopes import scope_of
from app.data.guesses import CODE, CONFIRMATION, SIGN_IN, TAKEN_NAME
from app.rooms.joining import ROOM_CODE
from app.settings import Settings
from app.web.limits import DEFAULT, LIMITS

CALLERS = {
    "anonymous": "nobody is signed in",
    "owner": "signed in by cookie, with the CSRF token",
    "no CSRF token": "signed in by cookie, without it",
    "other person": "another person, signed in likewise",
    "administrator": "another person, who is an administrator",
    "bearer": "a program with a bearer token of the scopes read and write",
    "reading token": "one with a token of the scope read",
    "writing token": "one with a token of the scope write",
    "ended session": "a cookie of before a password change",
    "expired token": "a bearer token after its time",
    "revoked token": "a bearer token that was revoked",
}
# Wrong guesses about one account, from wherever they come.
GUESSES = {
    "accounts.register": TAKEN_NAME,
    "accounts.sign_in": SIGN_IN,
    "accounts.change_password": CONFIRMATION,
    "accounts.delete_account": CONFIRMATION,
    "accounts.create_token": CODE,
    "second_factor.prepare": CONFIRMATION,
    "second_factor.switch_on": CODE,
    "second_factor.renew_codes": CONFIRMATION,
    "second_factor.switch_off": CONFIRMATION,
    "sign_on.start_linking": CONFIRMATION,
    "rooms.join": ROOM_CODE,
}
# Scopes of the tokens.
SCOPES = {
    "bearer": ("read", "write"),
    "reading token": ("read",),
    "writing token": ("write",),
}
BAD_TOKENS = ("expired token", "revoked token")
# What belongs to one person, or to the members of one room or the editors of one list.
OWNED = (
    *("token", "identity", "import", "viewing", "companion", "room", "list", "webhook", "account"),
)
YES = "yes"
OWN = "own only"


@dataclass(frozen=True)
class Route:
    """One method of one address."""

    method: str
    rule: str
    endpoint: str
    ways: tuple[str, ...] | None
    """Ways to be let in, ``guest`` among them; None where nobody is asked who they are."""
    for_admins: bool = False
    declared_scope: str | None = None

    @property
    def path(self) -> str:
        """The address as the OpenAPI document writes it."""
        return re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", self.rule)

    @property
    def scope(self) -> str:
        """What a token needs."""
        return scope_of(self.method, self.declared_scope)

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    @property
    def is_of_one_person(self) -> bool:
        """Whether the address itself names something that belongs to somebody."""
        return any(f":{name}_id>" in self.rule for name in OWNED)


def routes(app: APIFlask) -> list[Route]:
    """Return every route under /api/v1, as it declares itself."""
    found = []
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(API):
            continue
        view = app.view_functions[rule.endpoint]
        spec = getattr(view, "_spec", {})
        security = spec.get("security")
        ways = None
        if security is not None:
            ways = tuple(next(iter(way), "guest") for way in security)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            declared = (hasattr(view, FOR_ADMINS), getattr(view, SCOPE, None))
            found.append(Route(method, rule.rule, rule.endpoint, ways, *declared))
    return sorted(found, key=lambda route: (route.rule, route.method))


def expected(route: Route, caller: str) -> str:
    """Return ``yes``, ``own only``, or the status of the refusal."""
    if route.ways is None:
        return YES
    guests = "guest" in route.ways
    if caller in BAD_TOKENS:
        return "401"
    if caller in ("anonymous", "ended session"):
        # A guest may be in a room, by its cookie; these are not.
        return "401" if not guests else "404" if route.is_of_one_person else YES
    if caller == "no CSRF token" and route.writes:
        return "403"
    if caller in SCOPES and ("bearer" not in route.ways or route.scope not in SCOPES[caller]):
        return "403"
    if route.for_admins:
        return YES if caller == "administrator" else "403"
    if caller in ("other person", "administrator"):
        return "404" if route.is_of_one_person else (YES if guests else OWN)
    return YES


def limit(route: Route) -> str:
    """Return a route's rate limits."""
    by_address = LIMITS.get(route.endpoint, DEFAULT).replace(";", ", ")
    guesses = GUESSES.get(route.endpoint)
    if guesses is None:
        return by_address
    minutes = guesses.window_s // 60
    if guesses is ROOM_CODE:
        return f"{by_address}; wrong codes {guesses.most}/{minutes} minutes"
    return f"{by_address}; wrong guesses {guesses.most}/{minutes} minutes for each account"


def document(app: APIFlask) -> str:
    """Return docs/authorisation.md."""
    header = ["route", *CALLERS, "limit for each address"]
    lines = [
        "# Who may do what",
        "",
        "Written by `python -m tests.app.accounts.matrix > docs/authorisation.md`;",
        "`tests/app/accounts/test_authorisation.py` sends every request of this table to the",
        "running application, and fails where table and code differ.",
        "",
        *(f"- **{caller}**: {what}" for caller, what in CALLERS.items()),
        "",
        f"`{YES}`: let in. `{OWN}`: let in, but sees and changes nothing of the owner's.",
        "A number is the status of the refusal. A bearer token, where there is one, counts",
        "and the cookie does not; routes that ask nobody who they are look at neither.",
        "",
        _row(header),
        _row(["---"] * len(header)),
    ]
    for route in routes(app):
        name = f"`{route.method} {route.path}`"
        lines.append(_row([name, *(expected(route, caller) for caller in CALLERS), limit(route)]))
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def offline_app() -> APIFlask:
    """Return an application that never reaches a database."""
    return create_app(Settings.from_env({"SECRET_KEY": "x" * 32, "ORDAINED_RATE_LIMITS": "off"}))


if __name__ == "__main__":
    sys.stdout.write(document(offline_app()))
