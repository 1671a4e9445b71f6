"""The order of the stages: data set → catalogue → vectors → release."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from embeddings.catalogue.added import with_added
from embeddings.catalogue.dataset import SAMPLE, Dataset, open_dataset
from embeddings.catalogue.movies import Catalogue, build_catalogue
from embeddings.errors import RefusedError
from embeddings.evaluation.quality import measure
from embeddings.knowledge.pack import Knowledge, read_knowledge
from embeddings.learning.added_films import text_space
from embeddings.learning.interactions import rating_counts
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.split import held_out_people
from embeddings.learning.threads import threads_for
from embeddings.learning.tuning import MOST_VALIDATION
from embeddings.learning.vectors import build_taste
from embeddings.progress import say, timed
from embeddings.rebuild.beside import beside
from embeddings.rebuild.encoders import encoders, export_if_behind
from embeddings.rebuild.gate import Gate, check_quality
from embeddings.rebuild.inputs import Inputs
from embeddings.rebuild.sample_vectors import sample_vectors
from embeddings.rebuild.stages import Stages
from embeddings.releases import add, added, load, records, registry
from embeddings.releases.film_map import place_films
from embeddings.releases.movie import sentence_records
from embeddings.releases.people import identify_people
from embeddings.releases.ratings import all_ratings
from embeddings.releases.tags import genome_scores, relevance
from embeddings.settings import Settings
from embeddings.sources.credits.facts import Credits
from embeddings.sources.credits.reading import read_credits
from embeddings.sources.plots import Plots, read_plots
from embeddings.texts.cache import encode_cached
from embeddings.texts.encoder import Encoder
from embeddings.texts.ray_engine import RayEncoder

# The seed of every random choice in a rebuild, so that equal data give equal vectors.
TASTE_SEED = 1


@dataclass
class Summary:
    """What a rebuild did."""

    release_id: int
    movies: int
    new: int
    changed: int
    unchanged: int
    encoded: int
    seconds: dict[str, float] = field(default_factory=dict)
    quality: dict[str, Any] | None = None


def rebuild_from(
    engine: Engine,
    settings: Settings,
    dataset_name: str,
    plots_file: Path | None = None,
    credits_path: Path | None = None,
    *,
    if_needed: bool = False,
    if_empty: bool = False,
    wait: bool = False,
    force: bool = False,
    with_knowledge: bool = True,
    engine_of_encoding: str = "process",
) -> Summary | None:
    """Open the data set and the encoder, and run `rebuild`.

    Parameters
    ----------
    dataset_name : str
        A published name, a path, or ``sample``.
    plots_file : Path, optional
        CSV of plots.
    credits_path : Path, optional
        CSV of credits, or IMDb's files: one of them, or a folder.
    if_needed : bool
        Do nothing if the live release was made from the same files by the same encoder.
    if_empty : bool
        Do nothing if any release is live, whatever it was made from.
    wait : bool
        Wait for another rebuild to end, rather than raise.
    force : bool
        Go live although the new release is worse than the live one.
    with_knowledge : bool
        Add what the knowledge pack says of the films to what the other sources say.
    engine_of_encoding : str
        ``process`` encodes in this process, ``ray`` on a cluster: `embeddings.texts.ray_engine`.

    Returns
    -------
    Summary or None
        None if nothing had to be done.
    """
    dataset = open_dataset(dataset_name, settings.home, base_url=settings.movielens_url)
    inputs = Inputs(
        dataset,
        read_plots(plots_file) if plots_file else None,
        read_credits(credits_path) if credits_path else None,
        # The sample is the pack itself.
        read_knowledge() if with_knowledge and dataset.name != SAMPLE else None,
    )
    with registry.rebuild_lock(engine, wait=wait):
        if if_empty and (live := _live(engine)):
            say(f"{live.dataset} is live, and stays")
            return None
        if if_needed and (live := _live(engine)) and inputs.made(live, settings):
            say(f"{live.dataset} is live already")
            export_if_behind(settings)
            return None
        say(f"loading the encoder {settings.encoder} …")
        by_ray = engine_of_encoding == "ray"
        with encoders(settings, dataset, defer=not by_ray) as (encoder, query_encoder):
            return rebuild(
                engine,
                dataset,
                RayEncoder(encoder) if by_ray else encoder,
                inputs.plots,
                inputs.credits,
                inputs.knowledge,
                gate=Gate(settings.quality_margin, force, query_encoder),
            )


def _live(engine: Engine) -> registry.ReleaseInfo | None:
    with engine.connect() as connection:
        return registry.live_release(connection)


def rebuild(
    engine: Engine,
    dataset: Dataset,
    encoder: Encoder,
    plots: Plots | None = None,
    credits: Credits | None = None,
    knowledge: Knowledge | None = None,
    *,
    gate: Gate | None = None,
) -> Summary:
    """Build a release from a data set and make it the live one; needs `rebuild_lock`.

    The live release stays as it is until the last transaction. Encoded texts are stored batch by
    batch, so a rebuild that was killed continues with the batch it was at.

    Raises
    ------
    DatasetError
        The data are broken; nothing is changed.
    RefusedError
        The new release is worse than the live one; what was encoded is kept.
    ReleaseError
        Another rebuild runs.
    """
    inputs = Inputs(dataset, plots, credits, knowledge)
    seconds: dict[str, float] = {}
    with engine.begin() as connection:
        if registry.discard_unfinished(connection):
            say("cleared up after a rebuild that had not finished")
    with timed(seconds, "catalogue", f"reading {dataset.name}"):
        catalogue = build_catalogue(dataset, plots, credits, knowledge)
        with engine.connect() as connection:
            catalogue, replaced = with_added(catalogue, added.load_films(connection))
    for added_id, movie_id in replaced.items():
        say(f"  added film {added_id} is movie {movie_id} of {dataset.name} now")
    for line in catalogue.report.lines():
        say(f"  {line}")
    with engine.begin() as connection:
        release_id = registry.begin(connection, **inputs.facts(encoder, catalogue))
    try:
        summary = _build(engine, dataset, encoder, catalogue, release_id, seconds, gate or Gate())
    except RefusedError:
        raise
    except BaseException as error:
        # If the database itself failed, the next rebuild removes what is left.
        with suppress(DBAPIError), engine.begin() as connection:
            registry.end(connection, release_id, f"{type(error).__name__}: {error}")
        raise
    registry.remove_old(engine)
    return summary


def _build(
    engine: Engine,
    dataset: Dataset,
    encoder: Encoder,
    catalogue: Catalogue,
    release_id: int,
    seconds: dict[str, float],
    gate: Gate,
) -> Summary:
    stages = Stages(engine, release_id, seconds)
    movies = records.movie_records(catalogue)
    terms = records.term_records(catalogue)
    sentences = sentence_records(movies)
    with stages("text vectors", f"encoding with {encoder.name}"), stages.steps("texts") as steps:
        vectors, encoded = encode_cached(
            engine,
            encoder,
            records.texts_to_encode(movies, terms, sentences),
            steps,
            shipped=sample_vectors(encoder),
        )
    movie_vectors, term_vectors, sentence_vectors = np.split(
        vectors, np.cumsum([len(movies), len(terms)])
    )
    with engine.begin() as connection:
        film_ids = records.identify(connection, movies)
        person_ids = identify_people(connection, movies)
        new, changed = records.compare_with_live(connection, movies, film_ids)
    with (
        stages("taste vectors", "learning taste vectors from ratings"),
        threads_for(len(movies)),
    ):
        interactions = all_ratings(engine, dataset, catalogue, film_ids)
        ratings = interactions.ratings
        held = held_out_people(ratings, interactions.user_ids, most=MOST_VALIDATION)
        taste = build_taste(
            ratings,
            movie_vectors.astype(np.float32),
            seed=TASTE_SEED,
            settings=None if dataset.tunable else ItemModelSettings(),
            held_out=held,
        )
    with engine.begin() as connection:
        registry.create_partitions(connection, release_id)

    def load_sentences(connection: Connection) -> None:
        load.copy_sentences(connection, release_id, sentences, sentence_vectors)
        load.index_sentences(connection, release_id, encoder.dimension)

    # The index of sentences is two thirds of PostgreSQL's work, and needs nothing that is learned
    # from here on.
    with beside(engine, load_sentences) as sentences_loaded:
        with stages("tags", "learning tags and moods"), threads_for(len(movies)):
            tags = relevance(
                movies, sentences, sentence_vectors, taste, terms, term_vectors,
                genome_scores(dataset, catalogue),
            )  # fmt: skip
        with stages("map", "placing films on the map"), threads_for(len(movies)):
            film_map = place_films(
                movies, movie_vectors, taste, tags, rating_counts(ratings), seed=TASTE_SEED
            )
        content = load.Content(
            movies, terms, film_ids, movie_vectors, term_vectors, taste, film_map.coordinates,
            person_ids, tags,
        )  # fmt: skip
        with engine.begin() as connection:
            with stages("load", f"loading {len(movies):,} movies"):
                load.copy_release(connection, release_id, content)
            with stages("index", "indexing"):
                load.index_movies(connection, release_id, encoder.dimension)
                sentences_loaded()
            registry.record(
                connection,
                release_id,
                taste_dimension=taste.match.shape[1],
                taste=taste.facts,
                text_part=text_space(taste).to_bytes(),
                tag_space=tags.space.to_bytes() if tags else None,
                map_regions=film_map.regions,
            )
    load.vacuum(engine, release_id)
    with stages("quality", "measuring its quality"):
        measured = measure(
            engine,
            release_id,
            gate.query_encoder or encoder,
            [film_ids[movie.movie_id] for movie in movies],
            taste,
            ratings,
            interactions.user_ids,
            held,
        )
    quality = check_quality(engine, release_id, measured, gate, seconds)
    say("going live …")
    add.go_live(engine, release_id, lambda: encoder)
    return Summary(
        release_id=release_id,
        movies=len(movies),
        new=new,
        changed=changed,
        unchanged=len(movies) - new - changed,
        encoded=encoded,
        seconds=seconds,
        quality=quality,
    )
