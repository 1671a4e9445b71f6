"""The films that a row may be about by its title and year, and how surely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.transfer.near_titles import nearest
from app.transfer.rows import FilmKey
from embeddings.answers.understand.titles import Titles
from embeddings.sources.text.title_forms import (
    numbers_agree,
    part_keys,
    plain_keys,
    plain_text,
)
from embeddings.sources.text.titles import move_article, parse_title, split_year

Doubt = Literal["other_year", "no_year", "part_of_title", "spelling", "same_title", "other_id"]

# How sure a match is for the same year, for a year apart, two years apart, where a year is unknown,
# and for any other year.
_Sureness = tuple[float, float, float, float, float]
# Sites disagree about a year by one, of festival or cinema, but films of one title are made in
# successive years as well: only a strong title stays a match (`_sureness`). Where the year is
# unknown, so does the title of a well-known film.
SAME: Final = 0.95
STRONG: Final[_Sureness] = (SAME, 0.8, 0.6, 0.7, 0.4)
RARE: Final[_Sureness] = (SAME, 0.8, 0.6, 0.6, 0.4)
KNOWN: Final[_Sureness] = (SAME, 0.65, 0.6, 0.7, 0.4)
EXACT: Final[_Sureness] = (SAME, 0.65, 0.6, 0.6, 0.4)
PLAIN: Final[_Sureness] = (0.9, 0.65, 0.55, 0.6, 0.4)
# The title is a part of the film's: "Borat", "The Empire Strikes Back". A spin-off, which fewer
# people know, may begin with the title of a film that is not here: "Watchmen: Tales of the Black
# Freighter".
KNOWN_PART: Final[_Sureness] = (0.8, 0.6, 0.0, 0.6, 0.0)
PART: Final[_Sureness] = (0.65, 0.5, 0.0, 0.5, 0.0)
# The film's title is a part of the row's, which may be such a spin-off.
LONGER: Final[_Sureness] = (0.6, 0.4, 0.0, 0.4, 0.0)
# Multiplied with the share of letters that are the same, for titles of this many letters.
SPELLING: Final = 0.75
SHORT_SPELLING: Final = 0.65
SURE_LETTERS: Final = 12
# Films of one title and of successive years have short ones: "Whiplash", "The Best Man".
RARE_LETTERS: Final = 10
# One film in this many is well known.
KNOWN_SHARE: Final = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A film that a title may mean; ``doubt`` says why that is not sure, None where it is."""

    movie_id: int
    confidence: float
    doubt: Doubt | None


def names_of(key: FilmKey) -> tuple[str, ...]:
    """Return the names that a row has for its film, brackets taken apart."""
    names: dict[str, None] = {}
    for written in (key.title, *key.titles):
        if written and "(" in written:
            parsed = parse_title(written)
            others = (parsed.original_title, *parsed.alternative_titles)
            names |= dict.fromkeys([split_year(written)[0], parsed.title, *filter(None, others)])
        elif written:
            names[written] = None
    return tuple(names)


def year_of(key: FilmKey) -> int | None:
    """Return the year of a row, or the one in brackets behind its title."""
    return key.year or (split_year(key.title)[1] if key.title else None)


def find_named(titles: Titles, keys: Sequence[FilmKey], enough: float) -> list[list[Named]]:
    """Return the films that each row may be about, the likeliest first.

    Parameters
    ----------
    titles : Titles
        Of the live release.
    enough : float
        Titles are compared letter by letter where no film is as sure as this.
    """
    found = [_of_key(titles, key, enough) for key in keys]
    unsure = [
        (index, year, names[0])
        for index, key in enumerate(keys)
        if (year := year_of(key))
        and not any(film.confidence >= enough for film in found[index])
        and (names := names_of(key))
    ]
    if unsure:
        wanted = [(year, plain_keys(name)[0]) for _, year, name in unsure]
        near = nearest(wanted, titles.plain_names({year for year, _ in wanted}))
        for (index, _, name), (_, plain), films in zip(unsure, wanted, near, strict=True):
            is_long = len(plain) >= SURE_LETTERS
            known = {film.movie_id for film in found[index]}
            found[index] += [
                Named(movie_id, share * (SPELLING if is_long else SHORT_SPELLING), "spelling")
                for movie_id, share in films.items()
                if movie_id not in known and numbers_agree(name, titles.rows[movie_id].title)
            ]
    return [sorted(films, key=lambda film: -film.confidence) for films in found]


