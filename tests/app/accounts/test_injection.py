"""What is typed stays text: in SQL, in JSON, in headers."""

import json

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.accounts.sessions import COOKIE
from tests.app.accounts.people import PASSWORD, Browser, guest, person

NASTY = [
    "'; drop table users; --",
    "' or '1'='1",
    "\\'; select pg_sleep(5); --",
    "%(user_id)s %s :name {0} ${jndi:ldap://x}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}} {% raw %}",
    "../../etc/passwd",
    "\u202eevil\u200b",
    "👩‍🚀 𝕬 ﷽",
    "Robert'); DELETE FROM ratings WHERE ('1'='1",
]


@pytest.fixture(autouse=True)
def tables_stand(engine: Engine):
    def count() -> int:
        with engine.connect() as connection:
            return int(connection.execute(text("select count(*) from users")).scalar_one())

    before = count()
    yield
    assert count() >= before


@pytest.mark.parametrize("nasty", NASTY)
def test_kept_texts_come_back_as_they_were(ann: Browser, nasty: str) -> None:
    ann.send("POST", "/tokens", {"name": nasty, "expires_in_days": 1})
    preferences = {"onboarding_text": nasty, "genres": [nasty], "exclude_genres": [nasty + "x"]}
    ann.put("/me/preferences", preferences)
    response = ann.send("GET", "/me/preferences")
    assert {key: response.json[key] for key in preferences} == preferences
    assert ann.get("/tokens")["items"][0]["name"] == nasty
    assert response.content_type == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("nasty", NASTY)
def test_names_and_passwords(app: APIFlask, nasty: str) -> None:
    browser = guest(app)
    assert browser.register(nasty + PASSWORD).status_code == 201  # a password may be anything
    browser.send("DELETE", "/session")
    browser.csrf_token = ""
    assert browser.sign_in(nasty).status_code == 401
    assert browser.sign_in(nasty + PASSWORD).status_code == 200
    other = guest(app)
    other.username = nasty
    assert other.register().status_code == 422
    assert other.sign_in().status_code == 401


@pytest.mark.parametrize("nasty", NASTY)
def test_query_strings_and_headers(app: APIFlask, nasty: str) -> None:
    ann = person(app)
    client = ann.client
    for name in ("sort", "cursor", "limit", "unknown"):
        response = client.get("/api/v1/me/ratings", query_string={name: nasty})
        assert response.status_code == 422, name
        assert response.content_type == "application/problem+json"
    assert client.get("/api/v1/me/marks", query_string={"movie_ids": nasty}).status_code == 422
    assert client.put(f"/api/v1/me/ratings/{nasty}").status_code in (404, 405)
    raw = nasty.encode().decode("latin-1")
    bearer = app.test_client().get("/api/v1/me/ratings", headers={"Authorization": f"Bearer {raw}"})
    assert bearer.status_code == 401
    stranger = app.test_client()
    stranger.set_cookie(COOKIE, nasty)
    assert stranger.get("/api/v1/me/ratings").status_code == 401
    assert ann.send("PUT", "/me/preferences", {}, headers={"X-CSRF-Token": raw}).status_code == 403


@pytest.mark.parametrize(
    "text_", ["\ud800", "\x00", "a\x00b", "\x1b[31m", "\x7f", "\x9f"], ids=ascii
)
def test_what_is_no_text_is_refused(ann: Browser, text_: str) -> None:
    """Lone surrogates cannot be encoded, and PostgreSQL keeps no zero bytes."""
    for method, path, body in (
        ("PUT", "/me/preferences", {"onboarding_text": text_}),
        ("PUT", "/me/preferences", {"genres": [text_]}),
        ("POST", "/tokens", {"name": text_, "expires_in_days": 1}),
        ("POST", "/users", {"username": text_, "password": PASSWORD}),
        ("POST", "/session", {"username": text_, "password": text_}),
        ("PUT", "/me/password", {"current_password": text_, "new_password": PASSWORD + "x"}),
        ("DELETE", "/me", {"password": text_}),
    ):
        response = ann.send(method, path, data=json.dumps(body), content_type="application/json")
        assert response.status_code in (400, 401, 403, 422), (path, response.text)
        assert response.content_type == "application/problem+json"


def test_problems_repeat_no_secrets(app: APIFlask, capsys: pytest.CaptureFixture[str]) -> None:
    browser = guest(app)
    bodies = [browser.register("hunter2hunter2").text, browser.sign_in("hunter2-hunter3").text]
    bodies.append(browser.send("POST", "/users", {"password": ["hunter2"]}).text)
    assert "hunter2" not in "".join(bodies) + capsys.readouterr().err
