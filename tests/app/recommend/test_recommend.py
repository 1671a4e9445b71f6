"""Recommendations on real PostgreSQL: exact reasons, nothing marked, at once."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from sql.tables import ADDED_FROM
from tests.app.accounts.apps import app_on
from tests.app.recommend.people import API, Json, Person, listed, of


def test_nobody_is_refused(client: FlaskClient) -> None:
    answer = client.application.test_client().get(f"{API}/me/recommendations")
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"


def test_before_any_mark_it_says_so(person: Person) -> None:
    answer = person.get("/me/recommendations", limit=30)
    assert answer["basis"] == "popular"
    assert len(answer["items"]) == 30
    leading = {tuple(item["movie"]["genres"][:1]) for item in answer["items"]}
    assert len(leading) >= 5
    assert all(item["predicted_rating"] is None for item in answer["items"])


def test_the_next_request_knows_a_rating(person: Person, films: list[Json]) -> None:
    before = person.recommended()
    person.rate({films[0]["id"]: 5.0})
    answer = person.get("/me/recommendations")
    assert answer["basis"] == "ratings"
    assert [item["movie"]["id"] for item in answer["items"]] != before


def test_reasons_are_those_of_the_last_rating(person: Person, films: list[Json]) -> None:
    """A process keeps films that it has read, and never what somebody said of them."""
    first, second = films[0]["id"], films[1]["id"]

    def ratings() -> dict[int, float]:
        items = person.get("/me/recommendations", limit=30)["items"]
        return {
            reason["movie_id"]: reason["rating"] for item in items for reason in item["because"]
        }

    person.rate({first: 5.0})
    assert ratings() == {first: 5.0}
    person.rate({first: 4.0, second: 5.0})
    assert ratings() == {first: 4.0, second: 5.0}
    person.delete(f"/me/ratings/{first}")
    assert ratings() == {second: 5.0}


def test_marked_films_are_never_recommended(person: Person, films: list[Json]) -> None:
    ids = [film["id"] for film in films]
    person.rate({ids[0]: 5.0, ids[1]: 4.0})
    ahead = person.recommended(limit=10)
    person.rate({ahead[0]: 1.0})
    person.put(f"/me/history/{ahead[1]}", {"watched_on": None})
    person.put(f"/me/hidden/{ahead[2]}")
    person.put(f"/me/watchlist/{ahead[3]}")
    after = person.recommended(limit=100)
    assert not {*ids[:2], *ahead[:3]} & set(after)
    assert ahead[3] in after
    assert ahead[3] not in person.recommended(limit=100, exclude_watchlist="true")
    person.delete(f"/me/hidden/{ahead[2]}")
    assert ahead[2] in person.recommended(limit=100)


def test_contributions_add_up_to_the_score(person: Person, films: list[Json]) -> None:
    ids = [film["id"] for film in films]
    stars = np.random.default_rng(3).integers(1, 11, 25) / 2
    person.rate(dict(zip(ids, map(float, stars), strict=False)))
    person.put(f"/me/history/{ids[30]}", {"watched_on": "2026-01-02"})
    pairs = 0
    for item in person.get("/me/recommendations", limit=40)["items"]:
        whole = person.get(f"/me/recommendations/{item['movie']['id']}")
        assert len(whole["because"]) == 26
        assert whole["rest"] == pytest.approx(0, abs=1e-3)
        total = sum(reason["contribution"] for reason in whole["because"])
        assert total == pytest.approx(item["score"], abs=1e-3)
        assert item["because"] == listed(whole["because"])
        shown = sum(reason["contribution"] for reason in item["because"]) + item["rest"]
        assert shown == pytest.approx(item["score"], abs=1e-3)
        pairs += 26
    assert pairs >= 1000


def test_contributions_are_ordered_and_signed(person: Person) -> None:
    loved, hated = of(person, "Comedy", 3), of(person, "Horror", 2)
    person.rate({**dict.fromkeys(loved, 5.0), **dict.fromkeys(hated, 0.5)})
    against = 0
    for movie_id in person.recommended()[:5]:
        whole = person.get(f"/me/recommendations/{movie_id}")
        sizes = [abs(reason["contribution"]) for reason in whole["because"]]
        assert sizes == sorted(sizes, reverse=True)
        against += sum(reason["contribution"] < 0 for reason in whole["because"])
    assert against


def test_taking_a_rating_back_takes_it_all_back(person: Person, films: list[Json]) -> None:
    ids = [film["id"] for film in films]
    person.rate({ids[0]: 5.0, ids[1]: 4.5})
    before = person.get("/me/recommendations")
    person.rate({ids[5]: 1.0})
    assert person.get("/me/recommendations") != before
    person.delete(f"/me/ratings/{ids[5]}")
    assert person.get("/me/recommendations") == before


def test_what_if_is_what_would_be_and_writes_nothing(person: Person, films: list[Json]) -> None:
    ids = [film["id"] for film in films]
    person.rate({ids[0]: 5.0, ids[1]: 4.5, ids[2]: 2.0})
    before = person.get("/me/recommendations")
    imagined = person.get("/me/recommendations/what-if", movie_id=ids[2], rating=5.0)
    assert person.get("/me/recommendations") == before
    person.rate({ids[2]: 5.0})
    real = person.get("/me/recommendations")
    for item, other in zip(imagined["items"], real["items"], strict=True):
        assert item["movie"] == other["movie"]
        assert item["predicted_rating"] == pytest.approx(other["predicted_rating"], abs=1e-3)
        for reason, same in zip(item["because"], other["because"], strict=True):
            for key in ("people", "shared"):
                assert reason.pop(key) == same.pop(key)
            assert reason == pytest.approx(same, abs=1e-4)
    without = person.get("/me/recommendations/what-if", movie_id=ids[0])
    person.delete(f"/me/ratings/{ids[0]}")
    left = [item["movie"]["id"] for item in person.get("/me/recommendations", limit=21)["items"]]
    # What is no longer rated may itself be recommended now; the imagined list leaves it out.
    assert [item["movie"]["id"] for item in without["items"]] == [
        movie_id for movie_id in left if movie_id != ids[0]
    ][:20]


def test_what_if_needs_a_film(person: Person) -> None:
    person.get("/me/recommendations/what-if", status=422)
    person.get("/me/recommendations/what-if", status=404, movie_id=999_999_999)
    # An added film has such an id: the document and the parser allow ten digits.
    person.get("/me/recommendations/what-if", status=404, movie_id=ADDED_FROM + 999_999)
    person.get("/me/recommendations/what-if", status=422, movie_id=2**31)
    person.get("/me/recommendations/what-if", status=422, movie_id=1, rating=3.3)


def test_filters_keep_to_what_is_asked(person: Person, films: list[Json]) -> None:
    person.rate({films[0]["id"]: 5.0})
    found = person.get(
        "/me/recommendations",
        genres="Drama",
        exclude_genres="Comedy",
        year_min=1960,
        year_max=1979,
        limit=100,
    )["items"]
    assert len(found) == 100
    for item in found:
        assert "Drama" in item["movie"]["genres"]
        assert "Comedy" not in item["movie"]["genres"]
        assert 1960 <= item["movie"]["year"] <= 1979


def test_narrow_filters_give_all_there_is(
    person: Person, films: list[Json], engine: Engine
) -> None:
    person.rate({films[0]["id"]: 5.0})
    with engine.connect() as connection:
        westerns = connection.scalar(
            text(
                "select count(*) from movies where genres @> '{Western}'"
                " and release_id = (select release_id from releases where state = 'live')"
            )
        )
    found = person.recommended(genres="Western", limit=100)
    rated = 1 if "Western" in films[0]["genres"] else 0
    assert len(found) == westerns - rated


def test_pages_are_stable_and_do_not_repeat(person: Person, films: list[Json]) -> None:
    person.rate({films[0]["id"]: 5.0, films[3]["id"]: 2.0})
    whole = person.recommended(limit=90)
    seen: list[int] = []
    cursor = None
    for _ in range(3):
        query = {"limit": 30} | ({"cursor": cursor} if cursor else {})
        page = person.get("/me/recommendations", **query)
        seen += [item["movie"]["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert seen == whole


def test_a_cursor_is_no_use_to_somebody_else(
    person: Person, client: FlaskClient, films: list[Json]
) -> None:
    person.rate({films[0]["id"]: 5.0})
    cursor = person.get("/me/recommendations")["next_cursor"]
    other = Person(client)
    other.rate({films[0]["id"]: 5.0})
    other.get("/me/recommendations", status=422, cursor=cursor)


def test_the_slider_moves_along_popularity(person: Person, films: list[Json]) -> None:
    """The more adventurous, the less known on average; strictly from end to end."""
    person.rate({film["id"]: 4.5 for film in films[:6]})
    known = []
    for adventurousness in (0, 0.25, 0.5, 0.75, 1):
        items = person.get("/me/recommendations", limit=50, adventurousness=adventurousness)
        known.append(np.mean([item["movie"]["rating_count"] for item in items["items"]]))
    assert known == sorted(known, reverse=True)
    assert known[0] > known[-1]


def test_diversity_brings_other_films_forward(person: Person, films: list[Json]) -> None:
    person.rate({film["id"]: 5.0 for film in films[:4]})
    pure, varied = person.recommended(), person.recommended(diversity=0.7)
    assert person.recommended(diversity=0) == pure
    assert varied[0] == pure[0]
    assert varied != pure
    pages = person.get("/me/recommendations", diversity=0.7, limit=10)
    rest = person.get("/me/recommendations", diversity=0.7, limit=10, cursor=pages["next_cursor"])
    seen = [item["movie"]["id"] for item in pages["items"] + rest["items"]]
    assert seen == varied


def test_predicted_ratings_are_stars(person: Person, films: list[Json]) -> None:
    person.rate({film["id"]: 5.0 for film in films[:10]})
    generous = [item["predicted_rating"] for item in person.get("/me/recommendations")["items"]]
    person.rate({film["id"]: 1.0 for film in films[:10]})
    strict = [
        person.get(f"/me/recommendations/{film['id']}")["predicted_rating"] for film in films[20:30]
    ]
    assert all(0.5 <= stars <= 5 for stars in generous + strict)
    assert np.mean(generous) > np.mean(strict) + 0.5


def test_taste_names_what_is_liked(person: Person) -> None:
    loved, hated = of(person, "Animation", 4), of(person, "War", 3)
    person.rate({**dict.fromkeys(loved, 5.0), **dict.fromkeys(hated, 0.5)})
    taste = person.get("/me/taste")
    assert taste["rating_count"] == len({*loved, *hated})
    weights = {genre["name"]: genre["weight"] for genre in taste["genres"]}
    assert weights["Animation"] > weights["War"]
    assert len(taste["nearest"]) == len(taste["farthest"]) == 12
    assert not {film["id"] for film in taste["nearest"]} & {
        film["id"] for film in taste["farthest"]
    }


@pytest.mark.slow
def test_a_release_without_taste_vectors_still_answers(
    copied_engine: Engine, tmp_path: Path
) -> None:
    """Such as one built by an earlier version: popular films, and no reasons."""
    with copied_engine.begin() as connection:
        connection.execute(text("update releases set taste_dimension = null, taste = '{}'"))
    someone = Person(app_on(copied_engine, tmp_path).test_client())
    popular = someone.recommended()
    someone.rate({popular[0]: 5.0})
    assert someone.get("/me/recommendations")["basis"] == "popular"
    someone.get(f"/me/recommendations/{popular[1]}", status=404)
    assert someone.get("/me/taste")["nearest"] == []


def test_two_writers_at_once_lose_nothing(person: Person, films: list[Json]) -> None:
    """Twelve threads rate twelve films; the vector afterwards is that of all twelve."""
    ids = [film["id"] for film in films[:12]]
    clients = [person.client.application.test_client() for _ in ids]
    cookie = person.client.get_cookie("ordained_session")
    failures: list[str] = []

    def rate(client: FlaskClient, movie_id: int) -> None:
        client.set_cookie(cookie.key, cookie.value)
        answer = client.put(
            f"{API}/me/ratings/{movie_id}",
            json={"rating": 4.5},
            headers={"X-CSRF-Token": person.token},
        )
        if answer.status_code not in (200, 201, 204):
            failures.append(answer.text)

    threads = [threading.Thread(target=rate, args=pair) for pair in zip(clients, ids, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    whole = person.get(f"/me/recommendations/{person.recommended()[0]}")
    assert {reason["movie_id"] for reason in whole["because"]} == set(ids)
    assert whole["rest"] == pytest.approx(0, abs=1e-3)
