"""Simulated people rating the bundled films. Nobody real is behind these ratings.

The model, for people ``u`` and films ``j``:

1. *Taste.* A person leans to one to three of the `PERSONAS` (Dirichlet weights on sampled ones);
   the personas' standardised pleasure in each film, so weighted, plus a share of six latent
   dimensions of taste (random directions over tags), is standardised to the affinity ``a[u, j]``.
2. *Film.* Quality ``q[j] ~ N(0.4 * (acclaim[j] - 6.5), 0.1)`` stars and popularity ``N(0, 0.3)``
   are the film's own: what is held to be good is liked better than most.
3. *Seen.* The number of films is log-normal with a mean of 97 (in a small catalogue: of 8 % of it),
   at least 20: about 60,000 ratings, however much the catalogue grows. Which ones: without
   replacement with weights ``exp(m[u] * 1.6 * fame[j] + popularity[j] + 0.7 * a[u, j])``, drawn by
   adding Gumbel noise and taking the greatest; ``m`` is the personas' ``mainstream``.
4. *Stars.* ``3.0 + bias[u] + 0.4 * a[u, j] + q[j] + noise`` with ``bias ~ N(0, 0.35)`` and
   ``noise ~ N(0, 0.65)``, rounded to half stars from 0.5 to 5.
5. *When.* A person joins on some day of 2025 and rates the better known films first, with
   exponential pauses.

Every random number comes from PCG64 streams keyed by the seed and a film id, a tag or a purpose, so
adding a film draws nothing anew for the others. Values are rounded before anything is decided by
them, so that the last bits, in which platforms differ, decide nothing.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from embeddings.knowledge.film import Film
from embeddings.knowledge.personas import ERAS, PERSONAS
from embeddings.sources import columns

MODEL_VERSION: Final = 4  # part of the dataset's checksum: raise it when the model changes
SEED: Final = 20_250_101
PEOPLE: Final = 600
MEAN_SEEN: Final = 97  # films
LARGEST_MEAN_SHARE: Final = 0.08
MOST_SEEN: Final = 0.5
LEAST_RATINGS: Final = 20
LATENT_DIMENSIONS: Final = 6

_SPREAD_OF_COUNTS = 0.7
_FAME_WEIGHT = 1.6
_TASTE_WEIGHT = 0.7
_LATENT_SHARE = 0.5
_STARS_A_STEP = 0.4  # of acclaim
_MEAN_ACCLAIM = 6.5
_START = 1_735_689_600  # 2025-01-01 UTC
_DAY_S = 86_400
_DECIMALS = 6

Floats = npt.NDArray[np.float64]


def simulate_ratings(films: Sequence[Film], people: int = PEOPLE, seed: int = SEED) -> pd.DataFrame:
    """Let simulated people rate films.

    Parameters
    ----------
    films
        The catalogue, in any order: the result does not depend on it.
    people
        How many there are; their ids are 1 to ``people``.
    seed
        Another seed, other people.

    Returns
    -------
    pandas.DataFrame
        user_id int32, movie_id int32, rating float32 (half stars), timestamp int64, sorted by
        person and time. A catalogue of fewer than `LEAST_RATINGS` films is seen whole.
    """
    films = sorted(films, key=lambda film: film.movie_id)
    if not films or not people:
        return _frame(np.empty((0, 4)))
    crowd = _rng(seed, "people")
    leaning = _leanings(crowd, people)
    affinity = _affinity(films, leaning, crowd)
    bias = crowd.normal(0, 0.35, people)
    counts = _counts(crowd, people, len(films))
    joined = _START + crowd.integers(0, 365 * _DAY_S, people)

    popularity, quality = np.empty(len(films)), np.empty(len(films))
    gumbel, noise, pause = (np.empty((people, len(films))) for _ in range(3))
    for column, film in enumerate(films):
        own = _rng(seed, f"film {film.movie_id}")
        popularity[column], quality[column] = own.normal(0, 0.3), own.normal(0, 0.1)
        gumbel[:, column] = own.gumbel(size=people)
        noise[:, column] = own.normal(0, 0.65, people)
        pause[:, column] = own.exponential(300, people)

    fame = np.array([film.fame for film in films], dtype=np.float64)
    mainstream = leaning @ np.array([persona.mainstream for persona in PERSONAS])
    known = mainstream[:, None] * _FAME_WEIGHT * fame + popularity
    acclaim = np.array([film.acclaim for film in films], dtype=np.float64)
    quality += _STARS_A_STEP * (acclaim - _MEAN_ACCLAIM)
    wish = np.round(known + _TASTE_WEIGHT * affinity + gumbel, _DECIMALS)
    stars = 3.0 + bias[:, None] + 0.4 * affinity + quality + noise
    stars = np.clip(np.round(np.round(stars, _DECIMALS) * 2) / 2, 0.5, 5)

    ids = np.array([film.movie_id for film in films])
    rows = []
    for person in range(people):
        seen = np.argsort(-wish[person], kind="stable")[: counts[person]]
        seen = seen[np.argsort(-fame[seen], kind="stable")]
        times = joined[person] + np.cumsum(1 + np.floor(np.round(pause[person, seen], _DECIMALS)))
        user = np.full(len(seen), person + 1)
        rows.append(np.column_stack([user, ids[seen], stars[person, seen], times]))
    return _frame(np.concatenate(rows))


def _frame(rows: Floats) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns.RATING_COLUMNS))
    types = {columns.USER_ID: "int32", columns.MOVIE_ID: "int32", columns.RATING: "float32"}
    return frame.astype({**types, columns.TIMESTAMP: "int64"})


def _rng(seed: int, purpose: str) -> np.random.Generator:
    """Make a stream of its own; crc32 because Python's hash() differs between runs."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(purpose.encode())]))


