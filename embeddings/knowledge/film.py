"""Films of the bundled catalogue as typed records."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from embeddings.errors import DatasetError
from embeddings.knowledge.checks import check_entry
from embeddings.knowledge.entries import DEFAULT_FAME, FILMS, Entry, film_files, read_entries
from embeddings.knowledge.film_collections import collection_files, collections_of
from embeddings.knowledge.implied import BLACK_AND_WHITE, is_black_and_white
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.sources.film_fields import FilmFields


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
    films: dict[int, Film] = {}
    for path in film_files(folder):
        try:
            entries = read_entries(path)
        except (tomllib.TOMLDecodeError, ValueError) as error:
            raise DatasetError(path, str(error)) from error
        for entry in entries:
            for problem in check_entry(entry, vocabulary()):
                raise DatasetError(path, problem.reason, problem.line, problem.field)
            film = film_of(entry)
            if films.setdefault(film.movie_id, film) is not film:
                other = films[film.movie_id].title
                reason = f"{film.movie_id} is already the id of {other}"
                raise DatasetError(path, reason, entry.line_of("id"), "id")
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
