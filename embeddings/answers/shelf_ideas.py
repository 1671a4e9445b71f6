"""Ideas that a shelf is named by: one or two that hold for what a person likes, and for few films.

A name says what the films of a shelf have, so the ideas are filters too: no film stands on a
shelf of which one of its ideas does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal, get_args

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.filters import Filters
from embeddings.answers.sample import Sample
from embeddings.answers.shelf_words import ECHOES, MOODS, STYLES, TAGS
from embeddings.answers.traits import FilmTraits
from embeddings.arrays import Floats
from embeddings.sources.text.genres import FORMATS

IdeaKind = Literal["mood", "country", "decade", "style", "genre", "tag"]

# A shelf is named by what holds for this share of an interest, and for more than one film of it.
LEAST_SHARE: Final = 0.34
# A country that this share of a catalogue comes from tells nothing.
_COMMON_COUNTRY: Final = 0.3
# Ideas of each interest that are combined, and names that are tried.
_BEST: Final = 12
MOST_NAMES: Final = 5
_NO_COUNTRY: Final = ""
# A rarer combination of ideas tells no more than one of this share of a release.
_RAREST: Final = 0.002
# The order in which a name says its ideas: "slow Japanese dramas about revenge".
_ORDER: Final = {kind: at for at, kind in enumerate(get_args(IdeaKind))}
# Kinds that a name may be made of.
_SHAPES: Final[frozenset[tuple[IdeaKind, ...]]] = frozenset(
    {
        ("genre",),
        ("tag",),
        ("style",),
        *((kind, noun) for kind in ("mood", "country", "decade") for noun in ("genre", "style")),
        ("mood", "country"),
        ("mood", "tag"),
        ("country", "tag"),
        ("genre", "tag"),
        ("mood", "country", "genre"),
    }
)


# Keys of `Sample.holders`; those of moods, tags and styles are relevant_tags.
_FIELDS: Final = {"country": "country", "decade": "decade", "genre": "genre"}
_LEARNED: Final = frozenset({"mood", "tag", "style"})


@dataclass(frozen=True)
class Idea:
    """A mood, tag or style (a tag that is a noun), a country, a decade ("1970s") or a genre."""

    kind: IdeaKind
    name: str

    def holds(self, film: FilmTraits) -> bool:
        """Say whether it may be said of a film."""
        if self.kind in _LEARNED:
            return self.name in film.sure
        return self in plain_ideas(film.row)


Name = tuple[Idea, ...]


def plain_ideas(film: RowMapping) -> list[Idea]:
    """Return what is a fact of a film: genres, the main country and the decade."""
    found = [Idea("genre", genre) for genre in film["genres"] if genre not in FORMATS]
    found += [Idea("country", country) for country in film["countries"][:1]]
    if film["year"]:
        found.append(Idea("decade", f"{film['year'] // 10 * 10}s"))
    return found


def ideas_of(film: FilmTraits) -> list[Idea]:
    """Return what may be said of a film and name a shelf."""
    kinds: tuple[tuple[IdeaKind, frozenset[str]], ...] = (
        ("mood", MOODS), ("tag", TAGS), ("style", STYLES),
    )  # fmt: skip
    named = [Idea(kind, name) for kind, names in kinds for name in film.sure if name in names]
    return [*named, *plain_ideas(film.row)]


def narrowed(filters: Filters, name: Name) -> Filters:
    """Return filters that only films pass for which a name's ideas hold."""
    for idea in name:
        if idea.kind in _LEARNED:
            filters = replace(filters, moods=_with(filters.moods, idea.name))
        elif idea.kind == "genre":
            filters = replace(filters, genres=_with(filters.genres, idea.name))
        elif idea.kind == "country":
            allowed = not filters.countries or idea.name in filters.countries
            filters = replace(filters, countries=(idea.name if allowed else _NO_COUNTRY,))
        else:
            year = int(idea.name[:4])
            filters = replace(
                filters,
                year_min=max(year, filters.year_min or year),
                year_max=min(year + 9, filters.year_max or year + 9),
            )
    return filters


def names_of(liked: Sequence[FilmTraits], weights: Floats, sample: Sample) -> list[Name]:
    """Return names for some liked films, the most telling first.

    A name tells as much as its share among the films, by weight, times the logarithm of how much
    larger that is than its share in the catalogue: its term in the Kullback–Leibler divergence.

    Parameters
    ----------
    weights : (liked,) float32
        Above zero.
    sample : Sample
        Of the release; says how many films a name holds for.
    """
    if not liked:
        return []
    films = [frozenset(ideas_of(film)) for film in liked]
    shares = weights / weights.sum()
    telling: dict[Name, float] = {}
    for idea in set().union(*films):
        weight = _telling((idea,), films, shares, sample)
        if weight is not None:
            telling[(idea,)] = weight
    best = sorted(telling, key=lambda name: (-telling[name], _key(name)))[:_BEST]
    genres = [name for name in telling if name[0].kind == "genre" and name not in best]
    for name in _combined([name[0] for name in (*best, *genres)]):
        weight = _telling(name, films, shares, sample)
        if weight is not None:
            telling[name] = weight
    able = [name for name in telling if _shape(name) in _SHAPES and telling[name] > 0]
    return sorted(able, key=lambda name: (-telling[name], _key(name)))[:MOST_NAMES]


def _telling(
    name: Name, films: Sequence[frozenset[Idea]], shares: Floats, sample: Sample
) -> float | None:
    has = np.array([all(idea in film for idea in name) for film in films])
    share = float(shares[has].sum())
    if share < LEAST_SHARE or has.sum() < min(2, len(films)):
        return None
    common = max(_common(name, sample), _RAREST)
    if name[0].kind == "country" and len(name) == 1 and common >= _COMMON_COUNTRY:
        return None
    return share * float(np.log(share / common))


def _common(name: Name, sample: Sample) -> float:
    """Return the share of a release's films that a name holds for."""
    if not sample.films:
        return 0.0
    having = [
        sample.holders.get((_FIELDS.get(idea.kind, "relevant_tags"), idea.name), frozenset())
        for idea in name
    ]
    return len(frozenset.intersection(*having)) / len(sample.films)


def _combined(ideas: Sequence[Idea]) -> Iterator[Name]:
    for count in (2, 3):
        for some in combinations(ideas, count):
            name = tuple(sorted(some, key=lambda idea: _ORDER[idea.kind]))
            if _shape(name) in _SHAPES and not _echoes(name):
                yield name


def _echoes(name: Name) -> bool:
    """Say whether one idea says what another says: scary horror, funny comedies."""
    names = {idea.name for idea in name}
    return any(names >= pair for pair in ECHOES)


def _shape(name: Name) -> tuple[IdeaKind, ...]:
    return tuple(idea.kind for idea in name)


def _key(name: Name) -> tuple[str, ...]:
    return tuple(idea.name for idea in name)


def _with(names: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*names, name]))


def holds(name: Name, film: FilmTraits) -> bool:
    """Say whether all of a name may be said of a film."""
    return all(idea.holds(film) for idea in name)


def overlaps(name: Name, others: Iterable[Name]) -> bool:
    """Say whether a name is a part of another, or has it as a part."""
    return any(set(name) <= set(other) or set(other) <= set(name) for other in others)
