"""A person's taste in words and on the map: genres, tags, people, films near and far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from embeddings.answers.budgets import HEAD_FILMS
from embeddings.answers.cards import Card, PersonName, card
from embeddings.answers.marks import MARK_BINDS
from embeddings.answers.person import Person
from embeddings.answers.recommend import basis_of
from embeddings.answers.rows import Rows
from embeddings.releases.registry import ReleaseInfo
from embeddings.sources.text.genres import FORMATS

MOST_NAMES: Final = 15
MOST_PEOPLE: Final = 8
MOST_FILMS: Final = 12


@dataclass(frozen=True)
class WeighedName:
    """A genre, tag or mood.

    Attributes
    ----------
    weight : float
        Mean weight of the marks of its films; above zero where it is liked.
    count : int
        Marked films that have it.
    estimated : int
        Of so many of them it is only estimated.
    """

    name: str
    weight: float
    count: int
    estimated: int = 0


@dataclass(frozen=True)
class WeighedPerson:
    """A director or actor of two marked films or more: mean weight, shrunk, and how many films."""

    id: int
    name: str
    role: Literal["director", "cast"]
    weight: float
    count: int


@dataclass(frozen=True)
class TasteSummary:
    """What ordained believes about a person.

    Attributes
    ----------
    nearest, farthest : list of Card
        Films that suit best, none of them marked; and well-known films that suit least.
    coordinates : (float, float) or None
        On the map, −1 to 1; None before the person likes a film.
    """

    rating_count: int
    mark_count: int
    genres: list[WeighedName]
    tags: list[WeighedName]
    people: list[WeighedPerson]
    excluded_people: list[PersonName]
    nearest: list[Card]
    farthest: list[Card]
    coordinates: tuple[float, float] | None


def taste_summary(rows: Rows, release: ReleaseInfo, person: Person) -> TasteSummary:
    """Return a person's taste under a release."""
    asked = {"release_id": release.release_id, "user_id": person.user_id, **MARK_BINDS}
    names: dict[str, list[WeighedName]] = {"genre": [], "tag": []}
    for row in rows("liked_names", **asked, limit=MOST_NAMES):
        if row["name"] in FORMATS:
            continue
        names[row["kind"]].append(
            WeighedName(row["name"], row["weight"], row["films"], row["estimated"])
        )
    people = [
        WeighedPerson(row["person_id"], row["name"], row["role"], row["weight"], row["films"])
        for row in rows("liked_people", **asked, limit=MOST_PEOPLE)
    ]
    films: dict[str, list[Card]] = {"nearest": [], "farthest": []}
    if basis_of(release, person.vectors) != "popular":
        for row in rows(
            "extremes",
            release_id=release.release_id,
            taste_dimension=release.taste_dimension,
            taste_vector=person.vectors.taste_vector,
            excluded_film_ids=person.excluded_film_ids,
            head_films=HEAD_FILMS,
            reach=MOST_FILMS + len(person.excluded_film_ids),
            limit=MOST_FILMS,
        ):
            films[row["side"]].append(card(row))
    (position,) = rows("position", **asked)
    return TasteSummary(
        person.vectors.rating_count,
        person.vectors.mark_count,
        names["genre"],
        names["tag"],
        people,
        [
            PersonName(row["person_id"], row["name"])
            for row in rows("people_of", person_ids=person.exclude_people)
        ],
        films["nearest"],
        films["farthest"],
        None if position["x"] is None else (position["x"], position["y"]),
    )
