import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app import create_app
from app.settings import Settings

MakeApp = Callable[..., APIFlask]

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/", "/film/12", "/about", "/me/ratings", "/search?q=a+b"])
def test_screens_get_the_page(offline: FlaskClient, path: str) -> None:
    response = offline.get(path, headers=BROWSER)
    assert response.status_code == 200
    assert "<title>ordained</title>" in response.text
    assert response.headers["Cache-Control"] == "no-cache"


def test_assets_are_kept_for_ever(offline: FlaskClient) -> None:
    response = offline.get("/assets/index-1a2b3c.js")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "javascript" in response.content_type


def test_other_files_are_asked_for_again(offline: FlaskClient) -> None:
    response = offline.get("/robots.txt")
    assert response.text == "User-agent: *\n"
    assert response.headers["Cache-Control"] == "no-cache"
    tag = response.headers["ETag"]
    assert offline.get("/robots.txt", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/assets/gone-1a2b3c.js",
        "/assets/",
        "/assets",
        "/favicon.ico",
        "/api",
        "/api/",
        "/api/v2/search",
    ],
)
def test_what_is_missing_is_not_the_page(offline: FlaskClient, path: str) -> None:
    response = offline.get(path, headers=BROWSER)
    expected = 200 if path == "/assets" else 404  # that one could be a screen
    assert response.status_code == expected


@pytest.mark.parametrize(
    "path",
    [
        "/../secret_key",
        "/..%2fsecret_key",
        "/assets/..%2f..%2fsecret_key",
        "/assets/%2e%2e/%2e%2e/secret_key",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/assets%00/x",
        "/..\\secret_key",
    ],
)
def test_nothing_outside_is_served(offline: FlaskClient, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret_key").write_text("TOP SECRET")
    response = offline.get(path, headers=BROWSER)
    assert "TOP SECRET" not in response.text
    assert "root:" not in response.text


def test_only_reading_gets_the_page(offline: FlaskClient) -> None:
    assert offline.post("/film/12", headers=BROWSER).status_code == 404
    assert offline.head("/film/12", headers=BROWSER).status_code == 200


def test_json_is_not_answered_with_the_page(offline: FlaskClient) -> None:
    response = offline.get("/film/12", headers={"Accept": "application/json"})
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"


def test_missing_front_end_says_what_to_run(offline_settings: Settings, tmp_path: Path) -> None:
    client = create_app(offline_settings, dist=tmp_path / "none").test_client()
    page = client.get("/film/12", headers=BROWSER)
    assert page.status_code == 503
    assert "make frontend" in page.text
    assert page.content_type.startswith("text/html")
    told = client.get("/", headers={"Accept": "*/*"})
    assert told.status_code == 503
    assert told.json is not None
    assert "make frontend" in told.json["detail"]
    assert client.get("/healthz").status_code == 200


def test_large_files_are_compressed(offline: FlaskClient, dist: Path) -> None:
    plain = (dist / "assets" / "index-1a2b3c.js").read_bytes()
    response = offline.get("/assets/index-1a2b3c.js", headers={"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]
    assert gzip.decompress(response.data) == plain
    assert int(response.headers["Content-Length"]) == len(response.data) < len(plain)


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_compression_is_not_forced(offline: FlaskClient, accepted: str) -> None:
    response = offline.get("/assets/index-1a2b3c.js", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.headers["Vary"]


def test_small_answers_are_not_compressed(offline: FlaskClient) -> None:
    response = offline.get("/healthz", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None)],
)
def test_what_the_build_packed_is_sent_as_it_is(
    offline: FlaskClient, dist: Path, accepted: str, coding: str | None
) -> None:
    file = dist / "assets" / "index-1a2b3c.js"
    packed = {None: file.read_bytes(), "br": b"packed by the build", "gzip": b"packed otherwise"}
    (dist / "assets" / "index-1a2b3c.js.br").write_bytes(packed["br"])
    (dist / "assets" / "index-1a2b3c.js.gz").write_bytes(packed["gzip"])
    response = offline.get("/assets/index-1a2b3c.js", headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == coding
    assert response.data == packed[coding]
    assert "javascript" in response.content_type
    assert "Accept-Encoding" in response.headers["Vary"]
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = offline.get(
        "/assets/index-1a2b3c.js",
        headers={"Accept-Encoding": accepted, "If-None-Match": response.headers["ETag"]},
    )
    assert again.status_code == 304


def test_each_coding_has_a_tag_of_its_own(offline: FlaskClient, dist: Path) -> None:
    (dist / "assets" / "index-1a2b3c.js.br").write_bytes(b"packed by the build")
    tags = {
        offline.get("/assets/index-1a2b3c.js", headers={"Accept-Encoding": coding}).headers["ETag"]
        for coding in ("br", "identity")
    }
    assert len(tags) == 2


@pytest.fixture
def packed(dist: Path) -> bytes:
    """The plain bytes of a file that the build has compressed, too."""
    name = dist / "assets" / "index-1a2b3c.js"
    plain = name.read_bytes()
    name.with_name(name.name + ".gz").write_bytes(gzip.compress(plain))
    return plain


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "identity"])
def test_a_range_is_one_of_the_plain_file(
    offline: FlaskClient, packed: bytes, accepted: str
) -> None:
    asked = {"Accept-Encoding": accepted, "Range": "bytes=10-29"}
    response = offline.get("/assets/index-1a2b3c.js", headers=asked)
    assert response.status_code == 206
    assert "Content-Encoding" not in response.headers
    assert response.headers["Content-Range"] == f"bytes 10-29/{len(packed)}"
    assert response.data == packed[10:30]
    assert "Accept-Encoding" in response.headers["Vary"]


@pytest.mark.parametrize("built", [True, False])
def test_a_compressed_file_is_not_continued_with_the_plain_one(
    offline: FlaskClient, dist: Path, built: bool
) -> None:
    """Whether the build compressed it or the application did."""
    name = dist / "assets" / "index-1a2b3c.js"
    if built:
        name.with_name(name.name + ".gz").write_bytes(gzip.compress(name.read_bytes()))
    whole = offline.get("/assets/index-1a2b3c.js", headers={"Accept-Encoding": "gzip"})
    assert whole.headers["Content-Encoding"] == "gzip"
    asked = {"Accept-Encoding": "gzip", "Range": "bytes=10-", "If-Range": whole.headers["ETag"]}
    rest = offline.get("/assets/index-1a2b3c.js", headers=asked)
    assert rest.status_code == 200
    body = gzip.decompress(rest.data) if "Content-Encoding" in rest.headers else rest.data
    assert body == name.read_bytes()


def test_a_range_beyond_the_file_is_416(offline: FlaskClient, packed: bytes) -> None:
    response = offline.get("/assets/index-1a2b3c.js", headers={"Range": "bytes=999999-"})
    assert response.status_code == 416
    assert response.content_type == "application/problem+json"
