"""A film as an operator gives it: every field checked, then cleaned as a data set's would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from embeddings.errors import FieldFault, FilmError
from embeddings.sources.film_fields import FIELDS, FilmFields
from embeddings.sources.rows import parse_imdb_id
from embeddings.sources.text.clean import clean_text
from embeddings.sources.text.genres import clean_genres
from embeddings.sources.text.tag_names import clean_tag

LONGEST_TITLE: Final = 300
LONGEST_NAME: Final = 60
LONGEST_PLOT: Final = 10_000
MOST_NAMES: Final = 20
FIRST_YEAR, LAST_YEAR = 1870, 2200
LARGEST_TMDB_ID: Final = 2**31 - 1
LARGEST_IMDB_ID: Final = 99_999_999


@dataclass(frozen=True)
class GivenFilm(FilmFields):
    """A film as an operator gives it."""


def read_film(given: Mapping[str, object]) -> GivenFilm:
    """Check and clean what is told of a film.

    Parameters
    ----------
    given
        By field of `GivenFilm`. None and empty text are as good as nothing told.

    Raises
    ------
    FilmError
        With every field at fault, and why.

    Examples
    --------
    >>> read_film({"title": " Heat ", "year": 1995, "imdb_id": "113277"}).imdb_id
    'tt0113277'
    """
    return _Reader(given).film()


class _Reader:
    """Reads fields one by one and collects what is wrong with them."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self.given = {k: v for k, v in given.items() if v is not None and v != ""}
        self.faults = [
            FieldFault(name, f"there is no such field; there are {', '.join(FIELDS)}")
            for name in given
            if name not in FIELDS
        ]

    def film(self) -> GivenFilm:
        title = self.text("title", LONGEST_TITLE)
        if title is None and not any(fault.field == "title" for fault in self.faults):
            self.faults.append(FieldFault("title", "is needed"))
        original = self.text("original_title", LONGEST_TITLE)
        film = GivenFilm(
            title=title or "",
            original_title=None if original == title else original,
            alternative_titles=self.names("alternative_titles", LONGEST_TITLE),
            year=self.number("year", FIRST_YEAR, LAST_YEAR),
            genres=tuple(clean_genres(self.names("genres", LONGEST_NAME))),
            tags=self.tags(),
            plot=self.text("plot", LONGEST_PLOT),
            countries=self.names("countries", LONGEST_NAME),
            languages=self.names("languages", LONGEST_NAME),
            imdb_id=self.imdb_id(),
            tmdb_id=self.number("tmdb_id", 1, LARGEST_TMDB_ID),
        )
        if self.faults:
            raise FilmError(self.faults)
        return film

    def fault(self, field: str, reason: str) -> None:
        self.faults.append(FieldFault(field, reason))

    def text(self, field: str, longest: int) -> str | None:
        value = self.given.get(field)
        return None if value is None else self.clean(field, value, longest)

    def clean(self, field: str, value: object, longest: int) -> str | None:
        if not isinstance(value, str):
            self.fault(field, f"is {value!r}, and must be text")
            return None
        cleaned = clean_text(value)
        if not cleaned:
            self.fault(field, "is blank")
        elif len(cleaned) > longest:
            self.fault(field, f"has {len(cleaned):,} characters; {longest:,} are the most")
        return cleaned or None

    def number(self, field: str, least: int, most: int) -> int | None:
        value = self.given.get(field)
        if value is None:
            return None
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
            value = int(value) if len(value.strip()) <= 10 else value
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(field, f"is {value!r}, and must be a whole number")
            return None
        if not least <= value <= most:
            self.fault(field, f"is {value}, and must be {least} to {most}")
        return value

    def names(self, field: str, longest: int) -> tuple[str, ...]:
        value = self.given.get(field, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            self.fault(field, f"is {value!r}, and must be a list")
            return ()
        if len(value) > MOST_NAMES:
            self.fault(field, f"has {len(value)} entries; {MOST_NAMES} are the most")
            return ()
        cleaned = (self.clean(f"{field}/{at}", one, longest) for at, one in enumerate(value))
        return tuple(dict.fromkeys(one for one in cleaned if one))

    def tags(self) -> tuple[str, ...]:
        cleaned: list[str] = []
        for at, raw in enumerate(self.names("tags", LONGEST_NAME)):
            if (tag := clean_tag(raw)) is None:
                self.fault(f"tags/{at}", f"is {raw!r}, which tells nothing of a film")
            else:
                cleaned.append(tag)
        return tuple(dict.fromkeys(cleaned))

    def imdb_id(self) -> str | None:
        value = self.given.get("imdb_id")
        if value is None:
            return None
        try:
            found = parse_imdb_id(str(value)) if isinstance(value, str | int) else None
        except ValueError:
            found = None
        if found is None or int(found[2:]) > LARGEST_IMDB_ID:
            self.fault("imdb_id", f"is {value!r}, and must be like tt0113277")
            return None
        return found