def _of_key(titles: Titles, key: FilmKey, enough: float) -> list[Named]:
    """Return films by keys that are equal; only those of title and year where they are enough.

    Nothing is surer than the same title and year. Where the row has an id as well, the film of its
    title may have another one, and all films that the title may mean are needed.
    """
    names, year = names_of(key), year_of(key)
    has_id = key.imdb_id or key.tmdb_id or key.movie_id
    if year is not None and not has_id and enough <= SAME:
        same = {
            movie_id: None
            for name in names
            for movie_id in titles.exact_ids(move_article(name))
            if titles.rows[movie_id].year == year
        }
        if same:
            return [Named(movie_id, SAME, None) for movie_id in same]
    return _by_keys(titles, names, year)


def _by_keys(titles: Titles, names: Sequence[str], year: int | None) -> list[Named]:
    """Return films by keys that are equal: of the whole name, or of a part of one of the two."""
    found: dict[int, Named] = {}
    for name in names:
        for movie_id, sureness, doubt in _equal(titles, name):
            named = _of_year(movie_id, year, titles.rows[movie_id].year, sureness, doubt)
            if movie_id not in found or found[movie_id].confidence < named.confidence:
                found[movie_id] = named
    return [named for named in found.values() if named.confidence]


def _equal(titles: Titles, name: str) -> Iterator[tuple[int, _Sureness, Doubt | None]]:
    plain = plain_keys(name)
    exact = titles.exact_ids(move_article(name))
    for movie_id in exact:
        yield movie_id, _sureness(titles, movie_id, name), None
    parts = titles.plain_ids(plain[:1], "plain part")
    # "Nymphomaniac" is the name of two parts of one year, so it is not that of the first.
    years = Counter(titles.rows[movie_id].year for movie_id in parts)
    whole = [
        movie_id
        for movie_id in titles.plain_ids(plain)
        if movie_id not in parts or years[titles.rows[movie_id].year] == 1
    ]
    longer = titles.plain_ids(part_keys(name))
    for movie_ids, sureness in ((whole, PLAIN), (parts, PART), (longer, LONGER)):
        for movie_id in movie_ids:
            if movie_id not in exact and numbers_agree(name, titles.rows[movie_id].title):
                known = sureness is PART and titles.is_well_known(movie_id, KNOWN_SHARE)
                doubt: Doubt | None = None if sureness is PLAIN else "part_of_title"
                yield movie_id, KNOWN_PART if known else sureness, doubt


def _sureness(titles: Titles, movie_id: int, name: str) -> _Sureness:
    """Return how sure a film's very name is.

    A title is strong that is hardly another film's: of three words, or of two and well known. One
    of many letters is hardly another's a year apart. A second name of the film that is a part of
    the first one is neither.
    """
    row = titles.rows[movie_id]
    is_known = titles.is_well_known(movie_id, KNOWN_SHARE)
    key = plain_keys(name)[0]
    words = plain_text(name).count(" ") + 1
    is_own = key in plain_keys(row.title) or not any(key in part_keys(name) for name in row.names)
    if is_own and (words > 2 or (words == 2 and is_known)):
        return STRONG
    if is_own and len(key) >= RARE_LETTERS:
        return STRONG if is_known else RARE
    return KNOWN if is_known else EXACT


def _of_year(
    movie_id: int, year: int | None, other: int | None, sureness: _Sureness, doubt: Doubt | None
) -> Named:
    if year == other:
        return Named(movie_id, sureness[0], doubt)
    if year is None or other is None:
        return Named(movie_id, sureness[3], doubt or "no_year")
    apart = abs(year - other)
    return Named(movie_id, sureness[apart if apart <= 2 else 4], doubt or "other_year")


def likeliest(titles: Titles, key: FilmKey, named: Sequence[Named]) -> list[Named]:
    """Return the surest films; of several, those whose own title the row has.

    Parameters
    ----------
    named : sequence of Named
        Of `find_named`, the likeliest first.
    """
    best = [film for film in named if film.confidence == named[0].confidence]
    if len(best) > 1:
        wanted = {plain for name in names_of(key) for plain in plain_keys(name)}
        own = [
            film
            for film in best
            if not wanted.isdisjoint(plain_keys(titles.rows[film.movie_id].title))
        ]
        best = own or best
    return best
