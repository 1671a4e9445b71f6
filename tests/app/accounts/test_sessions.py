import time
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.accounts import browser_sessions
from app.accounts.browser_sessions import LONGEST_LIFETIME
from app.accounts.sessions import COOKIE, HOST_COOKIE
from tests.app.accounts.people import PASSWORD, Browser, guest, person
from tests.app.conftest import MakeApp


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie(COOKIE)
    assert found is not None
    return str(found.value)


def with_cookie(app: APIFlask, value: str) -> Browser:
    """Return a browser that has got hold of a cookie."""
    client = app.test_client()
    client.set_cookie(COOKIE, value)
    return Browser(client)


def test_cookie_is_kept_from_scripts_and_other_sites(app: APIFlask) -> None:
    cookies = guest(app).register().headers.getlist("Set-Cookie")
    (sent,) = [cookie for cookie in cookies if cookie.startswith(f"{COOKIE}=")]
    assert "HttpOnly" in sent
    assert "SameSite=Lax" in sent
    assert "Path=/" in sent
    assert "Domain" not in sent
    assert "Secure" not in sent  # over plain HTTP, outside production


@pytest.mark.parametrize(
    ("environment", "scheme"), [("production", "http"), ("development", "https")]
)
def test_cookie_is_secure_in_production_and_over_tls(
    make_app: MakeApp, environment: str, scheme: str
) -> None:
    browser = guest(make_app(ORDAINED_ENV=environment))
    given = {"username": browser.username, "password": PASSWORD}
    response = browser.send("POST", "/users", given, base_url=f"{scheme}://films.example")
    # A browser takes a cookie of the first name over TLS alone, and of no other host.
    name = HOST_COOKIE if environment == "production" else COOKIE
    cookies = response.headers.getlist("Set-Cookie")
    (sent,) = [cookie for cookie in cookies if cookie.startswith(f"{name}=")]
    assert all("; Secure" in cookie for cookie in cookies)
    assert "; Path=/" in sent
    assert "Domain" not in sent


def test_cookie_tells_nothing_that_is_secret(ann: Browser) -> None:
    assert PASSWORD not in cookie(ann.client)
    assert "argon2" not in cookie(ann.client)


@pytest.mark.parametrize("change", [lambda c: c[:-2] + "xx", lambda _: "nonsense", lambda _: ""])
def test_forged_cookie_is_a_guest(app: APIFlask, ann: Browser, change) -> None:
    thief = with_cookie(app, change(cookie(ann.client)))
    assert thief.send("GET", "/me/ratings").status_code == 401


def test_cookie_of_another_key_is_a_guest(make_app: MakeApp, ann: Browser) -> None:
    other = make_app(SECRET_KEY="another secret that is long enough as well")
    assert with_cookie(other, cookie(ann.client)).send("GET", "/me/ratings").status_code == 401


def test_session_planted_before_signing_in_is_worth_nothing(app: APIFlask) -> None:
    """Session fixation: neither the cookie nor its CSRF token survive signing in."""
    attacker = guest(app)
    planted_token = attacker.get("/session")["csrf_token"]
    planted = cookie(attacker.client)
    victim = with_cookie(app, planted)
    victim.username = person(app).username
    victim.csrf_token = planted_token
    assert victim.sign_in().status_code == 200
    assert victim.csrf_token != planted_token
    assert with_cookie(app, planted).send("GET", "/me/ratings").status_code == 401
    refused = victim.send("PUT", "/me/preferences", {}, headers={"X-CSRF-Token": planted_token})
    assert refused.status_code == 403


def test_signing_out_ends_copies_of_the_cookie(app: APIFlask, ann: Browser) -> None:
    stolen = cookie(ann.client)
    elsewhere = guest(app)
    elsewhere.username = ann.username
    elsewhere.sign_in()
    assert with_cookie(app, stolen).user() is not None
    ann.delete("/session")
    thief = with_cookie(app, stolen)
    assert thief.user() is None
    assert thief.send("GET", "/me/ratings").status_code == 401
    assert elsewhere.user() is not None  # another browser is another session


def test_signing_in_again_ends_the_session_before(app: APIFlask, ann: Browser) -> None:
    before = cookie(ann.client)
    ann.sign_in()
    assert with_cookie(app, before).user() is None


def test_password_change_ends_copies_of_the_cookie(app: APIFlask, ann: Browser) -> None:
    stolen = cookie(ann.client)
    new = "wobbly-quince-31-jamb"
    ann.put("/me/password", {"current_password": PASSWORD, "new_password": new})
    assert ann.user() is not None
    assert with_cookie(app, stolen).user() is None


def test_secrets_of_sessions_are_not_in_the_database(engine: Engine, ann: Browser) -> None:
    with ann.client.session_transaction() as kept:
        secret = kept["secret"]
    with engine.connect() as connection:
        rows = connection.execute(text("select row_to_json(s)::text from sessions s")).scalars()
        assert all(secret not in row and secret.encode().hex() not in row for row in rows)


