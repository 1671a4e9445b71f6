import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.accounts import people
from app.accounts.service import MOST_TOKENS
from app.accounts.sessions import COOKIE
from app.data.services import services_of
from app.data.token_signer import CLAIMS
from tests.app.accounts.people import Browser, Program, guest, person, program


def status(app: APIFlask, token: str) -> int:
    return Program(app.test_client(), token).send("GET", "/me/ratings").status_code


def set_times(engine: Engine, user_id: int, **shift: timedelta) -> None:
    """Move columns of a person's tokens through time."""
    changes = ", ".join(f"{column} = now() + :{column}" for column in shift)
    with engine.begin() as connection:
        statement = text(f"update api_tokens set {changes} where user_id = :user_id")
        connection.execute(statement, {"user_id": user_id, **shift})


def test_token_is_shown_once_and_works_without_csrf(app: APIFlask, ann: Browser) -> None:
    response = ann.send("POST", "/tokens", {"name": "backup", "expires_in_days": 90})
    assert response.status_code == 201
    made: dict[str, Any] = response.json
    assert set(made) == {
        "id",
        "name",
        "scopes",
        "created_at",
        "expires_at",
        "last_used_at",
        "token",
    }
    assert made["scopes"] == ["read", "write"]
    lasts = datetime.fromisoformat(made["expires_at"]) - datetime.fromisoformat(made["created_at"])
    assert lasts == timedelta(days=90)
    (listed,) = ann.get("/tokens")["items"]
    assert listed == {key: made[key] for key in made if key != "token"}
    script = Program(app.test_client(), made["token"])
    assert script.send("PUT", "/me/preferences", {}).status_code == 200
    assert script.send("GET", "/session").json["user"] == ann.user()


def test_days_may_be_written_as_any_json_number(ann: Browser) -> None:
    response = ann.send("POST", "/tokens", {"name": "backup", "expires_in_days": 7.0})
    assert response.status_code == 201


def test_last_use_is_noted_to_the_minute(app: APIFlask, engine: Engine, ann: Browser) -> None:
    script = program(app, ann)
    assert ann.get("/tokens")["items"][0]["last_used_at"] is None
    script.send("GET", "/me/ratings")
    first = ann.get("/tokens")["items"][0]["last_used_at"]
    assert first
    script.send("GET", "/me/ratings")
    assert ann.get("/tokens")["items"][0]["last_used_at"] == first
    set_times(engine, ann.user_id, last_used_at=-timedelta(minutes=2))
    script.send("GET", "/me/ratings")
    assert ann.get("/tokens")["items"][0]["last_used_at"] > first


def test_revoked_token_ends_at_once_and_for_good(app: APIFlask, ann: Browser) -> None:
    script, other = program(app, ann), program(app, ann)
    newest, oldest = ann.get("/tokens")["items"]
    path = f"/tokens/{oldest['id']}"
    ann.delete(path)
    assert status(app, script.token) == 401
    assert status(app, other.token) == 200
    assert ann.get("/tokens")["items"][0]["id"] == newest["id"]
    ann.delete(path)  # again is as good as once


@pytest.mark.parametrize("token_id", ["2147483647", "0", "99999999999", "x", "-1"])
def test_unknown_tokens_are_not_found(ann: Browser, token_id: str) -> None:
    assert ann.send("DELETE", f"/tokens/{token_id}").status_code == 404


def test_nobody_revokes_tokens_of_others(app: APIFlask, ann: Browser) -> None:
    script = program(app, ann)
    token_id = ann.get("/tokens")["items"][0]["id"]
    assert person(app).send("DELETE", f"/tokens/{token_id}").status_code == 404
    assert status(app, script.token) == 200


def test_token_ends_when_it_expires(app: APIFlask, engine: Engine, ann: Browser) -> None:
    """The database alone would do, and so would the token's own claim."""
    script = program(app, ann)
    past = {"created_at": -timedelta(days=2), "expires_at": -timedelta(seconds=1)}
    set_times(engine, ann.user_id, **past)
    assert status(app, script.token) == 401
    set_times(engine, ann.user_id, expires_at=timedelta(days=1))
    assert status(app, script.token) == 200
    claims = jwt.decode(script.token, options={"verify_signature": False})
    signer = services_of(app).token_signer
    past_claim = {**claims, "exp": datetime.now(UTC) - timedelta(seconds=1)}
    expired = jwt.encode(past_claim, signer._key, algorithm="HS256")
    assert status(app, expired) == 401


