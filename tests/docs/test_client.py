"""The example under docs/ does what it says, against the running application."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from apiflask import APIFlask

from tests.app.accounts.people import Browser, person

FILE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "client.py"


@pytest.fixture(scope="module")
def module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("client", FILE)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules["client"] = found
    spec.loader.exec_module(found)
    return found


@pytest.fixture
def ann(listening_app: APIFlask) -> Browser:
    return person(listening_app)


def test_as_a_program(listening_url: str, ann: Browser, tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, str(FILE), listening_url, ann.token(), "a robot learns to love"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert "1 ratings in all" in shown.stdout
    kept = json.loads((tmp_path / "ordained.json").read_text())
    assert [rating["rating"] for rating in kept["ratings"]] == [4.5]


def test_lists_are_read_to_their_end(module: ModuleType, listening_url: str, ann: Browser) -> None:
    items = ann.get("/movies/popular?limit=100")["items"]
    more = ann.get("/movies/popular?limit=20&genres=Documentary")["items"]
    ids = {item["movie"]["id"] for item in items + more}
    client = module.Client(listening_url, ann.token())
    for movie_id in ids:
        client.rate(movie_id, 3.5)
    assert {rating["movie"]["id"] for rating in client.ratings()} == ids
    assert len(ids) > 100


def test_what_was_taken_can_be_brought(
    module: ModuleType, listening_app: APIFlask, listening_url: str, ann: Browser
) -> None:
    client = module.Client(listening_url, ann.token())
    client.rate(client.search("Goodfellas")[0]["movie"]["id"], 5)
    heir = module.Client(listening_url, person(listening_app).token())
    dry = heir.import_file("export.json", client.export(), dry_run=True)
    assert (dry["dry_run"], dry["ratings"]["new"]) == (True, 1)
    assert list(heir.ratings()) == []
    assert heir.import_file("export.json", client.export())["ratings"]["new"] == 1
    assert [rating["rating"] for rating in heir.ratings()] == [5]


def test_people_and_filters(module: ModuleType, listening_url: str, ann: Browser) -> None:
    client = module.Client(listening_url, ann.token())
    (director,) = client.search("Goodfellas")[0]["movie"]["directors"]
    page = client.person(director["id"])
    assert page["name"] == "Martin Scorsese"
    mine = client.search("a story", 50, people=[f"{director['id']}:director"], runtime_max=150)
    assert mine
    assert {hit["movie"]["id"] for hit in mine} <= {film["movie"]["id"] for film in page["films"]}
    assert all(hit["movie"]["runtime"] <= 150 for hit in mine)


def test_problems(module: ModuleType, listening_url: str, ann: Browser) -> None:
    client = module.Client(listening_url, ann.token())
    with pytest.raises(module.ProblemError, match="/rating") as caught:
        client.rate(1, 7)
    assert (caught.value.status, caught.value.type) == (422, "/api/docs#invalid")
    with pytest.raises(module.ProblemError, match="401"):
        module.Client(listening_url, "nonsense").export()
