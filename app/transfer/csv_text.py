"""Writes CSV whose cells no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

# What a formula may begin with; tab and CR are dropped by spreadsheets before they look.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return CSV with a header, and a ``'`` before each text that may be taken for a formula.

    `app.transfer.values` drops the ``'`` again, so what is exported is imported as it was.
    """
    # In UTF-8, because `io.StringIO` takes four bytes for each character.
    written = io.BytesIO()
    text = io.TextIOWrapper(written, "utf-8", errors="replace", newline="")
    writer = csv.DictWriter(text, [_guarded(name) for name in columns])
    writer.writeheader()
    for row in rows:
        writer.writerow({_guarded(name): _guarded(value) for name, value in row.items()})
    text.flush()
    return written.getvalue().decode()


def _guarded(value: Any) -> Any:
    is_formula = isinstance(value, str) and value.startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula else value
