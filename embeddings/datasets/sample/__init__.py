"""The catalogue that ships with ordained: films in TOML, ratings simulated. See README.md."""

from embeddings.datasets.sample.dataset import SampleDataset

__all__ = ["SampleDataset"]
