"""What the layers for requests learn from: requests, parts of them, and what is said of films."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embeddings.learning.encoder.films import TrainingFilm
from embeddings.learning.encoder.views import request_view
from embeddings.texts.document import movie_document
from embeddings.texts.sentences import split_sentences

# A part of a request says less than the whole.
PART_WEIGHT: Final = 0.5
# Shorter parts are no long requests.
LEAST_WORDS: Final = 8


@dataclass(frozen=True)
class Asked:
    """A request or a part of one, and the position of the film that it looks for."""

    text: str
    film: int
    weight: float


def documents_of(films: Sequence[TrainingFilm]) -> list[str]:
    """Return the films' documents, as a release of the data set has them."""
    return [
        movie_document(
            film.title, film.year, form.genres, form.tags, form.plot, film.original_title
        )
        for film in films
        for form in film.forms[-1:]
    ]


def sentences_of(films: Sequence[TrainingFilm]) -> tuple[list[str], list[int]]:
    """Return the plots' sentences and the viewers' phrases, and the position of each one's film."""
    pairs = [
        (sentence, position)
        for position, film in enumerate(films)
        for sentence in (*split_sentences(film.forms[-1].plot or ""), *film.phrases)
    ]
    return [sentence for sentence, _ in pairs], [position for _, position in pairs]


def asked_texts(films: Sequence[TrainingFilm], seed: int) -> list[Asked]:
    """Return every request, and with most of them a part that was drawn; equal for equal seeds."""
    rng = np.random.default_rng([seed, 5])
    found = []
    for position, film in enumerate(films):
        for request in film.requests:
            found.append(Asked(request, position, 1.0))
            part = request_view(request, rng)
            if part != request and len(part.split()) > LEAST_WORDS:
                found.append(Asked(part, position, PART_WEIGHT))
    return found
