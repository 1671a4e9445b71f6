"""Collections: checkable sets of films that people ask for by a name, ``collections/*.toml``.

"Pixar", "James Bond", "Oscar: Best Picture", "French New Wave": each lists its films by IMDb id.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from embeddings.errors import DatasetError
from embeddings.knowledge.vocabulary import FOLDER

COLLECTIONS: Final = FOLDER / "collections"
Kind = Literal["studio", "series", "award", "movement", "list"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
# Each kind has a file.
FILES: Final[Mapping[str, Kind]] = {
    "studios": "studio", "series": "series", "awards": "award", "movements": "movement",
    "lists": "list",
}  # fmt: skip
_FIELDS: Final = frozenset(
    {"name", "german", "means", "also", "before_film", "everyday", "parts", "films"}
)


@dataclass(frozen=True)
class Collection:
    """A set of films with a name.

    Attributes
    ----------
    name, german
        How it is called in English and German; ``name`` is what is stored and filtered by.
    means
        What the films have in common, in one line.
    also
        What means it wherever it stands in a query, in lower case: "mcu".
    before_film
        What means it only beside a word for films, in lower case: "bond" in "bond films".
    everyday
        Whether the words of ``before_film`` are everyday words, so that more must show that these
        films are meant: "all the saw films", "the alien series".
    parts
        Collections whose films are part of it.
    films
        IMDb id → title and year, of its own films and those of its parts.
    """

    name: str
    german: str
    kind: Kind
    means: str
    also: tuple[str, ...] = ()
    before_film: tuple[str, ...] = ()
    everyday: bool = False
    parts: tuple[str, ...] = ()
    films: Mapping[str, str] = field(default_factory=dict)


def collection_files(folder: Path = COLLECTIONS) -> list[Path]:
    """Return the files of collections in order of name."""
    return sorted(folder.glob("*.toml"))


def read_collections(folder: Path = COLLECTIONS) -> list[Collection]:
    """Read the collections of a folder, in the order of the files.

    Raises
    ------
    DatasetError
        A file is no TOML or has no kind, a field is missing or unknown, or a part is no
        collection. `embeddings.knowledge.collection_checks` looks at the content.
    """
    found: dict[str, Collection] = {}
    for path in collection_files(folder):
        if path.stem not in FILES:
            raise DatasetError(path, f"is none of {', '.join(f'{name}.toml' for name in FILES)}")
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))["collection"]
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise DatasetError(path, str(error)) from error
        for entry in tables:
            collection = _collection(path, entry)
            if collection.name in found:
                raise DatasetError(path, f"{collection.name!r} is there twice")
            found[collection.name] = collection
    return [_with_parts(collection, found) for collection in found.values()]


def _collection(path: Path, entry: Mapping[str, Any]) -> Collection:
    for name in ("name", "german", "means"):
        if not isinstance(entry.get(name), str):
            raise DatasetError(path, f"{entry.get('name')!r} has no {name}")
    if unknown := sorted(entry.keys() - _FIELDS):
        raise DatasetError(path, f"{entry['name']!r} has the unknown field {unknown[0]!r}")
    lists = {name: tuple(entry.get(name, ())) for name in ("also", "before_film", "parts")}
    return Collection(
        entry["name"],
        entry["german"],
        FILES[path.stem],
        entry["means"],
        everyday=entry.get("everyday", False),
        films=entry.get("films", {}),
        **lists,
    )


def _with_parts(collection: Collection, known: Mapping[str, Collection]) -> Collection:
    """Return a collection with the films of its parts, and of theirs."""
    films = dict(collection.films)
    for name in collection.parts:
        if name not in known:
            reason = f"{collection.name!r} has the part {name!r}, which is no collection"
            raise DatasetError(COLLECTIONS, reason)
        films |= _with_parts(known[name], known).films
    return Collection(**(vars(collection) | {"films": films}))


@cache
def collections() -> Mapping[str, Collection]:
    """Return the shipped collections by name."""
    return {collection.name: collection for collection in read_collections()}


@cache
def _by_film() -> Mapping[str, tuple[str, ...]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for collection in collections().values():
        for imdb_id in collection.films:
            names[imdb_id].append(collection.name)
    return {imdb_id: tuple(sorted(of_film)) for imdb_id, of_film in names.items()}


def collections_of(imdb_id: str | None) -> tuple[str, ...]:
    """Return the names of the collections that a film is part of, in order of name."""
    return _by_film().get(imdb_id or "", ())


def kind_of(name: str) -> Kind:
    """Return the kind of a collection; one that an operator made up is a list."""
    known = collections().get(name)
    return known.kind if known else "list"


def by_kind(names: Sequence[str]) -> dict[Kind, list[str]]:
    """Return collections by kind; every kind is there."""
    return {kind: [name for name in names if kind_of(name) == kind] for kind in KINDS}


def wordings(collection: Collection) -> Iterator[str]:
    """Yield everything that people type for a collection, in lower case."""
    yield from (collection.name.lower(), collection.german.lower())
    yield from (*collection.also, *collection.before_film)
