"""What people say of their taste in their own words."""

import pytest

from embeddings.answers.understand.own_words import read_own_words


@pytest.mark.parametrize(
    ("text", "tags", "genres"),
    [
        ("Slow science fiction with a heart, dry comedies, nothing with ghosts", ["ghost"], []),
        ("nothing with superheroes", ["superhero"], []),
        ("I love French films and hate gore. No musicals or war films.", ["war film", "gory"],
         ["Musical", "War"]),
        ("Ruhige Filme, nichts mit Geistern. Kein Horror!", ["ghost"], ["Horror"]),
        ("I don't like horror. Funny but not silly.", [], ["Horror"]),
        ("I love westerns and long walks", [], []),
    ],
)  # fmt: skip
def test_what_is_not_wanted(text: str, tags: list[str], genres: list[str]) -> None:
    read = read_own_words(text)
    assert set(read.unwanted_tags) == set(tags)
    assert read.unwanted("genre") == genres


def test_what_is_wanted_is_left() -> None:
    read = read_own_words("Slow films. Nothing with ghosts! Dry comedies, please")
    assert read.wanted == "Slow films. Dry comedies, please"
    assert [(said.name, said.wanted, said.phrase) for said in read.said] == [
        ("slow", True, "Slow"),
        ("ghost", False, "Nothing with ghosts"),
        ("Comedy", True, "comedies"),
    ]
    assert read_own_words("").said == ()


def test_what_has_no_word_of_the_vocabulary_is_a_text() -> None:
    assert read_own_words("nothing with subtitles").unwanted_texts == ("subtitles",)
