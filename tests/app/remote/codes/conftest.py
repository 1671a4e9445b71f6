"""Stand-ins that answer by code, and an application that asks them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask import Flask, Response, request
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.app.remote.code_stand_ins import Codes, add_codes
from tests.listening import listening


@pytest.fixture
def codes() -> Codes:
    return Codes()


@pytest.fixture
def url(codes: Codes) -> Iterator[str]:
    app = Flask("codes")
    add_codes(app, codes)

    @app.get("/trakt/users/settings")
    def trakt_settings() -> Any:
        if request.headers["Authorization"] != f"Bearer {codes.access}":
            return Response(status=401)
        return {"user": {"username": "ann-there"}}

    @app.get("/trakt/sync/<what>/movies")
    def trakt(what: str) -> Any:
        if request.headers["Authorization"] != f"Bearer {codes.access}":
            return Response(status=401)
        return app.json.response([])

    @app.post("/simkl/users/settings")
    def simkl_settings() -> Any:
        assert request.headers["Authorization"] == "Bearer simkls-token"
        return {"user": {}, "account": {"id": 42}}

    @app.get("/simkl/sync/all-items/movies")
    def simkl() -> Any:
        return app.json.response(None)

    with listening(app) as url:
        yield url


@pytest.fixture
def app(engine: Engine, tmp_path: Path, url: str) -> APIFlask:
    return app_on(
        engine,
        tmp_path,
        ORDAINED_TRAKT_URL=f"{url}/trakt",
        ORDAINED_SIMKL_URL=f"{url}/simkl",
        TRAKT_CLIENT_ID="a-client-id",
        TRAKT_CLIENT_SECRET="a-client-secret",
        SIMKL_CLIENT_ID="a-client-id",
    )
