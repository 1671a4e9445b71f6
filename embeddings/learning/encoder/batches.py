"""Batches of a training run: films, some of them alike, and what is drawn for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from embeddings.learning.encoder import views
from embeddings.learning.encoder.films import TrainingFilm

# Share of the films without phrases and requests that are drawn: they have their plot alone.
PLOT_ONLY_SHARE = 0.25
# Neighbours that are drawn for every film of a batch, and from how many of the nearest.
NEIGHBOURS, NEAREST = 2, 24


@dataclass
class Batch:
    """Texts of one step.

    Attributes
    ----------
    films
        Positions of the films, each once; ``documents`` has one text for each.
    queries, query_films
        Texts, and the position in ``films`` of what each looks for.
    weights
        How much each query counts.
    open_to
        Query → positions in ``films`` of other films that may answer it.
    sentences, sentence_films
        Phrases and plot sentences, as releases keep them beside the documents.
    """

    films: list[int]
    documents: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    query_films: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    open_to: dict[int, list[int]] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    sentence_films: list[int] = field(default_factory=list)

    def ask(self, film: int, text: str, weight: float) -> None:
        """Add a query for the film at a position of the batch."""
        self.queries.append(text)
        self.query_films.append(film)
        self.weights.append(weight)


class Schedule:
    """Which films each step begins with, so that a resumed run goes on as it would have.

    Parameters
    ----------
    films
        To learn from.
    per_step
        Films of a batch, neighbours included.
    seed
        Equal seeds give equal batches.
    """

    def __init__(self, films: Sequence[TrainingFilm], per_step: int, seed: int) -> None:
        self.films = films
        self.seed = seed
        self.seeds_per_step = max(1, per_step // (1 + NEIGHBOURS))
        self.per_step = per_step
        # A film counts once for its phrases, and again for each request.
        times = [max(len(film.requests), int(bool(film.phrases))) for film in films]
        self._rich = np.repeat(np.arange(len(films)), times)
        self._plain = np.flatnonzero(np.array(times) == 0)
        self.searched = np.flatnonzero(np.array(times) > 0)

    def seeds(self, step: int) -> NDArray[np.int64]:
        """Return the films that a step begins with."""
        plain = int(len(self._rich) * PLOT_ONLY_SHARE)
        a_pass = len(self._rich) + min(plain, len(self._plain))
        wanted = np.arange(step * self.seeds_per_step, (step + 1) * self.seeds_per_step)
        found = []
        for number in np.unique(wanted // a_pass):
            rng = np.random.default_rng([self.seed, 1, int(number)])
            drawn = rng.permutation(self._plain)[:plain]
            order = rng.permutation(np.concatenate([self._rich, drawn]))
            found.append(order[wanted[wanted // a_pass == number] % a_pass])
        return np.concatenate(found)

    def batch(self, step: int, nearest: NDArray[np.int64] | None) -> Batch:
        """Draw the texts of a step.

        Parameters
        ----------
        nearest : (films, n) int64, optional
            Positions of the films most alike, the nearest first; random films without it.
        """
        rng = np.random.default_rng([self.seed, 2, step])
        chosen: dict[int, None] = dict.fromkeys(map(int, self.seeds(step)))
        for film in list(chosen):
            pool = self.searched if nearest is None else nearest[film]
            chosen |= dict.fromkeys(map(int, rng.choice(pool, NEIGHBOURS, replace=False)))
        batch = Batch(list(chosen))
        for position, film in enumerate(batch.films):
            self._draw(batch, position, self.films[film], rng)
        return batch

    def _draw(
        self, batch: Batch, position: int, film: TrainingFilm, rng: np.random.Generator
    ) -> None:
        document, titled = views.document_view(film, rng)
        batch.documents.append(document)
        phrases = views.phrases_of(film, 4, rng)
        sentence = views.plot_sentence(film, rng)
        batch.sentences += phrases[:1]
        batch.sentence_films += [position] * len(phrases[:1])
        if sentence and rng.random() < 0.6:
            batch.sentences.append(sentence)
            batch.sentence_films.append(position)
        elif sentence:
            batch.ask(position, sentence, 0.3)
        for phrase in phrases[1:]:
            batch.ask(position, phrase, 0.6)
        if film.requests:
            request = film.requests[rng.integers(len(film.requests))]
            batch.ask(position, views.request_view(request, rng), 1.5)
        if titled and rng.random() < 0.3:
            batch.ask(position, views.title_query(film, rng), 0.4)
        asked = views.kind_query(film, rng) if film.moods else None
        if asked:
            batch.open_to[len(batch.queries)] = [
                other
                for other, index in enumerate(batch.films)
                if other != position and asked.may_answer(self.films[index])
            ]
            batch.ask(position, asked.text, 0.5)
