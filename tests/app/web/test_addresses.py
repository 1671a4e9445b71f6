"""Which addresses of the network are asked, whoever names them."""

import pytest

from app.web.addresses import is_of_servers, is_public


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(
    ("ip", "of_servers"),
    [
        ("192.168.1.5", True),
        ("10.0.0.2", True),
        ("127.0.0.1", True),
        ("fd12::5", True),
        ("93.184.216.34", True),
        ("169.254.169.254", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("fd00:ec2::254", False),
        ("100.100.100.200", False),
        ("fe80::1%eth0", False),
        ("0.0.0.0", False),
        ("::", False),
        ("224.0.0.1", False),
    ],
)
def test_where_servers_may_stand(ip: str, of_servers: bool) -> None:
    assert is_of_servers(ip) is of_servers
