"""What administrators read of the operation, and going back to an earlier release."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from app.accounts import people
from embeddings.rebuild.stages import STAGES, Stages
from embeddings.releases import registry
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import API, Browser, person
from tests.databases import engine_on_copy, rebuild_small

UNMATCHED = "privately-seen-film"


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    return app_on(engine, tmp_path_factory.mktemp("operation"))


@pytest.fixture(scope="module")
def admin(app: APIFlask, engine: Engine) -> Browser:
    browser = person(app)
    with engine.begin() as connection:
        people.set_admin(connection, browser.user_id, True)
    return browser


def test_a_session_says_who_is_an_administrator(app: APIFlask, admin: Browser) -> None:
    assert (admin.user() or {})["is_admin"] is True
    assert (person(app).user() or {})["is_admin"] is False


def test_releases_have_their_grades_and_stages(admin: Browser) -> None:
    (release,) = admin.get("/admin/releases")["items"]
    assert release["state"] == "live"
    assert release["quality"]["search"]["mrr"] > 0
    assert {stage["stage"] for stage in release["stages"]} >= set(STAGES)
    assert release["failure"] is None
    assert release["rollback"] is False


def test_without_an_earlier_release_nothing_changes(admin: Browser) -> None:
    refused = admin.send("POST", "/admin/releases/rollback", {"release_id": 1})
    assert refused.status_code == 409
    assert admin.get("/release")["id"] == admin.get("/admin/releases")["items"][0]["id"]


def test_coverage_counts_what_films_have(admin: Browser) -> None:
    found = admin.get("/admin/coverage")
    parts = {part["name"]: part["films"] for part in found["parts"]}
    assert found["films"] == admin.get("/release")["movie_count"]
    assert parts["text_vector"] == parts["taste_vector"] == found["films"]
    assert 0 < parts["moods"] <= parts["plot"] <= found["films"]
    assert parts["directors"] > 0.9 * found["films"]


def test_people_are_counted_and_their_taste_is_not_shown(app: APIFlask, admin: Browser) -> None:
    somebody = person(app)
    movie_id = somebody.get("/movies/popular?limit=1")["items"][0]["movie"]["id"]
    somebody.put(f"/me/ratings/{movie_id}", {"rating": 3.5})
    somebody.put(f"/me/history/{movie_id}", {"watched_on": "2024-12-24"})
    somebody.put("/me/preferences", {"onboarding_text": "my own words"})
    answer = admin.send("GET", "/admin/people?limit=200")
    page: Any = answer.json
    found = {account["id"]: account for account in page["items"]}
    counted = found[somebody.user_id]
    assert (counted["ratings"], counted["viewings"], counted["watchlist"]) == (1, 1, 0)
    assert set(counted) == {
        "id", "username", "is_admin", "created_at", "ratings", "viewings", "watchlist", "hidden",
    }  # fmt: skip
    assert found[admin.user_id]["is_admin"]
    for account in found.values():
        del account["created_at"]  # its seconds may well be 43.5
    for secret in ("3.5", "2024-12-24", "my own words"):
        assert secret not in json.dumps(page)


def test_people_come_in_pages(app: APIFlask, admin: Browser) -> None:
    for _ in range(2):
        person(app)
    seen: list[int] = []
    after: int | None = 0
    while after is not None:
        page = admin.get(f"/admin/people?limit=2&after={after}")
        seen += [account["id"] for account in page["items"]]
        after = page["next_after"]
    assert len(seen) == len(set(seen)) == page["total"]
    assert page["administrators"] == 1


def test_statements_are_timed(admin: Browser) -> None:
    admin.get("/search?q=heist")
    admin.get("/admin/coverage")
    found = {row["statement"]: row for row in admin.get("/admin/statements")["items"]}
    assert found["coverage"]["count"] >= 1
    assert found["search"]["mean_ms"] > 0
    assert found["search"]["within_ms"] is None or found["search"]["within_ms"] > 0
    costs = [row["count"] * row["mean_ms"] for row in found.values()]
    assert costs == pytest.approx(sorted(costs, reverse=True), rel=0.5)


def send_file(browser: Browser, text: str) -> Any:
    file = io.BytesIO(text.encode())
    return browser.send(
        "POST", "/me/import", data={"file": (file, "x.csv")}, content_type="multipart/form-data"
    )


def test_imports_are_counted_by_layout_and_fault(app: APIFlask, admin: Browser) -> None:
    somebody = person(app)
    answer = send_file(somebody, f"Title,Year,Rating\n{UNMATCHED},1901,4\nAnother one,1902,3\n")
    assert answer.status_code == 200
    assert send_file(somebody, "nothing known\n1\n").status_code >= 400
    response = admin.send("GET", "/admin/imports")
    found = response.json or {}
    (counted,) = [
        import_ for import_ in found["items"] if import_["format"] == answer.json["format"]
    ]
    assert (counted["imports"], counted["rows"], counted["not_matched"]) == (1, 2, 2)
    assert sum(reason["rows"] for reason in counted["reasons"]) == 2
    assert sum(refusal["requests"] for refusal in found["refused"]) >= 1
    assert UNMATCHED not in response.text


def test_a_rebuild_under_way_says_how_far_it_is(admin: Browser, engine: Engine) -> None:
    assert admin.get("/admin/jobs")["items"] == []
    with engine.begin() as connection:
        live = registry.live_release(connection)
        assert live
        facts = {
            name: getattr(live, name)
            for name in ("dataset", "dataset_checksum", "encoder", "encoder_revision")
        }
        release_id = registry.begin(connection, **facts, text_dimension=live.text_dimension)
    try:
        stages = Stages(engine, release_id, {})
        with registry.rebuild_lock(engine), stages("text vectors", "encoding"):
            with stages.steps("texts") as steps:
                stages._noted = 0.0
                steps(30, 120)
            (job,) = admin.get("/admin/jobs")["items"]
            assert (job["release_id"], job["alive"], job["stage"]) == (
                release_id, True, "text vectors",
            )  # fmt: skip
            assert (job["number"], job["stages"]) == (1, len(STAGES))
            assert (job["done"], job["total"]) == (30, 120)
            refused = admin.send("POST", "/admin/releases/rollback", {"release_id": 1})
            assert refused.status_code == 409
            assert "rebuild" in (refused.json or {})["detail"]
        (job,) = admin.get("/admin/jobs")["items"]
        assert job["alive"] is False
    finally:
        with engine.begin() as connection:
            registry.discard_unfinished(connection)
    failed = admin.get("/admin/releases")["items"][0]
    assert (failed["state"], failed["rollback"]) == ("failed", False)
    assert "ended before" in failed["failure"]


@pytest.mark.slow
def test_an_administrator_goes_back_and_the_log_says_who(
    app: APIFlask, admin: Browser, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    before = admin.get("/release")["id"]
    rebuild_small(engine)
    now = admin.get("/release")["id"]
    assert now > before
    kept = [release for release in admin.get("/admin/releases")["items"] if release["rollback"]]
    assert [release["id"] for release in kept] == [before]
    wrong = admin.send("POST", "/admin/releases/rollback", {"release_id": now})
    assert wrong.status_code == 409
    ordinary = person(app)
    refused = ordinary.send("POST", "/admin/releases/rollback", {"release_id": before})
    assert refused.status_code == 403
    assert admin.get("/release")["id"] == now
    logging.getLogger("app").propagate = True
    with caplog.at_level(logging.INFO, "app.audit"):
        done = admin.send("POST", "/admin/releases/rollback", {"release_id": before})
    logging.getLogger("app").propagate = False
    assert (done.status_code, done.json) == (200, {"release_id": before, "missing": None})
    assert f"action=rollback by={admin.user_id} from_release={now} to_release={before}" in (
        caplog.text
    )
    assert admin.get("/release")["id"] == before
    assert admin.client.get(f"{API}/movies/popular").status_code == 200
