"""Phrases of a query that say what the film is not, and how far each reaches.

"No musicals or war films, but funny" negates two things, and "funny" is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from embeddings.answers.understand.concepts import Found
from embeddings.answers.understand.grammar import ANY_GENRE, DEMONYM, QUALIFIER
from embeddings.answers.understand.spans import Span, overlaps
from embeddings.answers.understand.words import MOST_WORDS

MOST_PHRASE_WORDS: Final = 8

_SUBJECT: Final = r"(?:it|this|that|its|which|he|she)"
_IN_LONG_QUERY: Final = re.compile(
    rf"(?:\b{_SUBJECT}(?:'?s| is| was)?|^|[.,;!?(\n]\s*(?:but |and |just )?|\bbut )\s*"
    rf"(?P<phrase>(?:definitely |also |obviously )?(?:not|isn'?t|wasn'?t|is not|was not)"
    r" (?P<excluded>[^,.;!?()\n]+))"
)
# The longest first. After a noun's cue stand things, after an adjective's stands how a film is.
_CUE: Final = re.compile(
    r"(?<![\w'-])(?:it'?s |they'?re )?(?P<phrase>(?:(?:that|which) )?(?:definitely |please )?(?:"
    r"(?P<noun>nothing (?:with|about|involving|containing|featuring|like|to do with|that has)"
    r"|anything but|(?:has|have|with|contains?|there(?:'s| is|are)) no|w/?o? no|zero"
    r"|(?P<state>without (?:being|getting|feeling))|without|no more|no"
    r"|(?:(?:i|we|it|they|you|he|she) )?(?:(?:do|does) ?n[o']?t|do not|does not)"
    r" (?:(?:(?:want|need) to|wanna|feel like) (?:see|seeing|watch|watching|have|hear)(?: about)?"
    r"|(?P<doing>(?:(?:want|need) to|wanna|feel like)(?: (?:be|feel|get|being|feeling|getting))?"
    r"|end(?: up)?)"
    r"|have|contain|include|involve|feature|want|like|need|enjoy|care for|believe in)"
    r"|(?:must|should|can) ?(?:not|n'?t) (?:contain|have|include|show|feature)"
    r"|(?P<somebody>(?:where )?(?:nobody|no[ -]?one))|(?:hardly|barely|scarcely) any"
    r"|little (?:to|or) no|(?:not|isn'?t|aren'?t) in the mood for"
    r"|(?P<will>(?:wo ?n'?t|will not)(?: make (?:me|us|you|her|him|them))?)"
    r"|avoid(?:ing)?|exclud(?:e|es|ing)|except(?: for)?|minus|free of|skip"
    r"|(?:(?:i|we|and|but)(?: really| absolutely)? |^)(?:hate|dislike|loathe|detest)"
    r"|(?:i'?m )?(?:(?:tired|sick|bored) of|bored (?:by|with)|fed up with|allergic to)"
    r"|(?:(?:i|we|but|and)(?: really)? |^|(?<=, ))(?:can'?t|cannot|can not)"
    r" (?:stand|handle|stomach|bear|deal with|cope with)"
    r"|(?P<hates>(?:who |he |she |that )?(?:really |absolutely )?(?:hates|dislikes"
    r"|(?<=who )(?:hate|dislike)"
    r"|gets scared by"
    r"|(?:can'?t|cannot) (?:stand|handle|stomach|bear)))"
    r"|not (?:a fan of|into|another)|other than|rather than|instead of|non)"
    r"|(?P<adjective>(?:that'?s |is |are |was )?not"
    r"|isn'?t|aren'?t|wasn'?t|nothing|no))"
    r"(?: (?:like|too|very|so|overly|really|any|much|many|a lot of|lots of|all that|that|an?|the"
    r"|one of those|your typical|typical|excessive|graphic|explicit|gratuitous))*"
    r"(?=[ -]))"
)
# "My wife hates gore", but not "a man who hates dogs".
_WATCHER: Final = re.compile(
    r"\b(?:(?:my|our)(?: [\w'-]+){1,4}|(?:for|with) "
    r"(?:somebody|someone|people|those|a friend|friends|(?:the |a )?"
    r"(?:gran(?:d?ma|ny|dad|dpa)?|nan|mum|mom|dad|parents|kids|mates?|uncle|aunt(?:ie)?|wife|husband|girlfriend|boyfriend"
    r"|flatmate)))"
    r"(?: who)? $"
)
_END: Final = re.compile(
    r"[;.!?()]|\s-\s|,?\s+(?:but|though|although|just|only|please|so|because|with|from|set|about|in"
    r"|under|over|before|after|since|for|that|which|where|when|who|i|we|it|it's|if|tonight|like"
    r"|maybe|thanks|as|instead|needed|required)(?![\w'])"
    # "Not too long not too sad" are two; "no horror or no comedy" is a list.
    r"|(?<!\bor)(?<!\band)(?<!\bnor)(?<![\s,/])\s+(?:not|no|without)(?![\w'-])"
)
_SEPARATOR: Final = re.compile(
    r"\s*,\s*(?:(?:or|nor|and)\s+)?(?:no\s+)?|\s+(?:or|nor|and|&)\s+(?:no\s+)?|\s*/\s*"
)
_ALWAYS_GOES_ON: Final = re.compile(r".*(?:\b(?:or|nor)\b|/)", re.DOTALL)
# After a comma: "no zombies, vampires or ghosts", but "no subtitles, crime with a twist".
_LIST_GOES_ON: Final = re.compile(r"(?:\s*,\s*[\w' -]+?)*\s*,?\s+(?:or|nor|and)\s")
_NEXT_CLAUSE: Final = re.compile(
    r"\s+(?:but|and|or maybe|it|i|because|though|although|which|where|when|please|so)\b.*"
)
# After "not", these words say what somebody does or knows; they say nothing about the film.
_NOT_ABOUT_FILM: Final = re.compile(
    r"(?:sure|really|know|remember|certain|positive|necessarily|just|only|even|able|much|many"
    r"|a lot|possible|that (?:it|i|he|she|this)|to|too sure|exactly|as|because|until|been|being"
    r"|going|there|one|all|every|allowed|knowing|having|supposed|in my|on (?:imdb|netflix)"
    r"|find|me|him|her|them|what i|idea|matter|longer|doubt|problem|way|thanks|i|you|but|less"
    r"|special|particular|body|where|name|fun intended)\b"
)
_FILLER: Final = re.compile(
    r"^(?:(?:too|very|so|that|the (?:one|movie|film)(?: with| about| where| called)?|an?"
    r"|your typical|the|typical|like|my|any(?:thing)?|some(?:thing)?|much|really)\s+)+"
)
# "Not cheesy at all"; a German clause, read word by word, ends with its verb: "not gory is".
_TAIL: Final = re.compile(r"(?: (?:is|at all|either|anymore|for once|thx|thanks|pls))+$")
# "Nobody dies" says how a film ends, though it is a tag.
_DEATH: Final = "death"
_GENRE: Final = re.compile(rf"(?:an? )?{ANY_GENRE}(?: (?:film|movie)s?)?")
# What a noun's cue negates by itself where a kind of film follows at once: "no gore haunted house"
# wants a haunted house. "Zombie" before "films" says which films, so these are things and plurals.
_THING: Final = re.compile(
    r"(?:gore|blood|violence|sex|nudity|romance|magic|swearing|cursing|profanity|singing|cruelty"
    r"|jump[- ]?scares?|[\w' -]+[^\Ws]s)"
)
_KIND_AT_ONCE: Final = re.compile(rf" (?:{ANY_GENRE}|foreign|black and white)(?![\w'-])")
# "Not American war films": a country before a kind of film is what is not wanted of it.
_COUNTRY: Final = re.compile(
    rf"(?:an? |another )?{DEMONYM}(?= (?:{QUALIFIER} )*{ANY_GENRE}(?![\w'-]))"
)


@dataclass(frozen=True)
class Negation:
    """A negated phrase of a query.

    Attributes
    ----------
    span
        Of the whole phrase, "not too violent or gory".
    excluded
        Spans of what the film is not, one by one: "violent", "gory".
    """

    span: Span
    excluded: tuple[Span, ...]


def find_negations(
    text: str, concepts: Sequence[Found], *, may_begin: bool = True
) -> Iterator[Negation]:
    """Yield the negated phrases of a query, in the order of its words.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it. In one of more than `words.MOST_WORDS` words
        only "it's not …" and the like count, because "not" alone mostly belongs to the plot.
    concepts : sequence of Found
        Moods and tags of the query.
    may_begin : bool
        Whether the query may begin with a negated phrase; else its beginning may be a title.
    """
    if len(text.split()) > MOST_WORDS:
        yield from _in_long_query(text)
        return
    end = 0
    for match in _CUE.finditer(text):
        if match.start() < end or (not match.start() and not may_begin):
            continue
        # "No hope" and "without memory" are phrases that say how a film is.
        if any(
            concept.span[0] <= match.start("phrase") and match.end() < concept.span[1]
            for concept in concepts
        ):
            continue
        excluded, stop = _scope(text, match, concepts)
        if excluded:
            end = stop
            yield Negation((match.start("phrase"), end), tuple(excluded))


def _scope(text: str, cue: re.Match[str], concepts: Sequence[Found]) -> tuple[list[Span], int]:
    """Return the spans of what a cue negates, and where its scope ends."""
    start = at = cue.end() + 1
    if cue["hates"] and not _WATCHER.search(text[: cue.start()]):
        return [], start
    # "A musical for people who hate musicals" is one that they will like.
    is_somebody = bool(cue["hates"]) or text[: cue.start()].endswith("who ")
    hated = (
        text[start:].split(None, 1)[0].rstrip("s,.") if is_somebody and start < len(text) else ""
    )
    if hated and hated in text[: cue.start()]:
        return [], start
    if start >= len(text) or _NOT_ABOUT_FILM.match(text[start:]):
        return [], start
    # "Isn't for kids": what would end the scope may begin it.
    ending = _END.search(text, start + _first_word(text[start:]))
    limit = ending.start() if ending else len(text)
    excluded: list[Span] = []
    stop = at
    while at < limit:
        separator = _SEPARATOR.search(text, at, limit)
        item = at, separator.start() if separator else limit
        # "Black and white" is one thing, whatever joins its words.
        whole = next((concept.span[1] for concept in concepts if concept.span[0] == at), 0)
        if item[1] < whole <= limit:
            separator = _SEPARATOR.search(text, whole, limit)
            item = at, separator.start() if separator else limit
        if excluded and not _goes_on(text, cue, item, concepts, text[stop:at]):
            break
        if not _may_be_meant(text, cue, item, concepts):
            break
        item = _without_filler(text, item)
        if alone := _alone(text, cue, item, concepts):
            excluded.append(alone)
            return excluded, alone[1]
        if item[0] < item[1]:
            excluded.append(item)
        stop = item[1]
        if not separator:
            break
        at = separator.end()
    return excluded, stop


def _alone(text: str, cue: re.Match[str], item: Span, concepts: Sequence[Found]) -> Span | None:
    """Return what of an item is not wanted, where a kind of film follows that is."""
    if not cue["noun"]:
        country = _COUNTRY.match(text, *item)
        return country.span() if country else None
    first = next((concept.span for concept in concepts if concept.span[0] == item[0]), None)
    thing = _THING.match(text, *item) if first is None else None
    end = first[1] if first else thing.end() if thing else 0
    if not end or end >= item[1] or not _THING.fullmatch(text, item[0], end):
        return None
    follows = _KIND_AT_ONCE.match(text, end) or any(
        concept.span[0] == end + 1 for concept in concepts
    )
    return (item[0], end) if follows else None


def _first_word(text: str) -> int:
    return len(text) - len(text.lstrip()) + len(text.split(None, 1)[0].rstrip(".,;!?"))


def _goes_on(
    text: str, cue: re.Match[str], item: Span, concepts: Sequence[Found], joint: str
) -> bool:
    """Return whether what follows a comma or an "and" is negated as well."""
    if _ALWAYS_GOES_ON.match(joint) or " no " in f" {joint} ":
        return True
    if not cue["noun"] or ("and" not in joint and not _LIST_GOES_ON.match(text, item[1])):
        return False
    words = text[slice(*item)].strip()
    if _GENRE.fullmatch(words):
        return True
    # "No sex and violence", but "no romance and scary": an adjective begins what is wanted.
    return any(
        found.span == item and not any(concept.name == words for concept in found.concepts)
        for found in concepts
    )


def _may_be_meant(text: str, cue: re.Match[str], item: Span, concepts: Sequence[Found]) -> bool:
    words = text[slice(*item)].strip()
    if not words or len(words.split()) > MOST_PHRASE_WORDS or _NOT_ABOUT_FILM.match(words):
        return False
    is_bare_nothing = cue["adjective"] == "nothing"
    says_kind = _GENRE.search(words) or overlaps(item, [concept.span for concept in concepts])
    if cue["doing"] or cue["somebody"] or cue["state"] or cue["will"]:
        # "I don't want to cry" says how a film should not be; "to be king" is what it is about.
        start = _without_filler(text, item)[0]
        return any(
            concept.span[0] <= start < concept.span[1]
            and any(said.kind == "mood" or said.name == _DEATH for said in concept.concepts)
            for concept in concepts
        )
    return bool(says_kind) or not is_bare_nothing


def _in_long_query(text: str) -> Iterator[Negation]:
    for match in _IN_LONG_QUERY.finditer(text):
        clause = _first_clause(text, match.span("excluded"))
        excluded = _without_filler(text, clause)
        if _is_about_film(text, clause, excluded):
            yield Negation((match.start("phrase"), clause[1]), (excluded,))


def _first_clause(text: str, span: Span) -> Span:
    start, end = span
    next_clause = _NEXT_CLAUSE.search(text[start:end])
    return start, start + next_clause.start() if next_clause else end


def _without_filler(text: str, clause: Span) -> Span:
    start, end = clause
    if filler := _FILLER.match(text[start:end] + " "):
        start = min(start + filler.end(), end)
    return start, start + len(_TAIL.sub("", text[start:end].rstrip()))


def _is_about_film(text: str, clause: Span, excluded: Span) -> bool:
    words = text[slice(*excluded)].strip()
    if not words or len(words.split()) > MOST_PHRASE_WORDS:
        return False
    return not _NOT_ABOUT_FILM.match(text[slice(*clause)]) and not _NOT_ABOUT_FILM.match(words)
