"""The commands of ``python -m embeddings``."""
