"""What mutated files say and what is stored agree.

``ORDAINED_FUZZ_FILES=2000`` imports as many files; in `make test` fewer.
"""

from __future__ import annotations

import os

import pytest
from sqlalchemy import Engine

from app.transfer.rows import FilmKey, Row
from tests.app.accounts.people import Browser
from tests.app.transfer import stored_fuzz
from tests.app.transfer.test_cases import CASES
from tests.app.transfer.uploads import upload

FILES = int(os.environ.get("ORDAINED_FUZZ_FILES", "60"))


@pytest.fixture
def emptied(engine: Engine, ann: Browser) -> stored_fuzz.Library:
    return stored_fuzz.Library(engine, ann)


def test_stored_marks_stand_in_the_files(emptied: stored_fuzz.Library) -> None:
    outcomes, wrong = stored_fuzz.run(emptied, CASES, FILES, seed=3)
    print(dict(outcomes), len(wrong), "wrong")  # noqa: T201 - shown by pytest -s
    assert wrong == []
    # A test that stores nothing would show nothing.
    assert outcomes["marks"] > FILES


def test_a_wrong_write_is_noticed(emptied: stored_fuzz.Library) -> None:
    upload(emptied.who, "Title,Year,Rating\nGoodfellas,1990,4\n", "t.csv")
    stored = emptied.stored()
    ratings = frozenset({"ratings"})
    right = Row(FilmKey(title="Goodfellas", year=1990), ratings, 4.0)
    assert [*stored_fuzz.wrong_writes([right], stored, emptied)] == []
    for row in (
        Row(FilmKey(title="Goodfellas", year=1990), ratings, 3.5),
        Row(FilmKey(title="Home Alone", year=1990), ratings, 4.0),
        Row(FilmKey(title="Goodfellas", year=1995), ratings, 4.0),
        Row(FilmKey("tt0000001", title="Goodfellas", year=1990), ratings, 4.0),
    ):
        assert [*stored_fuzz.wrong_writes([row], stored, emptied)]
