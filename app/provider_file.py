"""OpenID Connect providers with which people may sign in, as a file of the operator names them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sql.env import EnvReader

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
SIGN_UP = ("open", "groups", "nobody")
# A browser and a provider on this machine need no TLS between them.
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SCOPES = ("openid", "profile", "email")


@dataclass(frozen=True)
class Provider:
    """An OpenID Connect provider, as its client sees it.

    Attributes
    ----------
    id : str
        Its name in addresses: lower-case letters, digits and dashes.
    name : str
        Its name on the button.
    issuer : str
        The address below which its ``/.well-known/openid-configuration`` is.
    client_id : str
        The name under which the provider knows this service.
    client_secret : str or None
        The secret that goes with it; None for a public client.
    scopes : tuple of str
        What the provider is asked for, ``openid`` among it.
    username_claim, groups_claim : str
        The claims that hold a name for new accounts, and the groups.
    admin_groups : tuple of str
        Whose members are administrators, and nobody else who comes from this provider. Empty:
        the provider says nothing about administrators.
    sign_up : str
        Who gets an account with the first sign-in: ``open`` (everybody), ``groups`` (members of
        ``sign_up_groups``) or ``nobody``.
    sign_up_groups : tuple of str
        See ``sign_up``.
    link_by_email : bool
        Whether an identity is linked to the account that another provider's identity with the
        same verified e-mail address is linked to.
    """

    id: str
    name: str
    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    scopes: tuple[str, ...] = SCOPES
    username_claim: str = "preferred_username"
    groups_claim: str = "groups"
    admin_groups: tuple[str, ...] = ()
    sign_up: str = "nobody"
    sign_up_groups: tuple[str, ...] = ()
    link_by_email: bool = False


def read_sign_on(
    reader: EnvReader, production: bool, registration: str, password_login: bool
) -> tuple[Provider, ...]:
    """Return the providers of ORDAINED_SIGN_ON; without any of them, passwords cannot be off."""
    path = reader.optional("ORDAINED_SIGN_ON")
    if path is None:
        if not password_login:
            reader.problems.append(
                "ORDAINED_PASSWORD_LOGIN is off and ORDAINED_SIGN_ON names no provider: nobody "
                "could sign in"
            )
        return ()
    # Where everybody may make an account, everybody whom a provider knows may, too.
    sign_up = "open" if registration == "open" else "nobody"
    found, problems = read_providers(Path(path), sign_up=sign_up, plain_http=not production)
    reader.problems += [f"ORDAINED_SIGN_ON: {problem}" for problem in problems]
    return found


def read_providers(
    path: Path, *, sign_up: str, plain_http: bool
) -> tuple[tuple[Provider, ...], list[str]]:
    """Read a TOML or JSON file of providers.

    Parameters
    ----------
    path : Path
        A file whose ``provider`` is a list; JSON where its name ends in ``.json``.
    sign_up : str
        `Provider.sign_up` where a provider says nothing.
    plain_http : bool
        Whether an issuer may be on another machine without TLS.

    Returns
    -------
    tuple of Provider
        Empty where there is a problem.
    list of str
        A sentence for each problem, which names provider and field.
    """
    try:
        text = path.expanduser().read_text(encoding="utf-8")
        content = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or f"{error}"
        return (), [f"{path} cannot be read: {reason}"]
    entries = content.get("provider") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not entries or set(content) != {"provider"}:
        return (), [f"{path} must hold a list called provider, and nothing else"]
    problems: list[str] = []
    found = [
        _provider(entry, f"{path}: provider {number}", problems, sign_up, plain_http)
        for number, entry in enumerate(entries, 1)
    ]
    providers = tuple(provider for provider in found if provider is not None)
    for name in ("id", "issuer"):
        values = [getattr(provider, name) for provider in providers]
        problems += [
            f"{path}: two providers have the {name} {value!r}"
            for value in sorted({value for value in values if values.count(value) > 1})
        ]
    return ((), problems) if problems else (providers, [])


def _provider(
    entry: Any, where: str, problems: list[str], sign_up: str, plain_http: bool
) -> Provider | None:
    """Return a provider, or None with its problems added to ``problems``."""
    before = len(problems)
    if not isinstance(entry, dict):
        problems.append(f"{where} must be a table")
        return None
    reader = _EntryReader(entry, where, problems)
    name_id = reader.text("id", required=True)
    fields: dict[str, Any] = {
        "id": name_id,
        "name": reader.text("name") or name_id,
        "issuer": reader.text("issuer", required=True),
        "client_id": reader.text("client_id", required=True),
        "client_secret": reader.secret(),
        "scopes": reader.texts("scopes") or SCOPES,
        "username_claim": reader.text("username_claim") or "preferred_username",
        "groups_claim": reader.text("groups_claim") or "groups",
        "admin_groups": reader.texts("admin_groups"),
        "sign_up": reader.text("sign_up") or sign_up,
        "sign_up_groups": reader.texts("sign_up_groups"),
        "link_by_email": reader.flag("link_by_email"),
    }
    reader.check("id", ID.fullmatch, "letters a to z, digits and dashes, at most 32", fields)
    reader.check(
        "issuer", lambda value: _is_issuer(value, plain_http), _issuer_rule(plain_http), fields
    )
    reader.check("scopes", lambda value: "openid" in value, "a list with openid in it", fields)
    reader.check("sign_up", lambda value: value in SIGN_UP, "one of " + ", ".join(SIGN_UP), fields)
    if fields["sign_up"] == "groups" and not fields["sign_up_groups"]:
        problems.append(f"{where}: sign_up is groups, and sign_up_groups names none")
    for key in sorted(set(entry) - set(fields) - {"client_secret_file"}):
        problems.append(f"{where}: there is no field {key}")
    return None if len(problems) > before else Provider(**fields)


def _is_issuer(address: str, plain_http: bool) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    secure = parts.scheme == "https" or (
        parts.scheme == "http" and (plain_http or host in LOOPBACK)
    )
    return secure and bool(host) and not parts.query and not parts.fragment


def _issuer_rule(plain_http: bool) -> str:
    return "an address that begins with https://" + (" or http://" if plain_http else "")


class _EntryReader:
    """Takes typed values out of one provider's table and notes what is wrong."""

    def __init__(self, entry: Mapping[str, Any], where: str, problems: list[str]) -> None:
        self._entry, self._where, self._problems = entry, where, problems

    def _refuse(self, key: str, expected: str) -> None:
        self._problems.append(f"{self._where}: {key} must be {expected}")

    def text(self, key: str, *, required: bool = False) -> str:
        value = self._entry.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            self._refuse(key, "text")
            return ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._entry.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(entry, str) and entry for entry in value
        ):
            self._refuse(key, "a list of texts")
            return ()
        return tuple(value)

    def flag(self, key: str) -> bool:
        value = self._entry.get(key, False)
        if not isinstance(value, bool):
            self._refuse(key, "true or false")
            return False
        return value

    def secret(self) -> str | None:
        """Return the client's secret, which may be in a file of its own."""
        value, file = self.text("client_secret"), self.text("client_secret_file")
        if value and file:
            self._problems.append(
                f"{self._where}: client_secret and client_secret_file are both there; keep one"
            )
        if not file:
            return value or None
        try:
            return Path(file).expanduser().read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not text"
            self._problems.append(f"{self._where}: {file} cannot be read: {reason}")
            return None

    def check(
        self, key: str, holds: Callable[[Any], object], expected: str, fields: Mapping[str, Any]
    ) -> None:
        """Note a problem unless the value is absent, which is noted before, or ``holds``."""
        if fields[key] and not holds(fields[key]):
            self._refuse(key, f"{expected}, not {fields[key]!r}")
