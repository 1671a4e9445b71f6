import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from apiflask import APIFlask
from sqlalchemy import Connection, Engine, insert, text

from app.data.second_factor import hash_recovery_code
from app.sign_on import identities
from sql.tables import RecoveryCode
from tests.app.accounts.owners import account_elsewhere, shared_things
from tests.app.accounts.people import PASSWORD, Browser, guest, new_name, person, program

OTHER = "wobbly-quince-31-jamb"


def test_register_signs_in(app: APIFlask) -> None:
    browser = guest(app)
    assert browser.user() is None
    response = browser.register()
    assert response.status_code == 201
    user = {"id": browser.user_id, "username": browser.username, "is_admin": False}
    token = browser.csrf_token
    rules = {"registration": "open", "password_login": True, "providers": []}
    rules |= {"loses_cookies": False}
    assert response.json == {"user": user, "csrf_token": token, **rules}
    assert browser.user() == user


@pytest.mark.parametrize("change", [str, str.upper, str.title])
def test_taken_names_are_refused_whatever_their_case(app: APIFlask, ann: Browser, change) -> None:
    other = guest(app)
    other.username = change(ann.username)
    response = other.register()
    assert response.status_code == 409
    assert response.json["type"] == "/api/docs#username-taken"
    assert [error["pointer"] for error in response.json["errors"]] == ["/username"]
    assert other.user() is None


def test_one_of_two_who_take_a_name_at_once_gets_it(app: APIFlask) -> None:
    name = new_name()
    with ThreadPoolExecutor(4) as pool:
        browsers = [Browser(app.test_client(), name) for _ in range(4)]
        statuses = list(pool.map(lambda browser: browser.register().status_code, browsers))
    assert sorted(statuses) == [201, 409, 409, 409]


@pytest.mark.parametrize("name", ["", "ab", "a b c", "-ann", "ann!", "änn", "a" * 65, "ann\n", 7])
def test_bad_names_are_refused(app: APIFlask, name: object) -> None:
    response = guest(app).send("POST", "/users", {"username": name, "password": PASSWORD})
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == ["/username"]


@pytest.mark.parametrize("password", ["", "too-short", "password1234", "a" * 201])
def test_bad_passwords_are_refused(app: APIFlask, password: str) -> None:
    browser = guest(app)
    response = browser.register(password)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == ["/password"]
    assert browser.user() is None


def test_sign_in_whatever_the_names_case(app: APIFlask, ann: Browser) -> None:
    browser = guest(app)
    browser.username = ann.username.upper()
    assert browser.sign_in().status_code == 200
    assert browser.user() == ann.user()  # the name as it was registered


def test_unknown_name_and_wrong_password_are_not_told_apart(app: APIFlask, ann: Browser) -> None:
    known, unknown = guest(app), guest(app)
    known.username = ann.username
    answers = [known.sign_in("not-the-password"), unknown.sign_in("not-the-password")]
    assert [answer.status_code for answer in answers] == [401, 401]
    bodies = [dict(answer.json) for answer in answers]
    for body in bodies:
        del body["request_id"]
    assert bodies[0] == bodies[1]
    headers = [{k: v for k, v in answer.headers if k != "X-Request-ID"} for answer in answers]
    assert headers[0] == headers[1]


def test_sign_out(ann: Browser) -> None:
    assert ann.send("DELETE", "/session").status_code == 204
    assert ann.send("GET", "/me/ratings").status_code == 401
    assert ann.user() is None
    assert ann.send("DELETE", "/session").status_code == 204  # a guest may too


def test_password_change_ends_everything_else(app: APIFlask, ann: Browser) -> None:
    elsewhere = guest(app)
    elsewhere.username = ann.username
    elsewhere.sign_in()
    script = program(app, ann)
    change = {"current_password": PASSWORD, "new_password": OTHER}
    assert ann.send("PUT", "/me/password", change).status_code == 204
    assert ann.user() is not None
    assert ann.send("PUT", "/me/preferences", {}).status_code == 200  # same CSRF token
    assert elsewhere.send("GET", "/me/ratings").status_code == 401
    assert elsewhere.user() is None
    assert script.send("GET", "/me/ratings").status_code == 401
    assert ann.get("/tokens")["items"] == []
    assert guest(app).sign_in().status_code == 401
    fresh = guest(app)
    fresh.username = ann.username
    assert fresh.sign_in(PASSWORD).status_code == 401
    assert fresh.sign_in(OTHER).status_code == 200


@pytest.mark.parametrize(
    ("given", "status", "pointer"),
    [
        ({"current_password": "wrong", "new_password": OTHER}, 403, "/current_password"),
        ({"current_password": PASSWORD, "new_password": "password1234"}, 422, "/new_password"),
        ({"current_password": PASSWORD, "new_password": "short"}, 422, "/new_password"),
        ({"new_password": OTHER}, 422, "/current_password"),
    ],
)
def test_refused_password_change_changes_nothing(
    app: APIFlask, ann: Browser, given: dict[str, str], status: int, pointer: str
) -> None:
    response = ann.send("PUT", "/me/password", given)
    assert response.status_code == status
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]
    again = guest(app)
    again.username = ann.username
    assert again.sign_in().status_code == 200
    assert ann.user() is not None


