"""Queries that ask for a part of a series by its place: "third lord of the rings", "the one after
Alien", "latest bond", "cornetto trilogy number two".

A part with its own number ("rocky 2") is a title and is matched as one. Where the words say which
part is meant and nothing else, that part is an exact title. Where a series is told from its others
by what happens in it ("which mad max has tina turner"), its films come before all others, and what
is said orders them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from embeddings.answers.understand.concepts import says_concept
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.title_rows import TitleMatch, TitleRow
from embeddings.answers.understand.titles import Titles
from embeddings.answers.understand.words import content_words
from embeddings.knowledge.film_collections import Collection, collections, wordings
from embeddings.sources.text.numbers import numbered_key, numbers_of
from embeddings.sources.text.titles import title_key

_ORDINALS: Final = (
    ("first", "1st", "original", "erste[rnsm]?"),
    ("second", "2nd", "zweite[rnsm]?"),
    ("third", "3rd", "dritte[rnsm]?"),
    ("fourth", "4th", "vierte[rnsm]?"),
    ("fifth", "5th", "fünfte[rnsm]?"),
    ("sixth", "6th", "sechste[rnsm]?"),
    ("seventh", "7th", "siebte[rnsm]?"),
    ("eighth", "8th", "achte[rnsm]?"),
    ("ninth", "9th", "neunte[rnsm]?"),
    ("tenth", "10th", "zehnte[rnsm]?"),
)
_LAST: Final = (
    r"last|final|latest|newest|most recent|letzte[rnsm]?|neu(?:e)?ste[rnsm]?|aktuelle[rnsm]?"
)
_MIDDLE: Final = r"middle|mittlere[rnsm]?"
_WHICH: Final = (
    "|".join(f"(?P<n{place}>{'|'.join(words)})" for place, words in enumerate(_ORDINALS, start=1))
    + f"|(?P<last>{_LAST})|(?P<middle>{_MIDDLE})"
)
_PART: Final = (
    r"(?:part|film|movie|flick|one|instalment|installment|chapter|entry|episode|teil|filme?s?)"
)
_SET: Final = r"(?:films?|movies?|flicks?|series|saga|franchise|trilogy|filme|reihe|trilogie)"
_ARTICLE: Final = r"(?:(?:the|der|die|das|den) )?"
# "Third lord of the rings", "the second one of the before films", "last part of the hunger games".
_PLACE_FIRST: Final = re.compile(
    rf"{_ARTICLE}(?:very )?(?:{_WHICH})(?: {_PART})?(?: (?:of|in|from|von|aus|der))*"
    rf" {_ARTICLE}(?P<series>\S.*?)(?: {_SET})*"
)
# "Rocky third film", "alien the third one".
_PLACE_LAST: Final = re.compile(
    rf"{_ARTICLE}(?P<series>\S.*?)(?: {_SET})?,? {_ARTICLE}(?:{_WHICH}) {_PART}"
)
# "Cornetto trilogy number two".
_NUMBERED: Final = re.compile(
    rf"{_ARTICLE}(?P<series>\S.*?)(?: {_SET})?,? (?:number|nr\.?|no\.?|#|part|film|movie|teil)"
    r" ?(?P<number>\w+)"
)
_NEXT: Final = re.compile(
    rf"(?:{_ARTICLE}(?:sequel|follow[- ]?up|successor|next (?:one|film|movie|part)|fortsetzung)"
    r"(?: (?:to|of|after|for|from|von|zu))"
    rf"|(?P<after>(?:what|which (?:one|film|movie)) (?:comes|came|is) (?:next )?after"
    rf"|{_ARTICLE}(?:one|film|movie|part|teil) (?:that (?:comes|came) )?"
    r"(?:right |directly )?(?:after|nach)))"
    r" (?P<film>\S.*?)(?: (?:film|movie))?"
)
_BEFORE: Final = re.compile(
    rf"{_ARTICLE}(?:prequels?|vorgeschichte)(?: (?:to|of|for|from|von|zu)) (?P<film>\S.*?)"
    r"(?: (?:film|movie))?"
)
# "Which mad max has tina turner", "home alone in new york", "harry potter 3 the prisoner one".
_TOLD: Final = re.compile(
    rf"(?P<which>which |what |{_ARTICLE})(?P<name>\S.*?)(?P<film> (?:film|movie|one))?"
    r"(?: (?:with|where|in which|when|in|has|that|about|set|featuring|mit|wo|in dem)(?!\w).*"
    r"| (?:the )?[^\W\d]+ one| the [^\W\d]+ (?:film|movie))"
)
_NUMBER_AFTER: Final = re.compile(r" \d{1,2}$")
# Strength of the other parts of the series, and of all where one is told by what happens in it.
_OTHERS: Final = 0.5
_ALL: Final = 0.4
# Without a collection, a series is told by how titles begin: by this many films and words at least.
_LEAST_FILMS: Final = 3
_LEAST_WORDS: Final = 2
_MOST_NUMBER: Final = 20


def find_part(text: str, lexicon: Lexicon) -> list[TitleMatch]:
    """Return the part that a query asks for as an exact title, then the series' other films.

    Empty where the query asks for none, where nobody knows the series, or where its films that the
    release has do not tell which is meant.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    """
    text = _plain(text)
    titles = lexicon.titles
    for pattern in (_PLACE_FIRST, _PLACE_LAST, _NUMBERED):
        if match := pattern.fullmatch(text):
            named = match["series"]
            if pattern is _NUMBERED and not _collection(named):
                continue  # "I Am Number Four" is a title.
            films = films_of_series(named, titles, text)
            if films and (part := _placed(films, match.groupdict())):
                return _matches(part, films, text)
    if match := _NEXT.fullmatch(text):
        return _next(match, titles, text)
    if match := _BEFORE.fullmatch(text):
        film, films = _with_series(match["film"], titles)
        others = [other for other in films if film and other.movie_id != film.movie_id]
        return [TitleMatch(other.movie_id, "exact", 1.0, title_key(text)) for other in others]
    return _titled(text, titles)


def find_series_told(text: str, titles: Titles) -> list[TitleMatch]:
    """Return the films of a series that a query begins with and tells one of.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    """
    match = _TOLD.fullmatch(_plain(text))
    if not match:
        return []
    name = _NUMBER_AFTER.sub("", match["name"])
    collection = _collection(name)
    is_shown = match["film"] or match["which"]
    if not collection or (" " not in name and (collection.everyday or not is_shown)):
        return []
    key = title_key(text)
    return [
        TitleMatch(movie_id, "part", _ALL, key)
        for movie_id in titles.in_collection(collection.name)
    ]


def _plain(text: str) -> str:
    return " ".join(text.strip(" .!?").split())


def _titled(text: str, titles: Titles) -> list[TitleMatch]:
    """Return the films of a series where one's own title has what is told of it, that one first.

    "Home alone in new york" is the second film, and "Jaws in space" is none.
    """
    films = [titles.rows[match.movie_id] for match in find_series_told(text, titles)]
    told = set(content_words(title_key(text).split())) - {"one"}
    for film in films:
        words = {word for name in film.names for word in title_key(name).split()}
        if told <= words and not all(told <= set(title_key(film.title).split()) for film in films):
            return _matches(film, films, text)
    return []


def films_of_series(name: str, titles: Titles, text: str) -> list[TitleRow]:
    """Return the films of a series in order of year; empty where none is called so.

    A collection of that name, else films whose titles begin with it.

    Parameters
    ----------
    text : str
        The whole query: a name of everyday words ("saw") needs a word for films beside it.
    """
    collection = _collection(name)
    if collection:
        if collection.everyday and not re.search(rf"(?<!\w)(?:{_PART}|{_SET})(?!\w)", text):
            return []
        ids = titles.in_collection(collection.name)
    else:
        ids = list(dict.fromkeys([*titles.exact_ids(name), *titles.series_ids(name)]))
        words = title_key(name).split()
        if len(ids) < _LEAST_FILMS or len(words) < _LEAST_WORDS or says_concept(text):
            return []
    rows = [titles.rows[movie_id] for movie_id in ids]
    return sorted((row for row in rows if row.year), key=lambda row: (row.year, row.movie_id))


def _collection(name: str) -> Collection | None:
    """Return the series that people call so: "apu" beside "trilogy" is the Apu trilogy."""
    key = title_key(name)
    return _by_wording().get(key) or _by_wording().get(f"{key} trilogy")


@cache
def _by_wording() -> Mapping[str, Collection]:
    """Return the collections that are series by everything that people type for them."""
    return {
        title_key(text): collection
        for collection in collections().values()
        if collection.kind == "series"
        for text in wordings(collection)
    }


def _placed(films: Sequence[TitleRow], said: Mapping[str, str | None]) -> TitleRow | None:
    """Return the film at a place among the films of a series, in order of year."""
    if said.get("last"):
        return films[-1]
    if said.get("middle"):
        return films[1] if len(films) == 3 else None
    place = next((at for at in range(1, len(_ORDINALS) + 1) if said.get(f"n{at}")), 0)
    if number := said.get("number"):
        digits = numbered_key(f"part {number}").removeprefix("part ")
        place = int(digits) if digits.isdecimal() else 0
    if not 1 <= place <= len(films):
        return None
    # Where a number in a title is not the film's place, the release lacks parts, or has more.
    own = [_own_number(film) for film in films]
    if len(set(own)) == 1:
        own = [None] * len(films)  # "Three Colours" is not the third of anything.
    years = [film.year for film in films]
    if years.count(years[place - 1]) > 1:
        return None  # Nothing here says which of two films of a year came first.
    if place > 1 and place in own:
        return films[own.index(place)]
    is_whole = all(number in (None, at) for at, number in enumerate(own, start=1))
    return films[place - 1] if is_whole or place == 1 else None


def _own_number(film: TitleRow) -> int | None:
    """Return the number in a film's title that says which part it is."""
    numbers = [int(number) for number in numbers_of(numbered_key(title_key(film.title)))]
    small = [number for number in numbers if number <= _MOST_NUMBER]
    return small[0] if len(small) == 1 else None


