import io
from datetime import timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from app.__main__ import main
from tests.app.accounts.people import PASSWORD, Browser, guest, new_name, person, program
from tests.app.accounts.test_tokens import set_times

OTHER = "wobbly-quince-31-jamb"


class Command:
    """``python -m app``, with what it is told on standard input."""

    stdin: type[io.StringIO] = io.StringIO

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *arguments: str, told: str = "") -> tuple[int, str, str]:
        self.monkeypatch.setattr("sys.stdin", self.stdin(told))
        self.capsys.readouterr()  # what was logged until now
        status = main(arguments)
        out, err = self.capsys.readouterr()
        return status, out, err


@pytest.fixture
def command(
    engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("ORDAINED_HOME", str(tmp_path))
    monkeypatch.setenv("ORDAINED_ARGON2_MEMORY_KIB", "64")
    return Command(monkeypatch, capsys)


def browser_of(app: APIFlask, username: str) -> Browser:
    return Browser(app.test_client(), username)


def test_create_user(command: Command, app: APIFlask) -> None:
    name = new_name()
    status, out, err = command("create-user", name, told=f"{PASSWORD}\n")
    assert (status, out, err) == (0, f"made an account for {name}\n", "")
    assert browser_of(app, name).sign_in().status_code == 200


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("a b", PASSWORD, "a username has 3 to 64"),
        ("", PASSWORD, "a username has 3 to 64"),
        ("somebody", "short", "at least 10"),
        ("somebody", "password1234", "well-known"),
        ("somebody", "", "at least 10"),
        ("somebody", "x" * 201, "more than 200"),
    ],
)
def test_what_will_not_do(command: Command, name: str, password: str, said: str) -> None:
    status, out, err = command("create-user", name, told=password + "\n")
    assert status == 1
    assert said in err
    assert not out
    assert not password or password not in err


def test_taken_name(command: Command, ann: Browser) -> None:
    status, _, err = command("create-user", ann.username, told=PASSWORD)
    assert (status, err) == (1, f"error: the name {ann.username} is taken\n")


def test_reset_password_ends_sessions_and_tokens(
    command: Command, app: APIFlask, ann: Browser
) -> None:
    script = program(app, ann)
    status, _, _ = command("reset-password", ann.username.upper(), told=f"{OTHER}\n")
    assert status == 0
    assert ann.user() is None
    assert script.send("GET", "/me/ratings").status_code == 401
    assert browser_of(app, ann.username).sign_in(PASSWORD).status_code == 401
    assert browser_of(app, ann.username).sign_in(OTHER).status_code == 200


def test_passwords_are_asked_for_twice(
    command: Command, app: APIFlask, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter([PASSWORD, PASSWORD, PASSWORD, OTHER])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    command.stdin = type("Terminal", (io.StringIO,), {"isatty": lambda _: True})
    name = new_name()
    assert command("create-user", name)[0] == 0
    status, _, err = command("reset-password", name)
    assert (status, err) == (1, "error: the two are not the same\n")
    assert browser_of(app, name).sign_in().status_code == 200


def test_revoke_sessions_of_one(command: Command, app: APIFlask, ann: Browser) -> None:
    bob, script = person(app), program(app, ann)
    status, out, _ = command("revoke-sessions", ann.username)
    assert (status, out) == (0, f"ended all sessions and tokens of {ann.username}\n")
    assert ann.user() is None
    assert script.send("GET", "/me/ratings").status_code == 401
    assert bob.user() is not None
    again = guest(app)
    again.username = ann.username
    assert again.sign_in().status_code == 200


def test_revoke_sessions_of_all(command: Command, app: APIFlask, ann: Browser) -> None:
    bob = person(app)
    assert command("revoke-sessions", "--all")[0] == 0
    assert ann.user() is None
    assert bob.user() is None


def test_revoke_sessions_says_of_whom(command: Command) -> None:
    for arguments in ([], ["ann", "--all"]):
        with pytest.raises(SystemExit) as ended:
            command("revoke-sessions", *arguments)
        assert ended.value.code == 2


@pytest.mark.parametrize("name", ["reset-password", "revoke-sessions"])
def test_unknown_names(command: Command, name: str) -> None:
    status, _, err = command(name, "nobody-of-that-name", told=PASSWORD)
    assert (status, err) == (1, "error: there is no account called nobody-of-that-name\n")


def test_vacuum_tokens(command: Command, app: APIFlask, engine: Engine, ann: Browser) -> None:
    bob = person(app)
    script, _ = program(app, ann), program(app, ann)
    ann.delete(f"/tokens/{ann.get('/tokens')['items'][0]['id']}")
    program(app, bob)
    set_times(engine, bob.user_id, created_at=-timedelta(2), expires_at=-timedelta(1))
    status, out, _ = command("vacuum-tokens")
    assert status == 0
    assert int(out.split()[1]) >= 2
    assert script.send("GET", "/me/ratings").status_code == 200
    assert bob.get("/tokens")["items"] == []
    assert command("vacuum-tokens")[1] == (
        "deleted 0 tokens, 0 sessions, 0 rooms and 0 reports of imports\n"
    )


def test_database_that_is_not_migrated(
    command: Command, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    status, _, err = command("vacuum-tokens")
    assert (status, err) == (1, "error: the database is not migrated; run: make migrate\n")


def test_passwords_are_no_arguments(command: Command) -> None:
    with pytest.raises(SystemExit):
        command("create-user", "somebody", PASSWORD)


def test_admins(command: Command, ann: Browser) -> None:
    name = ann.username
    assert command("admin", "grant", name.upper()) == (0, f"{name} is an administrator\n", "")
    assert name in command("admin", "list")[1].split()
    assert command("admin", "revoke", name) == (0, f"{name} is no administrator\n", "")
    assert name not in command("admin", "list")[1].split()
    status, _, err = command("admin", "grant", "nobody-at-all")
    assert (status, "no account called nobody-at-all" in err) == (1, True)
