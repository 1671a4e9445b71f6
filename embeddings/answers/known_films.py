"""Films of a release that this process has read before, for answers that read the same ones often.

A person's films come back with each of their requests, and the films that suit them do too. What is
kept is of the release alone and never of a person, and it ends with the release's revision: so an
answer has every mark there is, and every film as it is now.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from embeddings.answers.rows import Rows
from embeddings.arrays import Floats
from embeddings.halfvec import sent_halfvec
from embeddings.releases.registry import ReleaseInfo

# A profile or a match vector takes 1.4 kB, the traits of a film 14 kB, a pair some 1 kB, the films
# like a film 25 kB.
MOST_VECTORS: Final = 10_000
MOST_PAIRS: Final = 10_000
MOST_TRAITS: Final = 1_000
MOST_LIKENESSES: Final = 200

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True)
class Profile:
    """A film that may be a reason; a row of ``film_profiles.sql``.

    Attributes
    ----------
    vector : (K,) float16
        What liking the film says; the database has it in half precision.
    """

    movie_id: int
    title: str
    rating_bias: float
    vector: Any


class KnownFilms(Generic[K, T]):
    """Something of films, pairs of films or words; what a release lacks is known too, as None.

    Parameters
    ----------
    most : int
        So many are kept; then those that were read first go.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[K, T | None] = {}
        self._lock = threading.Lock()

    def get(self, ids: Iterable[K], read: Callable[[list[K]], Mapping[K, T]]) -> dict[K, T]:
        """Return what is known of some films, less those that the release lacks.

        Parameters
        ----------
        read : callable
            Is given the ids of films that are not known yet, if there are any.
        """
        wanted = list(dict.fromkeys(ids))
        with self._lock:
            found = {key: self._found[key] for key in wanted if key in self._found}
        if unknown := [key for key in wanted if key not in found]:
            new = read(unknown)
            found |= {key: new.get(key) for key in unknown}
            with self._lock:
                self._found |= {key: found[key] for key in unknown}
                for key in list(self._found)[: max(0, len(self._found) - self._most)]:
                    del self._found[key]
        return {key: known for key in wanted if (known := found[key]) is not None}


def load_profiles(
    rows: Rows, release: ReleaseInfo, film_ids: Collection[int]
) -> Mapping[int, Profile]:
    """Return film_id → profile of the films that the release has, in the order asked for."""

    def read(unknown: list[int]) -> Mapping[int, Profile]:
        found = rows("film_profiles", release_id=release.release_id, film_ids=unknown)
        return {
            row["film_id"]: Profile(
                row["movie_id"],
                row["title"],
                float(row["rating_bias"]),
                sent_halfvec(row["profile"]),
            )
            for row in found
        }

    return _known(release, "profiles", MOST_VECTORS).get(film_ids, read)


def load_matches(
    rows: Rows, release: ReleaseInfo, movie_ids: Collection[int]
) -> Mapping[int, Floats]:
    """Return movie_id → (K,) float16 match vector, in the order asked for."""

    def read(unknown: list[int]) -> Mapping[int, Any]:
        found = rows("film_matches", release_id=release.release_id, movie_ids=unknown)
        return {row["movie_id"]: sent_halfvec(row["match"]) for row in found}

    return _known(release, "matches", MOST_VECTORS).get(movie_ids, read)


def known_traits(release: ReleaseInfo) -> KnownFilms[int, Any]:
    """Return the traits of films that are known; see `embeddings.answers.traits.load_traits`."""
    return _known(release, "traits", MOST_TRAITS)


def known_pairs(release: ReleaseInfo) -> KnownFilms[tuple[int, int], Any]:
    """Return what pairs of films share; see `embeddings.answers.shared.shared_traits`."""
    return _known(release, "pairs", MOST_PAIRS)


def known_likenesses(
    release: ReleaseInfo,
) -> KnownFilms[tuple[int, int], Sequence[tuple[int, float]]]:
    """Return the films like a film, by its movie_id and how many they are."""
    return _known(release, "likenesses", MOST_LIKENESSES)


def _known(release: ReleaseInfo, name: str, most: int) -> KnownFilms[Any, Any]:
    known: KnownFilms[Any, Any] = release.derived.setdefault(name, KnownFilms(most))
    return known
