"""Who made films and who is in them, from IMDb's tables of crew, principals and names."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from embeddings.sources.credits.facts import FilmFacts
from embeddings.sources.imdb_tables import CREW, NAMES, PRINCIPALS, ImdbRow, rows_of
from embeddings.sources.rows import shown
from embeddings.sources.text.clean import clean_text

# Category of a principal → the field of a film that names such people. People of archive footage,
# producers, editors and others have none.
_FIELDS: Final = {
    "director": "directors",
    "writer": "writers",
    "actor": "cast",
    "actress": "cast",
    "self": "cast",  # in documentaries
    "composer": "composers",
}
# A principal's several characters, as IMDb's pages write them.
_BETWEEN_CHARACTERS: Final = " / "
_NCONST: Final = re.compile(r"nm\d{7,9}")


@dataclass(slots=True)
class FilmPeople:
    """The nconsts of a film's people, in the order of the table or by billing."""

    crew: dict[str, tuple[str, ...]] = field(default_factory=dict)
    principals: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    characters: dict[str, str] = field(default_factory=dict)  # by nconst

    def named(self, name: str) -> list[str]:
        """Return the people of a field, each once; the crew table stands before principals."""
        if crew := self.crew.get(name):
            return list(dict.fromkeys(crew))
        return list(dict.fromkeys(nconst for _, nconst in sorted(self.principals.get(name, ()))))

    @property
    def all(self) -> Iterator[str]:
        """Everybody, perhaps more than once."""
        for name in _ALL_FIELDS:
            yield from self.named(name)


_ALL_FIELDS: Final = tuple(dict.fromkeys(_FIELDS.values()))


@dataclass(frozen=True)
class People:
    """The people of films.

    Attributes
    ----------
    credits
        Facts of credits alone, by tconst.
    unnamed
        Credits of people whom the table of names lacks; they are left out.
    namesakes
        Credits of people who have the name of another person of the same film. A film names its
        people, so the two are one there.
    """

    credits: Mapping[str, FilmFacts]
    unnamed: int
    namesakes: int


def read_people(
    tconsts: Collection[str], crew: Path | None, principals: Path | None, names: Path
) -> People:
    """Read the people of some films: first who they are, then their names.

    Raises
    ------
    DatasetError
        On a file or row that is not as it should be.
    """
    films: dict[str, FilmPeople] = {}
    if crew is not None:
        for row in rows_of(crew, CREW, tconsts):
            film = films.setdefault(row.needed("tconst"), FilmPeople())
            for name in ("directors", "writers"):
                film.crew[name] = _nconsts(row, name)
    if principals is not None:
        for row in rows_of(principals, PRINCIPALS, tconsts):
            _add_principal(films.setdefault(row.needed("tconst"), FilmPeople()), row)
    return _with_names(films, _read_names(names, {n for film in films.values() for n in film.all}))


def _add_principal(film: FilmPeople, row: ImdbRow) -> None:
    name = _FIELDS.get(row.needed("category"))
    ordering = row.number("ordering")
    if ordering is None:
        raise row.fault("ordering", "is missing")
    nconst = _nconst(row, "nconst", row.needed("nconst"))
    if name is None:
        return
    film.principals.setdefault(name, []).append((ordering, nconst))
    if name == "cast" and (character := _character(row)):
        film.characters.setdefault(nconst, character)


def _character(row: ImdbRow) -> str | None:
    """Return the characters of a principal, which the table has as a JSON list of texts."""
    value = row["characters"]
    if value is None:
        return None
    try:
        characters = json.loads(value)
    except ValueError:
        characters = None
    if not isinstance(characters, list) or not all(
        isinstance(character, str) for character in characters
    ):
        raise row.fault("characters", f"{shown(value)} is not a JSON list of texts")
    return _BETWEEN_CHARACTERS.join(filter(None, map(clean_text, characters))) or None


def _nconsts(row: ImdbRow, name: str) -> tuple[str, ...]:
    return tuple(_nconst(row, name, text) for text in (row[name] or "").split(",") if text)


def _nconst(row: ImdbRow, name: str, text: str) -> str:
    if not _NCONST.fullmatch(text):
        raise row.fault(name, f"{shown(text)} is not a person's id, such as nm0000158")
    return text


def _read_names(path: Path, nconsts: Collection[str]) -> dict[str, str]:
    rows = rows_of(path, NAMES, nconsts)
    named = ((row.needed("nconst"), clean_text(row["primaryName"] or "")) for row in rows)
    return {nconst: name for nconst, name in named if name}


def _with_names(films: Mapping[str, FilmPeople], names: Mapping[str, str]) -> People:
    credits: dict[str, FilmFacts] = {}
    unnamed = namesakes = 0
    for tconst, film in films.items():
        ids: dict[str, str] = {}
        lists: dict[str, tuple[str, ...]] = {}
        characters: dict[str, str] = {}
        for name in _ALL_FIELDS:
            nconsts = film.named(name)
            known = [nconst for nconst in nconsts if nconst in names]
            unnamed += len(nconsts) - len(known)
            for nconst in known:
                namesakes += ids.setdefault(names[nconst], nconst) != nconst
                if name == "cast" and nconst in film.characters:
                    characters.setdefault(names[nconst], film.characters[nconst])
            lists[name] = _each_once(names[nconst] for nconst in known)
        credits[tconst] = FilmFacts(
            directors=lists["directors"],
            writers=lists["writers"],
            cast=lists["cast"],
            composers=lists["composers"],
            person_imdb_ids=ids,
            characters=characters,
        )
    return People(credits, unnamed, namesakes)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