@pytest.mark.filterwarnings("ignore:The HMAC key is 32 bytes long")  # for HS512, which is wrong
def test_forged_tokens_are_refused(app: APIFlask, ann: Browser) -> None:
    token = program(app, ann).token
    claims = jwt.decode(token, options={"verify_signature": False})
    key = services_of(app).token_signer._key
    head, body, signature = token.split(".")
    forged = [
        "",
        "nonsense",
        "a.b.c",
        f"{head}.{body}.",
        f"{head}.{body}.{signature[:-4]}AAAA",
        jwt.encode(claims, None, algorithm="none"),
        jwt.encode(claims, "another key that is long enough for it", algorithm="HS256"),
        jwt.encode(claims, key, algorithm="HS512"),
        jwt.encode({**claims, "iss": "somebody"}, key, algorithm="HS256"),
        jwt.encode({**claims, "sub": str(person(app).user_id)}, key, algorithm="HS256"),
        jwt.encode({**claims, "epoch": claims["epoch"] + 1}, key, algorithm="HS256"),
        jwt.encode({**claims, "jti": "0" * 32}, key, algorithm="HS256"),
        *(
            jwt.encode({k: v for k, v in claims.items() if k != claim}, key, algorithm="HS256")
            for claim in CLAIMS
        ),
    ]
    assert [token for token in forged if status(app, token) != 401] == []
    assert status(app, token) == 200


@pytest.mark.parametrize("jwt_id", ["a\0b", "\0" * 32, "", "a" * 5000, "é" * 32, 7, ["a"]])
def test_signed_token_with_a_strange_id_is_refused(
    app: APIFlask, ann: Browser, jwt_id: object
) -> None:
    """The signature is right: PostgreSQL would be asked for this id."""
    now = int(datetime.now(UTC).timestamp())
    claims = {
        "iss": "ordained",
        "sub": str(ann.user_id),
        "jti": jwt_id,
        "epoch": 0,
        "iat": now,
        "exp": now + 60,
    }
    # `jwt.encode` itself would refuse some of these.
    token = jwt.api_jws.encode(json.dumps(claims).encode(), services_of(app).token_signer._key)
    assert status(app, token) == 401


def test_session_cookie_is_no_token_and_token_no_cookie(app: APIFlask, ann: Browser) -> None:
    cookie = ann.client.get_cookie(COOKIE)
    assert cookie
    assert status(app, cookie.value) == 401
    client = app.test_client()
    client.set_cookie(COOKIE, program(app, ann).token)
    assert client.get("/api/v1/me/ratings").status_code == 401


def test_wrong_token_is_not_made_good_by_a_cookie(ann: Browser) -> None:
    bad = {"Authorization": "Bearer nonsense"}
    response = ann.send("GET", "/me/ratings", headers=bad)
    assert response.status_code == 401
    assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]


def test_other_schemes_are_a_proxys_business(ann: Browser) -> None:
    basic = {"Authorization": "Basic YTpi"}
    assert ann.send("GET", "/me/ratings", headers=basic).status_code == 200
    ann.csrf_token = ""
    assert ann.send("PUT", "/me/preferences", {}, headers=basic).status_code == 403


def test_token_does_nothing_to_somebody_elses_session(app: APIFlask, ann: Browser) -> None:
    """A program that runs in a browser signed in as another person."""
    bob = person(app)
    token = {"Authorization": f"Bearer {program(app, bob).token}"}
    change = {"current_password": "joint-plover-94-xeric", "new_password": "wobbly-quince-31-jamb"}
    refused = ann.send("PUT", "/me/password", change, headers=token)
    assert refused.json["type"] == "/api/docs#session-needed"
    assert ann.send("DELETE", "/session", headers={"Authorization": "Bearer x"}).status_code == 401
    token = {"Authorization": f"Bearer {program(app, person(app)).token}"}
    assert ann.send("DELETE", "/session", headers=token).status_code == 204
    assert ann.user()["username"] == ann.username


