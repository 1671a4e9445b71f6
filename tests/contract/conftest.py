"""Requests are made up while tests are collected, which takes a quarter of a minute of a core."""

from __future__ import annotations

import pytest


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave the tests out where all that is slow is left out, as `make check` does."""
    return True if config.getoption("markexpr") == "not slow" else None
