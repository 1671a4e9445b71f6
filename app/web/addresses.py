"""Which addresses of the network this service asks: the one policy of everything that goes out.

What a person enters is asked by this machine, which may reach what the person may not. So whoever
looks a name up checks each address that it has: webhooks go to the public internet unless the
operator says otherwise (`is_public`), and media servers stand in the house, so that private
addresses are asked as well, but none at which clouds keep secrets (`is_of_servers`).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

# IPv4 as a translator writes it in IPv6; the address stands in the last four bytes.
NAT64: Final = ip_network("64:ff9b::/96")
# Where clouds tell a machine its secrets, beside 169.254.169.254: Amazon's IPv6, and Alibaba's.
METADATA: Final = frozenset({ip_address("fd00:ec2::254"), ip_address("100.100.100.200")})


def is_public(ip: str) -> bool:
    """Return whether an address is one of the public internet.

    Examples
    --------
    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    address = _parsed(ip)
    if isinstance(address, IPv6Address) and (address.teredo is not None or address in NAT64):
        return False
    inner = _inner(address)
    return inner.is_global and not inner.is_multicast


def is_of_servers(ip: str) -> bool:
    """Return whether a server may stand at an address, in the house or on the internet.

    Those of one's own cable (169.254.0.0/16, fe80::/10), where clouds keep secrets, "any address"
    and multicast are none.

    Examples
    --------
    >>> is_of_servers("192.168.1.5"), is_of_servers("169.254.169.254"), is_of_servers("::")
    (True, False, False)
    """
    address = _inner(_parsed(ip))
    if address.is_link_local or address.is_unspecified or address.is_multicast:
        return False
    return address not in METADATA


def _parsed(ip: str) -> IPv4Address | IPv6Address:
    """Return an address without the zone that `getaddrinfo` may append."""
    return ip_address(ip.partition("%")[0])


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the address that stands in one of IPv6, of IPv4, 6to4 or NAT64; else the same."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
