"""Tables and lists of no site's own: a spreadsheet's columns, lines of titles with years, ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from app.transfer import days
from app.transfer.column_names import DAYS, FACTS, OWN_RATINGS, role_of, scale_of
from app.transfer.days import NoDayError
from app.transfer.formats.common import STATUSES, share_of
from app.transfer.layouts import Layout, Role
from app.transfer.ratings import NULLS, STARS, NoRatingError, Scale, judge, read
from app.transfer.tables import Record, column
from app.transfer.values import BadValueError, given, imdb_id, year

_YEAR_IN_TITLE: Final = re.compile(r".*[(\[](?:18|19|20)\d{2}[)\]]\s*")
_BULLET: Final = r"(?:[-*•–]\s+|#?\d{1,5}[.):]\s+)?(?:\[(?P<box>[ xX✓✔])\]\s+)?"
_LINE: Final = re.compile(
    _BULLET + r"(?P<title>\S.*?)\s*[(\[](?P<year>(?:18|19|20)\d{2})[)\]]"
    r"\s*[-–—:,;|]?\s*(?P<rest>.*)"
)
_ID_LINE: Final = re.compile(
    _BULLET + r"(?:https?://\S*imdb\.com/\S*?)?(?P<id>tt\d{5,10})\b\S*(?P<rest>.*)",
    re.IGNORECASE,
)
# Rows of a table whose header is gone, and markup: no titles.
_NO_LINE: Final = re.compile(r"[\w-]*\d[\w-]*[,;|]|.*(?:</|\t|[;|].*[;|])")
LINES: Final = Layout(
    "table",
    "lines",
    {"id": "imdb_id", "title": "title", "rating": "rating", "box": "status"},
    statuses=STATUSES,
    otherwise="list",
)
_SURE: Final = 0.8  # the share of values that must look right


def layout(
    columns: Sequence[str], values: Mapping[str, Counter[str]], filled: set[str]
) -> Layout | None:
    """Return the layout of a plain table; None where a column is not known, or no film named.

    Parameters
    ----------
    columns : sequence of str
        All columns.
    values : mapping
        Values by column.
    filled : set of str
        Columns with a value.
    """
    named = {name: role_of(name) for name in columns if not _is_fact(name, values)}
    roles = {name: role for name, role in named.items() if role is not None}
    unknown = {name for name in filled if name and name not in roles}
    unknown = {name for name in unknown if not _is_fact(name, values)}
    own = [name for name in roles if name in OWN_RATINGS]
    if own:  # what is called only "rating" beside it is everybody's
        roles = {name: role for name, role in roles.items() if role != "rating" or name in own}
    roles = {name: _told_by_values(name, role, values) for name, role in roles.items()}
    if "rating" in roles.values() and (day := unknown & DAYS):
        roles |= dict.fromkeys(day, "rated_at")
        unknown -= day
    if unknown or not _names_films(roles, values):
        return None
    scales = {name: scale for name in roles if (scale := scale_of(name))}
    for name, role in roles.items():
        if role == "rating" and name in filled:
            judged = judge(values.get(name, Counter()))
            # Decimals in a column that is not plainly one's own are other people's mean.
            if not (judged.scale or name in scales) or (judged.means and name not in own):
                return None
    return Layout(
        "table",
        "table",
        roles,
        facts=FACTS | {*columns},
        scales=scales,
        statuses=STATUSES,
        otherwise="list",
    )


def suggestion(columns: Sequence[str], values: Mapping[str, Counter[str]]) -> dict[Role, str]:
    """Return which columns of an unknown table may mean what; of each role the first."""
    found: dict[Role, str] = {}
    for name in sorted(columns, key=lambda name: name not in OWN_RATINGS):
        role = role_of(name)
        if role is not None and not _is_fact(name, values):
            found.setdefault(role, name)
    return found


def _is_fact(name: str, values: Mapping[str, Counter[str]]) -> bool:
    """Return whether a column says nothing of the person; "IMDb" may be ids or everybody's mean."""
    filled = values.get(name, Counter())
    is_mean = role_of(name) == "imdb_id" and filled and not share_of(filled, _is_id)
    return name in FACTS or bool(is_mean)


