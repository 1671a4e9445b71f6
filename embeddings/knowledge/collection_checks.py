"""Check the collections: every film is one of the catalogue, and every wording means one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from embeddings.errors import DatasetError
from embeddings.knowledge.checks import Problem
from embeddings.knowledge.entries import Entry
from embeddings.knowledge.film_collections import (
    COLLECTIONS,
    FILES,
    Collection,
    read_collections,
    wordings,
)

LONGEST_MEANING: Final = 120
# The first year of films that an award was given to.
_FIRST_YEARS: Final = {
    "Oscar": 1927, "Oscar: Best Picture": 1927, "Oscar: Best Director": 1927,
    "Oscar: Best International Feature": 1945, "Oscar: Best Documentary": 1942,
    "Oscar: Best Animated Feature": 2001, "Palme d'Or": 1944, "Golden Lion": 1945,
    "Golden Bear": 1950, "Golden Raspberry: Worst Picture": 1980,
}  # fmt: skip


def check_collections(entries: Sequence[Entry], folder: Path = COLLECTIONS) -> list[Problem]:
    """Return what is wrong with the collections of a folder, in order of file and line.

    Parameters
    ----------
    entries : sequence of Entry
        The films of the catalogue.
    folder : Path
        Holds a file for each kind.
    """
    try:
        found = read_collections(folder)
    except DatasetError as error:
        return [Problem(folder, 1, "collections", str(error))]
    films = {
        entry.fields["imdb_id"]: entry.fields for entry in entries if entry.fields.get("imdb_id")
    }
    files = {kind: folder / f"{stem}.toml" for stem, kind in FILES.items()}
    lines = {
        kind: path.read_text(encoding="utf-8").splitlines()
        for kind, path in files.items()
        if path.is_file()
    }
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for collection in found:
        line = _line_of(collection, lines[collection.kind])
        faults = [*_fields(collection), *_films(collection, films), *_wordings(collection, owners)]
        problems += [
            Problem(files[collection.kind], line, collection.name, fault) for fault in faults
        ]
    return sorted(problems)


def _line_of(collection: Collection, lines: Sequence[str]) -> int:
    wanted = f'name = "{collection.name}"'
    return next((at for at, line in enumerate(lines, 1) if line == wanted), 1)


def _fields(collection: Collection) -> Iterator[str]:
    if not 0 < len(collection.means) <= LONGEST_MEANING or "\n" in collection.means:
        yield f"needs a meaning of 1 to {LONGEST_MEANING} letters"
    if not collection.films:
        yield "has no films"
    for text in (*collection.also, *collection.before_film):
        if text != " ".join(text.lower().split()):
            yield f"{text!r} is not plain lower case"
    if collection.everyday and not collection.before_film:
        yield "has no everyday words"


def _films(collection: Collection, films: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    own = list(collection.films)
    first = _FIRST_YEARS.get(collection.name, 0)
    if not collection.parts and own != sorted(own):
        yield "its films are not in order of their ids"
    if collection.kind == "award" and not first:
        yield "the validator does not know since when the award is given"
    for imdb_id, title in collection.films.items():
        film = films.get(imdb_id)
        if film is None:
            yield f"{imdb_id} ({title}) is no film of the catalogue"
        elif title != (expected := f"{film['title']} ({film['year']})"):
            yield f"{imdb_id} is {expected}, not {title}"
        elif int(str(film["year"])) < first:
            yield f"{title} is older than the award"


def _wordings(collection: Collection, owners: dict[str, str]) -> Iterator[str]:
    """Find wordings that another collection has; the same one may have a wording twice."""
    for text in wordings(collection):
        if owners.setdefault(text, collection.name) != collection.name:
            yield f"{text!r} is also {owners[text]}"
