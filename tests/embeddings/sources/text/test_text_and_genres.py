import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.sources.text.clean import clean_optional, clean_text
from embeddings.sources.text.genres import MOVIELENS_GENRES, clean_genres


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("plain", "plain"),
        ("  two   spaces\tand\nlines ", "two spaces and lines"),
        ("Fast &amp; Furious", "Fast & Furious"),
        ("a&nbsp;b&#39;s", "a b's"),
        ("<p>One<br/>two</p>", "One two"),
        ("I <3 you, a < b > c", "I <3 you, a < b > c"),
        ("zero\u200bwidth\ufeff\x07", "zerowidth"),
        ("cafe\u0301", "café"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("MisÃ©rables", "MisÃ©rables"),  # a broken encoding is left alone
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text())
def test_clean_text_is_normal_and_tidy(raw: str) -> None:
    clean = clean_text(raw)
    assert clean == " ".join(clean.split())
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in clean)


@pytest.mark.parametrize("blank", [None, float("nan"), "", "  ", "<br>"])
def test_clean_optional_blank(blank: object) -> None:
    assert clean_optional(blank) is None


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (["Children's", "Comedy"], ["Children", "Comedy"]),
        (["(no genres listed)"], []),
        (["unknown"], []),
        ([""], []),
        ([" sci-fi ", "Sci-Fi"], ["Sci-Fi"]),
        (["Biography", "Film-Noir"], ["Biography", "Film-Noir"]),
        (list(MOVIELENS_GENRES), list(MOVIELENS_GENRES)),
    ],
)
def test_genres(raw: list[str], clean: list[str]) -> None:
    assert clean_genres(raw) == clean
