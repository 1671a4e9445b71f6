"""Simulated ratings of MovieLens 32M's shape, by the block of people; seeded.

Popularity follows a curve of ratings by rank whose corners were set by hand to what is known of
MovieLens 25M and 32M: the head has tens of thousands, many films a few, some none. Activity is 20
plus a log-normal number. Everybody belongs mostly to one of several groups of taste and half to
another, sees films of theirs more often and likes them better, so that the ratings hold a signal.
Good for sizes, seconds and the recall of an index; nothing is said of how good recommendations are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FILMS, PEOPLE, RATINGS = 87_585, 200_948, 32_000_204
"""Of MovieLens 32M; README of ml-32m, https://files.grouplens.org/datasets/movielens/."""

GROUPS = 24
FEWEST, MEDIAN_FURTHER, SPREAD = 20, 53.0, 1.39
MOST_SHARE = 0.105
"""Of the catalogue, rated by one person at most; one single person of MovieLens has 0.38."""

# Share of the catalogue up to a rank, and weight of the film at that rank. Ratings come out larger
# in the tail than the weights: nobody rates a film twice, so the active go far down.
_CURVE = (
    (1 / FILMS, 103_000.0),
    (30 / FILMS, 65_000.0),
    (0.0085, 10_000.0),
    (0.05, 1_000.0),
    (0.14, 100.0),
    (0.25, 14.0),
    (0.5, 2.5),
    (0.67, 1.2),
    (0.75, 0.8),
    (0.96, 0.3),
    (1.0, 0.1),
)
_LIKENESS = 12.0
"""How many times more often than others a film of the own group is seen."""
_OWN, _SECOND = 0.5, 0.25
_BLOCK_PEOPLE = 4_000
_MOST_TRIES = 60  # then by chance alone
_FIRST_SECOND, _LAST_SECOND = 789_652_009, 1_697_164_147  # January 1995 to October 2023


@dataclass(frozen=True)
class World:
    """Films and people before anybody has rated.

    Attributes
    ----------
    fame
        (films,) float64: ratings to be expected.
    group
        (films,) int64: group of taste, 0 … GROUPS − 1.
    quality
        (films,) float64 stars above or below the mean.
    activity
        (people,) int64: ratings that each gives; its sum is exact.
    """

    fame: Floats
    group: Ints
    quality: Floats
    activity: Ints


@dataclass(frozen=True)
class Block:
    """Ratings of some people, by person and film.

    Attributes
    ----------
    people, films
        (ratings,) int64 rows, people increasing.
    stars
        (ratings,) float64, half steps.
    seconds
        (ratings,) int64 since 1970.
    """

    people: Ints
    films: Ints
    stars: Floats
    seconds: Ints


