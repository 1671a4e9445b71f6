import pytest

from embeddings.texts.document import MOST_TAGS, movie_document, text_hash


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            (
                "Heat",
                1995,
                ["Action", "Crime"],
                ["heist", "los angeles"],
                "A thief meets a policeman.",
            ),
            "Heat (1995). Action, Crime. heist, los angeles. A thief meets a policeman.",
        ),
        (("Heat", None, [], [], None), "Heat."),
        (("Who?", 2001, [], [], "Who is it?"), "Who? (2001). Who is it?."),
    ],
)
def test_document(arguments: tuple, expected: str) -> None:
    assert movie_document(*arguments) == expected


def test_original_title_finds_the_film_too() -> None:
    assert movie_document("Hate", 1995, [], [], None, "La Haine") == "Hate [La Haine] (1995)."


def test_only_the_most_telling_tags_are_used() -> None:
    tags = [f"tag{n}" for n in range(MOST_TAGS + 3)]
    text = movie_document("Heat", 1995, [], tags, None)
    assert f"tag{MOST_TAGS - 1}" in text
    assert f"tag{MOST_TAGS}" not in text


def test_hash_tells_texts_apart() -> None:
    assert text_hash("a") != text_hash("a ")
    assert len(text_hash("")) == 32
