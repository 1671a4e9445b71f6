"""What the fields of a film, two films or two words say must go together."""

import json
from pathlib import Path

import pytest

from embeddings.knowledge.vocabulary import read_vocabulary
from tests.embeddings.knowledge.entry_lines import MOODS, PHRASES, TAGS, film, other, problems


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
    assert "also stands at 1950s.toml:15" in found[0].reason


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
