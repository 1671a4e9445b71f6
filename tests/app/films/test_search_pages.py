"""Filters keep full pages: any filters, any query, against the whole table read plainly."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

Json = dict[str, Any]

# From the mildest; "Approved" and "Passed" are as mild as PG.
CERTIFICATES = ("G", "PG", "PG-13", "R", "NC-17")
QUERIES = ("a ship at sea", "love", "the", "zzzz", "80s horror about a doll", "robots, not comedy")


@dataclass(frozen=True)
class Film:
    movie_id: int
    genres: frozenset[str]
    year: int | None
    countries: frozenset[str]
    languages: frozenset[str]
    runtime: int | None
    certificate: str | None
    people: frozenset[str]


class Films(list[Film]):
    """The whole table; said in short where Hypothesis shows an example.

    ``people`` are the ids of those with most films.
    """

    people: list[int]

    def __repr__(self) -> str:
        return f"{len(self)} films"


@pytest.fixture(scope="session")
def films(engine: Engine) -> Films:
    with engine.connect() as connection:
        credited: dict[int, set[str]] = defaultdict(set)
        counts: Counter[int] = Counter()
        for movie_id, person_id, role in connection.execute(
            text("select movie_id, person_id, role from credits")
        ):
            credited[movie_id] |= {f"{person_id}", f"{person_id}:{role}"}
            counts[person_id] += 1
        rows = connection.execute(
            text(
                "select movie_id, genres, year, countries, languages, runtime, certificate"
                " from movies"
            )
        )
        films = Films(
            Film(
                row.movie_id,
                frozenset(row.genres),
                row.year,
                frozenset(row.countries),
                frozenset(row.languages),
                row.runtime,
                row.certificate,
                frozenset(credited[row.movie_id]),
            )
            for row in rows
        )
    films.people = [person_id for person_id, _ in counts.most_common(6)]
    return films


def kept(films: Films, filters: Json) -> set[int]:
    """The films that a filter leaves, by its words in the documentation and nothing else."""
    first, last = filters.get("year_min"), filters.get("year_max")
    shortest, longest = filters.get("runtime_min"), filters.get("runtime_max")
    return {
        film.movie_id
        for film in films
        if set(filters.get("genres", [])) <= film.genres
        and not set(filters.get("exclude_genres", [])) & film.genres
        and ("countries" not in filters or set(filters["countries"]) & film.countries)
        and not set(filters.get("exclude_countries", [])) & film.countries
        and ("languages" not in filters or set(filters["languages"]) & film.languages)
        and not set(filters.get("exclude_languages", [])) & film.languages
        and (first is None or (film.year is not None and film.year >= first))
        and (last is None or (film.year is not None and film.year <= last))
        and set(filters.get("people", [])) <= film.people
        and not set(filters.get("exclude_people", [])) & film.people
        and (shortest is None or (film.runtime is not None and film.runtime >= shortest))
        and (longest is None or (film.runtime is not None and film.runtime <= longest))
        and ("certificates" not in filters or film.certificate in filters["certificates"])
        and film.certificate not in filters.get("exclude_certificates", [])
        and ("certificate_max" not in filters or is_mild(film, filters["certificate_max"]))
    }


def is_mild(film: Film, most: str) -> bool:
    named = "PG" if film.certificate in ("Approved", "Passed") else film.certificate
    return named in CERTIFICATES[: CERTIFICATES.index(most) + 1]


def with_ids(films: Films, chosen: Json) -> Json:
    """Filters with the ids of people, who are chosen by how many films they have."""

    def token(rank: int, role: str | None) -> str:
        person_id = films.people[rank]
        return f"{person_id}:{role}" if role else f"{person_id}"

    people = {
        name: [token(*person) for person in chosen[name]]
        for name in ("people", "exclude_people")
        if name in chosen
    }
    return {**chosen, **people}


def get(client: FlaskClient, query: Json) -> Json:
    response = client.get("/api/v1/search", query_string=query)
    assert response.status_code == 200, response.text
    page: Json = response.get_json()
    return page


genre_names = st.sampled_from(
    ["Drama", "Comedy", "Horror", "Western", "Film-Noir", "Animation", "War", "Romance"]
)
country_names = st.sampled_from(["USA", "France", "Japan", "South Korea", "Senegal"])
language_names = st.sampled_from(["English", "French", "Hindi", "Wolof"])
# Who has most films of all, or almost; and in what role.
person = st.tuples(
    st.integers(0, 5), st.sampled_from([None, "director", "writer", "cast", "composer"])
)
certificate = st.sampled_from(["PG", "R", "Not Rated"])
filters = st.fixed_dictionaries(
    {},
    optional={
        "genres": st.lists(genre_names, unique=True, max_size=2),
        "exclude_genres": st.lists(genre_names, unique=True, max_size=3),
        "countries": st.lists(country_names, unique=True, min_size=1, max_size=3),
        "exclude_countries": st.lists(country_names, unique=True, max_size=2),
        "languages": st.lists(language_names, unique=True, min_size=1, max_size=2),
        "exclude_languages": st.lists(language_names, unique=True, max_size=2),
        "year_min": st.integers(1890, 2025),
        "year_max": st.integers(1890, 2025),
        "people": st.lists(person, unique=True, min_size=1, max_size=2),
        "exclude_people": st.lists(person, unique=True, max_size=3),
        "runtime_min": st.integers(1, 200),
        "runtime_max": st.integers(60, 300),
        "certificates": st.lists(certificate, unique=True, min_size=1, max_size=2),
        "exclude_certificates": st.lists(certificate, unique=True, max_size=2),
        "certificate_max": st.sampled_from(CERTIFICATES),
    },
)


def are_in_order(chosen: Json) -> bool:
    return (
        chosen.get("year_min", 0) <= chosen.get("year_max", 9999)
        and chosen.get("runtime_min", 0) <= chosen.get("runtime_max", 9999)
        # A certificate that is wanted and may not be is no question of pages.
        and not ("certificates" in chosen and "certificate_max" in chosen)
    )


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=filters, words=st.sampled_from(QUERIES), limit=st.integers(1, 100))
def test_a_page_is_full(
    client: FlaskClient, films: Films, chosen: Json, words: str, limit: int
) -> None:
    assume(are_in_order(chosen))
    chosen = with_ids(films, chosen)
    # As words only, so that the reference needs to know of no reading.
    page = get(client, {"q": words, "verbatim": words, "limit": limit, **chosen})
    left = kept(films, chosen)
    ids = [item["movie"]["id"] for item in page["items"]]
    assert len(ids) == min(limit, len(left))
    assert len(set(ids)) == len(ids)
    assert set(ids) <= left
    assert (page["next_cursor"] is not None) == (len(left) > limit)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=filters, words=st.sampled_from(QUERIES), limit=st.integers(90, 100))
def test_pages_go_on_to_the_last_film(
    client: FlaskClient, films: Films, chosen: Json, words: str, limit: int
) -> None:
    assume(are_in_order(chosen))
    chosen = with_ids(films, chosen)
    asked = {"q": words, "verbatim": words, "limit": limit, **chosen}
    ids: list[int] = []
    scores: list[float] = []
    cursor: str | None = None
    while True:
        page = get(client, {**asked, **({"cursor": cursor} if cursor else {})})
        ids += [item["movie"]["id"] for item in page["items"]]
        scores += [item["score"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        assert len(page["items"]) == limit
    assert sorted(ids) == sorted(kept(films, chosen))
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "words",
    [
        "80s horror about a doll",
        "robots, not comedy",
        "films directed by akira kurosawa but not with toshiro mifune",
        "tom hanks under two hours and a half",
        "adventure, nothing above pg, over 90 minutes",
        "comedies without jim carrey that aren't r",
    ],
)
def test_understood_filters_hold_on_every_film(
    client: FlaskClient, films: Films, words: str
) -> None:
    page = get(client, {"q": words, "limit": 100})
    chosen: Json = {}
    for chip in page["understood"]["filters"]:
        if chip["field"].endswith(("genres", "people", "certificates")):
            chosen.setdefault(chip["field"], []).append(chip["value"])
        else:
            chosen[chip["field"]] = chip["value"]
        assert chip["phrase"] in words
    assert chosen
    left = kept(films, chosen)
    assert {item["movie"]["id"] for item in page["items"]} <= left
    assert len(page["items"]) == min(100, len(left))
