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
    found = table(split_lines(text.encode()))
    return [(record.line, record.values, record.fault) for record in found.records()]


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
        ("Heat,1995,x,y", "4 values"),
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


def test_lines_of_nothing() -> None:
    assert split_lines(b"") == [""]
    assert split_lines(b"a\r\nb\rc\n\xc3\xa9\x0bd") == ["a", "b", "c", "é\x0bd"]


@pytest.mark.parametrize("text", ["", "\n\n \n", "x" * 100_001])
def test_no_header(text: str) -> None:
    with pytest.raises(UnreadableFileError):
        table(split_lines(text.encode()))


def test_names_of_columns() -> None:
    names = ("Letterboxd URI", "imdb_id", "IMDb Id", "Ünï", "Моя оценка", "Tytuł")
    assert [column(name) for name in names] == [
        "letterboxduri",
        "imdbid",
        "imdbid",
        "uni",
        "мояоценка",
        "tytul",
    ]


def test_rows_that_end_early_say_so() -> None:
    found = table(split_lines(b"Title,Year,Note\nHeat,1995\nAlien,1979,x\n"))
    assert [record.short is None for record in found.records()] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nTitle;Year\nHeat;1995\n",
        '"sep=|"\r\nTitle|Year\r\nHeat|1995\r\n',
        '"Title,Year"\n"Heat,1995"\n',
        'Title,Year\n"Heat,1995"\n',
        '"Title";"Year"\r"Heat";1995\r',
    ],
)
def test_as_spreadsheets_write(text: str) -> None:
    assert [values for _, values, _ in rows(text)] == [{"title": "Heat", "year": "1995"}]


def test_rows_quoted_whole_with_quotes_within() -> None:
    text = '"Title,Year"\n"""Good, the Bad"",1966"\n'
    assert [values for _, values, _ in rows(text)] == [{"title": "Good, the Bad", "year": "1966"}]


def test_repeated_columns_are_told_apart() -> None:
    found = table(split_lines(b"Title,Title\nHeat,x\n"))
    assert found.columns == ("title", "title#2")
    assert found.cells(2) == {"Title": "Heat", "Title (2)": "x"}


@pytest.mark.parametrize(
    "content", [b"Title\n" + b"\n" * 500_001, b"a," * 600 + b"\n1\n"], ids=["lines", "columns"]
)
def test_bounds(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="more than 500"):
        table(split_lines(content))


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS).filter(lambda row: any(map(str.strip, row)))))
def test_what_python_writes_is_read(written: list[tuple[str, str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("A", "B", "C"), *written])
    found = rows(text.getvalue())
    assert [tuple(values.values()) for _, values, _ in found] == written
