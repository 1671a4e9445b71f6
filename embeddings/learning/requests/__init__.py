"""Upper layers of the encoder for long requests: ``python -m embeddings.learning.requests``."""
