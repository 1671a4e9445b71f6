import json

import pytest
from flask.testing import FlaskClient

from app.web.faults import MOST_BYTES, MOST_FAULTS, Fault, bounded, json_bytes

LARGEST_ANSWER = 8_000  # bytes


@pytest.mark.parametrize("text", ["a", "é", "影", "🎬", "\x01", '"', "\\", "\udcff"])
def test_listed_faults_are_few_and_small_whatever_they_quote(text: str) -> None:
    faults = bounded([Fault("/" + text * 10_000, text * 10_000)] * 1_000)
    assert 0 < len(faults) <= MOST_FAULTS
    assert json_bytes([fault._asdict() for fault in faults]) <= MOST_BYTES + 2


def test_short_faults_are_all_listed() -> None:
    faults = [Fault(f"/{number}", "Is wrong.") for number in range(MOST_FAULTS)]
    assert bounded(faults) == faults


@pytest.mark.parametrize("name", ["x", "%01", "%F0%9F%8E%AC", "%22"])
def test_answer_to_a_thousand_wrong_fields_is_small(offline: FlaskClient, name: str) -> None:
    # As long as an address and a body may be.
    query = "&".join(f"{name * (100 // len(name))}{number}=1" for number in range(60))
    fields = {f"{name * (600 // len(name))}{number}": 1 for number in range(1_000)}
    answers = [
        offline.get(f"/api/v1/search?{query}"),
        offline.post("/api/v1/session", json=fields),
        offline.get("/api/v1/" + name * (7_000 // len(name))),
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 404]
    for answer in answers:
        assert len(json.loads(answer.data).get("errors", [])) <= MOST_FAULTS
        assert len(answer.data) <= LARGEST_ANSWER
