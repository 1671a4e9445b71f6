"""Codes of rooms: six letters that are said aloud and typed on a phone."""

from __future__ import annotations

import secrets
from typing import Final

# No I or O, which look like digits; none of B, Q, S, U, V and Z, which sound or look like P, K, F,
# W and each other. 18 letters make 34 million codes.
LETTERS: Final = "ACDEFGHJKLMNPRTWXY"
LENGTH: Final = 6


def new_code() -> str:
    """Return a code at random."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown(code: str) -> str:
    """Return a code as it is read: in two parts."""
    return f"{code[:3]} {code[3:]}"


def normalised(typed: str) -> str:
    """Return what somebody typed as codes are stored: case, space and dash do not matter."""
    return "".join(letter for letter in typed if letter.isalpha()).upper()
