"""German words of the pack, and German titles."""

from embeddings.knowledge.german_words import german_words
from tests.embeddings.bundled_films import bundled_films


def test_there_are_words_of_what_people_ask_for_each_once() -> None:
    words = german_words()
    assert len(words) > 2000
    assert words["gedächtnisverlust"] == "memory loss"
    assert all(word == word.lower().strip() and english for word, english in words.items())


def test_a_german_title_is_an_alternative_title_with_its_language() -> None:
    film = next(film for film in bundled_films() if film.title == "The Godfather")
    assert "Der Pate" in film.alternative_titles
    assert film.title_languages == {"Der Pate": "German"}
