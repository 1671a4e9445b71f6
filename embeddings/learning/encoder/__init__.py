"""A sentence encoder that knows films, trained here: ``python -m embeddings.learning.encoder``."""
