"""``python -m app mcp``: the tools over standard input and output, for a client on this machine."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import anyio
from apiflask import APIFlask
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from app.accounts.scopes import LOCAL_CALLER, LocalCaller
from app.assistants.api import Api, asking
from app.assistants.command import TOKEN, AssistantError
from app.assistants.server import make_server
from app.data.services import services_of
from app.settings import Settings


def caller(app: APIFlask, chosen: argparse.Namespace, environ: Mapping[str, str]) -> Api:
    """Return the API as the chosen person may ask it.

    Raises
    ------
    AssistantError
        Nobody is chosen, or both a token and a person are; the token does not hold, or there is
        no such account.
    """
    token = environ.get(TOKEN, "")
    if bool(chosen.user) == bool(token):
        raise AssistantError(f"give either --user or a token in {TOKEN}")
    if token:
        api = Api(app, {"Authorization": f"Bearer {token}"})
    else:
        scopes = frozenset({"read"} if chosen.read_only else {"read", "write"})
        api = Api(app, {}, {LOCAL_CALLER: LocalCaller(chosen.user, scopes)})
    _check(api, chosen.user)
    return api


def _check(api: Api, username: str | None) -> None:
    environ: dict[str, Any] = dict(api.environ)
    answer = api.app.test_client(use_cookies=False).get(
        "/api/v1/session", headers=dict(api.headers), environ_overrides=environ
    )
    if answer.status_code == 403:
        return  # a token that may only write
    if answer.status_code != 200:
        about = f"there is no account called {username}" if username else f"{TOKEN}"
        detail = answer.json["detail"] if answer.is_json and answer.json else answer.status
        raise AssistantError(f"{about}: {detail}")


def run(app: APIFlask, version: str, api: Api) -> None:
    """Answer until standard input ends; the SDK keeps standard output for the protocol alone."""
    with asking(api):
        anyio.run(_serve, make_server(version))
    services_of(app).database.close()


def local_settings(settings: Settings, database_url: str) -> Settings:
    """Return settings of an application that one program on this machine asks."""
    return replace(
        settings, database_url=database_url, rate_limits=False, log_level="warning", threads=4
    )


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())
