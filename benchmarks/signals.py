"""What else than ratings should count, and by how much; measured on validation people.

``python -m benchmarks.signals --dataset D [--seed 1]``. Nothing here sees the test people of
``python -m embeddings evaluate recommendations`` with the same seed. What people say and list
is simulated from their ratings: MovieLens has ratings only. Ranked in memory, exactly.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from embeddings.answers.diversify import diversify
from embeddings.arrays import Floats, Ratings
from embeddings.catalogue.dataset import open_dataset
from embeddings.catalogue.movies import Catalogue, build_catalogue
from embeddings.learning.interactions import LIKED_STARS, rating_counts, read_interactions
from embeddings.learning.metrics import ndcg, top_lists
from embeddings.learning.profile import (
    NAMED_FILMS,
    NEAREST_FILMS,
    combine_preferences,
    preference_mean,
    preference_share,
    rating_weights,
)
from embeddings.learning.split import HeldOut, split_people
from embeddings.learning.vectors import TasteVectors, build_taste
from embeddings.progress import Steps
from embeddings.releases import records
from embeddings.settings import Settings
from embeddings.texts.cache import encode_cached
from embeddings.texts.encoder import Encoder, load_encoder
from sql.server import database, make_engine

TEST_PEOPLE, VALIDATION_PEOPLE = 100, 150
CANDIDATES = 1000
KNOWN = (0, 1, 2, 5, 10, 20)


@dataclass(frozen=True)
class World:
    """Everything measured on: vectors from the training people, and people to try on."""

    catalogue: Catalogue
    texts: Floats
    vectors: TasteVectors
    counts: Floats
    people: HeldOut
    encoder: Encoder
    seed: int

    def shown(self, person: int) -> tuple[np.ndarray, np.ndarray]:
        """Return rows and stars of the films that a person shows."""
        part = slice(*self.people.fold_in.indptr[person : person + 2])
        return self.people.fold_in.indices[part], self.people.fold_in.data[part]

    def score(
        self, wanted: Floats, familiarity: float = 0.0, known: Ratings | None = None
    ) -> float:
        """Return the mean NDCG@100 of people's vectors (people, K); ``known`` are left out."""
        scores = wanted @ self.vectors.match.T
        if familiarity:
            for row in scores:
                least = np.partition(row, -CANDIDATES)[-CANDIDATES]
                chosen = row >= least
                row[:] = np.where(
                    chosen, row / row[chosen].std() + familiarity * np.log1p(self.counts), -np.inf
                )
        lists = top_lists(scores, self.people.fold_in if known is None else known, 100)
        return float(ndcg(lists, self.people.targets).mean())


def load(name: str, seed: int) -> World:
    """Build vectors without test and validation people."""
    settings = Settings.from_env(os.environ)
    dataset = open_dataset(name, settings.home, base_url=settings.movielens_url)
    catalogue = build_catalogue(dataset)
    encoder = load_encoder(settings.encoder)
    with database(settings.database_url, settings.home) as url, Steps("texts") as steps:
        engine = make_engine(url)
        documents = [movie_record.document for movie_record in records.movie_records(catalogue)]
        texts = encode_cached(engine, encoder, documents, steps)[0].astype(np.float32)
        engine.dispose()
    ratings = read_interactions(catalogue.ratings(dataset), catalogue.ids).ratings
    split = split_people(
        ratings, validation=VALIDATION_PEOPLE, test=TEST_PEOPLE, seed=seed, low_ratings=True
    )
    train = ratings[split.train]
    vectors = build_taste(train, texts, seed=seed)
    counts = rating_counts(train).astype(np.float32)
    return World(catalogue, texts, vectors, counts, split.validation, encoder, seed)


def liked_genres(world: World) -> list[list[str]]:
    """Return the three genres that stand out most among what each person shows as liked."""
    genres = world.catalogue.movies["genres"].tolist()
    names = sorted({name for some in genres for name in some})
    has = np.array([[name in some for name in names] for some in genres], dtype=np.float32)
    usual = has.mean(0)
    found = []
    for person in range(len(world.people.rows)):
        films, stars = world.shown(person)
        share = has[films[stars >= LIKED_STARS]].mean(0)
        lift = share * np.log(np.maximum(share, 1e-6) / np.maximum(usual, 1e-6))
        found.append([names[position] for position in np.argsort(-lift)[:3]])
    return found


