"""A row of an imported file, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from app.transfer.schemas import Reason


class BadRowError(Exception):
    """A row that cannot be imported; the message is a sentence for the report.

    Attributes
    ----------
    reason : Reason
        The report's code.
    """

    def __init__(self, detail: str, reason: Reason = "bad_row") -> None:
        self.reason: Reason = reason
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class FilmKey:
    """Ids, titles and year that a film is matched by.

    Attributes
    ----------
    titles : tuple of str
        Further titles of the film that the file has: the original one, a translation.
    """

    imdb_id: str | None = None
    tmdb_id: int | None = None
    movie_id: int | None = None
    title: str | None = None
    year: int | None = None
    titles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.imdb_id or self.tmdb_id or self.movie_id or self.title)


@dataclass(frozen=True, slots=True)
class Row:
    """A film and its marks, as a row of a file has them; at most one viewing.

    Attributes
    ----------
    film : FilmKey
        The film.
    lists : frozenset of str
        Keys of `app.library.lists.LISTS`: the lists that the film is on. Never empty unless
        ``fault`` or ``choice`` is set.
    rating : float or None
        Stars; set where ``lists`` has ``ratings``.
    watched_on : date or None
        The day the film was seen, where the file has it.
    at : datetime or None
        When the film was rated or put on the list.
    note : str or None
        What the person wrote of the film or of this viewing.
    kind : str or None
        What the file calls a work that is no film, such as a TV series. The key has only an
        IMDb id then: other ids are of another kind of work, and the title may be a film's.
    lost : tuple of str
        Sentences about values of the row that cannot be read.
    choice : str or None
        The key of the choice that decides whether and where the film is listed.
    fault : BadRowError or None
        Why the row cannot be imported; ``lists`` is empty then.
    file : str or None
        The file's path, where there are several.
    line : int
        The row's line in its file, or the item's number, from 1.
    origin : callable or None
        Reads the row's own cells again; see `cells`.
    """

    film: FilmKey
    lists: frozenset[str] = field(default_factory=frozenset)
    rating: float | None = None
    watched_on: date | None = None
    at: datetime | None = None
    note: str | None = None
    kind: str | None = None
    lost: tuple[str, ...] = ()
    choice: str | None = None
    fault: BadRowError | None = None
    file: str | None = None
    line: int = 0
    origin: Callable[[int], dict[str, str]] | None = field(default=None, compare=False)

    def cells(self) -> dict[str, str]:
        """Return all that the file has in the row, by the file's own column names."""
        return self.origin(self.line) if self.origin else {}
