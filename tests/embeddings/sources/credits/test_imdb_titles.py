from pathlib import Path

import pytest

from embeddings.knowledge.vocabulary import vocabulary
from embeddings.sources.credits.facts import MOST_TITLES, new_titles
from embeddings.sources.credits.imdb_titles import MOST_READ, read_titles
from embeddings.sources.credits.imdb_titles import _languages as languages
from embeddings.sources.imdb_tables import AKAS
from tests.embeddings.sources.credits.imdb import write_table

NONE = r"\N"


def titles(folder: Path, *rows: tuple[str, ...]) -> dict[str, str]:
    """Read titles of one film; a row is title, region, language, types, attributes, original."""
    numbered = [("tt1", str(n), *row) for n, row in enumerate(rows, start=1)]
    return read_titles(["tt1"], write_table(folder, AKAS, numbered)).get("tt1", {})


def test_names_of_languages_are_those_of_the_bundled_catalogue() -> None:
    named = {name for table in languages().values() for name in table.values()}
    assert named <= vocabulary().languages


@pytest.mark.parametrize(
    ("region", "language", "named"),
    [
        ("DE", NONE, "German"),
        ("XWG", NONE, "German"),
        ("NO", NONE, "Norwegian"),
        ("CA", "fr", "French"),
        ("CA", NONE, None),  # English or French
        ("DE", "qbp", None),  # the code says that it is not German
        (NONE, NONE, None),
        (NONE, "ja", "Japanese"),
        ("HK", "cmn", "Mandarin"),
    ],
)
def test_language(tmp_path: Path, region: str, language: str, named: str | None) -> None:
    found = titles(tmp_path, ("Titel", region, language, NONE, NONE, "0"))
    assert found == ({"Titel": named} if named else {})


@pytest.mark.parametrize(
    ("types", "original"),
    [("original", "0"), (NONE, "1"), ("working", "0"), ("working\x02imdbDisplay", "0")],
)
def test_originals_and_working_titles_are_left_out(
    tmp_path: Path, types: str, original: str
) -> None:
    assert titles(tmp_path, ("Titel", "DE", NONE, types, NONE, original)) == {}


def test_the_most_usual_title_of_each_language_comes_first(tmp_path: Path) -> None:
    found = titles(
        tmp_path,
        ("Wörtlich", "DE", NONE, NONE, "literal title", "0"),
        ("Zweiter", "AT", NONE, NONE, NONE, "0"),
        ("Gezeigter", "DE", NONE, "imdbDisplay", NONE, "0"),
        ("Titre", "FR", NONE, NONE, NONE, "0"),
        ("TITRE!", "CA", "fr", "imdbDisplay", NONE, "0"),  # the same, in another spelling
    )
    assert list(found) == ["Gezeigter", "TITRE!", "Zweiter", "Wörtlich"]


def test_there_are_no_more_than_twenty(tmp_path: Path) -> None:
    rows = [(f"Titel {n}", "DE", NONE, NONE, NONE, "0") for n in range(50)]
    found = titles(tmp_path, *rows)
    assert len(found) == MOST_READ
    kept = new_titles(found, ["Titel 1", "TITEL 3", None])
    assert len(kept) == MOST_TITLES == 20
    assert kept[:3] == ["Titel 0", "Titel 2", "Titel 4"]