def _with_series(
    name: str, titles: Titles, *, is_sequel: bool = False
) -> tuple[TitleRow | None, list[TitleRow]]:
    """Return the film of a name, and the films of its series in order of year.

    Without a collection, later films with the name in theirs where ``is_sequel``.
    """
    ids = titles.loose_ids(name)
    if not ids:
        return None, []
    film = titles.rows[ids[0]]
    for collection in collections().values():
        is_series = collection.kind == "series" and not collection.parts
        if is_series and collection.name in film.collections:
            rows = [titles.rows[movie_id] for movie_id in titles.in_collection(collection.name)]
            return film, sorted(rows, key=lambda row: (row.year or 0, row.movie_id))
    if not is_sequel:
        return film, [film]
    # "T2 Trainspotting" has the name, and came later.
    named = [titles.rows[movie_id] for movie_id in titles.ids_with_words(film.title)]
    later = [row for row in named if (row.year or 0) > (film.year or 0)]
    return film, [film, *sorted(later, key=lambda row: (row.year or 0, row.movie_id))]


def _next(match: re.Match[str], titles: Titles, text: str) -> list[TitleMatch]:
    film, films = _with_series(match["film"], titles, is_sequel=not match["after"])
    at = next(
        (n for n, film_ in enumerate(films) if film and film_.movie_id == film.movie_id), None
    )
    if at is None or at + 1 >= len(films):
        return []
    return _matches(films[at + 1], films, text)


def _matches(part: TitleRow, films: Sequence[TitleRow], text: str) -> list[TitleMatch]:
    key = title_key(text)
    others = [film for film in films if film.movie_id != part.movie_id]
    return [
        TitleMatch(part.movie_id, "exact", 1.0, key),
        *(TitleMatch(film.movie_id, "part", _OTHERS, key) for film in others),
    ]
