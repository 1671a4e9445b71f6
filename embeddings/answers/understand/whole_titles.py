"""Queries that are nothing but a title, or a title and its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from embeddings.answers.understand.concepts import says_concept
from embeddings.answers.understand.credited import Credited, find_people
from embeddings.answers.understand.fame import is_known_by_surname, person_weight, weight
from embeddings.answers.understand.film_names import OVER_JUST_THAT_TITLE
from embeddings.answers.understand.grammar import YEAR, lowered
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedFilter, ParsedQuery
from embeddings.answers.understand.plain_kinds import says_kind
from embeddings.answers.understand.reading import Query
from embeddings.answers.understand.spans import blanked, find_phrases, overlaps
from embeddings.answers.understand.title_rows import TitleMatch
from embeddings.sources.text.titles import title_key

# Whoever wants to watch a film says so after its title.
_FULL_MOVIE: Final = re.compile(
    r"(?<=\S)\s+full[\s-]+(?:length\s+)?(?:movie|film)s?(?:\s+(?:online|free|hd|4k))*\s*$"
)
# What people type after a title, or before it, who want to see the film or to read of it.
_ABOUT_A_FILM: Final = (
    r"(?:the )?(?:movie|film|full|netflix|imdb|hbo(?: max)?|hulu|amazon(?: prime)?|prime(?: video)?"
    r"|disney plus|trailer|cast(?: list)?|soundtrack|dvd|blu-?ray|streaming|stream|online|free|hd"
    r"|4k|1080p|download|torrent|watch|subtitles|reviews?|rotten tomatoes|(?:ending )?explained"
    r"|wiki(?:pedia)?|youtube|reddit|quotes|release date|box office|running time|filming locations"
    r"|xbox(?: one| 360)?|ps[2-5p]|ppsspp)"
)
_AFTER_TITLE: Final = re.compile(rf"(?<=\S)(?:\s+(?:on |- )?{_ABOUT_A_FILM})+\s*$")
_BEFORE_TITLE: Final = re.compile(rf"^(?:{_ABOUT_A_FILM}\s+(?:of |for |- )?)+(?=\S)")
_TITLE_YEAR: Final = re.compile(rf"^(?P<title>.*\S)\s*(?P<phrase>[(,]?\s*(?P<year>{YEAR})\s*\)?)$")


def title_to_watch(text: str, lexicon: Lexicon, verbatim: Sequence[str]) -> str | None:
    """Return what stands before "full movie", or the title beside "movie", "netflix" and the like.

    None where nothing does or a title has these words.
    """
    query = lowered(text)
    kept = find_phrases(query, verbatim)
    if lexicon.titles.exact_ids(text):
        return None
    full = _FULL_MOVIE.search(query)
    if full and not overlaps(full.span(), kept) and not lexicon.titles.match_names(text):
        return text[: full.start()]
    for beside in (_AFTER_TITLE.search(query), _BEFORE_TITLE.match(query)):
        if beside is None or overlaps(beside.span(), kept):
            continue
        title = text[: beside.start()] if beside.start() else text[beside.end() :]
        words = lowered(title)
        if lexicon.titles.exact_ids(words) and not says_kind(words) and not says_concept(words):
            return title
    return None


def name_of_whole(query: Query, matches: Sequence[TitleMatch]) -> Credited:
    """Return whom a query names that is a title, too.

    The person is a filter where much better known than the films of that title, and is offered
    elsewhere.
    """
    credited = find_people(blanked(query.lowered, query.verbatim_spans), query.lexicon)
    whole = [found for found in credited.filters if found.end - found.start == len(query.text)]
    if len(whole) != 1 or whole[0].field != "people":
        offered = [found for found in credited.also if found.end - found.start == len(query.text)]
        return Credited([], [*whole, *offered])
    person = query.lexicon.people.rows[int(str(whole[0].value).split(":")[0])]
    key = title_key(query.text)
    is_exact = matches[0].kind == "exact"
    times = OVER_JUST_THAT_TITLE if is_exact else 1.0
    is_known = is_known_by_surname(person, query.lexicon)
    films = {match.movie_id for match in matches}
    is_meant = (
        key in (person.key, person.key.split()[-1], person.key.split()[0])
        and (is_known or not is_exact)
        and person_weight(person) >= times * weight(films, query.lexicon)
    )
    return Credited(whole, []) if is_meant else Credited([], whole)


def parse_title_and_year(query: Query) -> ParsedQuery | None:
    """Parse "the thing 1982", where the release has a film of that title and year."""
    match = _TITLE_YEAR.match(query.lowered)
    if not match or query.is_verbatim(match.span("phrase")):
        return None
    year = int(match["year"])
    titles = query.lexicon.titles
    matches = titles.match_names(query.text[: match.end("title")])
    of_year = [found for found in matches if titles.rows[found.movie_id].year == year]
    if not of_year:
        return None
    phrase = query.text[slice(*match.span("phrase"))].strip(" ,")
    return ParsedQuery(
        query.text[: match.end("title")].rstrip(" ,("),
        filters=[ParsedFilter("year_min", year, phrase), ParsedFilter("year_max", year, phrase)],
        title_matches=of_year,
    )
