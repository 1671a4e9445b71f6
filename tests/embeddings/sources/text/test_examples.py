import doctest
from types import ModuleType

import pytest

from embeddings.sources.text import clean, english, genres, tag_names, titles


@pytest.mark.parametrize("module", [english, genres, tag_names, clean, titles])
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