def _told_by_values(name: str, role: Role, values: Mapping[str, Counter[str]]) -> Role:
    """Return a column's role where its name may mean two things and its values tell."""
    filled = values.get(name, Counter())
    if role == "seen" and filled and share_of(filled, _is_day) == 1 and not {*filled} <= {"0", "1"}:
        return "watched_on"
    # French "note" is a rating.
    if role == "rating" and name == "note" and share_of(filled, _is_rating) < _SURE:
        return "note"
    return role


def _names_films(roles: Mapping[str, Role], values: Mapping[str, Counter[str]]) -> bool:
    """Return whether a sheet's values name films: by ids, or by titles with years."""
    by_role = {role: values.get(name, Counter()) for name, role in reversed([*roles.items()])}
    if any(map(given, by_role.get("imdb_id", ()))):
        return share_of(by_role["imdb_id"], _is_id) >= _SURE
    if any(map(given, by_role.get("tmdb_id", ()))):
        return True
    if not any(map(given, by_role.get("title", ()))):
        return False
    if any(map(given, by_role.get("year", ()))):
        return share_of(by_role["year"], _is_year) >= _SURE
    return share_of(by_role["title"], lambda title: bool(_YEAR_IN_TITLE.fullmatch(title))) >= _SURE


def _is_id(written: str) -> bool:
    try:
        return imdb_id(written) is not None
    except BadValueError:
        return False


def _is_year(written: str) -> bool:
    try:
        return year(written) is not None
    except BadValueError:
        return False


def _is_day(written: str) -> bool:
    try:
        days.read(written)
    except NoDayError as error:
        return error.unsettled
    return True


def _is_rating(written: str) -> bool:
    try:
        return read(written)[0] is not None or written.lower() in NULLS
    except NoRatingError:
        return False


def lines_of_films(lines: Sequence[str]) -> bool:
    """Return whether nearly all lines of a text are titles with years, or ids."""
    written = [line.strip().strip('"') for line in lines if line.strip()]
    fitting = sum(_film_of(line) is not None for line in written)
    return bool(written) and fitting >= 0.6 * len(written)


def _film_of(line: str) -> re.Match[str] | None:
    """Return what a line says of a film; None where it names none by id, or title and year."""
    if _NO_LINE.match(line):
        return None
    return _ID_LINE.fullmatch(line) or _LINE.fullmatch(line)


def read_lines(lines: Sequence[str]) -> Iterator[Record]:
    """Yield the lines of a list of films as records of `LINES`."""
    for number, line in enumerate(lines, 1):
        written = line.strip().strip('"')
        if not written:
            continue
        match = _film_of(written)
        if match is None:
            yield Record(number, {"title": written}, "The line has neither a year nor an id.")
            continue
        named: dict[str, Any] = match.groupdict()
        values = {"id": named["id"]} if named.get("id") else {"title": _title(match)}
        rest = named["rest"].strip(" ,;:|-–—")
        if box := named["box"]:
            # Who keeps films with boxes to tick has seen what is ticked.
            values["box"] = "watched" if box.strip() else "to watch"
        if rest and _is_rating(rest):
            values["rating"] = rest
        elif rest and "id" in values and (titled := _LINE.fullmatch(rest)):
            values["title"] = _title(titled)
        elif said := [word for word in map(column, rest.split()) if word in STATUSES]:
            values.setdefault("box", said[0])
        yield Record(number, values)


def _title(match: re.Match[str]) -> str:
    """Return title and year as MovieLens writes them, whose articles may stand behind a comma."""
    return f"{match['title']} ({match['year']})"


def scale_of_lines(lines: Sequence[str]) -> Scale:
    """Return the scale of ratings behind the titles, where they say none themselves."""
    ratings = Counter(record.values.get("rating", "") for record in read_lines(lines))
    return judge(ratings).scale or STARS
