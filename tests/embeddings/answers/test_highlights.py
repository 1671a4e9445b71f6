"""Words of a reason that are words of the query, by PostgreSQL's own stemmer."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from embeddings.answers.highlights import highlights
from embeddings.answers.rows import Rows, rows_on
from embeddings.answers.stems import Stems

ANY_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(scope="module")
def rows(engine: Engine) -> Iterator[Rows]:
    with engine.connect() as connection:
        yield rows_on(connection)


STEMS = Stems()


def marked(rows: Rows, text: str, query: str) -> list[tuple[int, int]]:
    return highlights(rows, STEMS, query, [text])[text]


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("A robot falls in love.", "robots in love", ["robot", "love"]),
        ("Dancing all night", "they dance at night", ["Dancing", "night"]),
        ("He runs and is running", "run", ["runs", "running"]),
        ("Two stories", "a story", ["stories"]),
        ("Am\u00e9lie waits", "amelie", ["Am\u00e9lie"]),
        ("The boy's dog", "boy", ["boy's"]),
        ("the boy\u2019s dog", "boys", ["boy\u2019s"]),
        ("ROBOT", "robot", ["ROBOT"]),
        ("A planet and a plane", "plane", ["plane"]),  # no mere prefix
        ("A film about the sea", "a film about the war", []),  # only common words are shared
        ("A lonely marriage", "lonely and married", ["lonely"]),  # what full text tells apart
        ("", "robot", []),
        ("robot", "", []),
    ],
)
def test_words_of_the_query_are_found(rows: Rows, text: str, query: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in marked(rows, text, query)] == words


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    st.text(st.characters(exclude_categories=["Cs", "Cc"])),
)
@ANY_FIXTURE
def test_spans_are_in_order_apart_and_within_the_text(rows: Rows, text: str, query: str) -> None:
    end_before = 0
    for start, end in marked(rows, text, query):
        assert end_before <= start < end <= len(text)
        end_before = end


@given(st.text(alphabet="bcdfghjk", min_size=3, max_size=12))
@ANY_FIXTURE
def test_a_text_that_is_the_query_is_all_marked(rows: Rows, word: str) -> None:
    assert marked(rows, word, word) == [(0, len(word))]


def test_a_word_is_marked_where_full_text_finds_it(rows: Rows, engine: Engine) -> None:
    """The stems are those of the index: to_tsvector has the same lexeme for both words."""
    pairs = [("dancing", "dance"), ("stories", "story"), ("universal", "university"),
             ("skies", "sky"), ("generous", "general"), ("news", "new")]  # fmt: skip
    with engine.connect() as connection:
        for text, other in pairs:
            found = connection.exec_driver_sql(
                "select to_tsvector('english', %s) @@ plainto_tsquery('english', %s)", (text, other)
            ).scalar_one()
            assert bool(marked(rows, text, other)) == found, (text, other)


def test_stems_are_asked_for_once(rows: Rows) -> None:
    asked: list[list[str]] = []

    def counted(name: str, **binds: list[str]) -> object:
        asked.append(binds["words"])
        return rows(name, **binds)

    stems = Stems()
    for _ in range(3):
        highlights(counted, stems, "lonely robots", ["A robot is lonely", "Robots dance"])
    assert len(asked) == 1
