"""What two films share: moods, people, tags and genres, the most telling first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from embeddings.answers.known_films import known_pairs
from embeddings.answers.rows import Rows
from embeddings.answers.tags import TagWords
from embeddings.answers.traits import FilmTraits, Trait, distinct, load_traits, rarity
from embeddings.releases.registry import ReleaseInfo
from embeddings.sources.text.genres import FORMATS

Pair = tuple[int, int]

MOST_MOODS: Final = 3
MOST_TAGS: Final = 3
MOST_PEOPLE: Final = 2

# What a shared trait adds to a likeness; genres together add no more than what is estimated. That
# both are dramas, both are set in winter or both are perhaps melancholy does not make two films
# alike; two known moods do, and so does a director.
_WEIGHTS: Final = {"person": 2.0, "mood": 1.0, "tag": 1.0}
_ESTIMATED: Final = 0.5
LIKENESS: Final = 2.0


def are_alike(shared: Sequence[Trait]) -> bool:
    """Return whether films that share these traits may be called like each other.

    `isLikeness` of the front end is the same rule, for sentences that are made there.
    """
    telling = [trait for trait in shared if trait.kind != "genre"]
    weights = [_ESTIMATED if trait.estimated else _WEIGHTS[trait.kind] for trait in telling]
    if len(telling) < len(shared):
        weights.append(_ESTIMATED)
    return sum(weights) >= LIKENESS


def shared_traits(
    rows: Rows, release: ReleaseInfo, words: TagWords, pairs: Sequence[Pair]
) -> dict[Pair, list[Trait]]:
    """Return what the films of each pair share; two statements, none where all pairs are known.

    Parameters
    ----------
    words
        The release's tags and moods.
    pairs : sequence of (int, int)
        Two movie_ids each. A film and itself share nothing that is worth saying.
    """

    def read(unknown: list[Pair]) -> dict[Pair, list[Trait]]:
        people = _shared_people(rows, release, unknown)
        films = load_traits(
            rows, release, words, {movie_id for pair in unknown for movie_id in pair}
        )
        shared: dict[Pair, list[Trait]] = {}
        for pair in unknown:
            first, second = (films.get(movie_id) for movie_id in pair)
            if first is None or second is None:
                continue
            moods, tags = _shared_names(first, second, words, release.movie_count)
            shared[pair] = [*moods, *people[pair][:MOST_PEOPLE], *tags, *_genres(first, second)]
        return shared

    known = known_pairs(release).get([pair for pair in pairs if pair[0] != pair[1]], read)
    return {pair: known.get(pair, []) for pair in pairs}


def _shared_names(
    first: FilmTraits, second: FilmTraits, words: TagWords, movie_count: int
) -> tuple[list[Trait], list[Trait]]:
    """Return shared moods and shared tags. What is known of both stands before estimates."""
    telling = {
        name: relevance * second.sure[name] * rarity(words[name], movie_count)
        for name, relevance in first.sure.items()
        if name in second.sure
    }
    known = {name: _is_known(first, second, words, name) for name in telling}
    ranked = sorted(telling, key=lambda name: (not known[name], -telling[name], name))
    by_kind: dict[str, list[str]] = defaultdict(list)
    for name in ranked:
        by_kind[words[name].kind].append(name)
    # "slow burn" says nothing beside "slow".
    tags = [name for name in by_kind["tag"] if words[name].parent != "mood" and name not in FORMATS]
    return (
        [
            Trait("mood", name, not known[name])
            for name in distinct(by_kind["mood"], words, MOST_MOODS)
        ],
        [Trait("tag", name, not known[name]) for name in tags[:MOST_TAGS]],
    )


def _is_known(first: FilmTraits, second: FilmTraits, words: TagWords, name: str) -> bool:
    return first.is_known(words[name]) and second.is_known(words[name])


def _genres(first: FilmTraits, second: FilmTraits) -> list[Trait]:
    return [
        Trait("genre", name)
        for name in first.genres
        if name in second.genres and name not in FORMATS
    ]


def _shared_people(
    rows: Rows, release: ReleaseInfo, pairs: Sequence[Pair]
) -> defaultdict[Pair, list[Trait]]:
    found = rows(
        "shared_people",
        release_id=release.release_id,
        first_ids=[first for first, _ in pairs],
        second_ids=[second for _, second in pairs],
    )
    people: defaultdict[Pair, list[Trait]] = defaultdict(list)
    for row in found:
        named = people[row["first_id"], row["second_id"]]
        # Who directs both and is in both is named once.
        if row["person_id"] not in [person.id for person in named]:
            named.append(Trait("person", row["name"], role=row["role"], id=row["person_id"]))
    return people
