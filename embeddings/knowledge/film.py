"""Films of the bundled catalogue as typed records."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from embeddings.errors import DatasetError
from embeddings.knowledge.checks import check_entry
from embeddings.knowledge.entries import DEFAULT_FAME, FILMS, Entry, film_files, read_entries
from embeddings.knowledge.vocabulary import vocabulary


@dataclass(frozen=True)
class Film:
    """One film; ``fame`` runs from 1 (known to specialists) to 5 (everybody has heard of it)."""

    movie_id: int
    title: str
    original_title: str | None
    alternative_titles: tuple[str, ...]
    year: int
    genres: tuple[str, ...]
    tags: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    imdb_id: str | None
    fame: int
    plot: str
    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    composers: tuple[str, ...] = ()
    runtime: int | None = None
    certificate: str | None = None


def film_of(entry: Entry) -> Film:
    """Turn a checked entry into a record."""
    fields = entry.fields
    return Film(
        movie_id=fields["id"],
        title=fields["title"],
        original_title=fields.get("original_title"),
        alternative_titles=tuple(fields.get("aka", ())),
        year=fields["year"],
        genres=tuple(fields["genres"]),
        tags=tuple(fields["tags"]),
        countries=tuple(fields["countries"]),
        languages=tuple(fields["languages"]),
        imdb_id=fields["imdb_id"] or None,
        fame=fields.get("fame", DEFAULT_FAME),
        plot=fields["plot"],
        directors=tuple(fields.get("directors", ())),
        writers=tuple(fields.get("writers", ())),
        cast=tuple(fields.get("cast", ())),
        composers=tuple(fields.get("composers", ())),
        runtime=fields.get("runtime"),
        certificate=fields.get("certificate"),
    )


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
    """Return the SHA-256 over the names and contents of the catalogue's files, in order of name."""
    digest = hashlib.sha256()
    for path in film_files(folder):
        content = path.read_bytes().replace(b"\r\n", b"\n")  # git may rewrite line ends on Windows
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
