"""The validator names every problem with its file, line and field."""

import datetime
from pathlib import Path

import pytest

from embeddings.knowledge import validate as command
from embeddings.knowledge.entries import FILMS, film_files, id_range
from embeddings.knowledge.vocabulary import vocabulary
from tests.embeddings.knowledge.entry_lines import (
    LINES,
    PHRASES,
    PLOT,
    TAGS,
    film,
    line_of,
    other,
    problems,
)


@pytest.mark.parametrize("name", LINES)
def test_a_required_field_may_not_be_missing(tmp_path: Path, name: str) -> None:
    found = problems(tmp_path, "# comment\n" + film(**{name: None}))
    if name in ("original_title", "fame"):
        assert found == []
    else:
        assert [(p.path.name, p.line, p.field, p.reason) for p in found] == [
            ("1950s.toml", 2, name, "is missing")
        ]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("id", '"7"', "must be a whole number"),
        ("id", "true", "must be a whole number"),
        ("id", "1950200", "is outside 1950001 to 1950199"),
        ("id", "1950000", "is outside"),
        ("title", "8", "must be text"),
        ("title", '""', "is empty"),
        ("title", '"Ikiru "', "has space at an end"),
        ("title", '"Iki  ru"', "two spaces in a row"),
        ("title", '"Iki\\tru"', "control or invisible"),
        ("title", '"Iki\\u200bru"', "control or invisible"),
        ("title", '"Ame\\u0301lie"', "composed form"),
        ("original_title", '"Ikiru"', "is the title again"),
        ("german_title", '"Ikiru"', "is the title or the original title again"),
        ("aka", '["Ikiru"]', "is the title or the original title again"),
        ("aka", "[]", "has 0 entries"),
        ("year", '"1952"', "must be a whole number"),
        ("year", "1952.0", "must be a whole number"),
        ("year", "1894", "must be a whole number in 1895 to"),
        ("year", str(datetime.date.today().year + 2), "must be a whole number in 1895 to"),
        ("year", "1960", "does not belong in 1950s.toml"),
        ("genres", '"Drama"', "must be a list of texts"),
        ("genres", "[]", "has 0 entries"),
        ("genres", '["drama"]', "'drama' is not in the vocabulary"),
        ("genres", '["Drama", "Drama"]', "'Drama' stands twice"),
        ("tags", '["tokyo", "death", "illness", "old age"]', "has 4 entries, needs 8 to 14"),
        ("tags", TAGS.replace("office", "Office"), "'Office' is not in"),
        ("tags", TAGS.replace("office", "death"), "'death' stands twice"),
        ("tags", TAGS.replace('"office"', "5"), "must be a list of texts"),
        ("minimum_age", "11", "must be one of 0, 4, 6, 8"),
        ("minimum_age", "true", "must be one of"),
        ("known_for", '"death"', "must be a list of texts"),
        ("known_for", "[]", "has 0 entries"),
        ("known_for", '["western"]', "'western' is none of the film's tags and moods"),
        ("minor_tags", '["sad"]', "'sad' is none of the film's tags"),
        ("minor_tags", '["office", "office"]', "'office' stands twice"),
        ("moods", "[]", "must be a table"),
        ("moods", "{ sad = 3 }", "has 1 entries, needs 5 to 14"),
        (
            "moods",
            "{ sad = 2, slow = 1, dark = 1, bleak = 2, tense = 1 }",
            "no mood with strength 3",
        ),
        ("moods", "{ sad = 3, slow = 4, dark = 1, bleak = 2, tense = 1 }", "'slow' must have"),
        ("moods", "{ sad = 3, fine = 1, dark = 1, bleak = 2, tense = 1 }", "'fine' is not in"),
        ("moods", "{ sad = 3, slow = 1, fast-paced = 1, bleak = 2, tense = 1 }", "contradict each"),
        ("phrases", '["one phrase"]', "has 1 entries, needs 6 to 12"),
        ("phrases", PHRASES.replace("dying bureaucrat", "Dying bureaucrat"), "lower case"),
        ("phrases", PHRASES.replace("dying bureaucrat", "dying bureaucrat."), "full stop"),
        ("phrases", PHRASES.replace("dying bureaucrat", "word " * 16 + "word"), "more than 16"),
        ("countries", '["Nippon"]', "'Nippon' is not in"),
        ("countries", "[]", "has 0 entries"),
        ("languages", '["Klingon"]', "'Klingon' is not in"),
        ("languages", '["Japanese", "None"]', "stands alone"),
        ("imdb_id", '"0044741"', 'must be "" or like'),
        ("imdb_id", "44741", 'must be "" or like'),
        ("fame", "0", "must be a whole number in 1 to 5"),
        ("fame", "true", "must be a whole number in 1 to 5"),
        ("plot", f'"{"x" * 118}."', "has 119 characters, needs 120 to 400"),
        ("plot", f'"{"x" * 400}."', "has 401 characters"),
        ("plot", f'"{"x" * 150}"', "does not end in a full stop"),
        ("plot", f'"{PLOT}{PLOT.strip()}"', "has 4 sentences, at most 3"),
        ("director", '"Kurosawa"', "unknown field"),
    ],
)
def test_names_file_line_field_and_reason(
    tmp_path: Path, field: str, value: str, reason: str
) -> None:
    text = other() + "\n" + film(**{field: value})
    found = problems(tmp_path, text)
    assert [(p.path.name, p.field) for p in found] == [("1950s.toml", field)]
    assert found[0].line == line_of(text, field + " =")
    assert reason in found[0].reason


