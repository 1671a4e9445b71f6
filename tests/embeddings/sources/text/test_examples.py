import doctest
from types import ModuleType

import pytest

from embeddings.catalogue import report
from embeddings.sources.credits import facts
from embeddings.sources.text import (
    certificates,
    clean,
    english,
    genres,
    origins,
    tag_names,
    titles,
)

MODULES = [english, genres, tag_names, clean, titles, certificates, origins, facts, report]


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
