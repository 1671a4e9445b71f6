"""Why a film is among the answers."""

from typing import Any, cast

import pytest
from sqlalchemy import RowMapping

from embeddings.answers.hits import Judge
from embeddings.answers.understand.parsing import parse
from tests.embeddings.answers.understand.bundled import bundled


def reason(query: str, **row: Any) -> tuple[str, str] | None:
    film = {"movie_id": 0, "reason_kind": "tag", "reason_text": "hopeful"} | row
    judge = Judge(parse(query, bundled()), 0.0, few_known_words=False, least_similarity=0.45)
    return judge.reason(cast(RowMapping, film))


@pytest.mark.parametrize("query", ["chaplin", "films directed by agnes varda", "under 90 minutes"])
def test_facts_alone_are_near_to_no_tag(query: str) -> None:
    assert reason(query) is None


@pytest.mark.parametrize("query", ["chaplin in a factory", "hope"])
def test_words_that_describe_are_near_to_a_tag(query: str) -> None:
    assert reason(query) == ("tag", "hopeful")
    assert reason(query, reason_text=None) is None