def test_new_password_must_not_contain_the_name(ann: Browser) -> None:
    change = {"current_password": PASSWORD, "new_password": f"xq-{ann.username}-zw"}
    assert ann.send("PUT", "/me/password", change).status_code == 422


def test_program_cannot_change_the_password_nor_delete_the_account(
    app: APIFlask, ann: Browser
) -> None:
    script = program(app, ann)
    change = {"current_password": PASSWORD, "new_password": OTHER}
    for method, path, body in (
        ("PUT", "/me/password", change),
        ("DELETE", "/me", {"password": PASSWORD}),
    ):
        refused = script.send(method, path, body)
        assert (refused.status_code, refused.json["type"]) == (403, "/api/docs#session-needed")
    assert script.send("GET", "/me/ratings").status_code == 200
    assert ann.user() is not None


def tables_of_people(connection: Connection) -> list[str]:
    statement = "select table_name from information_schema.columns where column_name = 'user_id'"
    found = connection.execute(text(f"{statement} and table_schema = 'public'"))
    return sorted(found.scalars())


def prove_otherwise(engine: Engine, whose: Browser) -> None:
    """Give somebody an identity at a provider, and a recovery code."""
    with engine.begin() as connection:
        identities.link(connection, whose.user_id, "https://auth.example", whose.username, None)
        code = hash_recovery_code(whose.user_id, "abcd")
        values = {"code_hash": code, "user_id": whose.user_id}
        connection.execute(insert(RecoveryCode).values(values))


def test_deleted_account_leaves_nothing(app: APIFlask, engine: Engine, ann: Browser) -> None:
    popular = ann.get("/movies/popular?limit=3")["items"]
    seen, planned, hidden = (item["movie"]["id"] for item in popular)
    ann.put(f"/me/ratings/{seen}", {"rating": 4})
    ann.put(f"/me/history/{seen}", {"watched_on": "2025-01-31"})
    ann.put(f"/me/watchlist/{planned}")
    ann.put(f"/me/hidden/{hidden}")
    ann.put("/me/preferences", {"onboarding_text": "slow films"})
    file = (io.BytesIO(b"Title,Year,Rating\nNonesuch,1901,4\n"), "x.csv")
    kind = "multipart/form-data"
    ann.send("POST", "/me/import", data={"file": file}, content_type=kind)
    ann.put("/me/feed")
    ann.send("POST", "/me/webhooks", {"url": "https://example.org/hook", "events": ["rated"]})
    other = person(app)
    shared_things(app, ann, other)
    shared_things(app, other, ann)  # of whose list Ann is an editor
    ann.send("POST", "/me/second-factor", {"password": PASSWORD})
    prove_otherwise(engine, ann)
    account_elsewhere(engine, ann)
    script, elsewhere = program(app, ann), guest(app)
    elsewhere.username = ann.username
    elsewhere.sign_in()
    mine = {"person": ann.user_id}
    with engine.connect() as connection:
        tables = tables_of_people(connection)
        assert {"users", "ratings", "viewings", "watchlist", "hidden"} <= set(tables)
        assert {"preferences", "api_tokens"} <= set(tables)
        for table in set(tables) - {"tastes"}:  # written only where a release has taste vectors
            count = text(f"select count(*) from {table} where user_id = :person")
            assert connection.execute(count, mine).scalar_one() >= 1, table

    assert ann.send("DELETE", "/me", {"password": "wrong"}).status_code == 403
    assert ann.send("DELETE", "/me").status_code == 415
    assert ann.user() is not None
    assert ann.send("DELETE", "/me", {"password": PASSWORD}).status_code == 204

    with engine.connect() as connection:
        for table in tables:
            count = text(f"select count(*) from {table} where user_id = :person")
            assert connection.execute(count, mine).scalar_one() == 0, table
    assert ann.user() is None
    assert elsewhere.user() is None
    assert script.send("GET", "/me/ratings").status_code == 401
    assert elsewhere.sign_in().status_code == 401
    again = guest(app)
    again.username = ann.username
    assert again.register().status_code == 201  # the name is free
    assert again.get("/me/ratings")["items"] == []


def test_deletion_waits_for_writes_and_lets_none_in_after(app: APIFlask, engine: Engine) -> None:
    ann = person(app)
    found = ann.get("/movies/popular?limit=30")["items"]
    clients = [guest(app) for _ in range(3)]
    for client in clients:
        client.username = ann.username
        client.sign_in()

    def rate(client: Browser) -> set[int]:
        paths = [f"/me/ratings/{item['movie']['id']}" for item in found]
        return {client.send("PUT", path, {"rating": 3}).status_code for path in paths}

    with ThreadPoolExecutor(4) as pool:
        writes = [pool.submit(rate, client) for client in clients]
        deletion = pool.submit(ann.send, "DELETE", "/me", {"password": PASSWORD})
        assert deletion.result().status_code == 204
        assert set().union(*(write.result() for write in writes)) <= {200, 401}
    with engine.connect() as connection:
        count = text("select count(*) from ratings where user_id = :person")
        assert connection.execute(count, {"person": ann.user_id}).scalar_one() == 0
