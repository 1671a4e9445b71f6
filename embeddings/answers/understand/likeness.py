"""What the answers are to be like: films, and a director's films."""

from __future__ import annotations

import re
from typing import Final

from embeddings.answers.understand.concepts import says_concept
from embeddings.answers.understand.critiques import find_critique
from embeddings.answers.understand.examples import find_examples
from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.parsed import Example, ParsedQuery, ParsedWish
from embeddings.answers.understand.reading import Query, as_parsed
from embeddings.answers.understand.spans import blanked
from embeddings.answers.understand.styles import find_style
from embeddings.answers.understand.words import MOST_WORDS, content_words
from embeddings.sources.text.titles import title_key

# How many films stand for a director's style: those that most people know.
_STYLE_FILMS: Final = 4
# "Like Oldboy but from another country"
_ELSEWHERE: Final = re.compile(
    r"(?<![\w'-])(?:made |produced |set )?(?:(?:from|in|by) (?:(?:another|an?|some|any)"
    r"(?: (?:other|different|foreign))?|other|different) (?:country|countries|part of the world)"
    r"|elsewhere|foreign(?: (?:version|film|movie|one))?)(?![\w'-])"
)
# A longer text with words of remembering is somebody's memory of one film.
_MOST_WORDS_OF_WISH: Final = 40
_REMEMBERED: Final = re.compile(
    r"\b(?:tomt|remember\w*|forg[oe]t\w*|recall\w*|i (?:saw|watched)"
    r"|(?:a|the|this|what) (?:movie|film) (?:was|is|where|about|that|i|with|from|called)"
    r"|(?:name|title) of|(?:movie|film)'?s? (?:name|title))\b"
)
_OTHER_LANGUAGE: Final = re.compile(
    r"(?<![\w'-])in (?:any|another|some other|a different)(?: other)? language"
    r"(?:,? (?:that(?:'?s| is)|which is|but|just)?,? ?(?:not|isn'?t|other than|except) english"
    r"|,? (?:but|except|other than) english)?(?![\w'-])"
)


def consume_examples(query: Query, parsed: ParsedQuery) -> None:
    """Set the films to be like; they are no answers themselves.

    Who tells at length of a film whose title they forgot, and mentions another one in passing,
    looks for no film like that.
    """
    is_story = len(query.lowered.split()) > _MOST_WORDS_OF_WISH
    if is_story and _REMEMBERED.search(query.lowered):
        return
    for example in find_examples(query.lowered, query.lexicon.titles):
        if query.is_verbatim(example.span):
            continue
        film = query.lexicon.titles.rows[example.movie_id]
        phrase = query.typed(example.span)
        parsed.examples.append(Example(film.movie_id, film.title, film.year, phrase))
        parsed.excluded_movie_ids.append(film.movie_id)
        # Who names the series, "Harry Potter for grown-ups", wants none of its films.
        parsed.excluded_movie_ids += [
            movie_id for movie_id in _of_series(phrase, query) if movie_id != film.movie_id
        ]
        query.consumed.append(example.span)
    parsed.example = parsed.examples[0] if parsed.examples else None
    other = _OTHER_LANGUAGE.search(query.lowered) if parsed.example else None
    if other and not query.is_verbatim(other.span()):
        not_english = Filter("exclude_languages", "English", *other.span())
        parsed.filters += as_parsed(query, [not_english])
        query.consumed.append(other.span())
    match = _ELSEWHERE.search(blanked(query.lowered, query.consumed)) if parsed.example else None
    if match and not query.is_verbatim(match.span()):
        parsed.elsewhere = query.typed(match.span())
        query.consumed.append(match.span())


def _of_series(phrase: str, query: Query) -> list[int]:
    """Return the films of a series that a phrase names, where no film is called so."""
    titles = query.lexicon.titles
    is_film = titles.loose_ids(phrase) or says_concept(lowered(phrase))
    return [] if is_film else titles.series_ids(phrase)


def consume_style(query: Query, parsed: ParsedQuery) -> None:
    """Set whose films the answers are to resemble, and leave that director's out where asked."""
    if parsed.example or len(query.lowered.split()) > MOST_WORDS:
        return
    style = find_style(blanked(query.lowered, query.verbatim_spans), query.lexicon)
    if style is None:
        return
    person = str(style.person.person_id)
    query.style = ParsedWish("person", person, True, query.typed(style.span), style.person.name)
    rows = query.lexicon.titles.rows
    films = [movie_id for movie_id in style.person.films("director") if movie_id in rows]
    films.sort(key=lambda movie_id: (-rows[movie_id].rating_count, movie_id))
    parsed.style_movie_ids = films[:_STYLE_FILMS]
    query.style_span = style.span
    query.consumed.append(style.span)
    if style.is_excluded:
        theirs = Filter("exclude_people", f"{person}:director", *style.span, style.person.name)
        parsed.filters += as_parsed(query, [theirs])


def parse_critique(query: Query, parsed: ParsedQuery) -> None:
    """Set how the answers are to differ from the example."""
    parsed.rest = parsed.text if content_words(title_key(parsed.text).split()) else ""
    if not query.has_verbatim(parsed.text):
        parsed.critique, rest = find_critique(parsed.text, query.lexicon.genres)
        parsed.rest = rest if content_words(title_key(rest).split()) else ""
