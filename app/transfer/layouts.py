"""What a known layout is, and what reading finds beside rows.

A layout says which columns a site's file has and what they mean. Nothing is read by a column or two
that happen to be there: a table has all columns that its layout requires, or it is of no known
layout, and then the person says what its columns mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from app.transfer.files import Part, UnreadableFileError
from app.transfer.mapping import ColumnMapping
from app.transfer.ratings import Scale
from app.transfer.schemas import Format

Role = Literal[
    "imdb_id",
    "tmdb_id",
    "movie_id",
    "title",  # several columns may be titles; the first one that is filled names the film
    "year",
    "rating",
    "watched_on",  # the day seen
    "rated_at",
    "added_at",
    "status",  # a word for the list that the film is on
    "seen",  # yes or no, or how often
    "planned",  # yes or no
    "kind",  # film, series, game …
    "note",
    "profile",  # of several people in one file, whose row it is
]
# Lists by what a status says; nothing where it says neither seen, planned nor hidden.
Statuses = Mapping[str, frozenset[str]]
# What a row without rating, day and status is: on a list, or one that `list_as` names ("list"),
# or one that only the person can tell ("ask"). None: such a row says nothing.
Otherwise = Literal["history", "watchlist", "hidden", "list", "ask"] | None


@dataclass(frozen=True)
class Layout:
    """A kind of file.

    Attributes
    ----------
    site : Format
        Whose file it is.
    what : str
        What it holds, for messages.
    roles : mapping of str to Role
        What the columns mean, by `tables.column`; of one role, the first filled column counts.
    requires : frozenset of str
        Columns that the file must have.
    any_of : frozenset of str
        Columns of which it must have one at least.
    lacks : frozenset of str
        Columns that it must not have.
    filled : frozenset of str
        Columns of which each must have a value somewhere.
    facts : frozenset of str
        Columns known to say nothing of the person. Filled columns that are neither these nor have
        a role are named in the report.
    foreign : pattern or None
        What names of columns begin with that belong to another file, and are not named.
    unread : frozenset of str
        Columns known to be the person's own and not read; named as well.
    files : pattern or None
        What the path in lower case must contain.
    scales : mapping of str to Scale
        Scales of columns of ratings; the others are judged by the whole column.
    zero : bool
        Whether 0 is a rating where the scale is judged.
    statuses : mapping
        See `Statuses`; keys as `tables.column` writes them.
    otherwise : Otherwise
        See `Otherwise`.
    is_list : bool
        Whether each film is on the list that ``otherwise`` says, whatever else its row says.
    strict : bool
        Whether all filled columns must be known, and the values look like those of films.
    unreadable : str or None
        A sentence that says why a file of the layout holds nothing to import.
    prepare : callable or None
        Returns a row's values changed, before roles are read; may raise `BadRowError`.
    check : callable or None
        Returns whether the values of the whole sheet are those of this layout, from how often
        each column has a value.
    """

    site: Format
    what: str
    roles: Mapping[str, Role]
    requires: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    foreign: re.Pattern[str] | None = None
    unread: frozenset[str] = frozenset()
    files: re.Pattern[str] | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    zero: bool = False
    statuses: Statuses = field(default_factory=dict)
    otherwise: Otherwise = None
    is_list: bool = False
    strict: bool = False
    unreadable: str | None = None
    prepare: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    check: Callable[[Mapping[str, Counter[str]]], bool] | None = None

    def fits(self, columns: frozenset[str], part: Part) -> bool:
        """Return whether a table's columns and its file's path are those of the layout."""
        return (
            self.requires <= columns
            and (not self.any_of or bool(self.any_of & columns))
            and not self.lacks & columns
            and (self.files is None or bool(self.files.search(part.folders + part.stem)))
        )


@dataclass(frozen=True)
class UnknownLayout:
    """A table that is of no known layout.

    Attributes
    ----------
    columns : tuple of str
        Headers as the file writes them.
    samples : tuple of tuple of str
        The first rows, cut.
    suggestion : ColumnMapping or None
        What the columns may mean; None where none may name a film.
    """

    file: str | None
    columns: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    suggestion: ColumnMapping | None


class UnknownLayoutError(UnreadableFileError):
    """Nothing in the upload is of a known layout, and there are tables to be mapped."""

    def __init__(self, layouts: tuple[UnknownLayout, ...]) -> None:
        self.layouts = layouts
        super().__init__("The columns of the file are not those of any format known here.")


@dataclass
class Choice:
    """Films of a file that are imported only where the person says what they are.

    Attributes
    ----------
    key : str
        Names the choice in `ReadOptions.choices`.
    kind : str
        ``likes``; ``list``: one of the person's own making; ``profile``: one of several people of
        a file; ``file``: a file whose columns are those of several kinds of lists.
    name : str
        What the site calls it.
    films : int
        Rows of it.
    chosen : str or None
        What was chosen.
    """

    key: str
    kind: Literal["likes", "list", "profile", "file"]
    name: str
    file: str | None
    films: int = 0
    chosen: str | None = None


RemarkCode = Literal["column", "value", "scale", "day_order", "list", "file"]


@dataclass(frozen=True)
class Remark:
    """Something of a file that the person should know.

    Attributes
    ----------
    code : RemarkCode
        ``column``: a column is not read; ``value``: a value was left out; ``scale``: how ratings
        were read; ``day_order``: days are left out until it is known whether the day or the month
        comes first; ``list``: films went where `list_as` says, or to the watchlist; ``file``: a
        file is not read.
    detail : str
        A sentence.
    columns : tuple of str
        Headers of the columns that it is about.
    """

    code: RemarkCode
    file: str | None
    line: int | None
    detail: str
    columns: tuple[str, ...] = field(default=())
