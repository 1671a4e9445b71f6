"""Whether a new password is too easily guessed, as zxcvbn estimates it.

zxcvbn counts the guesses that a cracker needs who tries well-known passwords, words, names, runs
of the keyboard, repeats and dates first. What was measured: docs/decisions/0018-libraries.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from math import log10
from threading import Lock
from typing import Any

from zxcvbn import zxcvbn

LEAST_LENGTH = 10
LEAST_DIFFERENT = 5  # characters; zxcvbn does not notice that "aabbaabcbabab" has three
LEAST_GUESSES_LOG10 = 9.0

# zxcvbn takes a time that grows with the cube of the length, so it judges the beginning only.
LONGEST_JUDGED = 32
# zxcvbn tries every way to read these as letters, whose number doubles with each of them. A
# password with more such characters is judged in pieces, each with this many at most.
LEET = frozenset("4@({[<691!|$5+7")
MOST_LEET = 6

# Well-known words and runs that zxcvbn's lists lack.
MORE_WORDS = (
    "ordained",
    "correcthorsebatterystaple",
    "hotmail",
    "contrasena",
    "1qaz@wsx3edc",
    "!@#$%^&*()",
)

# zxcvbn keeps the words that it is given in a variable of its module.
_lock = Lock()


def weakness(password: str, username: str) -> str | None:
    """Return why a password is too easily guessed, None where it is not.

    Parameters
    ----------
    password : str
        Of any length; the first `LONGEST_JUDGED` characters must be hard to guess by themselves.
    username : str
        The password must not contain it, and its parts count as well-known words.

    Examples
    --------
    >>> weakness("P@ssw0rd2024!", "ann")
    'Is made of well-known words, names, runs or dates; choose something harder to guess.'
    >>> weakness("joint-plover-94-xeric", "ann") is None
    True
    """
    if len(password) < LEAST_LENGTH:
        return f"Must have at least {LEAST_LENGTH} characters."
    plain = unicodedata.normalize("NFKC", password)
    folded, name = plain.casefold(), username.casefold()
    if name in folded or name[::-1] in folded:
        return "Must not contain the username."
    if len(set(folded)) < LEAST_DIFFERENT:
        return "Repeats itself; choose something harder to guess."
    guesses_log10, repeated = 0.0, 0
    for piece in _pieces(plain[:LONGEST_JUDGED]):
        judged = _judge(piece, username)
        guesses_log10 += log10(judged["guesses"])
        repeats = (match for match in judged["sequence"] if match["pattern"] == "repeat")
        repeated += sum(len(match["token"]) for match in repeats)
    if guesses_log10 >= LEAST_GUESSES_LOG10:
        return None
    if repeated > len(plain[:LONGEST_JUDGED]) / 2:
        return "Repeats itself; choose something harder to guess."
    return "Is made of well-known words, names, runs or dates; choose something harder to guess."


def _pieces(plain: str) -> Iterator[str]:
    """Yield ``plain`` in pieces with `MOST_LEET` different characters of `LEET` at most."""
    start, seen = 0, set[str]()
    for at, char in enumerate(plain):
        if char in LEET - seen and len(seen) == MOST_LEET:
            yield plain[start:at]
            start, seen = at, set()
        seen |= LEET & {char}
    yield plain[start:]


def _judge(text: str, username: str) -> dict[str, Any]:
    """Return zxcvbn's findings: ``guesses`` and the ``sequence`` of matches."""
    words = [*MORE_WORDS, username, *re.split(r"[._-]", username)]
    with _lock:
        judged: dict[str, Any] = zxcvbn(text, [word for word in words if word], LONGEST_JUDGED)
    return judged