def test_a_minor_tag_is_not_what_the_film_is_known_for(tmp_path: Path) -> None:
    found = problems(tmp_path, film(known_for='["death", "sad"]', minor_tags='["death"]'))
    assert [(p.field, p.reason) for p in found] == [
        ("minor_tags", "'death' stands in known_for as well")
    ]


def test_abbreviations_do_not_end_a_sentence(tmp_path: Path) -> None:
    plot = "In the U.S. of 1950 Dr. Who meets Mr. T. Smith and Mrs. Jones " + "again and " * 8
    assert problems(tmp_path, film(plot=f'"{plot}goes home. Nobody asks why."')) == []


def test_every_problem_is_reported(tmp_path: Path) -> None:
    found = problems(tmp_path, film(year="1960", genres='["A", "B"]', imdb_id="1"))
    assert [p.field for p in found] == ["year", "genres", "genres", "imdb_id"]


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("id", {"id": "1950001"}),
        ("imdb_id", {"imdb_id": '"tt0044741"'}),
        ("plot", {"plot": f'"{PLOT.strip()}"'}),
        ("title", {"title": '"IKIRU!"', "year": "1953"}),
        ("original_title", {"original_title": '"Ikirú"'}),
        ("title", {"title": '"To live"'}),
    ],
)
def test_finds_what_another_film_has(tmp_path: Path, field: str, changed: dict[str, str]) -> None:
    text = film() + "\n" + other(**changed)
    found = problems(tmp_path, text)
    assert [(p.line, p.field) for p in found] == [(line_of(text, field + " ="), field)]
    assert "already at 1950s.toml:" in found[0].reason


def test_finds_what_a_film_in_another_file_has(tmp_path: Path) -> None:
    (tmp_path / "1950s-a.toml").write_text(film(id="1950200"), encoding="utf-8")
    found = problems(tmp_path, other(imdb_id='"tt0044741"'))
    assert [(p.path.name, p.field) for p in found] == [("1950s.toml", "imdb_id")]
    assert "1950s-a.toml:10 (Ikiru)" in found[0].reason


def test_a_remake_years_later_is_another_film(tmp_path: Path) -> None:
    assert problems(tmp_path, film() + other(title='"Ikiru"', year="1958")) == []


def test_broken_toml_is_reported_with_its_line_and_the_rest_is_checked(tmp_path: Path) -> None:
    (tmp_path / "1940s.toml").write_text("[[film]]\nid = \n", encoding="utf-8")
    found = problems(tmp_path, film(fame="9"))
    assert [(p.path.name, p.line, p.field) for p in found] == [
        ("1940s.toml", 2, "file"),
        ("1950s.toml", 11, "fame"),
    ]


@pytest.mark.parametrize("text", ["[film]\nid = 1\n", "note = 1\n", "film = [{id = 1}]\n"])
def test_a_file_holds_nothing_but_film_blocks(tmp_path: Path, text: str) -> None:
    assert [p.field for p in problems(tmp_path, text)] == ["file"]


def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "1950s.toml").write_bytes(b'title = "Am\xe9lie"\n')
    found = command.validate(film_files(tmp_path), vocabulary())[1]
    assert [p.field for p in found] == ["file"]


@pytest.mark.parametrize("name", ["fifties.toml", "1955s.toml", "1950s-A.toml"])
def test_a_file_name_must_say_its_decade(tmp_path: Path, name: str) -> None:
    found = problems(tmp_path, film(), name)
    assert [(p.field, p.line) for p in found] == [("id", 2)]


def test_id_ranges_of_a_decade_do_not_overlap() -> None:
    ranges = [id_range(Path(f"1990s{part}.toml")) for part in ("", "-a", "-b", "-c", "-d", "-e")]
    ids = [number for range_ in ranges for number in range_]
    assert ids == list(range(1990001, 1991200))
    assert id_range(Path("1990s-z.toml"))[-1] < id_range(Path("2000s.toml"))[0]


def test_the_shipped_catalogue_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0, capsys.readouterr().out
    assert "first language not English" in capsys.readouterr().out


def test_exit_code_and_output_of_a_faulty_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "1950s.toml").write_text(film(fame="9"), encoding="utf-8")
    assert command.main([str(tmp_path)]) == 1
    output = capsys.readouterr().out
    assert "1950s.toml:11: fame: must be a whole number in 1 to 5, is 9\n" in output
    assert "1 problems in 1 files" in output


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert command.main([str(tmp_path)]) == 1


def test_every_shipped_file_starts_with_its_licence() -> None:
    for path in film_files(FILMS):
        assert "CC0 1.0" in path.read_text(encoding="utf-8").splitlines()[0], path.name
