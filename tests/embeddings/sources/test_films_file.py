"""Files of films to add: what is wrong is told with line and field."""

from pathlib import Path

import pytest

from embeddings.errors import DatasetError
from embeddings.sources.films_file import read_films


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_json_lines_and_csv_say_the_same(tmp_path: Path) -> None:
    lines = write(
        tmp_path,
        "films.jsonl",
        '{"title": "Ran", "year": 1985, "genres": ["Drama", "War"], "imdb_id": "tt0089881"}\n'
        "\n"
        '{"title": "Amélie, or not", "tags": ["paris"]}\n',
    )
    table = write(
        tmp_path,
        "films.csv",
        'title,year,genres,imdb_id,tags\nRan,1985,Drama|War,0089881,\n"Amélie, or not",,,,paris\n',
    )
    from_lines, from_table = read_films(lines), read_films(table)
    assert [from_line.film for from_line in from_lines] == [row.film for row in from_table]
    assert [from_line.line for from_line in from_lines] == [1, 3]
    assert [row.line for row in from_table] == [2, 3]
    assert from_lines[0].film.genres == ("Drama", "War")


@pytest.mark.parametrize(
    ("name", "text", "line", "field", "reason"),
    [
        ("a.jsonl", '{"title": "x"}\n{"title": "y", "year": 1}\n', 2, "year", "must be 1870"),
        ("a.jsonl", '{"title": "x"}\n{"title"\n', 2, None, "is not JSON"),
        ("a.jsonl", "[1]\n", 1, None, "is no JSON object"),
        ("a.jsonl", "\n", None, None, "has no films"),
        ("a.csv", "title,year\nx,1990\ny,soon\n", 3, "year", "must be a whole number"),
        ("a.csv", "title,colour\nx,red\n", 1, "colour", "no such field"),
        ("a.csv", "title,title\nx,y\n", 1, "title", "in the header twice"),
        ("a.csv", "title,year\nx\n", 2, None, "expected 2 fields, found 1"),
        ("a.csv", "year\n1990\n", 2, "title", "is needed"),
        ("a.csv", "title\n", None, None, "has no films"),
    ],
)
def test_refused(
    tmp_path: Path, name: str, text: str, line: int | None, field: str | None, reason: str
) -> None:
    with pytest.raises(DatasetError) as refused:
        read_films(write(tmp_path, name, text))
    assert (refused.value.line, refused.value.field) == (line, field)
    assert reason in refused.value.reason
    assert name in refused.value.file


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        read_films(tmp_path / "nothing.csv")
