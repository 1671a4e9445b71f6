"""Comparing the facts of the catalogue with a file of credits."""

from pathlib import Path

import pytest

from embeddings.knowledge import facts
from embeddings.knowledge.facts import is_same_name
from tests.conftest import SHARED

CREDITS = SHARED / "datasets" / "credits-ml-latest-small.csv"
HEADER = "movieId,imdbId,directors,writers,cast,runtime\n"


def run(
    folder: Path, row: str, capsys: pytest.CaptureFixture[str], **fields: object
) -> tuple[int, str]:
    film = {
        "title": "The Third Man",
        "imdb_id": "tt0041959",
        "directors": ["Carol Reed"],
        "cast": ["Joseph Cotten", "Alida Valli"],
        "runtime": 104,
    } | fields
    lines = "\n".join(
        f"{name} = {value!r}".replace("'", '"') for name, value in film.items() if value is not None
    )
    (folder / "films").mkdir()
    (folder / "films" / "1940s.toml").write_text(f"[[film]]\n{lines}\n", encoding="utf-8")
    (folder / "credits.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    options = ["--credits", str(folder / "credits.csv"), "--films", str(folder / "films")]
    return facts.main(options), capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ("1,0041959,Carol Reed,,Joseph Cotten|Alida Valli,104", {}),
        ("1,0041959,carol reed|Another,,Alida Valli|B|C|Joseph Cotten,107", {}),
        ("1,0041959,,,,", {}),
        ("1,0000001,Somebody Else,,Nobody,10", {}),
        ("1,0041959,Somebody Else,,Nobody,10", {"directors": None, "cast": None, "runtime": None}),
    ],
)
def test_agrees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, fields: dict[str, object]
) -> None:
    code, output = run(tmp_path, row, capsys, **fields)
    assert code == 0, output


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("1,0041959,Orson Welles,,Joseph Cotten,104", "directors of The Third Man: ['Carol Reed']"),
        ("1,0041959,Carol Reed,,Joseph Cotten,108", "runtime of The Third Man: 104, the file has"),
        ("1,0041959,Carol Reed,,A|B|C|D|Joseph Cotten,104", "cast of The Third Man: ['Joseph"),
    ],
)
def test_disagrees(tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, line: str) -> None:
    code, output = run(tmp_path, row, capsys)
    assert code == 1
    assert line in output
    assert "1 films compared, 0.00% agree" in output


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Zhang Yimou", "Yimou Zhang"),
        ("Aleksei Balabanov", "Aleksey Balabanov"),
        ("Darrell James Roodt", "Darrell Roodt"),
        ("Hirokazu Kore-eda", "Hirokazu Koreeda"),
    ],
)
def test_one_name_in_two_spellings(name: str, other: str) -> None:
    assert is_same_name(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [("Joel Coen", "Ethan Coen"), ("Ridley Scott", "Tony Scott"), ("Bo Hu", "Bo Widerberg")],
)
def test_two_people(name: str, other: str) -> None:
    assert not is_same_name(name, other)


@pytest.mark.skipif(not CREDITS.is_file(), reason=f"needs the credits in {CREDITS}")
def test_the_shipped_facts_agree(capsys: pytest.CaptureFixture[str]) -> None:
    code = facts.main(["--credits", str(CREDITS)])
    assert code == 0, capsys.readouterr().out
