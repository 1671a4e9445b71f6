import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.films.highlights import COMMON, highlights, stem


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("A robot falls in love.", "robots in love", ["robot", "love"]),
        ("Dancing all night", "they dance at night", ["Dancing", "night"]),
        ("He runs and is running", "run", ["runs", "running"]),
        ("Two stories", "a story", ["stories"]),
        ("Amélie waits", "amelie", ["Amélie"]),
        ("The boy's dog", "boy", ["boy's"]),
        ("the boy\u2019s dog", "boys", ["boy\u2019s"]),
        ("ROBOT", "robot", ["ROBOT"]),
        ("A planet and a plane", "plane", ["plane"]),  # no mere prefix
        ("A film about the sea", "a film about the war", []),  # only common words are shared
        ("", "robot", []),
        ("robot", "", []),
    ],
)
def test_words_of_the_query_are_found(text: str, query: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in highlights(text, query)] == words


def test_stem_keeps_short_words_whole() -> None:
    assert stem("is") == "is"
    assert stem("es") == "es"


@given(st.text(), st.text())
def test_places_are_in_order_apart_and_within_the_text(text: str, query: str) -> None:
    end_before = 0
    for start, end in highlights(text, query):
        assert end_before <= start < end <= len(text)
        end_before = end


@given(st.text(alphabet="abcdefghij", min_size=3, max_size=12).filter(lambda w: w not in COMMON))
def test_a_text_that_is_the_query_is_all_marked(word: str) -> None:
    assert highlights(word, word) == [(0, len(word))]
