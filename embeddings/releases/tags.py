"""Tags and moods of a release: what they are learned from, and their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import Floats
from embeddings.catalogue.dataset import Dataset
from embeddings.catalogue.movies import Catalogue
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.learning.tag_relevance import TagRelevance, learn_tags
from embeddings.learning.tag_relevance_calibration import logit
from embeddings.learning.tag_relevance_features import FilmInputs
from embeddings.learning.tag_relevance_targets import (
    FilmTags,
    GenomeScores,
    Targets,
    all_targets,
    film_tags,
)
from embeddings.learning.vectors import TasteVectors
from embeddings.releases.known_relevance import known_relevance
from embeddings.releases.movie import MovieRecord, SentenceRecord
from embeddings.releases.plot_vectors import plot_vectors
from embeddings.releases.records import TermRecord
from embeddings.sources import columns
from embeddings.sources.movielens import MovieLens

# Films whose relevance of every tag is held in memory at a time.
_BLOCK: Final = 5_000


def tag_inputs(
    movies: Sequence[MovieRecord],
    sentences: Sequence[SentenceRecord],
    sentence_vectors: NDArray[np.float16],
    taste: TasteVectors,
) -> FilmInputs:
    """Return what tags are learned from.

    Parameters
    ----------
    sentence_vectors : (sentences, d) float16
    taste
        Of the same movies.
    """
    size = int(taste.facts.get("collaborative_dimension", 0) or 0)  # type: ignore[call-overload]
    return FilmInputs(
        movies,
        plot_vectors(movies, sentences, sentence_vectors),
        taste.match[:, :size] if size else None,
        np.array([movie.rating_count for movie in movies], dtype=np.int64),
    )


def relevance(
    movies: Sequence[MovieRecord],
    sentences: Sequence[SentenceRecord],
    sentence_vectors: NDArray[np.float16],
    taste: TasteVectors,
    terms: Sequence[TermRecord],
    term_vectors: NDArray[np.float16],
    genome: GenomeScores | None = None,
) -> TagRelevance | None:
    """Learn the relevance of tags and moods; see `learn_tags`.

    Parameters
    ----------
    term_vectors : (terms, d) float16
    """
    names = {
        term.name: vector.astype(np.float32)
        for term, vector in zip(terms, term_vectors, strict=True)
        if term.kind == "tag"
    }
    inputs = tag_inputs(movies, sentences, sentence_vectors, taste)
    return learn_tags(inputs, vocabulary(), names, genome)


def genome_scores(dataset: Dataset, catalogue: Catalogue) -> GenomeScores | None:
    """Return the data set's own relevance of tags, by row of the catalogue; None without any.

    Raises
    ------
    DatasetError
        The file of scores is broken.
    """
    genome = dataset.genome() if isinstance(dataset, MovieLens) else None
    if genome is None:
        return None
    # Of films that are one film the later scores stand.
    at = {key: n for n, key in enumerate(catalogue.kept_ids(genome.movie_ids).tolist())}
    ids = catalogue.movies[columns.MOVIE_ID].tolist()
    rows = [(row, at[movie_id]) for row, movie_id in enumerate(ids) if movie_id in at]
    if not rows:
        return None
    of_catalogue, of_genome = np.array(rows, dtype=np.int64).T
    return GenomeScores(of_catalogue, genome.tags, genome.scores[of_genome].astype(np.float32))


def tags_of_films(movies: Sequence[MovieRecord], tags: TagRelevance | None) -> list[FilmTags]:
    """Return the tags and moods of each movie, known or estimated."""
    every = _every_target(tags)
    if tags is None:
        return film_tags(every, known_relevance(every, movies), None, (), ())
    at = [every.names.index(direction.target.name) for direction in tags.directions]
    limits = logit([direction.threshold for direction in tags.directions])
    found: list[FilmTags] = []
    for start in range(0, len(movies), _BLOCK):
        some = slice(start, start + _BLOCK)
        known = known_relevance(every, movies[some])
        found += film_tags(every, known, tags.logits(some), at, limits)
    return found


def direction_rows(
    release_id: int, movies: Sequence[MovieRecord], tags: TagRelevance | None
) -> Iterator[tuple[object, ...]]:
    """Yield rows in the order of `copying.TAG_COLUMNS`: every tag and mood of the vocabulary.

    One that too few films have to learn it has no direction.
    """
    every = _every_target(tags)
    counts = (every.known(movies) > 0).sum(0)
    directions = tags.directions if tags else ()
    learned = {direction.target.name: direction for direction in directions}
    for target, films in zip(every.terms, counts.tolist(), strict=True):
        found = learned.get(target.name)
        numbers: tuple[Floats | float | None, ...] = (None,) * 4
        if found:
            quality = None if np.isnan(found.quality) else found.quality
            numbers = (found.direction, found.offset, found.threshold, quality)
        yield (release_id, target.kind, target.name, target.parent, target.also, films, *numbers)


def _every_target(tags: TagRelevance | None) -> Targets:
    """Return the vocabulary, and what only published scores have."""
    every = all_targets(vocabulary())
    names = set(every.names)
    learned = (direction.target for direction in (tags.directions if tags else ()))
    return Targets((*every.terms, *(target for target in learned if target.name not in names)))
