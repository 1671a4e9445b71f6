"""Tools over HTTP, asked by the SDK's own client and by hand."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from mcp.client.client import Client
from werkzeug.test import TestResponse

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser
from tests.app.assistants.clients import call, complaint, first_popular, over_http, run

HEADERS = {
    "Accept": "application/json, text/event-stream",
    "Mcp-Protocol-Version": "2025-11-25",
}
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
TOOLS = ["search", "film", "person", "recommend", "tonight", "rate", "watchlist", "diary"]


def post(app: APIFlask, token: str, message: Any = PING, **headers: str) -> TestResponse:
    """Send a message by hand."""
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    client = app.test_client(use_cookies=False)
    return client.post("/mcp", json=message, headers={**HEADERS, **bearer, **headers})


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_tools_are_listed_with_what_they_take_and_give(url: str, ann: Browser, mode: str) -> None:
    async def look(client: Client) -> Any:
        assert client.instructions is not None
        assert "receipt" in client.instructions
        return (await client.list_tools()).tools

    tools = run(over_http(url, ann.token(scopes=["read"]), mode), look)
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert len(tool.description) > 60
        assert tool.output_schema
        for name, given in tool.input_schema["properties"].items():
            assert "description" in str(given), f"{tool.name}.{name}"
    read_only = {tool.name for tool in tools if tool.annotations.read_only_hint}
    assert read_only == {"search", "film", "person", "recommend", "tonight"}


def test_films_are_found_and_told(url: str, ann: Browser) -> None:
    async def ask(client: Client) -> None:
        found = await call(client, "search", query="a robot learns to love", limit=3)
        assert len(found["films"]) == 3
        first = found["films"][0]
        told = await call(client, "film", movie_id=first["movie_id"])
        assert (told["title"], told["marks"]["stars"]) == (first["title"], None)
        by_title = await call(client, "film", title=first["title"], year=first["year"])
        assert by_title["movie_id"] == first["movie_id"]
        lines = sum(line["contribution"] for line in told["receipt"]["lines"])
        parts = told["receipt"]["preferences"] + told["receipt"]["other_marks"]
        assert lines + parts == pytest.approx(told["receipt"]["score"], abs=1e-4)
        who = await call(client, "person", name=told["directors"][0])
        assert first["title"] in [film["title"] for film in who["films"]]

    run(over_http(url, ann.token(scopes=["read"])), ask)


def test_recommendations_have_receipts_that_add_up(url: str, ann: Browser) -> None:
    async def ask(client: Client) -> Any:
        return await call(client, "recommend", limit=4, year_min=1980)

    answer = run(over_http(url, ann.token(scopes=["read"])), ask)
    assert answer["basis"] == "ratings"
    page = ann.get("/me/recommendations?limit=4&year_min=1980")
    assert [film["movie_id"] for film in answer["films"]] == [
        item["movie"]["id"] for item in page["items"]
    ]
    for film in answer["films"]:
        receipt = film["receipt"]
        assert receipt["lines"]
        total = sum(line["contribution"] for line in receipt["lines"])
        total += receipt["preferences"] + receipt["other_marks"]
        assert total == pytest.approx(receipt["score"], abs=1e-4)
        assert film["year"] >= 1980


def test_tonight_gives_three_films_and_why(url: str, ann: Browser) -> None:
    async def ask(client: Client) -> Any:
        first = await call(client, "tonight", words="something warm", runtime_max=130)
        refused = [film["movie_id"] for film in first["picks"]]
        return first, await call(client, "tonight", runtime_max=130, not_tonight=refused)

    first, second = run(over_http(url, ann.token(scopes=["read"])), ask)
    assert len(first["picks"]) == 3
    assert all(film["why"] and film["minutes"] <= 130 for film in first["picks"])
    assert {film["movie_id"] for film in second["picks"]}.isdisjoint(
        film["movie_id"] for film in first["picks"]
    )


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/me/ratings", {"rating": 2.5}),
        ("/me/history", {"watched_on": None}),
        ("/me/hidden", None),
    ],
)
def test_no_tool_suggests_a_film_that_was_rated_seen_or_hidden(
    url: str, ann: Browser, path: str, body: dict[str, Any] | None
) -> None:
    async def ask(client: Client) -> tuple[list[int], list[int]]:
        recommended = (await call(client, "recommend", limit=5))["films"]
        picks = (await call(client, "tonight"))["picks"]
        lists = ([film["movie_id"] for film in films] for films in (recommended, picks))
        return tuple(lists)  # type: ignore[return-value]

    token = ann.token(scopes=["read"])
    before = run(over_http(url, token), ask)
    marked = {before[0][0], before[1][0]}
    for movie_id in marked:
        ann.put(f"{path}/{movie_id}", body)
    after = run(over_http(url, token), ask)
    assert all(films and marked.isdisjoint(films) for films in after)


def test_what_a_tool_writes_is_what_the_api_reads(url: str, ann: Browser) -> None:
    movie_id = first_popular(ann)

    async def write(client: Client) -> None:
        added = await call(client, "watchlist", action="add", movie_id=movie_id)
        assert added["changed"]["on_watchlist"]
        assert [film["movie_id"] for film in added["films"]] == [movie_id]
        rated = await call(client, "rate", movie_id=movie_id, stars=4.5)
        assert (rated["stars"], rated["on_watchlist"]) == (4.5, False)
        given = {"movie_id": movie_id, "watched_on": "2026-01-31", "note": "with Ben"}
        (seen,) = (await call(client, "diary", action="add", **given))["viewings"]
        assert (seen["note"], seen["stars"]) == ("with Ben", 4.5)
        kept = await call(client, "diary", action="list", year=2026)
        assert [viewing["viewing_id"] for viewing in kept["viewings"]] == [seen["viewing_id"]]
        left = await call(client, "diary", action="remove", viewing_id=seen["viewing_id"])
        assert left["viewings"] == []
        taken = await call(client, "rate", movie_id=movie_id, stars=None)
        assert taken["stars"] is None

    run(over_http(url, ann.token()), write)
    assert ann.get(f"/me/marks?movie_ids={movie_id}")["items"][0]["rating"] is None


def test_errors_say_what_to_mend(url: str, ann: Browser) -> None:
    async def ask(client: Client) -> None:
        assert "no movie 999999" in await complaint(client, "film", movie_id=999999)
        assert "Give movie_id or title" in await complaint(client, "film")
        said = await complaint(client, "film", title="No Such Film At All")
        assert "No film has this title" in said
        assert "movie_id" in said
        assert "multiple of 0.5" in await complaint(client, "rate", movie_id=1, stars=4.2)
        assert "genres" in await complaint(client, "recommend", genres=["Nonsense"])
        assert "add needs movie_id" in await complaint(client, "watchlist", action="add")
        assert "Nobody here" in await complaint(client, "person", name="zzzzqqqq xyxyxy")
        assert "companion" in await complaint(client, "tonight", companions=["nobody-here"])

    run(over_http(url, ann.token()), ask)


def test_reading_token_reads_and_does_not_write(url: str, ann: Browser) -> None:
    movie_id = first_popular(ann)

    async def ask(client: Client) -> Any:
        await call(client, "watchlist")
        return await complaint(client, "rate", movie_id=movie_id, stars=3.5)

    assert "scope write" in run(over_http(url, ann.token(scopes=["read"])), ask)
    assert ann.get(f"/me/marks?movie_ids={movie_id}")["items"][0]["rating"] != 3.5


def test_transport_answers_as_the_protocol_says(app: APIFlask, ann: Browser) -> None:
    token = ann.token()
    answer = post(app, token)
    assert (answer.status_code, answer.json) == (200, {"jsonrpc": "2.0", "id": 1, "result": {}})
    assert "Mcp-Session-Id" not in answer.headers
    told = post(app, token, {"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert (told.status_code, told.data) == (202, b"")
    assert post(app, token, **{"Mcp-Protocol-Version": "1999-01-01"}).status_code == 400
    assert post(app, token, Accept="text/html").status_code == 406
    for method in ("get", "delete"):
        refused = getattr(app.test_client(), method)("/mcp", headers=HEADERS)
        assert refused.status_code == 405
        assert "POST" in refused.headers["Allow"]


def test_who_may_ask(app: APIFlask, ann: Browser) -> None:
    for token in ("", "nonsense"):
        refused = post(app, token)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    # A session's cookie would let every page of this browser ask.
    assert ann.client.post("/mcp", json=PING, headers=HEADERS).status_code == 401
    revoked = ann.token()
    ann.delete(f"/tokens/{ann.get('/tokens')['items'][0]['id']}")
    assert post(app, revoked).status_code == 401


def test_pages_of_other_origins_may_not_ask(app: APIFlask, ann: Browser) -> None:
    token = ann.token()
    assert post(app, token, Origin="https://elsewhere.example").status_code == 403
    assert post(app, token, Origin="null").status_code == 403
    assert post(app, token, Origin="http://localhost").status_code == 200


def test_allowed_origins_may(app: APIFlask, engine: Any, tmp_path: Any, ann: Browser) -> None:
    allowed = app_on(engine, tmp_path, ORDAINED_CORS_ORIGINS="https://films.example")
    assert post(allowed, ann.token(), Origin="https://films.example").status_code == 200
