"""What ``python -m embeddings evaluate`` runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Engine

from embeddings.answers.encoding import encode_query
from embeddings.arrays import Doubles, Floats, Mask, Ratings, Rows
from embeddings.catalogue.dataset import SAMPLE, open_dataset
from embeddings.catalogue.movies import Catalogue, build_catalogue
from embeddings.errors import DatasetError, ReleaseError
from embeddings.evaluation import groups as groups_measured
from embeddings.evaluation import recommendations as measured
from embeddings.evaluation import search as searched
from embeddings.evaluation import tag_relevance as tags_measured
from embeddings.evaluation.group_cases import GroupCase
from embeddings.evaluation.group_exact import exact_lists
from embeddings.evaluation.group_lists import ServedGroups
from embeddings.evaluation.judged import JudgedFigures, evaluate_judged, read_judged
from embeddings.evaluation.served import ServedRank
from embeddings.evaluation.tag_inputs import read_tag_inputs
from embeddings.evaluation.vectors_alone import evaluate_vectors
from embeddings.knowledge.pack import read_knowledge
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.learning.tag_relevance_targets import all_targets
from embeddings.learning.vectors import TasteVectors
from embeddings.progress import Steps, say
from embeddings.releases import records
from embeddings.releases.registry import ReleaseInfo, live_release
from embeddings.settings import Settings
from embeddings.sources.plots import read_plots
from embeddings.texts.cache import encode_cached
from embeddings.texts.encoder import Encoder, encode_request, load_encoder
from embeddings.texts.exports import load_query_encoder


def recommendations(
    engine: Engine, settings: Settings, dataset_name: str, held_out_users: int, seed: int
) -> measured.RecommendationReport:
    """Evaluate the recommendations that people would get whom the model was not trained on.

    Raises
    ------
    DatasetError
        The data set is broken, or there is none.
    ReleaseError
        It has too few people to hold out so many.
    """
    dataset = open_dataset(dataset_name, settings.home, base_url=settings.movielens_url)
    ranked: list[ServedRank] = []

    def encode(catalogue: Catalogue) -> Floats:
        return _encoded(engine, settings, catalogue, ranked)

    def rank(
        vectors: TasteVectors, fold_in: Ratings, length: int, among: Mask | None = None
    ) -> Rows:
        return ranked[0](vectors, fold_in, length, among)

    try:
        return measured.evaluate(
            dataset, encode, held_out_users=held_out_users, seed=seed, rank=rank
        )
    except ValueError as error:
        raise ReleaseError(f"{dataset.name} cannot be evaluated: {error}") from error


def groups(
    engine: Engine,
    settings: Settings,
    dataset_name: str,
    held_out_users: int,
    group_count: int,
    seed: int,
    half: searched.Half | None = None,
    *,
    exact_stars: float | None = None,
) -> groups_measured.GroupReport:
    """Evaluate films for groups of people whom the model was not trained on.

    Parameters
    ----------
    half
        See `embeddings.evaluation.groups.evaluate_groups`.
    exact_stars
        Rank by the rule alone, and not by the served statement, with this weight of a star.

    Raises
    ------
    DatasetError
        The data set is broken, or there is none.
    ReleaseError
        It has too few people to hold out so many.
    """
    dataset = open_dataset(dataset_name, settings.home, base_url=settings.movielens_url)
    ranked: list[ServedRank] = []

    def encode(catalogue: Catalogue) -> Floats:
        return _encoded(engine, settings, catalogue, ranked)

    def rank(
        vectors: TasteVectors,
        biases: Doubles,
        cases: Sequence[GroupCase],
        fairness: Sequence[float],
        length: int,
    ) -> list[Rows]:
        return ServedGroups(ranked[0])(vectors, biases, cases, fairness, length)

    try:
        return groups_measured.evaluate_groups(
            dataset,
            encode,
            rank if exact_stars is None else partial(exact_lists, stars=exact_stars),
            held_out_users=held_out_users,
            groups=group_count,
            seed=seed,
            half=half,
        )
    except ValueError as error:
        raise ReleaseError(f"{dataset.name} cannot be evaluated: {error}") from error


def _encoded(
    engine: Engine, settings: Settings, catalogue: Catalogue, ranked: list[ServedRank]
) -> Floats:
    """Encode the films, and append to ``ranked`` what ranks them through the database."""
    movies = records.movie_records(catalogue)
    encoder = load_encoder(settings.encoder)
    with Steps("texts") as steps:
        vectors, _ = encode_cached(engine, encoder, [movie.document for movie in movies], steps)
    texts = vectors.astype(np.float32)
    ranked.append(ServedRank(engine, catalogue, texts))
    say("learning from the people who are not held out …")
    return texts


def search(
    engine: Engine,
    settings: Settings,
    queries: Path,
    half: searched.Half | None = None,
    least_ratings: int = 0,
) -> searched.SearchReport:
    """Evaluate the live release on queries with known answers, or on some of them.

    Parameters
    ----------
    half
        Only queries of this half.
    least_ratings
        Only queries with an answer that so many people rated.

    Raises
    ------
    DatasetError
        The file of queries is broken.
    ReleaseError
        No release is live, or another encoder made it.
    """
    wanted = searched.read_queries(queries)
    if half:
        wanted = [query for query in wanted if searched.half_of(query.query) == half]
    with engine.connect() as connection:
        release = _live(connection)
        if least_ratings:
            rated = searched.rated_films(connection, release, least_ratings)
            wanted = [query for query in wanted if query.movie_ids & rated]
        if not wanted:
            raise DatasetError(queries, "holds no such query")
        encoder = _query_encoder(release, settings)
        return searched.evaluate(connection, release, encoder, wanted)


def judged(
    engine: Engine, settings: Settings, queries: Path, half: searched.Half | None = None
) -> dict[str, JudgedFigures]:
    """Evaluate the live release on graded queries; figures of all, and by kind of query.

    Raises
    ------
    DatasetError
        The file of queries is broken.
    ReleaseError
        No release is live, or another encoder made it.
    """
    wanted = read_judged(queries, half)
    with engine.connect() as connection:
        searcher = live_searcher(connection, settings)
        return evaluate_judged(connection, searcher, searcher.release.release_id, wanted)


def live_searcher(connection: Connection, settings: Settings) -> searched.Searcher:
    """Return what searches the live release as the application does.

    Raises
    ------
    ReleaseError
        No release is live, or another encoder made it.
    """
    release = _live(connection)
    return searched.Searcher(connection, release, _query_encoder(release, settings))


def vectors(
    engine: Engine,
    settings: Settings,
    dataset_name: str,
    plots: Path | None,
    queries: Sequence[Path],
) -> dict[str, searched.SearchFigures]:
    """Rank a data set's films by the cosine of query and document alone; no release is needed.

    Queries are encoded as search encodes them, by the export of the encoder where there is one.

    Parameters
    ----------
    queries
        Files as for `search`; the figures of each go by its name.

    Raises
    ------
    DatasetError
        The data set, its plots or a file of queries is broken.
    EncoderError
        The encoder of the settings cannot be loaded.
    """
    files = {path.stem: searched.read_queries(path) for path in queries}
    dataset = open_dataset(dataset_name, settings.home, base_url=settings.movielens_url)
    catalogue = build_catalogue(
        dataset,
        read_plots(plots) if plots else None,
        knowledge=read_knowledge() if dataset.name != SAMPLE else None,
    )
    movies = records.movie_records(catalogue)
    encoder = load_encoder(settings.encoder)
    with Steps("texts") as steps:
        documents, _ = encode_cached(engine, encoder, [movie.document for movie in movies], steps)
    queries_by = load_query_encoder(settings.encoder, settings.home)

    def encode(text: str) -> Floats:
        return encode_query(
            lambda part: queries_by.encode([part])[0],
            text,
            encode_request=lambda request: encode_request(queries_by, request),
        )

    return evaluate_vectors(
        [movie.movie_id for movie in movies], documents.astype(np.float32), encode, files
    )


def tags(engine: Engine, settings: Settings, seed: int) -> tags_measured.TagReport:
    """Evaluate estimated tags and moods of the live release's films.

    Raises
    ------
    ReleaseError
        No release is live, or too few of its films have moods or many tags.
    """
    with engine.connect() as connection:
        release = _live(connection)
        inputs = read_tag_inputs(connection, release)
    names = all_targets(vocabulary()).names
    encoder = _of_release(release, load_encoder(settings.encoder), "names of tags")
    vectors = dict(zip(names, np.asarray(encoder.encode(names), dtype=np.float32), strict=True))
    try:
        return tags_measured.evaluate(inputs, vectors, seed)
    except ValueError as error:
        raise ReleaseError(f"{release.dataset} cannot be evaluated: {error}") from error


def _live(connection: Connection) -> ReleaseInfo:
    release = live_release(connection)
    if release is None:
        raise ReleaseError("no release is live; make one with: python -m embeddings rebuild")
    return release


def _of_release(release: ReleaseInfo, encoder: Encoder, what: str) -> Encoder:
    """Return the encoder, unless another one made the release."""
    if (release.encoder, release.encoder_revision) != (encoder.name, encoder.revision):
        raise ReleaseError(
            f"release {release.release_id} was encoded by {release.encoder} "
            f"{release.encoder_revision}, {what} would be by {encoder.name} {encoder.revision}"
        )
    return encoder


def _query_encoder(release: ReleaseInfo, settings: Settings) -> Encoder:
    """Return the encoder that the application uses for queries."""
    return _of_release(release, load_query_encoder(settings.encoder, settings.home), "queries")
