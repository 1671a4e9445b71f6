"""Choosing a film for several people and for one: whose taste counts, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.accounts.people import Browser
from tests.app.tonight.asking import ME, choose


def ids(films: list[dict]) -> list[int]:
    return [film["movie"]["id"] for film in films]


def test_guests_need_no_account(visitor: Browser, children: list[int], horror: list[int]) -> None:
    ana = {"name": "Ana", "loves": children[:3]}
    ben = {"name": "Ben", "loves": horror[:3], "hates": children[3:4]}
    found = choose(visitor, ana, ben)
    assert len(found["movies"]) == 12
    assert len(found["picks"]) == 3
    assert found["picks"][0] == found["movies"][0]
    assert found["order"] == {
        "by": "taste", "fairness": 0.25, "aggregate": "mean-least", "watchlists_first": False,
    }  # fmt: skip
    assert [person["name"] for person in found["people"]] == ["Ana", "Ben"]
    assert all(person["has_say"] for person in found["people"])
    named = {*children[:4], *horror[:3]}
    assert not named & set(ids(found["movies"]))
    for film in found["movies"]:
        shares = [prediction["satisfaction"] for prediction in film["for_people"]]
        together = film["satisfaction"]
        assert together["mean"] == pytest.approx(sum(shares) / 2)
        assert together["least"] == pytest.approx(min(shares))
        assert shares[together["least_person"]] == min(shares)
        assert film["score"] == pytest.approx(0.75 * together["mean"] + 0.25 * together["least"])
        assert film["why"]
    scores = [film["score"] for film in found["movies"]]
    assert scores == sorted(scores, reverse=True)
    for_ana = found["movies"][0]["for_people"][0]
    assert {reason["movie_id"] for reason in for_ana["because"]} <= set(children)
    assert for_ana["too_early"] is False or for_ana["predicted_rating"] is not None


def test_alone_it_is_what_recommendations_say(ann: Browser, horror: list[int]) -> None:
    for movie_id in horror[:5]:
        ann.put(f"/me/ratings/{movie_id}", {"rating": 4.5})
    found = choose(ann, ME, limit=20, short_films=True)
    listed = ids(ann.get("/me/recommendations?limit=20&adventurousness=0.3")["items"])
    assert ids(found["movies"]) == listed
    best = found["movies"][0]["for_people"][0]
    assert best["satisfaction"] == pytest.approx(1)
    assert found["people"][0]["kind"] == "me"
    (recommended,) = [
        item
        for item in ann.get("/me/recommendations?limit=20")["items"]
        if item["movie"]["id"] == listed[0]
    ]
    assert best["predicted_rating"] == pytest.approx(recommended["predicted_rating"], abs=1e-3)
    assert [reason["movie_id"] for reason in best["because"]] == [
        reason["movie_id"] for reason in recommended["because"]
    ]


def test_more_fairness_never_lowers_the_least(
    visitor: Browser, children: list[int], horror: list[int]
) -> None:
    people = [
        {"name": "Ana", "loves": children[:4]},
        {"name": "Ben", "loves": horror[:4]},
        {"name": "Cem", "loves": horror[4:7], "hates": children[4:6]},
    ]
    leasts, means, lists = [], [], []
    for fairness in (0, 0.25, 0.5, 0.75, 1):
        found = choose(visitor, *people, fairness=fairness)
        # Of the first film, and of the first twelve in the mean.
        for films in (found["movies"][:1], found["movies"]):
            together = [film["satisfaction"] for film in films]
            leasts.append(sum(film["least"] for film in together) / len(films))
            means.append(sum(film["mean"] for film in together) / len(films))
        lists.append(ids(found["movies"]))
    for at in (0, 1):
        assert leasts[at::2] == sorted(leasts[at::2])
        assert means[at::2] == sorted(means[at::2], reverse=True)
    assert leasts[-1] > leasts[1]
    assert lists[0] != lists[-1]


def test_somebody_with_many_marks_does_not_decide_alone(
    ann: Browser, children: list[int], horror: list[int]
) -> None:
    for movie_id in children:
        ann.put(f"/me/ratings/{movie_id}", {"rating": 5})
    found = choose(ann, ME, {"name": "Ben", "loves": horror[:2]}, fairness=1)
    assert found["movies"][0]["satisfaction"]["least"] > 0.2
    alone = choose(ann, ME)
    assert ids(alone["movies"]) != ids(found["movies"])


def test_seen_by_nobody_by_some_and_any(
    ann: Browser, children: list[int], horror: list[int]
) -> None:
    for movie_id in children[:4]:
        ann.put(f"/me/ratings/{movie_id}", {"rating": 5})
    cem = {"name": "Cem", "loves": [*children[:1], *children[4:5]]}
    watched = set(children[:5])
    shown = {
        seen: set(ids(choose(ann, ME, cem, seen=seen, limit=50)["movies"])) & watched
        for seen in ("nobody", "some", "any")
    }
    assert shown["nobody"] == set()
    assert shown["some"]
    assert children[0] not in shown["some"]
    assert children[0] in shown["any"] or shown["any"] > shown["some"]
    # "not interested" is left out always; "not tonight" this once.
    never, later = sorted(shown["any"])[:2]
    ann.put(f"/me/hidden/{never}")
    found = set(ids(choose(ann, ME, cem, seen="any", limit=50, not_tonight=[later])["movies"]))
    assert not {never, later} & found
    assert later in ids(choose(ann, ME, cem, seen="any", limit=50)["movies"])


def test_of_a_long_watchlist_it_picks_three(ann: Browser, horror: list[int]) -> None:
    for movie_id in horror[:4]:
        ann.put(f"/me/ratings/{movie_id}", {"rating": 4.5})
    popular = [
        item["movie"]["id"]
        for cursor in [ann.get("/movies/popular?limit=100")]
        for item in cursor["items"]
    ]
    planned = [movie_id for movie_id in popular if movie_id not in horror][:60]
    for movie_id in planned:
        ann.put(f"/me/watchlist/{movie_id}")
    found = choose(ann, ME, watchlists_first=True, filters={"runtime_max": 120})
    assert set(ids(found["picks"])) <= set(planned)
    assert len({*ids(found["picks"])}) == 3
    assert all(film["movie"]["runtime"] <= 120 for film in found["movies"])
    on_list = [film["for_people"][0]["on_watchlist"] for film in found["movies"]]
    assert on_list == sorted(on_list, reverse=True)
    kinds = {part["kind"] for part in found["picks"][0]["why"]}
    assert {"watchlist", "minutes"} <= kinds


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("90 minutes, something funny", 90),
        ("etwas Lustiges, höchstens 90 Minuten", 90),
        ("anderthalb Stunden, etwas Lustiges", 90),
        ("funny, under 100 minutes", 99),
    ],
)
def test_words_are_read_in_both_languages(visitor: Browser, words: str, minutes: int) -> None:
    found = choose(visitor, {"name": "Ana"}, words=words)
    filters = {chip["field"]: chip["value"] for chip in found["understood"]["filters"]}
    assert filters == {"runtime_max": minutes}
    assert "funny" in [wish["name"] for wish in found["understood"]["wishes"] if wish["wanted"]]
    assert found["order"]["by"] == "words"
    assert found["movies"]
    assert all(film["movie"]["runtime"] <= minutes for film in found["movies"])
    assert found["people"][0]["has_say"] is False
    assert found["movies"][0]["satisfaction"] is None
    parts = {part["kind"] for part in found["picks"][0]["why"]}
    assert "minutes" in parts
    assert parts & {"mood", "tag", "words"}


def test_minutes_of_a_story_are_no_time_that_there_is(visitor: Browser) -> None:
    found = choose(visitor, {"name": "Ana"}, words="60 minutes to live")
    assert found["understood"]["filters"] == []


def test_moods_move_the_list_both_ways(visitor: Browser, horror: list[int]) -> None:
    ana = {"name": "Ana", "loves": horror[:3]}
    plain = choose(visitor, ana, limit=30)
    away = choose(visitor, ana, moods={"scary": -3}, limit=30)
    towards = choose(visitor, ana, moods={"funny": 3}, limit=30)

    def share(found: dict, genre: str) -> float:
        return sum(genre in film["movie"]["genres"] for film in found["movies"])

    assert share(away, "Horror") < share(plain, "Horror")
    assert share(towards, "Comedy") > share(plain, "Comedy")
    assert "mood" in {part["kind"] for film in towards["movies"] for part in film["why"]}


def test_the_mood_of_a_guest_is_a_taste(visitor: Browser) -> None:
    for mood in ("a funny comedy", "eine lustige Komödie"):
        found = choose(visitor, {"name": "Ana", "mood": mood})
        assert found["order"]["by"] == "taste"
        assert found["people"][0]["has_say"] is True
        comedies = sum("Comedy" in film["movie"]["genres"] for film in found["movies"])
        assert comedies >= 8, mood


def test_a_child_sees_nothing_for_older_people(visitor: Browser) -> None:
    found = choose(visitor, {"name": "Ana"}, youngest=6, limit=50)
    assert found["movies"]
    certificates = {film["movie"]["certificate"] for film in found["movies"]}
    assert not certificates & {"R", "NC-17", "PG-13"}
    by_words = choose(visitor, {"name": "Ana"}, words="for my 6 year old", limit=50)
    certificates = {film["movie"]["certificate"] for film in by_words["movies"]}
    assert not certificates & {"R", "NC-17", "PG-13"}


def test_nothing_known_of_anybody_is_what_is_popular(visitor: Browser) -> None:
    found = choose(visitor, {"name": "Ana"}, {"name": "Ben"})
    assert found["order"]["by"] == "popular"
    assert all("popular" in [part["kind"] for part in film["why"]] for film in found["movies"])
    popular = [film["movie"]["popularity"] for film in found["movies"]]
    assert sum(popular) / len(popular) > 0.8
    assert found["movies"][0]["for_people"][0]["predicted_rating"] is None


def test_nothing_passes(visitor: Browser, horror: list[int]) -> None:
    found = choose(
        visitor, {"name": "Ana", "loves": horror[:2]}, filters={"year_min": 1890, "year_max": 1891}
    )
    assert (found["movies"], found["picks"]) == ([], [])


def test_what_one_excludes_nobody_is_shown(ann: Browser, ben: Browser, horror: list[int]) -> None:
    ann.put("/me/preferences", {"exclude_genres": ["Horror"]})
    found = choose(ann, ME, {"name": "Ben", "loves": horror[:3]}, limit=50)
    assert all("Horror" not in film["movie"]["genres"] for film in found["movies"])


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"people": []}, "/people"),
        ({"people": [{}]}, "/people/0/me"),
        ({"people": [{"name": "a", "me": True}]}, "/people/0/me"),
        ({"people": [{"name": str(n)} for n in range(9)]}, "/people"),
        ({"people": [{"me": True, "loves": [1]}]}, "/people/0/name"),
        ({"people": [{"name": "a", "loves": [1], "hates": [1]}]}, "/people/0/hates"),
        ({"people": [{"name": "a", "loves": [1, 2, 3, 4, 5, 6]}]}, "/people/0/loves"),
        ({"people": [{"name": "a", "loves": [2147483647]}]}, "/people/0/loves"),
        ({"people": [{"name": "a", "hates": [2147483647]}]}, "/people/0/hates"),
        ({"people": [{"me": True}]}, "/people/0/me"),
        ({"people": [{"account": "nobody"}]}, "/people/0/account"),
        ({"people": [{"name": "a"}], "fairness": 1.1}, "/fairness"),
        ({"people": [{"name": "a"}], "moods": {"funny": 4}}, "/moods/funny"),
        ({"people": [{"name": "a"}], "moods": {"no such": 1}}, "/moods/no such"),
        ({"people": [{"name": "a"}], "filters": {"genres": ["No"]}}, "/filters/genres"),
        ({"people": [{"name": "a"}], "filters": {"runtime_max": 0}}, "/filters/runtime_max"),
        (
            {"people": [{"name": "a"}], "filters": {"year_min": 1990, "year_max": 1980}},
            "/filters/year_max",
        ),
        ({"people": [{"name": "a"}], "limit": 2}, "/limit"),
        ({"people": [{"name": "a"}], "seen": "all"}, "/seen"),
        ({"people": [{"name": "a"}], "words": " "}, "/words"),
        ({"people": [{"name": "a"}], "surprise": 1}, "/surprise"),
    ],
)
def test_bad_input_names_the_field(visitor: Browser, body: dict, pointer: str) -> None:
    answer = visitor.send("POST", "/tonight", body)
    assert answer.status_code == 422, answer.text
    assert answer.json
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_an_evening_is_for_a_feature_unless_a_short_film_is_asked_for(visitor: Browser) -> None:
    popular = visitor.get("/movies/popular?runtime_max=39&limit=1")["items"]
    short = popular[0]["movie"]
    ana = {"name": "Ana"}
    year = {"year_min": short["year"], "year_max": short["year"]}

    def has_it(**wishes: Any) -> bool:
        given = wishes.pop("filters", {})
        found = choose(visitor, ana, filters=year | given, limit=50, **wishes)
        assert found["movies"]
        return short["id"] in ids(found["movies"])

    assert not has_it()
    assert not has_it(filters={"runtime_max": 120})
    assert has_it(short_films=True)
    assert has_it(moods={"short film": 2})
    assert has_it(words="a short film")
    assert has_it(filters={"runtime_max": 45})
    assert has_it(filters={"runtime_min": 1})
