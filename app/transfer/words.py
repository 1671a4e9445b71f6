"""Sets of words, written as a text."""

from __future__ import annotations

from app.transfer.tables import column


def columns(text: str) -> frozenset[str]:
    """Return the words of a text as `tables.column` writes them, without accents."""
    return frozenset(map(column, text.split()))


def words(text: str) -> frozenset[str]:
    """Return the words of a text.

    Examples
    --------
    >>> sorted(words("seen planned"))
    ['planned', 'seen']
    """
    return frozenset(text.split())