def priors(world: World) -> dict[str, Floats]:
    """Return (people, K) of what people say, as words, as genres, and as both."""
    genres = world.catalogue.movies["genres"].tolist()
    by_count = np.argsort(-world.counts, kind="stable")
    means = {
        name: world.vectors.profile[
            [film for film in by_count if name in genres[film]][:NAMED_FILMS]
        ].mean(0)
        for name in {name for some in genres for name in some}
    }
    said = liked_genres(world)
    words: dict[str, Floats] = {}
    for some in said:
        text = f"I like {some[0]}, {some[1]} and {some[2]} films"
        if text not in words:
            cosine = world.texts @ world.encoder.encode([text])[0]
            near = np.argsort(-cosine)[:NEAREST_FILMS]
            words[text] = preference_mean(
                world.vectors.profile[near].astype(np.float64), cosine[near], world.counts[near]
            )
    rows: dict[str, list[Floats]] = {"words": [], "genres": [], "both": []}
    for some in said:
        text = f"I like {some[0]}, {some[1]} and {some[2]} films"
        named = [means[name] for name in some]
        rows["words"].append(combine_preferences([words[text]], likes=1))
        rows["genres"].append(combine_preferences(named, likes=1))
        rows["both"].append(combine_preferences([words[text], *named], likes=1))
    return {name: np.array(some) for name, some in rows.items()}


def beginnings(world: World, known: int) -> Ratings:
    """Return (people, movies) csr of the first ``known`` of what people show, by chance."""
    rng = np.random.default_rng(world.seed)
    kept = sparse.lil_matrix(world.people.fold_in.shape, dtype=np.float32)
    for person in range(len(world.people.rows)):
        films, stars = world.shown(person)
        for place in rng.permutation(len(films))[:known]:
            kept[person, films[place]] = stars[place]
    return kept.tocsr()


def weighted(world: World, ratings: Ratings) -> Floats:
    """Return (people, K) the vectors of ratings."""
    weights = sparse.csr_matrix(
        (rating_weights(ratings.data), ratings.indices, ratings.indptr), shape=ratings.shape
    )
    return np.asarray(weights @ world.vectors.profile, dtype=np.float32)


def measure_words(world: World) -> Iterator[dict[str, object]]:
    """Yield NDCG@100 by ratings known, with and without what was said."""
    said = priors(world)
    for known in KNOWN:
        ratings = beginnings(world, known)
        marked = weighted(world, ratings)
        line: dict[str, object] = {"known": known}
        # What is shown later is not known yet, and may be listed; it is no target either.
        line["none"] = round(world.score(marked), 4) if known else None
        for name, prior in said.items() if known else ():
            for strength in (3.0, 10.0, 30.0):
                for likes in (1.0, 2.0, 4.0, 8.0):
                    whole = marked + preference_share(known, strength) * likes * prior
                    found = world.score(whole)
                    line[f"{name} likes={likes:g} strength={strength:g}"] = round(found, 4)
        for name, prior in said.items() if not known else ():
            for familiarity in (0.0, 0.1, 0.2, 0.4, 0.8, 1.6):
                found = world.score(prior, familiarity)
                line[f"{name} familiarity={familiarity:g}"] = round(found, 4)
        yield line


def measure_lists(world: World) -> dict[str, object]:
    """Return NDCG@100 where some ratings are known only as entries of a list.

    A watchlist is played by 20 % of the films shown, whatever their stars; hidden films by half
    of those rated two stars or less, and by what nobody of like taste has seen: no data say.
    """
    rng = np.random.default_rng(world.seed)
    shown = world.people.fold_in
    listed = rng.random(shown.nnz) < 0.2
    disliked = (shown.data <= 2) & (rng.random(shown.nnz) < 0.5)
    found: dict[str, object] = {}
    for name, chosen, weights in (
        ("watchlist", listed, (0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8)),
        ("hidden", disliked, (0.2, 0.1, 0.0, -0.1, -0.2, -0.4)),
    ):
        for weight in weights:
            values = np.where(chosen, weight, rating_weights(shown.data)).astype(np.float32)
            marked = sparse.csr_matrix((values, shown.indices, shown.indptr), shape=shown.shape)
            wanted = np.asarray(marked @ world.vectors.profile, dtype=np.float32)
            found[f"{name} {weight:g}"] = round(world.score(wanted), 4)
    return found


def measure_variety(world: World) -> dict[str, object]:
    """Return NDCG@100 and the likeness of the first 20 by diversity."""
    wanted = weighted(world, world.people.fold_in)
    scores = wanted @ world.vectors.match.T
    lists = top_lists(scores, world.people.fold_in, 200)
    unit = world.vectors.text_part.project(world.texts)
    found: dict[str, object] = {}
    for diversity in (0.0, 0.1, 0.2, 0.3, 0.5, 0.7):
        varied = np.array(
            [
                row[diversify(-np.arange(200.0), world.vectors.match[row], diversity)]
                for row in lists
            ]
        )
        first = unit[varied[:, :20]]
        alike = np.einsum("pid,pjd->pij", first, first)
        off = (alike.sum((1, 2)) - np.einsum("pii->p", alike)) / (20 * 19)
        found[f"{diversity:g}"] = {
            "ndcg_at_100": round(float(ndcg(varied[:, :100], world.people.targets).mean()), 4),
            "likeness_of_20": round(float(off.mean()), 4),
        }
    return found


def main() -> None:
    """Print one JSON object."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--dataset", required=True)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    world = load(given.dataset, given.seed)
    print(json.dumps({"variety": measure_variety(world)}), flush=True)
    print(json.dumps({"lists": measure_lists(world)}), flush=True)
    for line in measure_words(world):
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
