"""The validator names every problem with its file, line and field."""

import datetime
import json
from pathlib import Path

import pytest

from embeddings.knowledge import validate as command
from embeddings.knowledge.checks import Problem
from embeddings.knowledge.entries import FILMS, film_files, id_range
from embeddings.knowledge.vocabulary import read_vocabulary, vocabulary

TAGS = (
    '["tokyo", "death", "illness", "old age", "office", "bureaucracy", "meaning of life",'
    ' "post-war"]'
)
MOODS = '{ humane = 3, sad = 2, quiet = 2, hopeful = 1, "thought-provoking" = 2 }'
PHRASES = (
    '["old clerk learns that he is dying", "playground on a swing in the snow", "dying bureaucrat",'
    ' "what to do with the last months of a life", "papers piled up for thirty years",'
    ' "quiet japanese film about death"]'
)
LINES = {
    "id": "1950001",
    "title": '"Ikiru"',
    "original_title": '"To Live"',
    "year": "1952",
    "genres": '["Drama"]',
    "tags": TAGS,
    "countries": '["Japan"]',
    "languages": '["Japanese"]',
    "imdb_id": '"tt0044741"',
    "fame": "4",
    "minimum_age": "10",
    "moods": MOODS,
    "phrases": PHRASES,
    "plot": f'"{"A clerk learns that he will die soon and looks for something to do. " * 2}"',
}
PLOT = "A clerk who has stamped papers for thirty years learns that he will die. " * 2


def film(**changed: str | None) -> str:
    """One block; None leaves a key out. Its first key stands on the block's second line."""
    lines = LINES | {"plot": f'"{PLOT.strip()}"'} | changed
    return "[[film]]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items() if v is not None)


def other(**changed: str | None) -> str:
    """Another film, which clashes with the first in nothing."""
    plot = f'"{PLOT.strip().replace("clerk", "guard")}"'
    phrases = PHRASES.replace("a", "o")
    fields = {"id": "1950002", "title": '"Ran"', "imdb_id": '""', "plot": plot, "phrases": phrases}
    return film(**(fields | {"original_title": None} | changed))


def problems(folder: Path, text: str, name: str = "1950s.toml") -> list[Problem]:
    """What the validator says of one file."""
    (folder / name).write_text(text, encoding="utf-8")
    return command.validate(film_files(folder), vocabulary())[1]


def line_of(text: str, start: str) -> int:
    """Line of the last key that starts so."""
    return max(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))


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
    ids = [number for each in ranges for number in each]
    assert ids == list(range(1990001, 1991200))
    assert id_range(Path("1990s-z.toml"))[-1] < id_range(Path("2000s.toml"))[0]


def test_the_vocabulary_itself_is_checked(tmp_path: Path) -> None:
    def word(means: str = "x", **lists: list[str]) -> str:
        parts = [f"{name} = {json.dumps(words)}" for name, words in ({"also": []} | lists).items()]
        return f"{{ means = {json.dumps(means)}, {', '.join(parts)} }}\n"

    (tmp_path / "vocabulary.toml").write_text(
        'genres = ["Drama", "Drama"]\n[places]\ncountries = []\nlanguages = []\n', encoding="utf-8"
    )
    (tmp_path / "tags.toml").write_text(
        f"[a]\nsea = {word(also=['ocean'])}Sun = {word('')}lake = {word(also=['ocean', 'sea'])}"
        f"[b]\nsea = {word()}",
        encoding="utf-8",
    )
    (tmp_path / "moods.toml").write_text(
        f"[pace]\nslow = {word(opposite=['fast'])}fast = {word(opposite=[])}"
        f"calm = {word(opposite=['loud'])}",
        encoding="utf-8",
    )
    assert read_vocabulary(tmp_path).faults == (
        "tag 'Sun' in a is not plain lower case",
        "tag 'Sun' needs a meaning of 1 to 90 letters",
        "tag 'sea' stands in a and again in b",
        "'Drama' is listed twice",
        "synonym 'sea' of 'lake' stands for itself",
        "'slow' is the opposite of 'fast', but not the other way round",
        "the opposite 'loud' of 'calm' is no mood",
    )


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"moods": MOODS.replace("sad", "gory")}, "minimum_age", "is 10, though the film is"),
        ({"certificate": '"R"'}, "minimum_age", "is 10, though the certificate is R"),
        ({"certificate": '"G"', "minimum_age": "14"}, "minimum_age", "though the certificate is G"),
        ({"moods": MOODS.replace("sad", '"for the whole family"')}, "minimum_age", "whole family"),
        (
            {
                "moods": MOODS.replace("quiet", "talky"),
                "tags": TAGS.replace("death", "silent film"),
            },
            "tags",
            "'silent film' and 'talky' contradict",
        ),
    ],
)
def test_contradictions_between_fields(
    tmp_path: Path, changed: dict[str, str], field: str, reason: str
) -> None:
    found = problems(tmp_path, film(**changed))
    assert [p.field for p in found] == [field]
    assert reason in found[0].reason


def test_a_phrase_may_not_hold_the_title(tmp_path: Path) -> None:
    phrases = PHRASES.replace("dying bureaucrat", "third man in the sewers")
    found = problems(tmp_path, film(title='"Third Man"', phrases=phrases))
    assert [(p.field, "holds the title" in p.reason) for p in found] == [("phrases", True)]


def test_two_films_share_no_run_of_six_words(tmp_path: Path) -> None:
    found = problems(tmp_path, film() + other(phrases=PHRASES))
    assert {p.field for p in found} == {"phrases"}
    assert "also stands at 1950s.toml:14" in found[0].reason


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
