"""A film's page with everybody credited, and a person's page with all films."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from embeddings.answers.cards import Card, PersonName, card
from embeddings.answers.rows import Rows
from embeddings.releases.movie import Role
from embeddings.releases.registry import ReleaseInfo

# Moods that a page names as estimated, and as many tags.
MOST_ESTIMATED: Final = 8


@dataclass(frozen=True, slots=True)
class CastMember:
    """A member of the cast; ``character`` is None where the source does not say."""

    id: int
    name: str
    character: str | None


@dataclass(frozen=True)
class FilmPage:
    """A film with what only its page shows.

    Attributes
    ----------
    alternative_titles : list of (str, str or None)
        Title and its language, where known.
    minimum_age : int or None
        From which age one would show it, in years.
    moods : list of (str, int)
        Mood and its strength, 1 to 3, the strongest first.
    sources : mapping of str to str
        Field → name of the source that its value comes from.
    estimated_moods, estimated_tags : list of str
        What nobody gave the film and the release estimates for it, the surest first.
    """

    card: Card
    writers: list[PersonName]
    composers: list[PersonName]
    full_cast: list[CastMember]
    alternative_titles: list[tuple[str, str | None]]
    minimum_age: int | None
    moods: list[tuple[str, int]]
    sources: Mapping[str, str]
    estimated_moods: list[str]
    estimated_tags: list[str]


@dataclass(frozen=True)
class CreditedFilm:
    """A film of a person's page: what the person did for it."""

    card: Card
    roles: Sequence[Role]
    character: str | None


@dataclass(frozen=True)
class PersonPage:
    """A person, and their films, the newest first."""

    id: int
    name: str
    imdb_id: str | None
    films: Sequence[CreditedFilm]


def film_page(rows: Rows, release: ReleaseInfo, movie_id: int) -> FilmPage | None:
    """Return a film's page, None where the release has no such film."""
    found = rows("film_page", release_id=release.release_id, movie_id=movie_id)
    if not found:
        return None
    (row,) = found
    credits_ = row["credits"]

    def named(role: Role) -> list[PersonName]:
        return [PersonName(c["id"], c["name"]) for c in credits_ if c["role"] == role]

    languages: Mapping[str, str] = row["title_languages"]
    return FilmPage(
        card=card(row),
        writers=named("writer"),
        composers=named("composer"),
        full_cast=[
            CastMember(c["id"], c["name"], c["character"]) for c in credits_ if c["role"] == "cast"
        ],
        alternative_titles=[(title, languages.get(title)) for title in row["alternative_titles"]],
        minimum_age=row["minimum_age"],
        moods=sorted(row["moods"].items(), key=lambda mood: (-mood[1], mood[0])),
        sources=row["sources"],
        estimated_moods=_estimated(row["estimated"], "mood"),
        estimated_tags=_estimated(row["estimated"], "tag"),
    )


def _estimated(words: Sequence[Mapping[str, str]], kind: str) -> list[str]:
    return [word["name"] for word in words if word["kind"] == kind][:MOST_ESTIMATED]


def person_page(rows: Rows, release: ReleaseInfo, person_id: int) -> PersonPage | None:
    """Return a person's page, None where the release credits nobody of this id."""
    binds = {"release_id": release.release_id, "person_id": person_id}
    found = rows("credited_person", **binds)
    if not found:
        return None
    (person,) = found
    films = [
        CreditedFilm(card(row), row["roles"], row["character"])
        for row in rows("films_of_person", **binds)
    ]
    return PersonPage(person["person_id"], person["name"], person["imdb_id"], films)
