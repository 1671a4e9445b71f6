"""A rebuild in which few films changed encodes these few, and says so."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from embeddings.learning.map2d import map_coordinates
from embeddings.rebuild import pipeline
from embeddings.releases import film_map, registry
from embeddings.sources.movielens import MovieLens
from tests.embeddings.generated import write_films
from tests.embeddings.texts.test_cache import CountingEncoder

FILMS, CHANGED = 5_000, 100


@pytest.mark.slow
def test_only_changed_films_are_encoded(
    empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The map takes most of the time, and is not what this is about.
    monkeypatch.setattr(film_map, "map_coordinates", partial(map_coordinates, landmarks=60))

    def build(changed: int) -> tuple[pipeline.Summary, list[str]]:
        """Rebuild; return the documents that were encoded. The gate encodes queries, too."""
        encoder = CountingEncoder()
        data = MovieLens(write_films(tmp_path / f"{changed}", FILMS, changed=changed))
        with registry.rebuild_lock(empty_engine):
            summary = pipeline.rebuild(empty_engine, data, encoder)
        return summary, [text for text in encoder.seen if text.startswith("Film number")]

    first, seen = build(0)
    assert (first.new, first.changed, first.unchanged) == (FILMS, 0, 0)
    assert len(seen) == FILMS
    assert first.encoded == FILMS + 8 + 1  # and 8 genres and a tag
    second, seen = build(CHANGED)
    assert (second.new, second.changed, second.unchanged) == (0, CHANGED, FILMS - CHANGED)
    assert second.encoded == len(seen) == CHANGED
    assert all("Restored" in text for text in seen)
