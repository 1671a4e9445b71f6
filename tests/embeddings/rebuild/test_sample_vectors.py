"""The vectors that ship with the sample are those that the encoder gives today."""

import random

import numpy as np
import pytest

from embeddings.rebuild import sample_vectors
from embeddings.settings import DEFAULT_ENCODER
from embeddings.texts.encoder import load_encoder


@pytest.mark.slow
def test_shipped_vectors_are_the_encoders_and_complete() -> None:
    encoder = load_encoder(DEFAULT_ENCODER)
    shipped, texts = sample_vectors.sample_vectors(encoder), sample_vectors.sample_texts()
    behind = [text for key, text in texts.items() if key not in shipped]
    assert not behind, f"{len(behind)} texts; run: python -m embeddings.rebuild.sample_vectors"
    assert not shipped.keys() - texts.keys()
    # Seeded, so that a failure can be run again; any text must do.
    keys = random.Random(1).sample(sorted(texts), 60)
    fresh = encoder.encode([texts[key] for key in keys])
    cosines = [
        float(np.dot(vector, shipped[key].astype(np.float32)))
        for vector, key in zip(fresh, keys, strict=True)
    ]
    assert min(cosines) > 0.9995
