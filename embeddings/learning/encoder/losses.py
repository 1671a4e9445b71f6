"""What the encoder is trained to do, as losses over the unit vectors of a batch."""

from __future__ import annotations

from typing import Final

import torch
from torch.nn.functional import cross_entropy, log_softmax

from embeddings.learning.encoder.batches import Batch

TEMPERATURE: Final = 0.05
# Documents so alike are of one film, or of two that no query tells apart.
SAME_DOCUMENT: Final = 0.95
_NEVER: Final = -1e4


def query_to_document(
    queries: torch.Tensor, documents: torch.Tensor, batch: Batch, bank: torch.Tensor | None
) -> torch.Tensor:
    """Return how far queries are from finding their film's document among all of the batch.

    Symmetric: a document also finds its queries among those of other films.

    Parameters
    ----------
    queries : (q, d)
    documents : (f, d)
    bank : (b, d), optional
        Documents of other films of earlier steps, which no query looks for.

    Source: van den Oord, Li & Vinyals, "Representation learning with contrastive predictive
    coding", 2018, equation 4 (InfoNCE); the bank is that of Wang et al., "Cross-batch memory",
    CVPR 2020.
    """
    target = torch.tensor(batch.query_films)
    weights = torch.tensor(batch.weights)
    scores = queries @ documents.T / TEMPERATURE
    scores = scores.masked_fill(_not_negative(documents, target, batch), _NEVER)
    rows = scores
    if bank is not None and len(bank):
        unknown = torch.zeros((len(queries), 1), dtype=torch.bool)
        unknown[list(batch.open_to)] = True
        far = (queries @ bank.T / TEMPERATURE).masked_fill(unknown, _NEVER)
        rows = torch.cat([scores, far], dim=1)
    forward = (cross_entropy(rows, target, reduction="none") * weights).sum() / weights.sum()
    # Each query of a document is a right answer: the mean over them of their log-probabilities.
    likely = log_softmax(scores, dim=0)[torch.arange(len(target)), target]
    backward = -(likely * weights).sum() / weights.sum()
    return 0.5 * (forward + backward)


def query_to_sentence(queries: torch.Tensor, sentences: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return how far queries are from finding a film by the best of its sentences.

    A film's score is its nearest sentence, as in ``search.sql``; queries whose film has no
    sentence in the batch are left out.
    """
    owner = torch.tensor(batch.sentence_films)
    target = torch.tensor(batch.query_films)
    scores = queries @ sentences.T / TEMPERATURE
    films = len(batch.films)
    best = torch.full((len(queries), films), _NEVER)
    best = best.scatter_reduce(1, owner.expand(len(queries), -1), scores, "amax")
    unknown = torch.zeros_like(best, dtype=torch.bool)
    for query, others in batch.open_to.items():
        unknown[query, others] = True
    best = best.masked_fill(unknown, _NEVER)
    weights = torch.tensor(batch.weights) * torch.isin(target, owner)
    loss = cross_entropy(best, target, reduction="none")
    return (loss * weights).sum() / weights.sum().clamp(min=1e-6)


def drift(vectors: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
    """Return how far vectors of general texts moved from where they were: the mean of 1 - cosine.

    Without it the encoder forgets what it knows of language beyond films.
    """
    return (1 - (vectors * before).sum(1)).mean()


def relations(vectors: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
    """Return how much the cosines among general texts changed: the mean of squared differences."""
    return ((vectors @ vectors.T - before @ before.T) ** 2).mean()


def _not_negative(documents: torch.Tensor, target: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return (q, f), true where a film is neither what the query looks for nor surely wrong."""
    with torch.no_grad():
        alike = (documents @ documents.T > SAME_DOCUMENT)[target]
    for query, others in batch.open_to.items():
        alike[query, others] = True
    alike[torch.arange(len(target)), target] = False
    return alike