def _leanings(rng: np.random.Generator, people: int) -> Floats:
    """Weights of the personas, (people, personas), rows summing to 1."""
    shares = np.array([persona.share for persona in PERSONAS])
    weights = np.zeros((people, len(PERSONAS)))
    for person in range(people):
        how_many = rng.choice(3, p=[0.5, 0.35, 0.15]) + 1
        chosen = rng.choice(len(PERSONAS), how_many, replace=False, p=shares / shares.sum())
        weights[person, chosen] = rng.dirichlet(np.full(how_many, 2.0))
    return weights


def _counts(rng: np.random.Generator, people: int, films: int) -> npt.NDArray[np.int64]:
    """How many films each person has seen."""
    mean = min(MEAN_SEEN, LARGEST_MEAN_SHARE * films)
    mu = np.log(mean) - _SPREAD_OF_COUNTS**2 / 2
    drawn = np.round(np.round(rng.lognormal(mu, _SPREAD_OF_COUNTS, people), _DECIMALS))
    most = max(LEAST_RATINGS, int(MOST_SEEN * films))
    return np.minimum(np.clip(drawn, LEAST_RATINGS, most), films).astype(np.int64)


def _affinity(films: Sequence[Film], leaning: Floats, rng: np.random.Generator) -> Floats:
    """How much each film pleases each person, (people, films), rows of mean 0 and deviation 1."""
    features = [_features(film) for film in films]
    pleasure = np.array(
        [[sum(p.likes.get(f, 0.0) for f in own) for own in features] for p in PERSONAS]
    )
    directions = np.array([_latent(film) for film in films])
    latent = rng.normal(size=(len(leaning), LATENT_DIMENSIONS)) @ _standard(directions.T)
    mixed = _standard(leaning @ _standard(pleasure)) + _LATENT_SHARE * _standard(latent)
    return _standard(mixed)


def _standard(rows: Floats) -> Floats:
    """Shift and scale each row to mean 0 and deviation 1; a constant row becomes 0."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    deviation = centred.std(axis=1, keepdims=True)
    scaled: Floats = centred / np.where(deviation > 1e-9, deviation, 1.0)
    return scaled


def _features(film: Film) -> list[str]:
    era = [name for name, first_year in ERAS.items() if film.year >= first_year][-1:]
    return [
        *(f"genre:{genre}" for genre in film.genres),
        *(f"tag:{tag}" for tag in film.tags),
        *(f"country:{country}" for country in film.countries),
        *(f"language:{language}" for language in film.languages),
        *(f"era:{name}" for name in era),
        *(["foreign"] if "English" not in film.languages[:1] else []),
    ]


def _latent(film: Film) -> Floats:
    """Where a film lies in the latent dimensions: the sum of its tags' random directions."""
    total: Floats = np.sum([_direction(tag) for tag in film.tags], axis=0)
    return total


@cache
def _direction(tag: str) -> Floats:
    """A tag's random direction; kept, as a tag has many films."""
    return _rng(SEED, f"tag {tag}").normal(size=LATENT_DIMENSIONS)