def test_tokens_cannot_make_tokens(app: APIFlask, ann: Browser) -> None:
    response = program(app, ann).send("POST", "/tokens", {"name": "more", "expires_in_days": 365})
    assert response.status_code == 403
    assert response.json["type"] == "/api/docs#session-needed"
    assert len(ann.get("/tokens")["items"]) == 1


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"name": "", "expires_in_days": 1}, "/name"),
        ({"name": "   ", "expires_in_days": 1}, "/name"),
        ({"name": "a\u0000b", "expires_in_days": 1}, "/name"),
        ({"name": "a" * 101, "expires_in_days": 1}, "/name"),
        ({"name": "mine", "expires_in_days": 0}, "/expires_in_days"),
        ({"name": "mine", "expires_in_days": 366}, "/expires_in_days"),
        ({"name": "mine", "expires_in_days": "7"}, "/expires_in_days"),
        ({"name": "mine", "expires_in_days": 1.5}, "/expires_in_days"),
        ({"name": "mine", "scopes": []}, "/scopes"),
        ({"name": "mine", "scopes": ["everything"]}, "/scopes/0"),
    ],
)
def test_bad_requests(ann: Browser, given: dict[str, object], pointer: str) -> None:
    response = ann.send("POST", "/tokens", given)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]


def test_nobody_has_endless_tokens(engine: Engine, ann: Browser) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into api_tokens (user_id, name, jwt_id, scopes, expires_at) "
                "select :user_id, 'one', gen_random_uuid(), '{read}', now() + interval '1 day' "
                "from generate_series(1, :count)"
            ),
            {"user_id": ann.user_id, "count": MOST_TOKENS},
        )
    response = ann.send("POST", "/tokens", {"name": "one too many", "expires_in_days": 1})
    assert response.status_code == 409
    assert response.json["type"] == "/api/docs#too-many-tokens"


def test_token_is_not_in_the_database(app: APIFlask, engine: Engine, ann: Browser) -> None:
    token = program(app, ann).token
    with engine.connect() as connection:
        statement = text("select row_to_json(t)::text from api_tokens t where user_id = :user_id")
        kept = connection.execute(statement, {"user_id": ann.user_id}).scalar_one()
    assert token not in kept
    assert token.split(".")[2] not in kept


def test_token_without_an_end_holds_until_it_is_revoked(
    app: APIFlask, engine: Engine, ann: Browser
) -> None:
    made = ann.send("POST", "/tokens", {"name": "television", "scopes": ["read"]}).json
    assert made["expires_at"] is None
    assert "exp" not in jwt.decode(made["token"], options={"verify_signature": False})
    set_times(engine, ann.user_id, created_at=-timedelta(days=4000))
    assert status(app, made["token"]) == 200
    ann.delete(f"/tokens/{made['id']}")
    assert status(app, made["token"]) == 401


def test_token_is_refused_beyond_its_scopes(app: APIFlask, ann: Browser) -> None:
    reader = program(app, ann, ["read"])
    assert reader.send("GET", "/me/ratings").status_code == 200
    assert reader.send("POST", "/tonight", {"people": [{"me": True}]}).status_code == 200
    refused = reader.send("PUT", "/me/preferences", {})
    assert (refused.status_code, refused.json["scope"]) == (403, "write")
    assert refused.json["type"] == "/api/docs#insufficient-scope"
    assert "scope write" in refused.json["detail"]
    assert 'error="insufficient_scope", scope="write"' in refused.headers["WWW-Authenticate"]
    writer = program(app, ann, ["write"])
    assert writer.send("PUT", "/me/preferences", {}).status_code == 200
    assert writer.send("GET", "/me/ratings").json["scope"] == "read"


def test_scope_of_administrators_is_theirs_alone(
    app: APIFlask, engine: Engine, ann: Browser
) -> None:
    """A token that may write does not administer, even where its person may."""
    with engine.begin() as connection:
        people.set_admin(connection, ann.user_id, True)
    assert program(app, ann).send("GET", "/admin/coverage").json["scope"] == "admin"
    admin = program(app, ann, ["admin"])
    assert admin.send("GET", "/admin/coverage").status_code == 200
    with engine.begin() as connection:
        people.set_admin(connection, ann.user_id, False)
    assert admin.send("GET", "/admin/coverage").status_code == 403


def test_guest_has_no_tokens(app: APIFlask) -> None:
    assert guest(app).send("GET", "/tokens").status_code == 401
