"""Makes rows from the values of a file, by what its layout says that they mean.

A value that cannot be read costs that value and not the row: the row keeps what else it says, and
the report names the value. Only what leaves no film, or nothing to say of it, is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.transfer import days, values
from app.transfer.days import DayStyle, NoDayError
from app.transfer.kinds import is_film, truth
from app.transfer.layouts import Layout, Role
from app.transfer.ratings import NoRatingError, Scale
from app.transfer.rows import BadRowError, FilmKey, Row
from app.transfer.tables import column
from app.transfer.values import BadValueError
from embeddings.sources.text.titles import parse_title

_YEAR_AT_END = re.compile(r".\s*[(\[](?:18|19|20)[0-9]{2}[)\]]\s*$")


@dataclass
class _Draft:
    """A row while its values are read."""

    lost: list[str] = field(default_factory=list)
    unsettled: bool = False

    def read(self, function: Callable[..., Any], *args: Any) -> Any:
        """Return what a function reads; where it cannot, note the value as lost."""
        try:
            return function(*args)
        except (BadValueError, NoRatingError) as error:
            self.lost.append(str(error))
        except NoDayError as error:
            # Days that the column does not settle are one remark for the column, not one a row.
            self.unsettled |= error.unsettled
            if not error.unsettled:
                self.lost.append(str(error))
        return None


def _says_seen(written: str) -> bool:
    """Return whether what stands where a day should be says that the film was seen.

    "Spring 2019" does; "never" and other words do not, but for a plain yes.
    """
    return truth(written) is True or any(map(str.isdigit, written))


class RowBuilder:
    """Makes rows of one file.

    Parameters
    ----------
    layout : Layout
        The file's layout.
    scales : mapping of str to Scale
        Scales of its columns of ratings.
    styles : mapping of str to DayStyle
        How its columns write days.
    listed : str or None
        The list of films whose row says nothing else, or of all where the file is a list.
    choice : str or None
        The key of the choice that stands in place of ``listed``.
    profiles : mapping of str to str
        Keys of choices by the person whose row it is, where the file is of several.
    is_list : bool
        Whether each film is on the list, whatever else its row says.
    """

    def __init__(
        self,
        layout: Layout,
        scales: Mapping[str, Scale],
        styles: Mapping[str, DayStyle],
        listed: str | None,
        choice: str | None = None,
        profiles: Mapping[str, str] | None = None,
        *,
        is_list: bool = False,
    ) -> None:
        self.layout = layout
        self.scales = scales
        self.styles = styles
        self.listed = listed
        self.choice = choice
        self.is_list = is_list
        self.profiles = profiles or {}
        self.unsettled_days = 0
        self.listed_rows = 0
        self.faults: dict[tuple[str, str], BadRowError] = {}
        self._columns: dict[Role, list[str]] = {}
        for name, role in layout.roles.items():
            self._columns.setdefault(role, []).append(name)

    def columns(self, role: Role) -> list[str]:
        """Return the columns of a role, the first one counting most."""
        return self._columns.get(role, [])

    def build(self, cells: Mapping[str, Any], short: str | None = None) -> Row:
        """Return a row without file and line.

        Parameters
        ----------
        short : str or None
            Why the row may be cut off; such a row must say itself what it is.

        Raises
        ------
        BadRowError
            The row names no film, or says nothing of it.
        """
        draft = _Draft()
        if self.layout.prepare:
            cells = self.layout.prepare(cells)
        kind = self._kind(cells)
        film = self._film(draft, cells, kind)
        lost = len(draft.lost)
        stars = self._stars(draft, cells)
        rating_lost = len(draft.lost) > lost
        lists = {"ratings"} if stars else set()
        seen = self._listed_by_row(draft, cells)
        watched_on = draft.read(self._day, cells) if seen is None or "history" in seen else None
        if seen is None and (written := self._written(cells, "watched_on")):
            seen = {"history"} if watched_on or _says_seen(written) else set()
        lists |= seen or set()
        if short and not lists:
            raise BadRowError(short)
        choice = None
        # A row whose rating cannot be read does say something: "to see" stands in such columns too.
        unsaid = not lists and seen is None and not rating_lost
        if self.is_list or unsaid:
            choice = self.choice
            if self.listed and not choice:
                lists.add(self.listed)
                self.listed_rows += 1
        self.unsettled_days += draft.unsettled
        if not film:
            raise BadRowError(" ".join(draft.lost) or "The row has neither an id nor a title.")
        if not lists and not choice:
            self._refuse(draft, cells, seen)
        return Row(
            film,
            frozenset(lists),
            stars,
            watched_on,
            draft.read(self._at, cells),
            values.note(self._first(cells, "note")),
            kind,
            tuple(draft.lost),
            self.profile(cells) or choice,
        )

    def profile(self, cells: Mapping[str, Any]) -> str | None:
        """Return the key of the choice whether the rows of this row's person are wanted."""
        return self.profiles.get(self._written(cells, "profile") or "") if self.profiles else None

    def _refuse(self, draft: _Draft, cells: Mapping[str, Any], seen: set[str] | None) -> None:
        if draft.lost:
            raise BadRowError(" ".join(draft.lost))
        if seen is not None:
            status = self._written(cells, "status")
            said = f"“{status[:40]}” means" if status else "The row says"
            raise BadRowError(f"{said} neither rated, seen nor planned.", "no_mark")
        if "rating" in self.layout.roles.values() and self.listed is None:
            raise BadRowError("The row has no rating.")
        raise BadRowError("The row says neither rated, seen nor planned.", "no_mark")

    def _first(self, cells: Mapping[str, Any], role: Role) -> Any:
        """Return the value of the first filled column of a role, or None."""
        for name in self._columns.get(role, ()):
            value = cells.get(name)
            if value is not None and values.given(value) is not None:
                return value
        return None

    def _written(self, cells: Mapping[str, Any], role: Role) -> str | None:
        # Most layouts lack most roles, and this is asked for each of them in each row.
        return values.given(self._first(cells, role)) if role in self._columns else None

    def _kind(self, cells: Mapping[str, Any]) -> str | None:
        kind = self._written(cells, "kind")
        return kind if kind and not is_film(kind) else None

    def _film(self, draft: _Draft, cells: Mapping[str, Any], kind: str | None) -> FilmKey:
        ids = {
            "imdb_id": self._id(draft, cells, "imdb_id", values.imdb_id),
            "tmdb_id": self._id(draft, cells, "tmdb_id", values.tmdb_id),
            "movie_id": self._id(draft, cells, "movie_id", values.whole, "movie id"),
        }
        titles = [
            title
            for name in self._columns.get("title", ())
            if (title := draft.read(values.title, cells.get(name)))
        ]
        year = draft.read(values.year, self._first(cells, "year"))
        if year is None and titles and _YEAR_AT_END.search(titles[0]):
            parsed = parse_title(titles[0].replace("[", "(").replace("]", ")"))
            others = [parsed.original_title, *parsed.alternative_titles]
            year = parsed.year
            titles = [parsed.title, *(name for name in others if name), *titles[1:]]
        key = FilmKey(
            **ids,
            title=titles[0] if titles else None,
            year=year,
            titles=tuple(dict.fromkeys(name for name in titles[1:] if name != titles[0])),
        )
        if kind is None:
            return key
        if key.imdb_id is None:
            raise BadRowError(f"To the file this is a {kind[:40]}.", "not_a_film")
        return FilmKey(key.imdb_id, title=key.title, year=key.year)

    def _id(
        self,
        draft: _Draft,
        cells: Mapping[str, Any],
        role: Role,
        read: Callable[..., Any],
        *args: str,
    ) -> Any:
        """Return the first id of a role that can be read; only if none can, one is lost."""
        if role not in self._columns:
            return None
        tried = _Draft()
        for name in self._columns.get(role, ()):
            found = tried.read(read, cells.get(name), *args)
            if found is not None:
                return found
        draft.lost += tried.lost[:1]
        return None

    def _stars(self, draft: _Draft, cells: Mapping[str, Any]) -> float | None:
        for name in self._columns.get("rating", ()):
            written = values.given(cells.get(name))
            if written is None or name not in self.scales:
                continue
            stars = draft.read(self.scales[name].stars, written)
            if stars is not None:
                assert isinstance(stars, float)
                return stars
        return None

    def _listed_by_row(self, draft: _Draft, cells: Mapping[str, Any]) -> set[str] | None:
        """Return the lists that the row names itself; None where it names none, nor could."""
        status = self._written(cells, "status")
        if status is not None:
            lists = self.layout.statuses.get(column(status))
            if lists is None:
                draft.lost.append(f"“{status[:40]}” is not known as a status.")
            return set(lists or ())
        named: set[str] = set()
        answered = False
        for role, name in (("seen", "history"), ("planned", "watchlist")):
            written = self._written(cells, role)  # type: ignore[arg-type]
            if written is None:
                continue
            answered = True
            said = truth(written)
            if said is None:
                draft.lost.append(f"“{written[:40]}” is neither yes nor no.")
            elif said:
                named.add(name)
        return named if answered else None

    def _day(self, cells: Mapping[str, Any]) -> date | None:
        for name in self._columns.get("watched_on", ()):
            if written := values.given(cells.get(name)):
                return days.seen_on(written, self.styles.get(name, DayStyle()))
        return None

    def _at(self, cells: Mapping[str, Any]) -> datetime | None:
        """Return the row's time; one that cannot be read matters less than the row."""
        for role in ("rated_at", "added_at", "watched_on"):
            for name in self._columns.get(role, ()):
                written = values.given(cells.get(name))
                if written is None:
                    continue
                try:
                    return days.instant(written, self.styles.get(name, DayStyle()))
                except NoDayError:
                    continue
        return None
