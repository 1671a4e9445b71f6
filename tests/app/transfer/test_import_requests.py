"""Requests to import that come twice, or are none."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask

from tests.app.accounts.people import Browser, person
from tests.app.transfer.uploads import ratings, upload

HEAD = "Title,Year,Rating,WatchedDate\n"
TWO = HEAD + "Goodfellas,1990,4.5,2024-05-06\nHome Alone,1990,2,\n"


KEY = {"Idempotency-Key": "4f1c7a52"}


def test_same_key_again_is_answered_the_same(ann: Browser, ids: dict[str, int]) -> None:
    first = upload(ann, TWO, headers=KEY)
    ann.put(f"/me/ratings/{ids['Goodfellas (1990)']}", {"rating": 1})
    second = upload(ann, TWO, headers=KEY)
    assert second.json == first.json
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert ratings(ann)["Goodfellas"] == 1  # the import was not done again
    assert upload(ann, TWO).json["id"] != first.json["id"]


@pytest.mark.parametrize(
    "changes", [{"content": HEAD}, {"dry_run": "true"}, {"name": "x.csv"}, {"format": "letterboxd"}]
)
def test_same_key_for_something_else(ann: Browser, changes: dict[str, str]) -> None:
    upload(ann, TWO, headers=KEY)
    answer = upload(ann, **{"content": TWO, **changes}, headers=KEY)
    assert answer.status_code == 422
    assert answer.json["type"] == "/api/docs#key-reused"


def test_key_of_a_refused_import_may_be_used_again(ann: Browser) -> None:
    assert upload(ann, "nothing", headers=KEY).status_code == 422
    assert upload(ann, TWO, headers=KEY).status_code == 200


def test_keys_are_each_persons_own(app: APIFlask, ann: Browser) -> None:
    upload(ann, TWO, headers=KEY)
    assert upload(person(app), HEAD + "The Kid,1921,3,\n", headers=KEY).status_code == 200


@pytest.mark.parametrize("key", ["x" * 256, "ü", "a b"])
def test_bad_keys(ann: Browser, key: str) -> None:
    answer = upload(ann, TWO, headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/header/Idempotency-Key"


def test_requests_of_one_key_at_once(app: APIFlask, ann: Browser) -> None:
    devices = []
    for _ in range(4):
        devices.append(Browser(app.test_client(), ann.username))
        devices[-1].sign_in()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda device: upload(device, TWO, headers=KEY), devices))
    assert len({answer.json["id"] for answer in answers}) == 1
    replayed = sorted(answer.headers.get("Idempotency-Replayed", "") for answer in answers)
    assert replayed == ["", "true", "true", "true"]


@pytest.mark.parametrize(
    ("form", "pointer"),
    [
        ({"dry_run": "yes"}, "/dry_run"),
        ({"dry_run": ""}, "/dry_run"),
        ({"format": "nobody"}, "/format"),
        ({"list_as": "ratings"}, "/list_as"),
        ({"confidence_min": "0.4"}, "/confidence_min"),
        ({"surprise": "1"}, "/surprise"),
    ],
)
def test_bad_forms(ann: Browser, form: dict[str, str], pointer: str) -> None:
    answer = upload(ann, TWO, **form)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


@pytest.mark.parametrize("data", [{}, {"file": "not a file"}, {"File": (io.BytesIO(b"x"), "x")}])
def test_form_without_a_file(ann: Browser, data: dict[str, Any]) -> None:
    answer = ann.send("POST", "/me/import", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert {"/file", "/file/0"} & {error["pointer"] for error in answer.json["errors"]}


def test_two_files_of_which_one_is_none(ann: Browser) -> None:
    two = [(io.BytesIO(b"x"), "a.csv"), (io.BytesIO(b"x"), "b.csv")]
    answer = ann.send("POST", "/me/import", data={"file": two}, content_type="multipart/form-data")
    assert answer.status_code == 422


@pytest.mark.parametrize("media_type", ["application/json", "text/csv", ""])
def test_other_bodies(ann: Browser, media_type: str) -> None:
    answer = ann.send("POST", "/me/import", data=b"{}", content_type=media_type)
    assert answer.status_code == 415
    assert "multipart/form-data" in answer.json["detail"]


@pytest.mark.parametrize("body", [b"", b"--b\r\n", b"--b\r\nContent-Disposition: form-data; x\r\n"])
def test_broken_multipart(ann: Browser, body: bytes) -> None:
    kind = "multipart/form-data; boundary=b"
    assert ann.send("POST", "/me/import", data=body, content_type=kind).status_code in (413, 422)


def test_a_hundred_megabytes_are_refused_at_once(ann: Browser) -> None:
    body = io.BytesIO(b"x" * 100_000_000)
    answer = ann.send(
        "POST",
        "/me/import",
        input_stream=body,
        content_length=100_000_000,
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code == 413
    assert body.tell() == 0  # nothing of it was read
