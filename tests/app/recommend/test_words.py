"""What a person says they like, before and beside their ratings."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.data.encoders import QueryEncoders
from embeddings.errors import EncoderError
from embeddings.releases.registry import ReleaseInfo
from embeddings.texts.encoder import Encoder
from tests.app.accounts.apps import app_on
from tests.app.recommend.people import Json, Person, of


def share_of(items: list[Json], genre: str) -> float:
    return sum(genre in item["movie"]["genres"] for item in items) / len(items)


def test_genres_shape_the_start_and_it_says_so(person: Person) -> None:
    before = person.get("/me/recommendations", limit=20)["items"]
    person.put("/me/preferences", {"genres": ["Western"]})
    answer = person.get("/me/recommendations", limit=20)
    assert answer["basis"] == "words"
    assert share_of(answer["items"], "Western") > share_of(before, "Western") + 0.3
    for item in answer["items"]:
        assert item["because"] == []
        assert item["said"] == pytest.approx(item["score"])
        assert item["rest"] == pytest.approx(0, abs=1e-6)
        assert item["predicted_rating"] is None


def test_words_and_tags_do_as_well(person: Person, engine: Engine) -> None:
    with engine.connect() as connection:
        tag = connection.scalar(
            text("select name from terms where kind = 'tag' order by film_count desc limit 1")
        )
    lists = []
    for said in ({"onboarding_text": "samurai and swords"}, {"tags": [tag]}):
        person.put("/me/preferences", said)
        answer = person.get("/me/recommendations", limit=20)
        assert answer["basis"] == "words"
        lists.append([item["movie"]["id"] for item in answer["items"]])
    tagged = [item["movie"]["tags"] for item in answer["items"]]
    assert sum(tag in tags for tags in tagged) > 3
    assert lists[0] != lists[1]


def test_names_that_the_release_lacks_say_nothing(person: Person) -> None:
    person.put("/me/preferences", {"genres": ["Gialli"], "tags": ["no such tag"]})
    assert person.get("/me/recommendations")["basis"] == "popular"


def test_it_fades_as_marks_come(person: Person, films: list[Json]) -> None:
    person.put("/me/preferences", {"genres": ["Western"]})
    movie_id = films[40]["id"]
    said = []
    for film in films[:12]:
        person.rate({film["id"]: 4.0})
        said.append(person.get(f"/me/recommendations/{movie_id}")["said"])
    sizes = [abs(number) for number in said]
    assert sizes == sorted(sizes, reverse=True)
    assert 0 < sizes[-1] < 0.6 * sizes[0]
    whole = person.get(f"/me/recommendations/{movie_id}")
    total = (
        sum(reason["contribution"] for reason in whole["because"]) + whole["said"] + whole["rest"]
    )
    assert total == pytest.approx(whole["score"], abs=1e-3)
    assert whole["rest"] == pytest.approx(0, abs=1e-3)


def test_what_is_unsaid_again_is_gone(person: Person, films: list[Json]) -> None:
    person.rate({films[0]["id"]: 5.0})
    before = person.get("/me/recommendations")
    person.put("/me/preferences", {"onboarding_text": "space battles"})
    during = person.get("/me/recommendations")
    assert during != before
    assert any(item["said"] for item in during["items"])
    person.put("/me/preferences", {})
    assert person.get("/me/recommendations") == before


def test_tags_that_are_unwanted_stay_away(person: Person) -> None:
    person.rate(dict.fromkeys(of(person, "Horror", 4), 5.0))
    items = person.get("/me/recommendations", limit=40)["items"]
    tags = [tag for item in items for tag in item["movie"]["tags"]]
    worst = max(set(tags), key=tags.count)
    person.put("/me/preferences", {"exclude_tags": [worst]})
    for path in ("/me/recommendations", "/me/recommendations/what-if"):
        query = {"movie_id": items[0]["movie"]["id"]} if path.endswith("if") else {}
        found = person.get(path, limit=100, **query)["items"]
        assert len(found) == 100
        assert not any(worst in item["movie"]["tags"] for item in found)
    shelves = person.get("/me/shelves")["shelves"]
    shown = [item["movie"] for shelf in shelves for item in shelf["items"]]
    assert shown
    assert not any(worst in film["tags"] for film in shown)


def test_a_rating_is_never_lost_for_want_of_an_encoder(
    engine: Engine, client: FlaskClient, tmp_path: Path
) -> None:
    """Words are saved and ratings are taken while nothing can be encoded; later they count."""

    def broken(_release: ReleaseInfo) -> Encoder:
        raise EncoderError("no model here")

    without = app_on(engine, tmp_path, encoders=QueryEncoders(broken))
    someone = Person(without.test_client())
    films = of(someone, "Comedy", 2)
    someone.put("/me/preferences", {"onboarding_text": "samurai and swords"})
    someone.rate({films[0]: 4.0})
    someone.get("/me/recommendations", status=503)
    assert someone.get("/me/preferences")["onboarding_text"] == "samurai and swords"
    assert someone.get("/me/ratings")["items"][0]["movie"]["id"] == films[0]
    # Another worker has the encoder.
    cookie = someone.client.get_cookie("ordained_session")
    someone.client = client.application.test_client()
    someone.client.set_cookie(cookie.key, cookie.value)
    items = someone.get("/me/recommendations")["items"]
    assert all(item["because"] and item["said"] for item in items)


def test_what_the_words_do_not_want_stays_away(person: Person) -> None:
    items = person.get("/me/recommendations", limit=100)["items"]
    assert any("Horror" in item["movie"]["genres"] for item in items)
    person.put("/me/preferences", {"onboarding_text": "No horror, please"})
    for item in person.get("/me/recommendations", limit=100)["items"]:
        assert "Horror" not in item["movie"]["genres"]