def sizes(films: int) -> tuple[int, int]:
    """Return people and ratings for a catalogue: 32M's own at its size, in proportion below.

    A small catalogue has fewer ratings, so that nobody has rated most of it.
    """
    if films == FILMS:
        return PEOPLE, RATINGS
    people = max(round(PEOPLE * films / FILMS), 60)
    return people, min(round(RATINGS * films / FILMS), people * films // 8)


def make_world(groups: Ints, *, seed: int) -> World:
    """Return films of given groups and the people of their shape.

    Parameters
    ----------
    groups
        (films,) int64 in 0 … GROUPS − 1.
    seed
        Equal films and seed give equal worlds.
    """
    films = len(groups)
    people, ratings = sizes(films)
    rng = np.random.default_rng((seed, 1))
    rank = (np.arange(films) + 1.0) / films
    shares, counts = np.log([share for share, _ in _CURVE]), np.log([count for _, count in _CURVE])
    fame = np.exp(np.interp(np.log(rank), shares, counts))
    order = rng.permutation(films)
    quality = rng.normal(0, 0.35, films)
    # What many see is a little better than the rest.
    quality[order] += 0.25 * (0.5 - rank)
    placed = np.empty(films)
    placed[order] = fame
    return World(placed, groups, quality, _activity(people, ratings, films, rng))


def rating_blocks(world: World, *, seed: int) -> Iterator[Block]:
    """Yield everybody's ratings, no film twice by one person, in blocks of 4,000 people."""
    chances = _chances(world)
    for number, start in enumerate(range(0, len(world.activity), _BLOCK_PEOPLE)):
        rng = np.random.default_rng((seed, 2, number))
        wanted = world.activity[start : start + _BLOCK_PEOPLE]
        taste = rng.integers(0, GROUPS, (2, len(wanted)))
        pairs = _draw(wanted, taste, chances, len(world.fame), rng)
        who, what = np.divmod(pairs, len(world.fame))
        given = 3.35 + world.quality[what] + rng.normal(0, 0.4, len(wanted))[who]
        given += np.where(world.group[what] == taste[0][who], 0.7, 0.0)
        given += np.where(world.group[what] == taste[1][who], 0.35, 0.0)
        given += rng.normal(0, 0.8, len(who))
        begun = rng.integers(_FIRST_SECOND, _LAST_SECOND, len(wanted))
        yield Block(
            start + who,
            what,
            np.clip(np.round(given * 2) / 2, 0.5, 5),
            begun[who] + rng.integers(0, 86_400, len(who)),
        )


def _activity(people: int, ratings: int, films: int, rng: np.random.Generator) -> Ints:
    """Return (people,) counts that add up to ``ratings``, each from FEWEST to a share of all."""
    # Of a few films that share would be fewer than people rate on average.
    most = min(max(int(films * MOST_SHARE), 300), films // 2)
    least = min(FEWEST, ratings // people)
    further = rng.lognormal(np.log(MEDIAN_FURTHER), SPREAD, people)
    low, high = 0.0, 100.0
    for _ in range(60):  # the factor that gives the sum, by halving
        factor = (low + high) / 2
        total = np.clip(least + (further * factor).astype(np.int64), least, most).sum()
        low, high = (factor, high) if total < ratings else (low, factor)
    activity = np.clip(least + (further * low).astype(np.int64), least, most)
    short = ratings - int(activity.sum())
    able = np.flatnonzero(activity < most)
    activity[rng.permutation(able)[:short]] += 1
    assert int(activity.sum()) == ratings, "the sum of activities is not what was asked for"
    return activity


def _chances(world: World) -> list[Floats]:
    """Return a cumulative distribution over films for each group, and one for nobody's."""
    return [
        np.cumsum(chance / chance.sum())
        for chance in (
            *(
                world.fame * np.where(world.group == group, _LIKENESS, 1.0)
                for group in range(GROUPS)
            ),
            world.fame,
        )
    ]


def _draw(
    wanted: Ints, taste: Ints, chances: list[Floats], films: int, rng: np.random.Generator
) -> Ints:
    """Return sorted person·films + film, for each person as many as wanted, none twice."""
    have = np.zeros(0, dtype=np.int64)
    tries = 0
    while True:
        owned = np.bincount(have // films, minlength=len(wanted))
        missing = wanted - owned
        if not missing.any():
            return have
        tries += 1
        # Those who have rated much meet films again more and more often.
        extra = np.where(missing > 0, missing * min(tries, 20) + 4, 0)
        who = np.repeat(np.arange(len(wanted)), extra)
        if tries > _MOST_TRIES:
            what = rng.integers(0, films, len(who))
        else:
            what = _films(who, taste, chances, rng)
        fresh = np.unique(who * np.int64(films) + np.minimum(what, films - 1))
        fresh = fresh[~_within(fresh, have)]
        # As many as are missing, by chance: the first of a random order within each person.
        fresh = rng.permutation(fresh)
        fresh = fresh[np.argsort(fresh // films, kind="stable")]
        owner = fresh // films
        place = np.arange(len(fresh)) - np.searchsorted(owner, owner)
        have = np.sort(np.concatenate([have, fresh[place < missing[owner]]]))


def _films(who: Ints, taste: Ints, chances: list[Floats], rng: np.random.Generator) -> Ints:
    kind, drawn = rng.random(len(who)), rng.random(len(who))
    group = np.where(kind < _OWN, taste[0][who], taste[1][who])
    group[kind >= _OWN + _SECOND] = GROUPS
    what = np.empty(len(who), dtype=np.int64)
    for position, chance in enumerate(chances):
        chosen = group == position
        what[chosen] = np.searchsorted(chance, drawn[chosen])
    return what


def _within(some: Ints, sorted_all: Ints) -> npt.NDArray[np.bool_]:
    if not len(sorted_all):
        return np.zeros(len(some), dtype=bool)
    at = np.minimum(np.searchsorted(sorted_all, some), len(sorted_all) - 1)
    return np.asarray(sorted_all[at] == some)
