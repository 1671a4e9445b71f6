"""Comparing the catalogue with MovieLens."""

import json
import re
from pathlib import Path

import pytest

from embeddings.knowledge import agreement
from embeddings.knowledge.entries import read_entries
from tests.conftest import SHARED

MOVIELENS = SHARED / "datasets" / "ml-latest-small"
TEXTS = [
    SHARED / "datasets" / name
    for name in (
        "plots-ml-latest-small.csv",
        "everyday-dev.jsonl",
        "tomt-dev.jsonl",
        "tot-dev.jsonl",
        "msrd-dev.jsonl",
    )
]


@pytest.fixture
def movielens(tmp_path: Path) -> Path:
    (tmp_path / "movies.csv").write_text(
        "movieId,title,genres\n"
        '1,"Third Man, The (1949)",Film-Noir\n'
        "2,City of God (Cidade de Deus) (2002),Crime\n"
        "3,Seven (a.k.a. Se7en) (1995),Crime\n",
        encoding="utf-8",
    )
    (tmp_path / "links.csv").write_text(
        "movieId,imdbId,tmdbId\n1,0041959,1\n2,0317248,\n3,0114369,3\n", encoding="utf-8"
    )
    return tmp_path


def run(movielens: Path, capsys: pytest.CaptureFixture[str], **fields: object) -> tuple[int, str]:
    """Compare a catalogue of one film with the three."""
    film = {"title": "The Third Man", "year": 1949, "imdb_id": "tt0041959", "plot": "x"} | fields
    quoted = [f"{name} = {json.dumps(value)}" for name, value in film.items()]
    folder = movielens / "films"
    folder.mkdir()
    (folder / "1940s.toml").write_text("[[film]]\n" + "\n".join(quoted), encoding="utf-8")
    options = ["--dataset", str(movielens), "--films", str(folder)]
    if texts := [str(path) for path in movielens.glob("texts*")]:
        options += ["--texts", *texts]
    code = agreement.main(options)
    return code, capsys.readouterr().out


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "Third man"},
        {"title": "City of God", "year": 2002, "imdb_id": "tt0317248"},
        {"title": "Cidade de Deus", "year": 2002, "imdb_id": "tt0317248"},
        {"title": "Se7en", "year": 1995, "imdb_id": "tt0114369"},
        {"title": "Unknown to them", "imdb_id": "tt9999999"},
        {"title": "The Third Man", "year": 1980, "imdb_id": ""},
    ],
)
def test_agrees(
    movielens: Path, capsys: pytest.CaptureFixture[str], fields: dict[str, object]
) -> None:
    assert run(movielens, capsys, **fields)[0] == 0


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"title": "The 3rd Man"}, "1940s.toml:2: title of The 3rd Man: MovieLens has"),
        ({"year": 1950}, "1940s.toml:3: year of The Third Man: 1950, MovieLens has 1949"),
        ({"imdb_id": ""}, "1940s.toml:4: imdb_id of The Third Man: empty, MovieLens has tt0041959"),
        (
            {"imdb_id": "tt7", "year": 1950},
            "imdb_id of The Third Man: tt7, MovieLens has tt0041959",
        ),
        ({"imdb_id": "tt0317248", "year": 2002}, "title of The Third Man: MovieLens has 'City of"),
    ],
)
def test_disagrees(
    movielens: Path, capsys: pytest.CaptureFixture[str], fields: dict[str, object], line: str
) -> None:
    code, output = run(movielens, capsys, **fields)
    assert code == 1
    assert line in output
    assert "1 disagreements" in output


def test_says_how_many_agree(movielens: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        "1 of 1 films are in MovieLens by IMDb id, and 0 of them (0.0%)"
        in (run(movielens, capsys, year=1950)[1])
    )


def test_a_known_difference_is_not_reported(
    movielens: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = movielens / "differences.toml"
    known.write_text('[tt0041959]\nyear = "why"\n', encoding="utf-8")
    monkeypatch.setattr(agreement, "DIFFERENCES", known)
    code, output = run(movielens, capsys, year=1950)
    assert code == 0
    assert "0 disagreements, 1 explained" in output


@pytest.mark.parametrize(("words", "code"), [(7, 0), (8, 1)])
def test_a_run_of_eight_words_is_too_long(
    movielens: Path, capsys: pytest.CaptureFixture[str], words: int, code: int
) -> None:
    run_of_words = " ".join(f"word{n}" for n in range(words))
    text = f"movieId,plot\n1,Their own {run_of_words.title()} and so on\n"
    (movielens / "texts.csv").write_text(text, encoding="utf-8")
    assert run(movielens, capsys, plot=f"We say {run_of_words}; more follows.")[0] == code


@pytest.mark.parametrize(("words", "code"), [(5, 0), (6, 1)])
def test_a_run_of_six_words_of_a_query_is_too_long_for_a_phrase(
    movielens: Path, capsys: pytest.CaptureFixture[str], words: int, code: int
) -> None:
    run_of_words = " ".join(f"word{n}" for n in range(words))
    line = json.dumps({"query": f"film with {run_of_words.upper()}?"})
    (movielens / "texts.jsonl").write_text(line + "\n", encoding="utf-8")
    assert run(movielens, capsys, phrases=[f"a {run_of_words} b", "short"])[0] == code


@pytest.mark.skipif(not MOVIELENS.is_dir(), reason=f"needs MovieLens in {MOVIELENS}")
def test_the_shipped_catalogue_agrees_with_movielens(capsys: pytest.CaptureFixture[str]) -> None:
    code = agreement.main(["--dataset", str(MOVIELENS)])
    output = capsys.readouterr().out
    assert code == 0, output
    share = re.search(r"\(([\d.]+)%\) agree in title and year", output)
    assert share is not None
    assert float(share[1]) >= 99


@pytest.mark.skipif(
    not (MOVIELENS.is_dir() and all(path.is_file() for path in TEXTS)),
    reason=f"needs MovieLens in {MOVIELENS} and {', '.join(path.name for path in TEXTS)}",
)
def test_no_shipped_text_shares_a_run_of_words(capsys: pytest.CaptureFixture[str]) -> None:
    code = agreement.main(["--dataset", str(MOVIELENS), "--texts", *map(str, TEXTS)])
    output = capsys.readouterr().out
    assert code == 0, output
    assert "0 plots share 8 words in a row, 0 phrases 6, with plots-ml-latest-small.csv" in output


def test_line_numbers_survive_comments_and_wrapped_lists(tmp_path: Path) -> None:
    path = tmp_path / "1940s.toml"
    path.write_text('# first\n\n[[film]] # a\ntags = [\n  "a",\n]\nyear = 1\n', encoding="utf-8")
    (entry,) = read_entries(path)
    assert (entry.line, entry.line_of("tags"), entry.line_of("year")) == (3, 4, 7)
    assert entry.line_of("plot") == 3
