"""Requests made up from the OpenAPI document, sent to the application on a real database."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import Any

import pytest
import schemathesis
from apiflask import APIFlask
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.openapi import LARGEST_ID
from tests.app.accounts.matrix import offline_app
from tests.app.accounts.people import person

pytestmark = pytest.mark.slow

# The bearer token is the one that counts; made-up cookies beside it would say nothing.
CONFIG = {"generation": {"with-security-parameters": False}}
schema = schemathesis.openapi.from_dict(
    offline_app().spec, config=schemathesis.Config.from_dict(CONFIG)
)

# Values may be refused although they fit the document, where no schema can say the rule:
# a cursor must have been given out, a password hard to guess, a day not in the future,
# years in order, a genre one of the release's and not both liked and excluded. A query
# for films may have spaces around it, and its schema does not say what no text may hold; a
# file to import is one of some formats.
BEYOND_SCHEMAS = re.compile(
    r"/query/(q|cursor|year_max|genres/\d+|exclude_genres/\d+|genres|exclude_genres)"
    r"|/(password|new_password|watched_on|year_max|exclude_genres|file)"
)
FILE = b"Title,Year,Rating,WatchedDate\nHeat,1995,4.5,2020-01-01\nFargo,1996,,\nNonesuch,x,7,y\n"

# What the issue asks for: so many requests over the whole document.
LEAST_CASES = 1_000
sent: Counter[str] = Counter()


@pytest.fixture
def url(listening_url: str) -> str:
    """By the name that it has in the test below, whose text is what the made-up values hang on."""
    return listening_url


@pytest.fixture
def token(listening_app: APIFlask) -> str:
    """A token of somebody new, since requests may revoke it."""
    return person(listening_app).token()


@pytest.fixture(scope="module")
def movie_id(listening_app: APIFlask) -> int:
    page = listening_app.test_client().get("/api/v1/movies/popular?limit=1").json
    assert page is not None
    return int(page["items"][0]["movie"]["id"])


@schema.parametrize()
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_answers_are_those_of_the_document(case: Any, url: str, token: str, movie_id: int) -> None:
    # No made-up id is that of a film, and no made-up cursor was given out: where they could
    # be, most are replaced, or little but refusals would be tried.
    made_up = (case.path_parameters or {}).get("movie_id")
    if isinstance(made_up, int) and made_up % 3 and 0 < made_up <= LARGEST_ID:
        case.path_parameters["movie_id"] = movie_id
    if len(str((case.query or {}).get("cursor", ""))) % 3:
        del case.query["cursor"]
    if isinstance(case.body, dict) and len(str(case.body.get("file", ""))) % 3:
        case.body["file"] = FILE
    sent[case.operation.label] += 1
    options = {"base_url": url, "headers": {"Authorization": f"Bearer {token}"}}
    response = case.call(**options)
    left_out = []
    if response.status_code == 422:
        pointers = [error["pointer"] for error in response.json()["errors"]]
        if all(BEYOND_SCHEMAS.fullmatch(pointer) for pointer in pointers):
            left_out = [positive_data_acceptance]
    case.validate_response(
        response, excluded_checks=left_out, headers=options["headers"], transport_kwargs=options
    )


def test_so_many_requests_were_sent(capsys: pytest.CaptureFixture[str]) -> None:
    operations = [one.ok().label for one in schema.get_all_operations()]
    if set(sent) != set(operations):
        pytest.skip("only some of the operations were tried")
    with capsys.disabled():
        sys.stdout.write(f"\n{sum(sent.values())} requests for {len(operations)} operations\n")
    assert sum(sent.values()) >= LEAST_CASES
