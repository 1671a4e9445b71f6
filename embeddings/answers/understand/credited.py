"""Find the people that a query asks for or excludes, by the evidence for each reading.

A wrong person hides everything that was meant. So a name in a query is a person only where it is
neither the film's subject nor part of a title, and where its bearer is better known than any film
called so; a surname alone must belong to one person above all others and be no ordinary word.
Words that say a role ("directed by") are evidence enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from embeddings.answers.understand.companions import pair, partner
from embeddings.answers.understand.evidence import Evidence
from embeddings.answers.understand.filters import Field, Filter
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.mentions import Mention, find_mentions
from embeddings.answers.understand.person_rows import ROLES, PersonRow
from embeddings.answers.understand.role_words import Context, read_context
from embeddings.answers.understand.tokens import Token, tokenize
from embeddings.answers.understand.words import MOST_WORDS
from embeddings.releases.movie import Role

# Two people joined by these are wanted, or not wanted, in the same role.
_JOINT: Final = re.compile(r"\s*(?:(?:,|&|\+|/|and|or|nor|plus)\s*)+")
_EITHER: Final = re.compile(r"\s*(?:,\s*)?or\s*")
# With "by" or "of" alone, somebody is the director who directed half as often as did anything else.
_DIRECTOR_SHARE: Final = 0.5
# With "with" alone, somebody acts who is in the cast of a fifth of their films.
_CAST_SHARE: Final = 0.2
# A career of fewer years has no early and late films.
_LEAST_YEARS: Final = 6
_MOST_ALSO: Final = 3


@dataclass
class Credited:
    """The people of a query.

    Attributes
    ----------
    filters
        In the order of the words.
    also
        Readings as a person of words that are read as words, as a title, or as another person.
    """

    filters: list[Filter] = field(default_factory=list)
    also: list[Filter] = field(default_factory=list)


@dataclass(frozen=True)
class _Reading:
    """A mention read as one person, or as siblings."""

    mention: Mention
    people: tuple[PersonRow, ...]
    context: Context

    @property
    def films(self) -> set[int]:
        """Films of all of them, in the roles asked for."""
        films = [
            person.films(role)
            for person in self.people
            for role in roles_of(person, self.context, len(self.people) > 1) or (None,)
        ]
        return set.intersection(*films)


def find_people(text: str, lexicon: Lexicon) -> Credited:
    """Return the people that a query asks for or excludes, and their early or late years.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it, with whatever names nobody blanked. A query of
        more than `words.MOST_WORDS` words names nobody.
    lexicon : Lexicon
        Of the release to search.
    """
    if len(text.split()) > MOST_WORDS or not lexicon.people.rows:
        return Credited()
    tokens = tokenize(text)
    mentions = find_mentions(tokens, lexicon)
    if not mentions:
        return Credited()
    contexts = _contexts(text, tokens, mentions)
    evidence = Evidence(text, tokens, lexicon, mentions, [context.span for context in contexts])
    readings: list[_Reading] = []
    open_mentions: list[tuple[Mention, Context]] = []
    for place, (mention, context) in enumerate(zip(mentions, contexts, strict=True)):
        before = readings[-1] if readings and readings[-1].mention == mentions[place - 1] else None
        context = _joined(text, tokens, before, mention, context)
        if people := evidence.people(mention, context):
            readings.append(_Reading(mention, people, context))
        else:
            open_mentions.append((mention, context))
    for mention, context in open_mentions:
        if person := partner(
            evidence, mention, context, [reading.people[0] for reading in readings]
        ):
            readings.append(_Reading(mention, (person,), context))
    if not readings and (both := pair(evidence, open_mentions)):
        readings = [
            _Reading(mention, (person,), context)
            for (mention, context), person in zip(open_mentions, both, strict=True)
        ]
    readings.sort(key=lambda reading: reading.mention.first)
    kept = _compatible(text, readings)
    others = [
        (reading.people[0], reading.context.span)
        for reading in kept
        if not reading.context.is_excluded
    ]
    dropped = [reading for reading in readings if reading not in kept]
    also = [
        *(
            filter_
            for reading in dropped
            for filter_ in _filters(reading, lexicon)
            if filter_.label
        ),
        *(
            Filter("people", str(person.person_id), *context.span, person.name)
            for mention, context in open_mentions
            if mention not in [reading.mention for reading in readings]
            for person in evidence.offered(mention, context, others)
        ),
        *_namesakes(evidence, kept),
    ]
    filters = [filter_ for reading in kept for filter_ in _filters(reading, lexicon)]
    return Credited(sorted(filters, key=lambda filter_: filter_.start), also[:_MOST_ALSO])


def _namesakes(evidence: Evidence, kept: Sequence[_Reading]) -> Iterator[Filter]:
    """Yield whom else a surname may mean that is read as one person."""
    for reading in kept:
        if not reading.mention.is_surname:
            continue
        others = [(other.people[0], other.context.span) for other in kept if other is not reading]
        for person in evidence.offered(reading.mention, reading.context, others, reading.people[0]):
            yield Filter("people", str(person.person_id), *reading.context.span, person.name)


def _contexts(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Context]:
    return [
        read_context(text, tokens[mention.first].start, tokens[mention.last - 1].end)
        for mention in mentions
    ]


def _joined(
    text: str,
    tokens: Sequence[Token],
    before: _Reading | None,
    mention: Mention,
    context: Context,
) -> Context:
    """Return the context with what is said of the person before, where "and" joins both."""
    if before is None:
        return context
    start, end = before.context.span[1], context.span[0]
    if context.wording != "none" or not _JOINT.fullmatch(text, start, end):
        return context
    start += len(text[start:end]) - len(text[start:end].lstrip(" ,&+/"))
    return replace(
        context,
        span=(start, context.span[1]),
        roles=before.context.roles,
        wording=before.context.wording,
        is_excluded=context.is_excluded or before.context.is_excluded,
        is_subject=False,
    )


def _compatible(text: str, readings: Sequence[_Reading]) -> list[_Reading]:
    """Return readings that share a film, less surnames first: a film needs all of the people.

    People joined by "or" are not all wanted, and no filter means any of several.
    """
    wanted = [reading for reading in readings if not reading.context.is_excluded]
    for first, second in pairwise(wanted):
        between = text[first.context.span[1] : second.context.span[1]]
        if _EITHER.match(between):
            return [reading for reading in readings if reading.context.is_excluded]
    kept = list(wanted)
    if len(kept) > 1 and not set.intersection(*(reading.films for reading in kept)):
        surer = [reading for reading in kept if not reading.mention.is_surname]
        shared = set.intersection(*(reading.films for reading in surer)) if surer else set()
        kept = surer if shared and len(surer) < len(kept) else []
    return [reading for reading in readings if reading in kept or reading.context.is_excluded]


def _filters(reading: _Reading, lexicon: Lexicon) -> Iterator[Filter]:
    context = reading.context
    name: Field = "exclude_people" if context.is_excluded else "people"
    for person in reading.people:
        roles = roles_of(person, context, len(reading.people) > 1)
        for value in [f"{person.person_id}:{role}" for role in roles] or [str(person.person_id)]:
            yield Filter(name, value, *context.span, person.name)
        if context.absent_span:
            value = f"{person.person_id}:cast"
            yield Filter("exclude_people", value, *context.absent_span, person.name)
    if context.era and not context.is_excluded:
        yield from _era(reading.people[0], context, lexicon)


def roles_of(person: PersonRow, context: Context, are_siblings: bool) -> tuple[Role, ...]:
    """Return the roles that a filter names; none where any role will do.

    A role that the person has in no film says that the data are not whole, so any will do. Of
    siblings who direct together often only one is credited with it.
    """
    counts = person.role_counts()
    if are_siblings:
        return ()
    if context.wording in ("by", "of"):
        is_director = counts.get("director", 0) >= _DIRECTOR_SHARE * max(counts.values())
        return ("director",) if is_director else ()
    if context.wording == "with" and counts.get("cast", 0) < _CAST_SHARE * len(person.films()):
        return ()
    return tuple(role for role in context.roles if role in counts)


def _era(person: PersonRow, context: Context, lexicon: Lexicon) -> Iterator[Filter]:
    """Yield the first or last third of a career, by what the person did most."""
    counts = person.role_counts()
    role = max(ROLES, key=lambda role_: counts.get(role_, 0))
    if counts.get("director", 0) >= _DIRECTOR_SHARE * max(counts.values()):
        role = "director"
    rows = lexicon.titles.rows
    years = [
        year
        for movie_id in person.films(role)
        if (film := rows.get(movie_id)) and (year := film.year) is not None
    ]
    if not years or not context.era_span or max(years) - min(years) < _LEAST_YEARS:
        return
    third = (max(years) - min(years)) // 3
    if context.era == "early":
        yield Filter("year_max", min(years) + third, *context.era_span)
    else:
        yield Filter("year_min", max(years) - third, *context.era_span)
