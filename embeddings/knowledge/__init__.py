"""The catalogue that ships with ordained: films in TOML, ratings simulated. See README.md."""

from embeddings.knowledge.dataset import SampleDataset

__all__ = ["SampleDataset"]
