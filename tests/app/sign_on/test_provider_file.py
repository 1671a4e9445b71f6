"""The file of providers: what it takes, and that every fault in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import Settings
from sql.env import SettingsError

WHOLE = """
[[provider]]
id = "authelia"
name = "Authelia"
issuer = "https://auth.films.example"
client_id = "ordained"
client_secret_file = "{secret}"
scopes = ["openid", "profile", "email", "groups"]
admin_groups = ["operators"]
sign_up = "groups"
sign_up_groups = ["family"]
link_by_email = true

[[provider]]
id = "keycloak"
issuer = "https://id.films.example/realms/home"
client_id = "films"
"""
PLAIN = '[[provider]]\nid = "a"\nissuer = "https://a.example"\nclient_id = "x"\n'


def settings(
    tmp_path: Path, content: str, name: str = "providers.toml", **environ: str
) -> Settings:
    path = tmp_path / name
    path.write_text(content)
    given = {"ORDAINED_HOME": str(tmp_path), "SECRET_KEY": "x" * 32, "ORDAINED_SIGN_ON": str(path)}
    return Settings.from_env({**given, **environ})


def test_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("pa55\n")
    found = settings(tmp_path, WHOLE.format(secret=tmp_path / "secret"))
    first, second = found.providers
    assert (first.name, first.client_secret) == ("Authelia", "pa55")
    assert (first.sign_up, first.sign_up_groups, first.link_by_email) == (
        "groups",
        ("family",),
        True,
    )
    assert (second.name, second.client_secret, second.sign_up) == ("keycloak", None, "open")
    assert second.scopes == ("openid", "profile", "email")
    assert "pa55" not in repr(found)


def test_json_says_the_same(tmp_path: Path) -> None:
    content = '{"provider": [{"id": "a", "issuer": "https://a.example", "client_id": "x"}]}'
    assert settings(tmp_path, content, "x.json").providers == settings(tmp_path, PLAIN).providers


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "must hold a list called provider"),
        ("provider = 7", "must hold a list called provider"),
        ("[[provider]\n", "cannot be read"),
        (PLAIN + "colour = 1", "provider 1: there is no field colour"),
        (PLAIN + PLAIN, "two providers have the id 'a'"),
        (PLAIN.replace('"a"', '"A b"'), "provider 1: id must be letters a to z"),
        (PLAIN.replace('client_id = "x"', ""), "provider 1: client_id must be text"),
        (PLAIN.replace("https:", "ftp:"), "provider 1: issuer must be an address that begins"),
        (PLAIN + 'scopes = ["email"]', "provider 1: scopes must be a list with openid in it"),
        (PLAIN + 'sign_up = "all"', "provider 1: sign_up must be one of open, groups, nobody"),
        (
            PLAIN + 'sign_up = "groups"',
            "provider 1: sign_up is groups, and sign_up_groups names none",
        ),
        (PLAIN + 'admin_groups = "x"', "provider 1: admin_groups must be a list of texts"),
        (PLAIN + "link_by_email = 1", "provider 1: link_by_email must be true or false"),
        (PLAIN + 'client_secret_file = "/nonesuch"', "provider 1: /nonesuch cannot be read"),
    ],
)
def test_faults_are_named(tmp_path: Path, content: str, fault: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, content)
    assert any(fault in problem for problem in caught.value.problems), caught.value.problems
    assert all(problem.startswith("ORDAINED_SIGN_ON: ") for problem in caught.value.problems)


def test_production_wants_tls(tmp_path: Path) -> None:
    plain = PLAIN.replace("https://a.example", "http://auth.lan:9091")
    assert settings(tmp_path, plain).providers[0].issuer == "http://auth.lan:9091"
    with pytest.raises(SettingsError, match="issuer must be an address that begins with https"):
        settings(tmp_path, plain, ORDAINED_ENV="production")
    here = PLAIN.replace("https://a.example", "http://localhost:9091")
    assert settings(tmp_path, here, ORDAINED_ENV="production").providers


def test_passwords_are_off_only_where_there_is_another_way_in(tmp_path: Path) -> None:
    given = {"ORDAINED_HOME": str(tmp_path), "SECRET_KEY": "x" * 32}
    with pytest.raises(SettingsError, match="nobody could sign in"):
        Settings.from_env({**given, "ORDAINED_PASSWORD_LOGIN": "false"})
    assert not settings(tmp_path, PLAIN, ORDAINED_PASSWORD_LOGIN="false").password_login
