"""JSON bodies of every route that takes one: what is read, and how errors point into them."""

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.app.accounts.matrix import offline_app
from tests.app.accounts.people import Browser

ADDRESS = "/api/v1/session"


def post(client: FlaskClient, body: bytes, media_type: str = "application/json") -> Any:
    return client.post(ADDRESS, data=body, content_type=media_type)


@pytest.fixture
def client() -> FlaskClient:
    return offline_app().test_client()


@pytest.mark.parametrize(
    "media_type",
    ["", "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data"],
)
def test_other_media_types_are_415(client: FlaskClient, media_type: str) -> None:
    response = post(client, b'{"username": "ann", "password": "x"}', media_type)
    assert response.status_code == 415
    assert response.json["type"] == "/api/docs#unsupported-media-type"


def test_charset_is_no_matter(client: FlaskClient) -> None:
    assert post(client, b"{}", "application/json; charset=utf-8").status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'username': 1}",
        b'{"username": NaN}x',
        b"\xff\xfe",
        b'"\\ud800"',
        b"[" * 100_000,
        b'{"username": "ann",}',
    ],
)
def test_what_is_no_json_is_400(client: FlaskClient, body: bytes) -> None:
    response = post(client, body)
    assert response.status_code == 400
    assert response.json["type"] == "/api/docs#bad-request"


@pytest.mark.parametrize("body", [b"[]", b"7", b"null", b'"text"', b"true"])
def test_what_is_no_object_is_422_for_the_whole(client: FlaskClient, body: bytes) -> None:
    response = post(client, body)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [""]


def test_all_faults_are_told_at_once(client: FlaskClient) -> None:
    body = {"username": 7, "a/b~c": True}
    response = post(client, json.dumps(body).encode())
    errors = {error["pointer"]: error["detail"] for error in response.json["errors"]}
    assert set(errors) == {"/username", "/password", "/a~1b~0c"}
    assert errors["/a~1b~0c"] == "There is no such field."


def test_pointers_lead_into_lists(ann: Browser) -> None:
    response = ann.send("PUT", "/me/preferences", {"genres": ["Comedy", "", 7]})
    assert [error["pointer"] for error in response.json["errors"]] == ["/genres/1", "/genres/2"]


@pytest.mark.parametrize("spare", [0, 1])
def test_a_megabyte_is_the_most(client: FlaskClient, spare: int) -> None:
    response = post(client, b" " * (1_000_000 - 2 + spare) + b"{}")
    assert response.status_code == (413 if spare else 422)
    if spare:
        assert response.json["type"] == "/api/docs#too-large"


def test_a_body_of_unsaid_length_is_limited_too(client: FlaskClient) -> None:
    response = client.post(
        ADDRESS,
        input_stream=io.BytesIO(b" " * 1_000_001),
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert response.status_code == 413
