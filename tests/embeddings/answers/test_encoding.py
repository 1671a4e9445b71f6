import numpy as np
import pytest

from embeddings.answers.encoding import encode_query
from embeddings.answers.weights import WEIGHTS, for_length, for_requests
from embeddings.texts.sentences import split_sentences
from embeddings.texts.stand_in import StandInEncoder

LONG = (
    "A boy finds a robot in the woods. They hide it in a barn. It eats the scrap of cars and "
    "learns to be kind before the army comes."
)


def encode(text: str) -> np.ndarray:
    return StandInEncoder().encode([text])[0]


@pytest.mark.parametrize("text", ["robot in the woods", "One. Two. Three.", "word " * 40])
def test_short_queries_and_single_sentences_are_encoded_as_they_stand(text: str) -> None:
    np.testing.assert_array_equal(encode_query(encode, text), encode(text))


def test_a_long_request_is_its_whole_and_its_sentences() -> None:
    found = encode_query(encode, LONG)
    parts = split_sentences(LONG)
    of_sentences = sum(len(part.split()) * encode(part) for part in parts)
    of_sentences = of_sentences / np.linalg.norm(of_sentences)
    both = encode(LONG) + of_sentences
    np.testing.assert_allclose(found, both / np.linalg.norm(both), rtol=1e-5)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-6)


def test_a_head_for_requests_reads_long_queries_whole_and_only_those() -> None:
    asked: list[str] = []

    def head(text: str) -> np.ndarray:
        asked.append(text)
        return encode("another vector")

    np.testing.assert_array_equal(
        encode_query(encode, LONG, encode_request=head), encode("another vector")
    )
    assert asked == [LONG]
    words = " ".join(["robot"] * WEIGHTS.short_words)
    np.testing.assert_array_equal(encode_query(encode, words, encode_request=head), encode(words))
    assert asked == [LONG]
    without = encode_query(encode, LONG, encode_request=lambda _: None)
    np.testing.assert_array_equal(without, encode_query(encode, LONG))


def test_every_sentence_counts_where_the_encoder_reads_only_the_first() -> None:
    """An encoder that stops reading after eight words still finds the plot of the last sentence."""

    def forgetful(text: str) -> np.ndarray:
        return encode(" ".join(text.split()[:8]))

    last = encode(" ".join(split_sentences(LONG)[-1].split()[:8]))
    assert encode_query(forgetful, LONG) @ last > forgetful(LONG) @ last + 0.1


def test_weights_go_from_short_to_long() -> None:
    lengths = [5, WEIGHTS.short_words, 30, 100, 400]
    found = [for_length(words) for words in lengths]
    assert found[0] == found[1]
    assert for_length(WEIGHTS.plot_words).popularity == WEIGHTS.popularity
    for name in ("plotless", "popularity"):
        values = [getattr(weights, name) for weights in found]
        assert values == sorted(values, reverse=True)
        assert values[-1] < values[0]


def test_a_request_leans_more_on_sentences_and_words_and_not_on_fame() -> None:
    found = for_requests(120)
    assert for_requests(40).wish == WEIGHTS.wish > 100 * found.wish
    assert for_length(40, found).popularity == WEIGHTS.popularity
    assert for_length(80, found).popularity < WEIGHTS.long_popularity / 5
    assert for_length(400, found).popularity < 1e-6
    assert found.hint == WEIGHTS.request_hint < WEIGHTS.hint
    assert found.sentence == WEIGHTS.request_sentence > WEIGHTS.sentence
    assert for_length(100, found).word == WEIGHTS.request_word > for_length(100).word
    assert found.title == WEIGHTS.title
