"""What a person says about an upload, and what reading it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from app.transfer.formats import movielens
from app.transfer.layouts import Choice, Remark, RemarkCode, UnknownLayout
from app.transfer.mapping import ColumnMapping
from app.transfer.rows import Row
from app.transfer.schemas import Format, ReportFormat

MOST_REMARKS = 100


@dataclass(frozen=True)
class ReadOptions:
    """What a person says about a file beside the file itself.

    Attributes
    ----------
    format : str
        A site, or ``auto``.
    list_as : str or None
        The list that films of unnamed lists go to; None where the person does not say: the
        watchlist, with a remark.
    choices : mapping of str to str
        By `Choice.key` a list, or ``skip``.
    mapping : ColumnMapping or None
        What the columns of tables mean that have all of these columns.
    mappings : mapping of str to ColumnMapping
        The same for single files, by name; it stands before ``mapping``.
    day_order : str
        What comes first in days such as 2/1/24 where the column does not tell.
    """

    format: str = "auto"
    list_as: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    mapping: ColumnMapping | None = None
    day_order: Literal["auto", "day_first", "month_first"] = "auto"
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)


@dataclass
class Parsed:
    """The content of an upload.

    Attributes
    ----------
    format : ReportFormat or None
        The site whose files were read; ``several``, or ``mapped`` where only the mapping could.
    rows : list of Row
        Rows of all files, bad rows among them; not those of a choice that was not made.
    preferences : object
        The file's preferences, not validated; None where it has none.
    ignored : list of str
        Names of files that hold nothing to import.
    choices : list of Choice
        What the person is asked, or has said.
    remarks : list of Remark
        The first `MOST_REMARKS`.
    remarks_total : int
        All of them.
    unknown : list of UnknownLayout
        Tables of an unknown layout, beside files that are known.
    """

    format: ReportFormat | None = None
    rows: list[Row] = field(default_factory=list)
    preferences: Any = None
    ignored: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    remarks_total: int = 0
    unknown: list[UnknownLayout] = field(default_factory=list)

    def remark(
        self,
        code: RemarkCode,
        file: str | None,
        detail: str,
        columns: Iterable[str] = (),
        line: int | None = None,
    ) -> None:
        """Add a remark."""
        self.remarks_total += 1
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(code, file, line, detail, tuple(columns)))


class Reading:
    """An upload while its parts are read.

    Attributes
    ----------
    films : Films
        What MovieLens' files of films and links say.
    formats : set of str
        Whose files were read.
    diaries : set
        Names of Letterboxd's files whose ratings are those of a day, not the current ones.
    has_ratings : bool
        Whether a file has Letterboxd's current ratings.
    """

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.parsed = Parsed()
        self.films = movielens.Films()
        self.formats: set[ReportFormat] = set()
        self.diaries: set[str | None] = set()
        self.has_ratings = False
        self._choices: dict[str, Choice] = {}

    def wants(self, site: Format) -> bool:
        """Return whether files of a site are wanted."""
        return self.options.format in ("auto", site)

    def enter(self, choice: Choice) -> str:
        """Enter a choice; return its key."""
        entered = self._choices.setdefault(choice.key, choice)
        entered.chosen = self.options.choices.get(choice.key)
        return entered.key

    def take(self, row: Row) -> None:
        """Add a row, on the lists that were chosen for it."""
        for sentence in row.lost if row.fault is None else ():
            self.parsed.remark("value", row.file, sentence, line=row.line)
        if row.choice is None:
            self.parsed.rows.append(row)
            return
        choice = self._choices[row.choice]
        if row.fault is not None:
            self.parsed.rows += [row] if choice.chosen not in (None, "skip") else []
            return
        choice.films += 1
        chosen = None if choice.chosen == "skip" else choice.chosen
        if choice.kind == "profile":
            lists = row.lists if chosen else frozenset()
        else:
            lists = row.lists | ({chosen} if chosen else set())
        if lists:
            self.parsed.rows.append(replace(row, lists=lists))

    def finish(self) -> Parsed:
        """Return what was read."""
        if self.has_ratings:
            self._drop_repeated_ratings()
        self.parsed.format = next(iter(self.formats)) if len(self.formats) == 1 else "several"
        self.parsed.choices = [choice for choice in self._choices.values() if choice.films]
        return self.parsed

    def _drop_repeated_ratings(self) -> None:
        """Drop ratings of Letterboxd's diaries where ``ratings.csv`` has the current ones."""
        for index, row in enumerate(self.parsed.rows):
            if row.fault is None and row.file in self.diaries and "history" in row.lists:
                lists = row.lists - {"ratings"}
                self.parsed.rows[index] = replace(row, lists=lists, rating=None)
