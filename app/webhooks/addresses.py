"""Where webhooks may send to: public addresses over TLS, unless the operator allows others.

What a person enters is asked by this machine, which may reach what the person may not. So a name is
looked up here, every address of it is checked, and the connection goes to an address that was
checked and not to the name again.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit


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


def is_public(ip: str) -> bool:
    """Return whether an address is one of the public internet.

    Examples
    --------
    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        # Addresses in which another stands: of IPv4, 6to4 and Teredo.
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            address = inner
        elif address.teredo is not None or address in NAT64:
            return False
    return address.is_global and not address.is_multicast


NAT64 = ipaddress.ip_network("64:ff9b::/96")
