"""What a film's row in the tag model holds: facts, plot, taste, and the tags and moods it has.

A row has four blocks. Facts are known of every film. The other three may be missing, and the model
has one set of weights for each combination of what is there, so that no weight relies on a block
that a film lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np

from embeddings.arrays import Floats, Mask, unit_rows
from embeddings.sources.film_fields import FilmFields

# Films that must share a fact before it is a feature.
LEAST_FILMS: Final = 10
# Ratings from which a film's taste vector says something that its text does not.
LEAST_RATINGS: Final = 5
# How much each kind of fact weighs before the common ridge penalty. Facts that few films share
# would otherwise weigh as much as genres.
FACT_WEIGHTS: Final[Mapping[str, float]] = {
    "genre": 0.5,
    "genres": 0.3,
    "decade": 0.5,
    "country": 0.5,
    "language": 0.3,
    "length": 0.3,
    "age": 0.5,
    "certificate": 0.3,
}
# A tag or mood that a film is known to have.
WORD_WEIGHT: Final = 0.25
_LENGTH_STEP, _LONGEST_STEP = 20, 10


@dataclass(frozen=True)
class FilmInputs:
    """What the model reads of some films, in one order.

    Attributes
    ----------
    films
        The fields of each film.
    plots
        (films, d) float32: mean of the vectors of the plot's sentences, which hold neither title
        nor tags; zero where there is no plot. A document's vector would not do: it holds the tags
        that are to be estimated.
    taste
        (films, k) float32: the collaborative part of the match vectors; None where the release
        has none.
    rating_counts
        (films,) int64.
    """

    films: Sequence[FilmFields]
    plots: Floats
    taste: Floats | None
    rating_counts: Any

    def __len__(self) -> int:
        return len(self.films)

    def some(self, rows: Any) -> FilmInputs:
        """Return the inputs of some films, by row."""
        return FilmInputs(
            [self.films[row] for row in np.asarray(rows).tolist()],
            self.plots[rows],
            None if self.taste is None else self.taste[rows],
            self.rating_counts[rows],
        )

    @property
    def with_plot(self) -> Mask:
        """(films,) bool: the film has a plot."""
        return np.asarray(np.any(self.plots != 0, axis=1))

    @property
    def with_taste(self) -> Mask:
        """(films,) bool: enough people rated it."""
        if self.taste is None:
            return np.zeros(len(self), dtype=bool)
        return np.asarray(np.asarray(self.rating_counts) >= LEAST_RATINGS)


@dataclass(frozen=True)
class Features:
    """The facts that are features, and the means that plots and taste vectors are centred by.

    Attributes
    ----------
    facts
        Kind and value of each fact, in the order of its column.
    plot_mean, taste_mean
        (d,) and (k,) float32.
    """

    facts: tuple[tuple[str, str], ...]
    plot_mean: Floats
    taste_mean: Floats

    @classmethod
    def of(cls, inputs: FilmInputs) -> Features:
        """Choose the facts that enough films share."""
        counts = Counter(fact for film in inputs.films for fact in facts_of(film))
        facts = sorted(fact for fact, films in counts.items() if films >= LEAST_FILMS)
        taste = np.zeros((1, 0), dtype=np.float32) if inputs.taste is None else inputs.taste
        return cls(tuple(facts), _mean(inputs.plots[inputs.with_plot]), _mean(taste))

    def fact_rows(self, films: Sequence[FilmFields]) -> Floats:
        """Return (films, facts) float32: a fact's weight where a film has it, else 0."""
        columns = {fact: column for column, fact in enumerate(self.facts)}
        rows = np.zeros((len(films), len(columns)), dtype=np.float32)
        for row, film in enumerate(films):
            has = [columns[fact] for fact in facts_of(film) if fact in columns]
            rows[row, has] = 1
        return rows * np.array([FACT_WEIGHTS[kind] for kind, _ in self.facts], dtype=np.float32)

    def plot_rows(self, plots: Floats) -> Floats:
        """Return (films, d) float32 plots, centred, of unit length."""
        return unit_rows(plots - self.plot_mean)

    def taste_rows(self, taste: Floats) -> Floats:
        """Return (films, k) float32 taste vectors, centred, of unit length."""
        return unit_rows(taste - self.taste_mean)


def facts_of(film: FilmFields) -> Iterator[tuple[str, str]]:
    """Yield kind and value of each fact of a film; what is unknown is a value as well."""
    genres = sorted(set(film.genres))
    for genre in genres:
        yield "genre", genre
    for first, second in combinations(genres, 2):
        yield "genres", f"{first} {second}"
    yield "decade", str(film.year // 10) if film.year else ""
    for country in set(film.countries):
        yield "country", country
    for language in set(film.languages):
        yield "language", language
    steps = min(film.runtime // _LENGTH_STEP, _LONGEST_STEP) if film.runtime else ""
    yield "length", str(steps)
    yield "age", "" if film.minimum_age is None else str(film.minimum_age)
    yield "certificate", film.certificate or ""


def _mean(vectors: Floats) -> Floats:
    if not len(vectors):
        return np.zeros(vectors.shape[1], dtype=np.float32)
    return np.asarray(vectors.mean(0, dtype=np.float64), dtype=np.float32)
