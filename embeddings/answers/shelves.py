"""Shelves of films: one for each of a person's interests, one for stated preferences.

A shelf holds what its name says: the ideas of the name are filters, and a film of which one of them
is not sure is left out. An interest that no name fits is not shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.filters import Filters
from embeddings.answers.person import Person, PersonVectors
from embeddings.answers.popular import popular
from embeddings.answers.reasons import Recommendation, of_popular, with_reasons
from embeddings.answers.recommend import (
    Basis,
    RecommendRequest,
    allowed,
    basis_of,
    familiarity_of,
    rank,
    score,
    varied,
)
from embeddings.answers.rows import Rows
from embeddings.answers.sample import Sample
from embeddings.answers.shelf_ideas import Idea, Name, holds, names_of, narrowed, overlaps
from embeddings.answers.shelf_interests import LikedFilms, liked_films
from embeddings.answers.tags import TagWords
from embeddings.answers.traits import load_traits
from embeddings.answers.vectors import to_doubles
from embeddings.arrays import Doubles
from embeddings.releases.registry import ReleaseInfo
from embeddings.sources.text.genres import FORMATS

SHOWN_FILMS: Final = 3
# Shelves of genres follow until there are this many shelves.
FEWEST_SHELVES: Final = 4
MOST_INTERESTS: Final = 5
GENRE_SHELVES: Final = 6
# A shelf with fewer films is none.
FEWEST_FILMS: Final = 3
# Films that a shelf is chosen from, for each film on it, and how unlike each other they are.
DEPTH: Final = 3
DIVERSITY: Final = 0.3

ShelfKind = Literal["interest", "words", "genre"]


@dataclass(frozen=True)
class ShelfFilm:
    """A film that the person marked; ``rating`` is None where it was seen and not rated."""

    movie_id: int
    title: str
    rating: float | None


@dataclass(frozen=True)
class Shelf:
    """Films for one interest; no film is on two shelves.

    Attributes
    ----------
    key : str
        Tells the shelves of one answer apart.
    ideas : sequence of Idea
        What holds for every film on it, in the order in which a name says them.
    films : list of ShelfFilm
        Liked films of the person that speak for those on the shelf, the strongest first.
    """

    key: str
    kind: ShelfKind
    ideas: Name
    films: list[ShelfFilm]
    items: list[Recommendation]


def shelves(
    rows: Rows,
    release: ReleaseInfo,
    sample: Sample,
    words: TagWords,
    person: Person,
    genres: Collection[str],
    request: RecommendRequest,
) -> tuple[list[Shelf], Basis]:
    """Return a person's shelves, the weightiest interest first, and what they rest on.

    Parameters
    ----------
    words
        The release's tags and moods.
    genres : collection of str
        Of the release, the most frequent first; shelves of genres are made of these.
    request : RecommendRequest
        Its filters and its place between familiar and adventurous hold for every shelf;
        ``limit`` is the films on a shelf.
    """
    basis = basis_of(release, person.vectors)
    stock = _Stock(rows, release, sample, words, person, request)
    if basis == "popular":
        return stock.popular_genres(genres, GENRE_SHELVES), basis
    waiting = liked_films(rows, release, words, person)
    while waiting and len(stock.chosen) < MOST_INTERESTS:
        interest = waiting.pop(0)
        name = stock.add_interest(interest)
        if name and (left := interest.without(name)):
            waiting.append(left)
    if person.vectors.preference is not None:
        stock.add_stated()
    # Somebody who has liked nothing yet is given what many like: unlike a film is no taste.
    if not stock.chosen:
        return stock.popular_genres(genres, FEWEST_SHELVES), basis
    stock.add_genres(genres)
    return stock.filled(), basis


class _Stock:
    """Chooses films for shelves, so that none is on two."""

    def __init__(
        self,
        rows: Rows,
        release: ReleaseInfo,
        sample: Sample,
        words: TagWords,
        person: Person,
        request: RecommendRequest,
    ) -> None:
        self.rows, self.release, self.sample, self.words = rows, release, sample, words
        self.person = person
        self.filters, self.limit = allowed(person, request), request.limit
        self.familiarity = familiarity_of(person, request)
        self.chosen: list[tuple[Shelf, list[int]]] = []

    def add_interest(self, interest: LikedFilms) -> Name | None:
        """Choose films under the first name that enough films fit, and return it."""
        vectors = replace(self.person.vectors, mark_vector=interest.vector, preference=None)
        for name in names_of(interest.traits, interest.weights, self.sample):
            if overlaps(name, [shelf.ideas for shelf, _ in self.chosen]):
                continue
            ranked = self._rank(vectors, narrowed(self.filters, name))
            fitting = self._fitting(ranked, name)
            if len(fitting) < FEWEST_FILMS:
                continue
            best = self._varied(fitting)
            key = f"interest-{len(self.chosen) + 1}"
            films = self._behind(interest, name, [film["movie_id"] for film in best])
            self._choose(Shelf(key, "interest", name, films, []), best)
            return name
        return None

    def add_stated(self) -> None:
        """Choose films by the stated preferences alone."""
        nothing = np.zeros_like(self.person.vectors.mark_vector)
        stated = replace(self.person.vectors, mark_vector=nothing, mark_count=0)
        if ranked := self._rank(stated, self.filters):
            self._choose(Shelf("words", "words", (), [], []), self._varied(ranked))

    def filled(self) -> list[Shelf]:
        """Return the shelves with films, scores and reasons: those of the whole person."""
        items = self._items([movie_id for _, ids in self.chosen for movie_id in ids])
        return [
            replace(shelf, items=[items[movie_id] for movie_id in ids])
            for shelf, ids in self.chosen
        ]

    def add_genres(self, genres: Collection[str]) -> None:
        """Choose films of the genres with most films, until there are shelves enough."""
        for genre in genres:
            name: Name = (Idea("genre", genre),)
            if len(self.chosen) >= FEWEST_SHELVES:
                break
            if not self._shows(name):
                continue
            if ranked := self._rank(self.person.vectors, narrowed(self.filters, name)):
                self._choose(Shelf(f"genre-{genre}", "genre", name, [], []), self._varied(ranked))

    def popular_genres(self, genres: Collection[str], most: int) -> list[Shelf]:
        """Return shelves of popular films, one for each of the genres with most films."""
        found: list[Shelf] = []
        for genre in genres:
            name: Name = (Idea("genre", genre),)
            if len(found) >= most:
                break
            if not self._shows(name):
                continue
            filters = narrowed(self.filters, name)
            films = popular(self.rows, self.release, filters, limit=self.limit)
            if not films:
                continue
            self._take([film.card.film_id for film in films])
            items = of_popular(films)
            if self.person.vectors.can_rank and self.release.taste_dimension:
                scored = self._items([film.card.movie_id for film in films])
                items = [scored.get(item.card.movie_id, item) for item in items]
            found.append(Shelf(f"genre-{genre}", "genre", name, [], items))
        return found

    def _shows(self, name: Name) -> bool:
        excluded = FORMATS.union(self.filters.exclude_genres)
        shown = [shelf.ideas for shelf, _ in self.chosen]
        return name[0].name not in excluded and not overlaps(name, shown)

    def _rank(self, vectors: PersonVectors, filters: Filters) -> Sequence[RowMapping]:
        return rank(
            self.rows,
            self.release,
            vectors,
            filters,
            share=self.sample.share(filters),
            planned_film_ids=self.person.planned_film_ids,
            familiarity=self.familiarity,
            limit=self.limit * DEPTH,
        )

    def _fitting(self, ranked: Sequence[RowMapping], name: Name) -> list[RowMapping]:
        traits = load_traits(
            self.rows, self.release, self.words, [film["movie_id"] for film in ranked]
        )
        return [film for film in ranked if holds(name, traits[film["movie_id"]])]

    def _varied(self, ranked: Sequence[RowMapping]) -> list[RowMapping]:
        return varied(self.rows, self.release, ranked, DIVERSITY)[: self.limit]

    def _choose(self, shelf: Shelf, films: Sequence[RowMapping]) -> None:
        self.chosen.append((shelf, [film["movie_id"] for film in films]))
        self._take([film["film_id"] for film in films])

    def _take(self, film_ids: Sequence[int]) -> None:
        taken = (*self.filters.excluded_film_ids, *film_ids)
        self.filters = replace(self.filters, excluded_film_ids=taken)

    def _items(self, movie_ids: Sequence[int]) -> dict[int, Recommendation]:
        if not movie_ids:
            return {}
        films = score(self.rows, self.release, self.person, movie_ids)
        found = with_reasons(self.rows, self.release, self.words, self.person, films)
        return {item.card.movie_id: item for item in found}

    def _behind(
        self, interest: LikedFilms, name: Name, movie_ids: Sequence[int]
    ) -> list[ShelfFilm]:
        """Return liked films for which the name holds, those that add most first."""
        profiles = np.array([to_doubles(mark["profile_vector"]) for mark in interest.liked])
        added = interest.weights * (profiles @ self._mean_match(movie_ids))
        order = [
            int(n)
            for n in np.argsort(-added, kind="stable")
            if added[n] > 0 and holds(name, interest.traits[n])
        ]
        return [_shelf_film(interest.liked[n]) for n in order[:SHOWN_FILMS]]

    def _mean_match(self, movie_ids: Sequence[int]) -> Doubles:
        found = self.rows(
            "match_vectors", release_id=self.release.release_id, movie_ids=list(movie_ids)
        )
        vectors = np.array([to_doubles(row["match_vector"]) for row in found])
        return np.asarray(vectors.mean(axis=0), dtype=np.float64)


def _shelf_film(mark: RowMapping) -> ShelfFilm:
    rating = None if mark["rating"] is None else float(mark["rating"])
    return ShelfFilm(mark["movie_id"], mark["title"], rating)
