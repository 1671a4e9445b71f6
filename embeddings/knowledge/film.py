"""Films of the bundled catalogue as typed records."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from embeddings.errors import DatasetError
from embeddings.knowledge.best_known import best_known
from embeddings.knowledge.checks import check_entry
from embeddings.knowledge.entries import (
    DEFAULT_FAME,
    FILMS,
    Entry,
    film_files,
    read_entries,
    read_entry,
    read_outlines,
)
from embeddings.knowledge.film_collections import collection_files, collections_of
from embeddings.knowledge.implied import BLACK_AND_WHITE, is_black_and_white
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.sources.film_fields import FilmFields

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Film(FilmFields):
    """One film.

    Attributes
    ----------
    fame
        From 1 (known to specialists) to 5 (everybody has heard of it).
    acclaim
        From 1 (panned) to 9 (among the best ever made), estimated: see ``README.md`` beside this.
    known_for
        Tags and moods of which film lovers would name it among the first.
    minor_tags
        Tags that hold for it and are not at its heart.
    """

    movie_id: int
    year: int
    fame: int
    acclaim: int
    known_for: tuple[str, ...] = ()
    minor_tags: tuple[str, ...] = ()


GERMAN = "German"
# Keys of an entry → the fields of a film that have another name.
_RENAMED = {"id": "movie_id", "aka": "alternative_titles"}


def film_of(entry: Entry) -> Film:
    """Turn a checked entry into a record, its German title into one with its language."""
    values = {_RENAMED.get(name, name): value for name, value in entry.fields.items()}
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    imdb_id = values["imdb_id"] or None
    values |= {"imdb_id": imdb_id, "fame": values.get("fame", DEFAULT_FAME)}
    values["collections"] = collections_of(imdb_id)
    tags = lists.get("tags", ())
    if BLACK_AND_WHITE not in tags and is_black_and_white(values["title"], values["year"], tags):
        lists["tags"] = (*tags, BLACK_AND_WHITE)
    if german := values.pop("german_title", None):
        lists["alternative_titles"] = (*lists.get("alternative_titles", ()), german)
        values["title_languages"] = {german: GERMAN}
    return Film(**values | lists)


def read_films(folder: Path = FILMS) -> list[Film]:
    """Read the catalogue.

    Returns
    -------
    list of Film
        In order of id.

    Raises
    ------
    DatasetError
        If the folder holds no film, or on the first entry that does not pass its checks or has
        the id of another; the validator lists them all.
    """
    return _checked(folder, (_read(read_entries, path, path) for path in film_files(folder)))


def read_best_known(most: int, folder: Path = FILMS) -> list[Film]:
    """Read so many films at most, chosen by `best_known`, and check no other.

    Reading the whole catalogue takes a quarter of the processor time of a rebuild of 600 films.

    Returns
    -------
    list of Film
        In order of id.

    Raises
    ------
    DatasetError
        As `read_films` does, of the films that are chosen.
    """
    paths = film_files(folder)
    outlines = [outline for path in paths for outline in _read(read_outlines, path, path)]
    chosen = best_known(outlines, most)
    return _checked(folder, ([_read(read_entry, it, it.path)] for it in chosen))


def _read(read: Callable[[S], T], source: S, path: Path) -> T:
    try:
        return read(source)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise DatasetError(path, str(error)) from error


def _checked(folder: Path, read: Iterable[Sequence[Entry]]) -> list[Film]:
    """Return the films of entries in order of id, or raise for the first that does not pass."""
    films: dict[int, Film] = {}
    for entry in chain.from_iterable(read):
        for problem in check_entry(entry, vocabulary()):
            raise DatasetError(entry.path, problem.reason, problem.line, problem.field)
        film = film_of(entry)
        if films.setdefault(film.movie_id, film) is not film:
            other = films[film.movie_id].title
            reason = f"{film.movie_id} is already the id of {other}"
            raise DatasetError(entry.path, reason, entry.line_of("id"), "id")
    if not films:
        raise DatasetError(folder, "holds no films")
    return [films[movie_id] for movie_id in sorted(films)]


def checksum_of(folder: Path = FILMS) -> str:
    """Return the SHA-256 over the names and contents of the files of films and collections."""
    digest = hashlib.sha256()
    for path in (*film_files(folder), *collection_files()):
        content = path.read_bytes().replace(b"\r\n", b"\n")  # git may rewrite line ends on Windows
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
