"""``python -m app mcp``, started by the SDK's own client."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from mcp.client.client import Client

from tests.app.accounts.people import Browser
from tests.app.assistants.clients import call, complaint, first_popular, over_stdio, run
from tests.app.assistants.test_http import TOOLS
from tests.processes import ROOT

pytestmark = pytest.mark.slow


def test_a_local_person_is_asked_for_by_name(environ: dict[str, str], ann: Browser) -> None:
    movie_id = first_popular(ann)

    async def ask(client: Client) -> None:
        assert [tool.name for tool in (await client.list_tools()).tools] == TOOLS
        assert (await call(client, "rate", movie_id=movie_id, stars=3.5))["stars"] == 3.5
        assert (await call(client, "recommend", limit=2))["basis"] == "ratings"

    run(over_stdio(environ, "--user", ann.username), ask)
    assert ann.get(f"/me/marks?movie_ids={movie_id}")["items"][0]["rating"] == 3.5


def test_read_only_changes_nothing(environ: dict[str, str], ann: Browser) -> None:
    movie_id = first_popular(ann)

    async def ask(client: Client) -> Any:
        await call(client, "watchlist")
        return await complaint(client, "rate", movie_id=movie_id, stars=1)

    said = run(over_stdio(environ, "--user", ann.username, "--read-only"), ask)
    assert "scope write" in said


def test_a_token_of_the_environment_has_its_scopes(environ: dict[str, str], ann: Browser) -> None:
    movie_id = first_popular(ann)

    async def ask(client: Client) -> Any:
        found = await call(client, "search", query="robot", limit=2)
        assert len(found["films"]) == 2
        return await complaint(client, "watchlist", action="add", movie_id=movie_id)

    token = {"ORDAINED_TOKEN": ann.token(scopes=["read"])}
    assert "scope write" in run(over_stdio({**environ, **token}), ask)


@pytest.mark.parametrize(
    ("arguments", "token", "said"),
    [
        ((), "", "give either --user or a token"),
        (("--user", "nobody-of-this-name"), "", "no account called nobody-of-this-name"),
        ((), "nonsense", "bearer token is not valid"),
    ],
)
def test_who_asks_must_be_clear(
    environ: dict[str, str], arguments: tuple[str, ...], token: str, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "mcp", *arguments],
        cwd=ROOT,
        env={**os.environ, **environ, "ORDAINED_TOKEN": token},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stdout == ""
