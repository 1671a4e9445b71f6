"""How many threads linear algebra takes in a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

FEW_FILMS: Final = 5_000
"""Up to so many one thread is enough: on busy cores 600 films took 0.4 CPU seconds with one, and 21
with two that waited for each other (docs/decisions/0024)."""


@contextmanager
def threads_for(films: int) -> Iterator[None]:
    """Give linear algebra one thread where there are few films, else as many as it takes itself."""
    # Only a rebuild needs it.
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1 if films <= FEW_FILMS else None, user_api="blas"):
        yield
