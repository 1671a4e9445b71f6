"""Parse a query: an example film, people, facts, exclusions, filters, titles and typing errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from embeddings.answers.understand.all_filters import find_all_filters, without_in
from embeddings.answers.understand.certificates import find_age
from embeddings.answers.understand.concepts import Found, find_concepts
from embeddings.answers.understand.credited import Credited, find_people
from embeddings.answers.understand.critiques import find_critique
from embeddings.answers.understand.examples import find_example
from embeddings.answers.understand.fame import is_known_by_surname, person_weight, weight
from embeddings.answers.understand.film_names import OVER_JUST_THAT_TITLE
from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.german import in_english
from embeddings.answers.understand.gloss import Gloss
from embeddings.answers.understand.grammar import YEAR, lowered
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.negations import Negation, find_negations
from embeddings.answers.understand.parsed import (
    Example,
    ParsedFilter,
    ParsedQuery,
    ParsedWish,
    Preference,
)
from embeddings.answers.understand.plain_kinds import find_plain_kinds, says_kind
from embeddings.answers.understand.spans import (
    Span,
    blanked,
    find_phrases,
    overlaps,
    without,
)
from embeddings.answers.understand.superlatives import find_superlatives
from embeddings.answers.understand.title_matching import corrections, match_titles
from embeddings.answers.understand.titles import TitleMatch
from embeddings.answers.understand.tokens import tokenize
from embeddings.answers.understand.wishes import find_wishes
from embeddings.answers.understand.words import MOST_WORDS
from embeddings.sources.text.titles import title_key

_QUOTED: Final = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab]([^\"\u201c\u201d\u201e\u00ab\u00bb]{2,100})[\"\u201d\u201c\u00bb]"
)
# Whoever wants to watch a film says so after its title.
_FULL_MOVIE: Final = re.compile(
    r"(?<=\S)\s+full[\s-]+(?:length\s+)?(?:movie|film)s?(?:\s+(?:online|free|hd|4k))*\s*$"
)
_A_MOVIE: Final = re.compile(r"(?<=\S)\s+(?:movie|film)\s*$")
_TITLE_YEAR: Final = re.compile(rf"^(?P<title>.*\S)\s*(?P<phrase>[(,]?\s*(?P<year>{YEAR})\s*\)?)$")


# Filters that no negation reaches into: "not too violent, under 90 minutes".
_FACTS: Final = frozenset(
    {"people", "exclude_people", "runtime_min", "runtime_max", "certificates",
     "exclude_certificates", "certificate_max"}
)  # fmt: skip


@dataclass
class _Query:
    """A query while it is parsed.

    ``consumed`` grows with every step that uses up words. Of these, ``negated`` are those of
    negations, and ``facts`` those of people, lengths and certificates. ``title`` are words that
    name a film none of the query's people is credited in. ``tail`` is what was typed after ``text``
    and says only that a film is wanted.
    """

    text: str
    lowered: str
    lexicon: Lexicon
    verbatim: Sequence[str]
    verbatim_spans: Sequence[Span]
    tail: str = ""
    consumed: list[Span] = field(default_factory=list)
    negated: list[Span] = field(default_factory=list)
    facts: list[Span] = field(default_factory=list)
    title: str | None = None
    gloss: Gloss | None = None

    @cached_property
    def concepts(self) -> list[Found]:
        """Moods and tags of a short query; a long one tells a plot, which has many of them."""
        if len(self.lowered.split()) > MOST_WORDS:
            return []
        free = blanked(self.lowered, self.verbatim_spans)
        return find_concepts(free, tokenize(free))

    def is_verbatim(self, span: Span) -> bool:
        return overlaps(span, self.verbatim_spans)

    def has_verbatim(self, text: str) -> bool:
        return any(phrase.casefold() in text.casefold() for phrase in self.verbatim)

    def typed(self, span: Span) -> str:
        """Return the words as typed that a span comes from."""
        return self.gloss.words_typed(span) if self.gloss else self.text[slice(*span)].strip()


def parse(text: str, lexicon: Lexicon, verbatim: Sequence[str] = ()) -> ParsedQuery:
    """Parse a query.

    An exact title is nothing but a title, even where its words could set a filter ("12 Angry
    Men", "Horror of Dracula"), unless it is the name of somebody much better known than the film.
    Every other query loses its example, lengths, certificates, people, exclusions and filters in
    this order, and its remaining words may name a film.

    Parameters
    ----------
    text : str
        The query as typed, without surrounding white space.
    lexicon : Lexicon
        Of the release to search.
    verbatim : sequence of str
        Phrases of the query to search for as words: they set no filter, name no example,
        exclude nothing and are not corrected.
    """
    title = _title_to_watch(text, lexicon, verbatim)
    gloss = None
    if not title and not lexicon.titles.match_names(text):
        gloss = in_english(lowered(text), lexicon.titles, find_phrases(lowered(text), verbatim))
        gloss = gloss and replace(gloss, typed=text)
    parsed = _parse(text, lexicon, verbatim, title, gloss)
    # A mistyped word may say what kind of film is wanted, and is read again as what it stands for.
    if parsed.corrected and not parsed.title_matches:
        before = gloss.text if gloss else text
        spelling = Gloss.of(before, corrections(before, parsed.corrected, lexicon), gloss)
        again = _parse(text, lexicon, verbatim, None, spelling)
        if again.parts > parsed.parts:
            again.corrected = spelling.text if again.described is not None else again.text
            return again
    return parsed


def _parse(
    typed: str, lexicon: Lexicon, verbatim: Sequence[str], title: str | None, gloss: Gloss | None
) -> ParsedQuery:
    """Parse a query, or the words that it stands for."""
    text = title or (gloss.text if gloss else typed)
    tail = typed[len(title) :] if title else ""
    spans = find_phrases(lowered(text), verbatim)
    query = _Query(text, lowered(text), lexicon, verbatim, spans, tail, gloss=gloss)
    # Quotation marks in a long query hold dialogue of the film.
    is_short = len(text.split()) <= MOST_WORDS
    quoted = [match.group(1).strip() for match in _QUOTED.finditer(text)] if is_short else []
    whole_matches = lexicon.titles.match_names(text)
    named = _name_of_whole(query, whole_matches) if whole_matches else Credited()
    if title:
        named = Credited([], [*named.filters, *named.also])
    if whole_matches and whole_matches[0].kind == "exact" and not named.filters:
        parsed = ParsedQuery(
            text, title_matches=whole_matches, quoted=quoted, also=_parsed(query, named.also)
        )
        _wish(query, parsed, [], [])
        return parsed
    if titled := _parse_title_and_year(query):
        return titled
    parsed = ParsedQuery(text, quoted=quoted)
    is_title = bool(whole_matches) and (title is not None or len(text.split()) > 1)
    is_title = is_title and not named.filters
    if is_title:
        parsed.also = _parsed(query, named.also)
        _wish(query, parsed, [], [])
    else:
        _consume_example(query, parsed)
        found = find_all_filters(query.lowered, query.consumed, query.verbatim_spans, lexicon)
        parsed.also = _parsed(query, _without_phrases(found.also, query.concepts))
        query.consumed += found.more
        query.title = found.title
        examples = list(query.consumed)
        negations = _consume_negations(query, parsed, found.filters)
        filters = found.filters + _plain_kinds(query, found.filters)
        _wish(query, parsed, filters, negations, examples)
        _consume_filters(query, parsed, filters)
    if query.consumed:
        parsed.text = without(text, query.consumed)
        if lexicon.titles.loose_ids(without_in(parsed.text)):
            parsed.text = without_in(parsed.text)
    if parsed.example:
        _parse_critique(query, parsed)
        parsed.text = parsed.text or parsed.example.title
    elif not parsed.text:
        parsed.text = text
        parsed.only_filters = bool(parsed.filters or query.negated or parsed.preferences)
        # What is not wanted finds no films by its words.
        if parsed.only_filters:
            parsed.described = without(text, [*query.negated, *query.facts])
    else:
        parsed.title_matches, parsed.corrected = match_titles(
            parsed.text, lexicon, may_correct=not query.has_verbatim(parsed.text)
        )
        if query.title:
            parsed.title_matches = lexicon.titles.match_names(query.title)
    return parsed


def _title_to_watch(text: str, lexicon: Lexicon, verbatim: Sequence[str]) -> str | None:
    """Return what stands before "full movie", or the title before "movie".

    None where nothing does or a title ends so.
    """
    found = _FULL_MOVIE.search(lowered(text))
    if found is None and (named := _A_MOVIE.search(lowered(text))):
        before = lowered(text[: named.start()])
        exact = lexicon.titles.exact_ids(before) and not says_kind(before)
        found = named if exact else None
    if (
        found is None
        or lexicon.titles.match_names(text)
        or overlaps(found.span(), find_phrases(lowered(text), verbatim))
    ):
        return None
    return text[: found.start()]


def _name_of_whole(query: _Query, matches: Sequence[TitleMatch]) -> Credited:
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


def _parse_title_and_year(query: _Query) -> ParsedQuery | None:
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


def _consume_example(query: _Query, parsed: ParsedQuery) -> None:
    example = find_example(query.lowered, query.lexicon.titles)
    if not example or query.is_verbatim(example.span):
        return
    film = query.lexicon.titles.rows[example.movie_id]
    parsed.example = Example(film.movie_id, film.title, film.year, query.typed(example.span))
    parsed.excluded_movie_ids.append(film.movie_id)
    query.consumed.append(example.span)


def _parsed(query: _Query, filters: Sequence[Filter]) -> list[ParsedFilter]:
    tails = [query.tail if each.end == len(query.text) else "" for each in filters]
    return [
        ParsedFilter(each.field, each.value, query.typed(each.span) + tail, each.label)
        for each, tail in zip(filters, tails, strict=True)
    ]


def _consume_negations(
    query: _Query, parsed: ParsedQuery, filters: Sequence[Filter]
) -> list[Negation]:
    """Exclude what negated phrases name: a film, or a text to score films down by.

    "not horror" is a filter that excludes a genre, so it is left to `_consume_filters`; such a
    phrase is returned among the negations all the same.
    """
    excluding = [found.span for found in filters if found.field.startswith("exclude_")]
    facts = query.facts = [found.span for found in filters if found.field in _FACTS]
    titles = query.lexicon.titles
    negations = find_negations(
        blanked(query.lowered, [*facts, *query.consumed, *query.verbatim_spans]),
        query.concepts,
        may_begin=not titles.match_within(query.text),
    )
    kept = [each for each in negations if not overlaps(each.span, facts)]
    for negation in kept:
        query.negated.append(negation.span)
        if overlaps(negation.span, excluding) and len(negation.excluded) == 1:
            continue
        parsed.excluded_phrases.append(query.typed(negation.span))
        for span in negation.excluded:
            words = query.text[slice(*span)].strip()
            # A word that is a title as well is meant as a word: "nothing with ghosts".
            is_said = any(each.span == span for each in query.concepts)
            if movie_ids := [] if is_said else titles.loose_ids(words):
                parsed.excluded_movie_ids.append(movie_ids[0])
            elif not overlaps(span, excluding):
                parsed.excluded_texts.append(words)
        query.consumed.append(negation.span)
    return kept


def _plain_kinds(query: _Query, filters: Sequence[Filter]) -> list[Filter]:
    """Return more kinds of film, where the query is made of nothing but words for such."""
    facts = [found.span for found in filters if not found.field.startswith(("genres", "exclude"))]
    taken = [*query.consumed, *query.negated, *facts, *query.verbatim_spans]
    superlatives = [each.span for each in find_superlatives(blanked(query.lowered, taken))]
    kinds = find_plain_kinds(
        query.lowered, [*taken, *superlatives], query.concepts, filters, query.lexicon
    )
    return list(kinds) if len(query.lowered.split()) <= MOST_WORDS else []


def _without_phrases(filters: Sequence[Filter], concepts: Sequence[Found]) -> list[Filter]:
    """Return filters less those of a word that belongs to a phrase: "black and white" is nobody."""
    phrases = [each.span for each in concepts if each.last - each.first > 1]
    return [each for each in filters if not overlaps(each.span, phrases)]


def _wish(
    query: _Query,
    parsed: ParsedQuery,
    filters: Sequence[Filter],
    negations: Sequence[Negation],
    examples: Sequence[Span] = (),
) -> None:
    """Set what the films should be like, and how good, known and new they should be."""
    people = [each.span for each in filters if each.field in ("people", "exclude_people")]
    blocked = [*examples, *people, *query.verbatim_spans]
    parsed.wishes = [
        ParsedWish(wish.kind, wish.name, wish.wanted, query.typed(wish.span))
        for wish in find_wishes(
            query.lowered, query.concepts, negations, filters, blocked, query.lexicon
        )
    ]
    years = [each.span for each in filters if each.field.startswith("year_")]
    if parsed.title_matches or len(query.lowered.split()) > MOST_WORDS:
        parsed.natural = parsed.text
        return
    negated = [each.span for each in negations]
    phrases = [each.span for each in query.concepts if each.last - each.first > 1]
    superlatives = list(
        find_superlatives(
            blanked(query.lowered, [*blocked, *negated, *years, *phrases, *query.facts])
        )
    )
    parsed.preferences = [
        Preference(each.by, each.direction, query.typed(each.span)) for each in superlatives
    ]
    # They say how good, known or new a film is, and no plot has their words.
    query.facts += [each.span for each in superlatives]
    query.consumed += [each.span for each in superlatives]
    parsed.natural = without(query.text, [*blocked, *negated, *years, *query.facts])
    parsed.age = find_age(query.lowered)


def _consume_filters(query: _Query, parsed: ParsedQuery, filters: Sequence[Filter]) -> None:
    """Set the filters whose words no earlier step consumed.

    A filter that overlaps a negation is not set, but its words are consumed all the same: the
    part of them outside the negation would be searched for without its context.
    """
    free = [found for found in filters if not query.is_verbatim(found.span)]
    unused = [found for found in free if not overlaps(found.span, query.consumed)]
    parsed.filters += list(dict.fromkeys(_parsed(query, unused)))
    query.consumed += [found.span for found in free]
    query.negated += [found.span for found in free if found.field.startswith("exclude_")]


def _parse_critique(query: _Query, parsed: ParsedQuery) -> None:
    parsed.rest = parsed.text
    if not query.has_verbatim(parsed.text):
        parsed.critique, parsed.rest = find_critique(parsed.text, query.lexicon.genres)
