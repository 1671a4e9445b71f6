"""Few films are learned from with one thread; many with as many as the libraries take."""

from __future__ import annotations

import numpy as np  # noqa: F401 - its BLAS is what is limited
import pytest
from threadpoolctl import ThreadpoolController, threadpool_limits

from embeddings.learning.threads import FEW_FILMS, threads_for


def blas_threads() -> set[int]:
    libraries = ThreadpoolController().select(user_api="blas").info()
    assert libraries
    return {library["num_threads"] for library in libraries}


@pytest.mark.parametrize(("films", "threads"), [(FEW_FILMS, 1), (FEW_FILMS + 1, 2)])
def test_few_films_take_one_thread(films: int, threads: int) -> None:
    with threadpool_limits(2, user_api="blas"):
        assert blas_threads() == {2}
        with threads_for(films):
            assert blas_threads() == {threads}
        assert blas_threads() == {2}
