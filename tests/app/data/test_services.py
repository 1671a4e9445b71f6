"""Services are made once for each application, and found in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from apiflask import APIFlask

import app
from app.data.services import EXTENSION, Services, services, services_of
from tests.app.conftest import MakeApp


@pytest.fixture
def made(make_offline: MakeApp) -> APIFlask:
    """An application whose database does not answer: making services must not need it."""
    return make_offline()


def test_every_request_gets_the_same_services(made: APIFlask) -> None:
    found = []
    for path in ("/healthz", "/api/v1/release"):
        with made.test_request_context(path):
            found.append(services())
    assert found == [services_of(made)] * 2


def test_applications_share_no_services(make_offline: MakeApp) -> None:
    first, second = services_of(make_offline()), services_of(make_offline())
    shared = [name for name in Services.__dataclass_fields__ if _same(first, second, name)]
    assert shared == []


def _same(first: Services, second: Services, name: str) -> bool:
    return getattr(first, name) is getattr(second, name)


def test_nothing_else_is_looked_up_by_name(made: APIFlask) -> None:
    """One entry, one accessor: what a view depends on is a typed attribute."""
    assert EXTENSION in made.extensions
    folder = Path(app.__file__).parent
    users = [
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if re.search(r"\.extensions\b", path.read_text())
    ]
    assert users == ["data/services.py"]
