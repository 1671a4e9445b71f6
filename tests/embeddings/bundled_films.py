"""The films of the bundled catalogue, read once in each test process: it takes seconds."""

from __future__ import annotations

from functools import cache

from embeddings.knowledge.film import Film, read_films


@cache
def bundled_films() -> tuple[Film, ...]:
    """Return them all, in order of id."""
    return tuple(read_films())
