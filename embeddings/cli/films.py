"""``python -m embeddings add`` and ``remove``: single films, without a rebuild."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from embeddings.errors import DatasetError, FilmExistsError
from embeddings.settings import Settings
from embeddings.sources.film_fields import FIELDS, LISTS, MAPPINGS, FilmFields
from embeddings.sources.given_film import read_film

# Fields of lists are given once an entry, under the singular.
OPTIONS = {
    name: name.removesuffix("s") if name in LISTS else name
    for name in FIELDS
    if name not in MAPPINGS
}
OPTIONS["countries"] = "country"


def add_parsers(commands: Any) -> None:
    """Add this module's commands to those of ``python -m embeddings``."""
    parser = commands.add_parser(
        "add",
        help="add films to the live release, at once and for good",
        description="Add a film by its options, or many by --file: all of them or none.",
    )
    parser.add_argument("--file", type=Path, help="films as .jsonl or .csv; see docs/films.md")
    for field, option in OPTIONS.items():
        parser.add_argument(
            f"--{option.replace('_', '-')}",
            dest=field,
            action="append" if field in LISTS else "store",
            metavar=option.rsplit("_", 1)[-1].upper(),
            help="may be given more than once" if field in LISTS else None,
        )
    parser.add_argument(
        "--replace", action="store_true", help="change films that were added before, not refuse"
    )
    parser.add_argument("--json", action="store_true", help="the ids as JSON")
    parser = commands.add_parser("remove", help="remove films that were added")
    parser.add_argument("movie_ids", type=int, nargs="+", metavar="MOVIE_ID")


def add(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Add films."""
    from embeddings.releases.add import add_films
    from embeddings.texts.exports import load_document_encoder

    films, where = _films(arguments)
    encoder = load_document_encoder(settings.encoder, settings.home)
    try:
        with engine.begin() as connection:
            ids = add_films(connection, encoder, films, replace=arguments.replace)
    except FilmExistsError as error:
        if not where:
            raise
        reason = str(error).removeprefix(f"{error.field}: ")
        raise DatasetError(arguments.file, reason, where[error.position], error.field) from None
    if arguments.json:
        print(json.dumps({"movie_ids": ids}))
        return
    for movie_id, film in zip(ids, films, strict=True):
        print(f"movie {movie_id}: {film.title}" + (f" ({film.year})" if film.year else ""))


def remove(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> None:
    """Remove films that were added."""
    from embeddings.releases.add import remove_films

    with engine.begin() as connection:
        remove_films(connection, arguments.movie_ids)
    print(f"removed {', '.join(map(str, arguments.movie_ids))}")


def _films(arguments: argparse.Namespace) -> tuple[list[FilmFields], list[int]]:
    """Return the films, and their lines where they come from a file."""
    given = {field: getattr(arguments, field) for field in OPTIONS}
    if arguments.file is None:
        return [read_film(given)], []
    from embeddings.sources.films_file import read_films

    if any(value is not None for value in given.values()):
        raise DatasetError(arguments.file, "is given, and so are options of a single film")
    films = read_films(arguments.file)
    return [row.film for row in films], [row.line for row in films]
