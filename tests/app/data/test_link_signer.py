"""Tokens of links: each opens one thing, for one purpose."""

from __future__ import annotations

import pytest

from app.data.link_signer import LinkSigner

SIGNER = LinkSigner("not a secret, and long enough to be one")


def test_a_token_is_read_again() -> None:
    assert SIGNER.read("room", SIGNER.write("room", 12, 3)) == (12, 3)


@pytest.mark.parametrize(
    "token",
    [
        SIGNER.write("read list", 12, 3),
        LinkSigner("another secret, which is as long as that").write("room", 12, 3),
        SIGNER.write("room", 12, 3).replace("12-3", "12-4"),
        SIGNER.write("room", 12, 3).replace("12-3", "13-3"),
        SIGNER.write("room", 12, 3)[:-1],
        SIGNER.write("room", 12, 3) + "A",
        "",
        "12-3-",
        "\u0661-3-" + "A" * 22,
    ],
)
def test_no_other_is(token: str) -> None:
    assert SIGNER.read("room", token) is None
