"""Cosines that mean something, by encoder."""

from embeddings.answers.thresholds import MEASURED, OF_REQUESTS, UNMEASURED, thresholds_of
from embeddings.texts.models import FILM, MINILM, MPNET


def test_every_encoder_with_a_name_was_measured() -> None:
    assert set(MEASURED) == {FILM, MINILM, MPNET}
    assert thresholds_of(FILM) == MEASURED[FILM]


def test_an_encoder_that_nobody_measured_has_those_of_the_common_one() -> None:
    assert thresholds_of("some/other-model") == UNMEASURED == MEASURED[MINILM]


def test_what_the_head_for_requests_read_has_thresholds_of_its_own() -> None:
    assert thresholds_of(MINILM, is_request=True) == OF_REQUESTS[MINILM] != MEASURED[MINILM]
    assert thresholds_of(FILM, is_request=True) == MEASURED[FILM]  # it has no head
