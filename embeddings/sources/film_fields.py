"""The fields of a film, declared once for added films, catalogues and releases.

`sql.tables.films.FilmColumns` has a column for each. A new field is declared here and there; the
catalogue, the rebuild, added films and the command line go through all fields by these names.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, Final, get_type_hints

from embeddings.sources.identity import FilmIdentity


@dataclass(frozen=True)
class FilmFields:
    """What is known of a film: None or empty where a field is unknown, never NaN."""

    title: str
    original_title: str | None = None
    alternative_titles: tuple[str, ...] = ()
    year: int | None = None
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    plot: str | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    imdb_id: str | None = None
    tmdb_id: int | None = None

    def columns(self) -> dict[str, Any]:
        """Return all fields as values of a row, tuples as lists."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    @property
    def identity(self) -> FilmIdentity:
        """What tells the film from others."""
        return FilmIdentity.of(self.imdb_id, self.title, self.original_title, self.year)


FIELDS: Final = tuple(field.name for field in fields(FilmFields))
_TYPES: Final = get_type_hints(FilmFields)
LISTS: Final = tuple(name for name in FIELDS if _TYPES[name] == tuple[str, ...])
INTEGERS: Final = tuple(name for name in FIELDS if _TYPES[name] == int | None)
