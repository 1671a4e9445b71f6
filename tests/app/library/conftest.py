"""Films to put into libraries."""

from __future__ import annotations

import pytest
from apiflask import APIFlask


@pytest.fixture(scope="session")
def films(app: APIFlask) -> list[int]:
    """Ids of thirty films of the live release."""
    page = app.test_client().get("/api/v1/movies/popular?limit=30").json
    assert page is not None
    return [item["movie"]["id"] for item in page["items"]]
