"""The films that come first for one tag or mood, found once for all searches that wish for it.

A mood may hold for a fifth of a release, and a search that wished for it read all of these films to
hand on the best of them. Now only the first search of a process does.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final

from embeddings.answers.budgets import LEADING_FILMS
from embeddings.answers.filters import Filters
from embeddings.answers.rows import Rows
from embeddings.answers.tags import TagWords, relevance_binds

# With more films left out by id, the leading films might be too few.
MOST_EXCLUDED: Final = 50


class LeadingFilms:
    """The leading films of a release by tag or mood, as of one revision of its films."""

    def __init__(self) -> None:
        self._found: dict[str, array[int]] = {}

    def of(
        self,
        rows: Rows,
        release_id: int,
        words: TagWords,
        names: Sequence[str],
        *,
        popularity_weight: float,
        wish_weight: float,
    ) -> list[int]:
        """Return the movie ids of the films that lead for any of some tags and moods.

        Parameters
        ----------
        words
            Tags and moods of the release.
        names
            What is wished for. Names that the release lacks say nothing.
        popularity_weight, wish_weight
            Of the search score. They are the same for all calls, since found films are kept.
        """
        for name in names:
            if name not in self._found:
                films = rows(
                    "leading_films",
                    release_id=release_id,
                    tag_candidates=[name],
                    **relevance_binds(words, [(name, 1.0)]),
                    popularity_weight=popularity_weight,
                    wish_weight=wish_weight,
                    limit=LEADING_FILMS,
                )
                # A list of 200 numbers would take ten times as much.
                self._found[name] = array("i", [film["movie_id"] for film in films])
        return sorted({movie_id for name in names for movie_id in self._found[name]})


def suffice(filters: Filters) -> bool:
    """Say whether the filters leave enough of the leading films to choose candidates from."""
    return filters.is_open and len(filters.excluded_film_ids) <= MOST_EXCLUDED
