"""Writes CSV whose cells no spreadsheet takes for formulas, and takes the guards off again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

# A formula begins with one of these; East Asian spreadsheets take the wide forms for the same.
_SIGNS: Final = "[=+\\-@＝＋－＠]"
# A formula may stand where a cell begins, and inside a cell after each character at which some
# spreadsheet begins another cell: where lists are separated by semicolons, `a;=1` are two cells and
# a quotation mark that does not begin a cell holds no line together. White space and quotation
# marks before the sign are dropped by some spreadsheets before they look.
_BEGINNINGS: Final = (rf"\A(?=[\s\"']*{_SIGNS})", rf"(?<=[;\t\r\n])(?=[ \"']*{_SIGNS})")
PART: Final = 100_000  # characters
_UNGUARDED: Final = re.compile("|".join(_BEGINNINGS))
_GUARDED: Final = re.compile(
    "|".join(beginning.replace("(?=", "'(?=") for beginning in _BEGINNINGS)
)


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return CSV with a header, whose texts are `guarded`; `app.transfer.values` undoes that."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([guarded(name) for name in columns])
    parts: list[str] = []
    for row in rows:
        values = (row.get(name) for name in columns)
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in values])
        # `io.StringIO` takes four bytes for each character, a text may take a single one.
        if written.tell() > PART:
            parts.append(_encodable(written.getvalue()))
            written.seek(0)
            written.truncate()
    parts.append(_encodable(written.getvalue()))
    return "".join(parts)


def _encodable(text: str) -> str:
    """Return text without what JSON can spell and UTF-8 cannot."""
    return text.encode("utf-8", errors="replace").decode()


def guarded(cell: str) -> str:
    """Return a cell with a ``'`` wherever a spreadsheet may take what follows for a formula."""
    return _UNGUARDED.sub("'", cell)


def unguarded(cell: str) -> str:
    """Return a cell as it was before `guarded`."""
    return _GUARDED.sub("", cell)
