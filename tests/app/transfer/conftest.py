"""Ids of films to import."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text


@pytest.fixture(scope="session")
def ids(engine: Engine) -> dict[str, int]:
    """Ids of the live release's films by "Title (year)"."""
    statement = text(
        "select title, year, movie_id from movies where release_id = "
        "(select release_id from releases where state = 'live')"
    )
    with engine.connect() as connection:
        return {f"{row.title} ({row.year})": row.movie_id for row in connection.execute(statement)}
