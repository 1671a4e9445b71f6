"""The lexicon of the bundled catalogue, made without a database: fame stands for ratings."""

from collections import Counter
from functools import cache

import numpy as np

from embeddings.answers.sample import Sample
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedFilter, ParsedQuery
from embeddings.answers.understand.people import People
from embeddings.answers.understand.person_rows import ROLES, person_row
from embeddings.answers.understand.spelling import Vocabulary
from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles
from embeddings.knowledge.film import Film
from embeddings.releases.movie import ROLE_FIELDS
from embeddings.sources.text.genres import MOVIELENS_GENRES
from embeddings.sources.text.titles import title_key
from tests.embeddings.bundled_films import bundled_films


def _words(film: Film) -> set[str]:
    names = [film.title, film.original_title or "", *film.alternative_titles]
    text = " ".join([*names, *film.genres, *film.tags, film.plot])
    return set(title_key(text).split())


@cache
def bundled() -> Lexicon:
    """Return the lexicon; each step of fame is four times as many ratings."""
    films = bundled_films()
    titles = Titles(
        TitleRow(
            film.movie_id,
            film.title,
            film.year,
            tuple(
                dict.fromkeys(
                    filter(None, (film.title, film.original_title, *film.alternative_titles))
                )
            ),
            4**film.fame,
            film.collections,
        )
        for film in films
    )
    names: dict[str, str] = {}
    credited: dict[str, tuple[list[int], list[int]]] = {}
    for film in films:
        for number, role in enumerate(ROLES):
            for position, name in enumerate(getattr(film, ROLE_FIELDS[role])):
                names.setdefault(title_key(name), name)
                movie_ids, numbers = credited.setdefault(title_key(name), ([], []))
                movie_ids.append(film.movie_id)
                numbers.append(1000 * number + position)
    return Lexicon(
        titles=titles,
        vocabulary=Vocabulary(Counter(word for film in films for word in _words(film))),
        genres=MOVIELENS_GENRES,
        movie_count=len(films),
        sample=Sample(np.zeros((0, 4), dtype=np.float32)),
        countries=sorted({name for film in films for name in film.countries}),
        collections=sorted({name for film in films for name in film.collections}),
        languages=sorted({name for film in films for name in film.languages}),
        certificates=sorted({film.certificate for film in films if film.certificate}),
        has_runtimes=True,
        people=People(
            person_row(
                person_id,
                names[key],
                key,
                movie_ids,
                numbers,
                lambda movie_id: titles.rows[movie_id].rating_count,
            )
            for person_id, (key, (movie_ids, numbers)) in enumerate(credited.items(), start=1)
        ),
    )


def said(filters: list[ParsedFilter]) -> list[list[object]]:
    """Return filters as the phrase files have them: people by name, with the role if any."""

    def value(filter_: ParsedFilter) -> object:
        if filter_.label is None:
            return filter_.value
        role = str(filter_.value).partition(":")[2]
        return f"{filter_.label}:{role}" if role else filter_.label

    return [[filter_.field, value(filter_)] for filter_ in filters]


def pairs(parsed: ParsedQuery) -> set[tuple[object, ...]]:
    """Return the filters of a parsed query as a set of field and value."""
    return {tuple(pair) for pair in said(parsed.filters)}
