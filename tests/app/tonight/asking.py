"""Asking for a film for tonight, and becoming companions."""

from __future__ import annotations

from typing import Any

from tests.app.accounts.people import Browser

Json = dict[str, Any]
ME: Json = {"me": True}


def choose(browser: Browser, *people: Json, status: int = 200, **wishes: Any) -> Any:
    """Ask for a film for some people."""
    answer = browser.send("POST", "/tonight", {"people": list(people), **wishes})
    assert answer.status_code == status, answer.text
    return answer.json


def agree(first: Browser, second: Browser, *, shows_reasons: bool = False) -> int:
    """Make two people companions; ``shows_reasons`` is the second's."""
    asked = first.send("POST", "/me/companions", {"username": second.username}).json
    assert asked
    second.put(f"/me/companions/{asked['id']}", {"shows_reasons": shows_reasons})
    return int(asked["id"])
