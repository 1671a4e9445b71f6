"""What an upload may cost: memory, time, and one import at a time."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Callable

import pytest

from app.transfer import not_matched, reading, surveys
from app.transfer.csv_text import csv_text
from app.transfer.files import UnreadableFileError, Upload
from app.transfer.json_items import LONGEST_ITEM
from app.transfer.matching import Miss
from app.transfer.parsed import Parsed, ReadOptions
from app.transfer.reading import read_upload
from app.transfer.reports import Outcome
from app.transfer.tables import column, table
from app.web.problems import Problem
from tests.app.accounts.people import Browser
from tests.app.transfer.uploads import upload, zipped
from tests.effort import growth, seconds, yardstick

SIZE = 19_000_000  # of what a zip unpacks to
MOST_PEAK = 60_000_000
HEAD = b"Title,Year,Rating\n"
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "list of empty objects": ("a.json", lambda: b"[" + b"{}," * (SIZE // 3) + b"{}]"),
    "one item of empty objects": ("a.json", lambda: b"[[" + b"{}," * (SIZE // 3) + b"{}]]"),
    "large items": (
        "a.json",
        lambda: b"[" + (b'{"vote_average":1,"x":[' + b"1.5," * 450_000 + b"1]},") * 10 + b"{}]",
    ),
    "brackets": ("a.json", lambda: b"[" * SIZE),
    "names": ("a.json", lambda: b"{" + b'"a":[],' * (SIZE // 7) + b'"b":1}'),
    "escapes": ("a.json", lambda: b'["' + b'\\"' * (SIZE // 2) + b'"]'),
    "line ends": ("a.csv", lambda: HEAD + b"\n" * SIZE),
    "separators": ("a.csv", lambda: HEAD + b"," * SIZE),
    "quotation marks": ("a.csv", lambda: HEAD + b'"' * SIZE),
    "rows without end": ("a.csv", lambda: HEAD + b'"a\n' * (SIZE // 3)),
    "elements": ("a.xml", lambda: b"<recentratings>" + b"<film>" * (SIZE // 6)),
    "films": ("a.xml", lambda: b"<recentratings>" + b"<film></film>" * (SIZE // 13)),
}


def read(name: str, content: bytes) -> Parsed:
    return read_upload([Upload(name, content)], ReadOptions())


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_in_little_memory(name: str) -> None:
    inner, make = BOMBS[name]
    content = zipped({inner: make()})
    assert len(content) < 100_000
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        with pytest.raises(UnreadableFileError):
            read("bomb.zip", content)
        peak = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    # The unpacked bytes themselves, held twice at most, and a little.
    assert peak < 2 * SIZE + MOST_PEAK


def test_too_long_item_refuses_the_file() -> None:
    item = b'[{"movie": {"title": "' + b"x" * LONGEST_ITEM + b'"}}]'
    with pytest.raises(UnreadableFileError, match="longer than 2 MB"):
        read("a.json", item)


@pytest.mark.parametrize("name", ["format", "version", "preferences"])
def test_a_value_that_is_too_long_refuses_the_file(name: str) -> None:
    for value in (
        b'"' + b"x" * LONGEST_ITEM + b'"',
        b"[" + b"[],[]," * (LONGEST_ITEM // 5) + b"1]",
    ):
        head = {"format": b'"ordained"', "version": b"1", "ratings": b"[]"} | {name: value}
        item = b"{" + b",".join(b'"%s":%s' % (key.encode(), head[key]) for key in head) + b"}"
        with pytest.raises(UnreadableFileError):
            read("a.json", item)


def not_matched_csv(parsed: Parsed) -> str:
    missing = [Outcome(row, Miss("not_found", "No film has this title.")) for row in parsed.rows]
    return not_matched.csv_of(missing, {}) or ""


def test_rows_with_a_name_each_make_no_table_of_their_square() -> None:
    film = '"rating": 4, "type": "movie", "movie": {"title": "None such", "year": 1999}'
    items = ",".join(
        f'{{"rated_at": "2020-01-01", {film}, "own{n}": "of {n}"}}' for n in range(4_000)
    )
    content = f"[{items}]".encode()
    text = not_matched_csv(read("ratings.json", content))
    assert len(text) < 2 * len(content)
    # Nothing is left out: what has no column of its own stands in the last.
    assert text.splitlines()[-1].endswith("own3999: of 3999")


def test_many_columns_of_ratings_are_not_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveys, "MOST_CELLS", 500)
    names = ("rating", "your rating", "my rating", "rated at", "watched date")
    rows = (f"Heat,{','.join(f'{n + place / 10}' for place in range(5))}" for n in range(1_000))
    found = surveys.survey(table([f"title,{','.join(names)}", *rows]), [])
    kept = sum(len(found.values[column(name)]) for name in names)
    assert kept == 500 - 1  # and the title
    assert {column(name) for name in names} <= found.filled


def test_a_list_of_many_rows_is_not_read_again_for_each() -> None:
    film = '{"listed_at": "2020-01-01", "movie": {"title": "None such %d", "ids": {"trakt": 1}}}'

    def make(count: int) -> Callable[[], object]:
        items = ",".join(film % n for n in range(count))
        content = f'[{{"name": "Mine", "items": [{items}]}}]'.encode()
        choices = {choice.key: "watchlist" for choice in read("lists.json", content).choices}
        parsed = read_upload([Upload("lists.json", content)], ReadOptions(choices=choices))
        assert len(parsed.rows) == count
        assert not_matched_csv(parsed).count("None such") >= count
        return lambda: not_matched_csv(parsed)

    # Ten if each row built the list.
    assert growth(make, 200, 2_000) < 3


def test_rows_without_a_match_are_written_in_little_memory() -> None:
    rows = ({"title": f"None such {number}", "line": number} for number in range(50_000))
    tracemalloc.start()
    text = csv_text(("title", "line"), rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert text.startswith("title,line\r\nNone such 0,0\r\n")
    assert text.count("\r\n") == 50_001
    # The parts and the whole; five times where `io.StringIO` held it at four bytes a character.
    assert peak < 2.5 * len(text) + 1_000_000


def test_ten_thousand_rows_are_read_quickly() -> None:
    row = b"2024-01-02,Film %d,1995,https://boxd.it/%d,4.5\n"
    head = b"Date,Name,Year,Letterboxd URI,Rating\n"

    def make(count: int) -> Callable[[], object]:
        content = head + b"".join(row % (number, number) for number in range(count))
        assert len(read("ratings.csv", content).rows) == count
        return lambda: read("ratings.csv", content)

    assert growth(make, 1_000, 10_000) < 3
    # It took 17 on an idle machine, half a second.
    assert seconds(make(10_000)) < 65 * yardstick()


def test_one_import_at_a_time(ann: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_WAIT_S", 0.05)
    with reading.slot():
        answer = upload(ann, HEAD + b"Goodfellas,1990,4\n")
    assert answer.status_code == 429
    assert answer.json["type"] == "/api/docs#import-busy"
    assert int(answer.headers["Retry-After"]) > 0
    assert upload(ann, HEAD + b"Goodfellas,1990,4\n").status_code == 200


def test_a_failed_import_gives_its_place_back() -> None:
    def fail() -> None:
        with pytest.raises(Problem), reading.slot():
            raise Problem("invalid")

    threads = [threading.Thread(target=fail) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading.slot():
        pass
