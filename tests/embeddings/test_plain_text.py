"""What text may hold, its one form, and that the document's patterns say the same."""

from __future__ import annotations

import doctest
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings import plain_text as module
from embeddings.plain_text import ANY_TEXT, SOME_TEXT, plain_text

# Unicode's property White_Space, which `unicodedata` does not have.
WHITE_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
CONTROLS = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) in ("Cc", "Cs") and chr(code) not in WHITE_SPACE
]


@pytest.mark.parametrize("space", WHITE_SPACE, ids=ascii)
def test_white_space_of_any_kind_is_one_space(space: str) -> None:
    assert plain_text(f"{space}a{space}{space} robot{space}") == "a robot"


def test_every_control_character_is_refused_by_name() -> None:
    assert len(CONTROLS) == 65 - 6 + 2048
    for char in CONTROLS:
        with pytest.raises(ValueError, match=f"contains the control character U.{ord(char):04X}$"):
            plain_text(f"a{char}b")


@pytest.mark.parametrize("text", ["🎬 ♥ «Amélie»", "ある晴れた日", "\u200bزيرو\u200f", "\ufeffa"])
def test_all_else_is_kept(text: str) -> None:
    assert plain_text(text) == text


def test_composed() -> None:
    assert plain_text("Ame\u0301lie") == "Amélie"


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from(WHITE_SPACE + "\x00\x07\x1c\x7fa"), st.characters(codec="utf-8")
        )
    )
)
def test_patterns_say_what_is_taken(text: str) -> None:
    try:
        kept = plain_text(text)
    except ValueError:
        kept = None
    assert bool(re.search(ANY_TEXT, text)) == (kept is not None)
    assert bool(re.search(SOME_TEXT, text)) == bool(kept)


def test_examples_in_docstrings_are_true() -> None:
    result = doctest.testmod(module)
    assert (result.attempted, result.failed) == (3, 0)
