"""People on real PostgreSQL: their pages, filters by them, and what taste makes of them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.app.recommend.people import API, Json, Person

# Directs three films of the bundled catalogue at least.
DIRECTOR = "Akira Kurosawa"


def get(client: FlaskClient, path: str, status: int = 200, **query: object) -> Json:
    answer = client.get(API + path, query_string=query)
    assert answer.status_code == status, answer.text
    return answer.json or {}


@pytest.fixture(scope="module")
def film(client: FlaskClient) -> Json:
    """A film by the director, as a list shows it."""
    items = get(client, "/search", q="seven samurai", limit=3)["items"]
    return next(
        item["movie"]
        for item in items
        if DIRECTOR in [person["name"] for person in item["movie"]["directors"]]
    )


@pytest.fixture(scope="module")
def director(film: Json) -> int:
    (person,) = film["directors"]
    return int(person["id"])


@pytest.fixture
def reader(client: FlaskClient) -> Person:
    return Person(client)


def test_a_film_says_who_made_it_and_who_is_in_it(client: FlaskClient, film: Json) -> None:
    page = get(client, f"/movies/{film['id']}")
    assert page["directors"] == film["directors"]
    assert page["cast"] == film["cast"]
    assert [member["name"] for member in page["full_cast"]][:6] == [
        member["name"] for member in film["cast"]
    ]
    assert page["writers"]
    assert 200 <= page["runtime"] <= 210
    assert page["certificate"] in (None, "Not Rated")


def test_a_persons_page_lists_what_they_did(client: FlaskClient, director: int) -> None:
    page = get(client, f"/people/{director}")
    assert page["name"] == DIRECTOR
    assert page["film_count"] == len(page["films"]) >= 3
    assert page["seen_count"] == 0
    assert page["roles"][0]["role"] in ("director", "writer")
    years = [film["movie"]["year"] for film in page["films"]]
    assert years == sorted(years, reverse=True)
    for film in page["films"]:
        assert film["roles"]
        assert film["predicted_rating"] is None
    means = [
        film["movie"]["rating_mean"]
        for film in get(client, f"/people/{director}", sort="rating")["films"]
    ]
    assert means == sorted(means, reverse=True)


def test_a_reader_sees_their_own_ratings(reader: Person, director: int) -> None:
    films = reader.get(f"/people/{director}")["films"]
    seen, watched = (film["movie"]["id"] for film in films[:2])
    reader.rate({seen: 4.5})
    reader.put(f"/me/history/{watched}", {"watched_on": None})
    page = reader.get(f"/people/{director}", sort="predicted")
    assert page["seen_count"] == 2
    by_id = {film["movie"]["id"]: film for film in page["films"]}
    assert (by_id[seen]["rating"], by_id[seen]["seen"]) == (4.5, True)
    assert (by_id[watched]["rating"], by_id[watched]["seen"]) == (None, True)
    predicted = [film["predicted_rating"] for film in page["films"]]
    assert None not in predicted
    assert predicted == sorted(predicted, reverse=True)
    whole = reader.get(f"/me/recommendations/{films[2]['movie']['id']}")
    assert by_id[films[2]["movie"]["id"]]["predicted_rating"] == pytest.approx(
        whole["predicted_rating"]
    )


@pytest.mark.parametrize("q", ["akira kurosawa", "KUROS", "akira kurasowa", " kurosawa\n"])
def test_people_are_found_by_name(client: FlaskClient, director: int, q: str) -> None:
    items = get(client, "/people", q=q)["items"]
    first = items[0]
    assert (first["id"], first["name"]) == (director, DIRECTOR)
    assert first["roles"][:2] in (["director", "writer"], ["writer", "director"])
    assert first["film_count"] == get(client, f"/people/{director}")["film_count"]
    assert len(first["known_for"]) == 3


@pytest.mark.parametrize(
    ("query", "pointer"), [({}, "q"), ({"q": " "}, "q"), ({"q": "x", "limit": 51}, "limit")]
)
def test_people_are_asked_for_by_something(
    client: FlaskClient, query: dict[str, object], pointer: str
) -> None:
    assert get(client, "/people", 422, **query)["errors"][0]["pointer"] == f"/query/{pointer}"


def test_nobody_of_that_name(client: FlaskClient) -> None:
    assert get(client, "/people", q="xqzzy vvw") == {"items": []}


@pytest.mark.parametrize("person_id", [0, 2**31 - 1])
def test_nobody_is_not_found(client: FlaskClient, person_id: int) -> None:
    answer = client.get(f"{API}/people/{person_id}")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def ids(page: Json) -> set[int]:
    return {item["movie"]["id"] for item in page["items"]}


@pytest.mark.parametrize("path", ["/search?q=a+story", "/movies/popular"])
def test_filters_by_people_leave_their_films(client: FlaskClient, director: int, path: str) -> None:
    path, _, query = path.partition("?")
    words = {"q": "a story"} if query else {}
    films = get(client, f"/people/{director}")["films"]
    all_ids = {film["movie"]["id"] for film in films}
    directed = {film["movie"]["id"] for film in films if "director" in film["roles"]}
    assert ids(get(client, path, **words, people=director, limit=100)) == all_ids
    only = get(client, path, **words, people=f"{director}:director", limit=100)
    assert ids(only) == directed
    none = get(client, path, **words, people=f"{director}:cast", limit=100)
    assert ids(none) == set()
    others = get(client, path, **words, exclude_people=director, limit=100)
    assert not ids(others) & all_ids
    assert len(others["items"]) == 100


@pytest.mark.parametrize("value", ["x", "1:producer", "-1", "1:director:cast", "12345678901"])
def test_a_filter_that_names_nobody_is_refused(client: FlaskClient, value: str) -> None:
    errors = get(client, "/movies/popular", 422, people=value)["errors"]
    assert errors[0]["pointer"] == "/query/people/0"


def test_lengths_and_certificates_filter(client: FlaskClient) -> None:
    short = get(client, "/movies/popular", runtime_max=90, limit=50)["items"]
    assert short
    assert all(item["movie"]["runtime"] <= 90 for item in short)
    mild = get(client, "/search", q="a story", certificate_max="PG", limit=50)["items"]
    assert {item["movie"]["certificate"] for item in mild} <= {"G", "PG", "Approved", "Passed"}
    for field, value in (("certificates", "X"), ("certificate_max", "X"), ("runtime_max", 0)):
        errors = get(client, "/movies/popular", 422, **{field: value})["errors"]
        assert errors[0]["pointer"].startswith(f"/query/{field}")
    errors = get(client, "/movies/popular", 422, runtime_min=100, runtime_max=90)["errors"]
    assert errors[0]["pointer"] == "/query/runtime_max"


def test_the_release_says_what_can_be_filtered(client: FlaskClient) -> None:
    release = get(client, "/release")
    assert release["runtime_min"] < 90 < release["runtime_max"]
    for kind in ("countries", "languages", "certificates"):
        counts = [entry["count"] for entry in release[kind]]
        assert counts == sorted(counts, reverse=True)
        assert counts


@pytest.mark.parametrize(
    ("sort", "value"),
    [
        ("year", lambda movie: -movie["year"]),
        ("length", lambda movie: movie["runtime"] or 10_000),
    ],
)
def test_search_sorts_what_fits(client: FlaskClient, sort: str, value: object) -> None:
    page = get(client, "/search", q="love story", sort=sort, limit=20)
    values = [value(item["movie"]) for item in page["items"]]  # type: ignore[operator]
    assert values == sorted(values)
    after = get(client, "/search", q="love story", sort=sort, limit=20, cursor=page["next_cursor"])
    assert not ids(page) & ids(after)
    assert value(after["items"][0]["movie"]) >= values[-1]  # type: ignore[operator]


def test_search_by_predicted_rating_is_the_readers(reader: Person) -> None:
    first = reader.get("/search", q="love story", sort="predicted", limit=10)
    assert first["items"] == reader.get("/search", q="love story", sort="rating")["items"][:10]
    reader.rate({first["items"][0]["movie"]["id"]: 0.5, first["items"][1]["movie"]["id"]: 5})
    stars = [
        reader.get(f"/me/recommendations/{item['movie']['id']}")["predicted_rating"]
        for item in reader.get("/search", q="love story", sort="predicted", limit=10)["items"]
    ]
    assert stars == sorted(stars, reverse=True)


def test_taste_knows_a_director_after_two_films(reader: Person, director: int) -> None:
    films = [
        film["movie"]["id"]
        for film in reader.get(f"/people/{director}")["films"]
        if "director" in film["roles"]
    ]
    reader.rate({films[0]: 5.0})
    assert director not in [who["id"] for who in reader.get("/me/taste")["people"]]
    reader.rate({films[1]: 5.0})
    liked = {(who["id"], who["role"]): who for who in reader.get("/me/taste")["people"]}
    assert liked[director, "director"]["count"] == 2
    assert 0 < liked[director, "director"]["weight"] < 1
    told = 0
    for film in films[2:]:
        whole = reader.get(f"/me/recommendations/{film}")
        for reason in whole["because"]:
            shared = [who["id"] for who in reason["people"] if who["role"] == "director"]
            assert shared == ([director] if reason["contribution"] > 0 else [])
            told += len(shared)
    assert told
    total = sum(reason["contribution"] for reason in whole["because"])
    assert total + whole["said"] + whole["rest"] == pytest.approx(whole["score"], abs=1e-3)


def test_an_excluded_person_is_not_recommended(reader: Person, director: int) -> None:
    films = {film["movie"]["id"] for film in reader.get(f"/people/{director}")["films"]}
    first, second, *others = sorted(films)
    reader.rate({first: 5.0, second: 5.0})
    assert set(others) & set(reader.recommended(limit=100))
    reader.put("/me/preferences", {"exclude_people": [director]})
    assert reader.get("/me/preferences")["exclude_people"] == [director]
    assert not films & set(reader.recommended(limit=100))
    excluded = reader.get("/me/taste")["excluded_people"]
    assert excluded == [{"id": director, "name": DIRECTOR}]
    asked = set(reader.recommended(limit=100, people=director))
    assert asked == set(others)


def test_a_person_is_read_out_of_a_query(client: FlaskClient, director: int) -> None:
    words = "early films directed by akira kurosawa"
    page = get(client, "/search", q=words, limit=100)
    understood = page["understood"]
    person = next(chip for chip in understood["filters"] if chip["field"] == "people")
    assert person == {
        "field": "people",
        "value": f"{director}:director",
        "label": DIRECTOR,
        "phrase": "directed by akira kurosawa",
    }
    last = next(chip["value"] for chip in understood["filters"] if chip["field"] == "year_max")
    same = get(
        client, "/search", q="films", people=f"{director}:director", year_max=last, limit=100
    )
    assert {item["movie"]["id"] for item in page["items"]} == {
        item["movie"]["id"] for item in same["items"]
    }
    taken_back = get(client, "/search", q=words, verbatim=person["phrase"])
    assert taken_back["understood"]["filters"] == []


def test_another_reading_is_offered_and_may_be_taken(client: FlaskClient) -> None:
    found = get(client, "/search", q="akira kurosawa and ingmar bergman")["understood"]
    assert found["filters"] == []
    (kurosawa, bergman) = found["also"]
    assert (kurosawa["label"], bergman["label"]) == ("Akira Kurosawa", "Ingmar Bergman")
    rest = "akira kurosawa and ingmar bergman".replace(kurosawa["phrase"], "").strip()
    page = get(client, "/search", q=rest, verbatim=rest, people=kurosawa["value"], limit=100)
    assert page["items"]
    for item in page["items"]:  # in any role: he wrote films that others directed
        film = get(client, f"/movies/{item['movie']['id']}")
        credited = [*film["directors"], *film["writers"]]
        assert "Akira Kurosawa" in [who["name"] for who in credited], film["title"]
