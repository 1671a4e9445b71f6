"""Where webhooks may send to: public addresses over TLS, unless the operator allows others.

A name is looked up here, every address of it is checked (`app.web.addresses`), and the connection
goes to an address that was checked and not to the name again.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from app.web.addresses import is_public


class AddressError(ValueError):
    """An address is refused; the message says why, to whoever entered it."""


@dataclass(frozen=True)
class Target:
    """A checked address.

    Attributes
    ----------
    ip : str
        Where to connect to.
    port : int
        Its port.
    host : str
        The name that the certificate must have and the request is for.
    path : str
        Path and query.
    is_tls : bool
        Whether to speak TLS.
    """

    ip: str
    port: int
    host: str
    path: str
    is_tls: bool


def checked(url: str, policy: str) -> SplitResult:
    """Return the parts of a URL whose form the policy allows; nothing is looked up.

    Parameters
    ----------
    policy : str
        As ORDAINED_WEBHOOKS says: ``public`` allows https alone, ``any`` http too.

    Raises
    ------
    AddressError
        The URL is none, has a user in it, or is not of an allowed scheme.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressError("Must be an address such as https://example.org/hook") from error
    schemes = ("https",) if policy == "public" else ("https", "http")
    if parts.scheme not in schemes:
        raise AddressError(f"Must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}")
    if not host or not url.isascii() or any(character <= " " for character in url):
        raise AddressError("Must be an address such as https://example.org/hook")
    if parts.username is not None or parts.password is not None:
        raise AddressError("Must have no user name or password in it")
    return parts


def target_of(url: str, policy: str) -> Target:
    """Return where to send to, looked up now.

    Raises
    ------
    AddressError
        As `checked`; or the name has no address, or one that the policy does not allow.
    """
    parts = checked(url, policy)
    host = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError("Its name has no address") from error
    ips = [str(entry[4][0]) for entry in found]
    if policy == "public" and not all(is_public(ip) for ip in ips):
        raise AddressError("Is an address of a private network, which the operator does not allow")
    path = parts.path or "/"
    return Target(
        ips[0],
        port,
        host,
        f"{path}?{parts.query}" if parts.query else path,
        parts.scheme == "https",
    )