def test_sessions_expire_in_the_database(app: APIFlask, engine: Engine, ann: Browser) -> None:
    def set_end(when: str) -> None:
        with engine.begin() as connection:
            connection.execute(
                text(
                    f"update sessions set expires_at = now() + interval '{when}' where user_id = :i"
                ),
                {"i": ann.user_id},
            )

    set_end("20 days")
    assert ann.user() is not None  # which renews it
    with engine.connect() as connection:
        left = connection.scalar(
            text("select expires_at - now() from sessions where user_id = :i"), {"i": ann.user_id}
        )
    assert left > timedelta(days=29)
    set_end("-1 second")
    assert ann.user() is None
    with engine.begin() as connection:
        assert browser_sessions.vacuum(connection) >= 1


def test_a_session_in_use_ends_after_its_longest_life(
    app: APIFlask, engine: Engine, ann: Browser
) -> None:
    def age(days: int) -> None:
        with engine.begin() as connection:
            connection.execute(
                text(
                    "update sessions set created_at = now() - make_interval(days => :days), "
                    "expires_at = now() + interval '1 day' where user_id = :i"
                ),
                {"i": ann.user_id, "days": days},
            )

    age(LONGEST_LIFETIME.days - 5)
    assert ann.user() is not None  # which renews it, and no further than its end
    with engine.connect() as connection:
        left = connection.scalar(
            text("select expires_at - now() from sessions where user_id = :i"), {"i": ann.user_id}
        )
    assert timedelta(days=4) < left <= timedelta(days=5)
    age(LONGEST_LIFETIME.days + 1)
    assert ann.user() is None


def test_cookies_are_signed_with_sha_256(ann: Browser) -> None:
    signature = cookie(ann.client).rsplit(".", 1)[1]
    assert len(signature) == 43  # 32 bytes in base64


def test_signing_in_as_somebody_else_leaves_nothing_of_the_first(app: APIFlask) -> None:
    ann, bob = person(app), person(app)
    first = ann.csrf_token
    ann.username = bob.username
    assert ann.sign_in().status_code == 200
    assert ann.user() == bob.user()
    assert ann.csrf_token != first


WRITES = [
    ("PUT", "/me/preferences", {}),
    (
        "PUT",
        "/me/password",
        {"current_password": PASSWORD, "new_password": "wobbly-quince-31-jamb"},
    ),
    ("DELETE", "/me", {"password": PASSWORD}),
    ("POST", "/tokens", {"name": "mine", "expires_in_days": 1}),
    ("DELETE", "/session", None),
    ("POST", "/session", {"username": "x", "password": "y"}),
    ("PUT", "/me/ratings/1", {"rating": 5}),
    ("DELETE", "/me/hidden/1", None),
]


@pytest.mark.parametrize("token", ["", "wrong", "ü", None])
@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_writes_without_the_csrf_token_are_refused(
    app: APIFlask, method: str, path: str, body: object, token: str | None
) -> None:
    ann = person(app)
    right, ann.csrf_token = ann.csrf_token, ""
    headers = {} if token is None else {"X-CSRF-Token": token}
    response = ann.send(method, path, body, headers=headers)
    assert response.status_code == 403
    assert response.json["type"] == "/api/docs#csrf"
    assert ann.user() is not None
    ann.csrf_token = right
    assert ann.send(method, path, body).status_code != 403


def test_csrf_token_of_another_session_is_refused(app: APIFlask, ann: Browser) -> None:
    ann.csrf_token = person(app).csrf_token
    assert ann.send("PUT", "/me/preferences", {}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pages_of_other_sites_cannot_sign_anybody_in(app: APIFlask, site: str) -> None:
    browser = guest(app)
    browser.username = person(app).username
    assert browser.sign_in(headers={"Sec-Fetch-Site": site}).status_code == 403
    assert browser.sign_in(headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_forms_cannot_sign_anybody_in(app: APIFlask, ann: Browser, media_type: str) -> None:
    body = f'{{"username": "{ann.username}", "password": "{PASSWORD}"}}'
    response = guest(app).client.post("/api/v1/session", data=body, content_type=media_type)
    assert response.status_code == 415


def test_answers_that_proxies_may_keep_have_no_cookie(ann: Browser) -> None:
    for path in ("/release", "/movies/map"):
        response = ann.send("GET", path)
        assert "public" in response.headers["Cache-Control"]
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")


def test_answers_about_a_person_are_not_kept(ann: Browser) -> None:
    for path in ("/session", "/me/ratings", "/tokens"):
        response = ann.send("GET", path)
        assert response.headers["Cache-Control"] == "no-store"
        assert "Cookie" in response.headers["Vary"]


def test_session_is_renewed_when_used_and_ends_when_not(
    app: APIFlask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = person(app)
    before = cookie(ann.client)
    assert ann.user()
    assert cookie(ann.client) == before  # renewed no more than once a day
    late = time.time() + timedelta(days=29).total_seconds()
    monkeypatch.setattr(time, "time", lambda: late)
    assert ann.user()
    renewed = cookie(ann.client)
    assert renewed != before
    later = late + timedelta(days=29).total_seconds()
    monkeypatch.setattr(time, "time", lambda: later)
    assert with_cookie(app, renewed).user()
    assert with_cookie(app, before).user() is None
