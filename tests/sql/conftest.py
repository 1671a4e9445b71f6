"""A home with a server that was made and has stopped: made once, and copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from sql.embedded import embedded_server
from tests.processes import copy_database


@pytest.fixture(scope="session")
def first_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that is copied."""
    home = tmp_path_factory.mktemp("made")
    with embedded_server(home):
        pass
    return home


@pytest.fixture
def made(first_made: Path, tmp_path: Path) -> Path:
    """A home with a server that has been made and has stopped."""
    copy_database(first_made, tmp_path)
    return tmp_path
