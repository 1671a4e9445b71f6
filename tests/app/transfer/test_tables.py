"""CSV of all kinds, and broken rows that spoil no other."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.transfer.files import UnreadableFileError
from app.transfer.tables import column, split_lines, table

LINES = ["Title,Year,Note", '"Heat, 1995",1995,', "Fargo,1996,good", "Alien,1979,"]


def rows(text: str) -> list[tuple[int, dict[str, str], str | None]]:
    found = table(split_lines(text))
    return [(one.line, one.values, one.fault) for one in found.records()]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_line_ends_and_separators(end: str, separator: str) -> None:
    lines = [line.replace(",", separator) for line in LINES]
    found = rows(end.join(lines) + end * 2)
    assert [values["title"] for _, values, _ in found] == [
        f"Heat{separator} 1995",
        "Fargo",
        "Alien",
    ]
    assert [line for line, *_ in found] == [2, 3, 4]
    assert {fault for *_, fault in found} == {None}


def test_line_breaks_within_a_value() -> None:
    text = 'Title,Note,Year\nHeat,"two\nlines, and ""a quote""",1995\nFargo,,1996\n'
    assert rows(text) == [
        (2, {"title": "Heat", "note": 'two\nlines, and "a quote"', "year": "1995"}, None),
        (4, {"title": "Fargo", "note": "", "year": "1996"}, None),
    ]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ('"Heat,1995,x', "not closed"),
        ('He"at,1995,x', "not closed"),
        ('He"a"t,1995,x', None),  # many programs write this; nothing is lost by it
        ('"He"at,1995,x', "not those of CSV"),
        ("Heat,1995", "2 values where the header has 3"),
        ("Heat,1995,x,y", "4 values"),
        ("Heat", "1 values"),
        ("x" * 100_001, "more than 100000 characters"),
        ("Heat,1995,x,,,", None),  # a spreadsheet's empty columns
    ],
)
@pytest.mark.parametrize("place", [1, 2, 4])
def test_broken_row_spoils_no_other(broken: str, message: str | None, place: int) -> None:
    lines = [*LINES[:place], broken, *LINES[place:]]
    found = rows("\n".join(lines))
    good = [values["title"] for line, values, _ in found if line != place + 1]
    assert good == ["Heat, 1995", "Fargo", "Alien"]
    (fault,) = [fault for line, _, fault in found if line == place + 1]
    assert (fault is None) == (message is None)
    assert message is None or message in str(fault)


def test_two_quotes_that_are_never_closed() -> None:
    found = rows('Title,Year\n"Heat,1995\nFargo,1996\n"Alien,1979\nPsycho,1960\n')
    assert [(line, fault is None) for line, _, fault in found] == [
        (2, False),
        (3, True),
        (4, False),
        (5, True),
    ]


@pytest.mark.parametrize("text", ["", "\n\n \n", "x" * 100_001])
def test_no_header(text: str) -> None:
    with pytest.raises(UnreadableFileError):
        table(split_lines(text))


def test_names_of_columns() -> None:
    assert [column(one) for one in ("Letterboxd URI", "imdb_id", "IMDb Id", "Ünï")] == [
        "letterboxduri",
        "imdbid",
        "imdbid",
        "n",
    ]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS).filter(lambda row: any(map(str.strip, row)))))
def test_what_python_writes_is_read(written: list[tuple[str, str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("A", "B", "C"), *written])
    found = rows(text.getvalue())
    assert [tuple(values.values()) for _, values, _ in found] == written
