"""Find the films that a query wants more of: "like Heat but funnier", "Alien meets Jaws"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from embeddings.answers.understand.changed_films import find_changed, named
from embeddings.answers.understand.concepts import find_concepts, says_concept
from embeddings.answers.understand.grammar import ANY_GENRE, FILM, QUALIFIER, YEAR
from embeddings.answers.understand.known_words import is_known
from embeddings.answers.understand.mentioned_films import find_referred, find_within
from embeddings.answers.understand.spans import Span, blanked
from embeddings.answers.understand.titles import Titles
from embeddings.answers.understand.tokens import tokenize
from embeddings.knowledge.series import television_series
from embeddings.sources.text.titles import title_key

# A word that says nothing about the film: "I want something like …".
_FILLER_WORD: Final = (
    rf"(?:{FILM}|i|i'm|i'd|in the mood|could use|craving|want|need|looking|for|find|show|give"
    r"|recommend|me|a|an|some|any|more|other|another|else|something|anything|stuff|ones?|very|really|exactly|much|that|is|are|'s|the|best|to"
    r"|see|watch)"
)
_WORD_BEFORE_LIKE: Final = rf"(?:{QUALIFIER}|{ANY_GENRE}|{_FILLER_WORD}|[12]?\d?\d0'?s|from)"
_LIKE_PHRASE: Final = (
    r"(?P<like>similar (?:in style )?to |in the (?:style|vein|spirit|mood|footsteps) of |along the"
    r" lines of |comparable to |reminiscent of |(?:that )?(?:reminds?|reminded) me of "
    r"|(?:that )?(?:feels?|looks?|plays?) like "
    r"|(?:halfway |somewhere )between |(?:a )?(?:mix|cross|mixture|blend) (?:of|between) "
    r"|(?:with )?(?:the )?same (?:vibes?|mood|feel|energy|tone) as |as good as "
    r"|for fans of |fans of |(?:a bit |a little |kind of |sort of )?like )"
)
_LIKE: Final = re.compile(rf"^(?P<before>(?:{_WORD_BEFORE_LIKE}[ ,]+)*){_LIKE_PHRASE}(?P<rest>.+)$")
# "Mind-bending films like Inception": before the films, words of moods and tags alone.
_FILMS_LIKE: Final = re.compile(
    rf"^(?P<before>(?P<moods>.+?)[ ,]+{FILM}[ ,]+){_LIKE_PHRASE}(?P<rest>.+)$"
)
_NO_MOOD: Final = re.compile(rf"[ ,]*(?:(?:{_WORD_BEFORE_LIKE}|and|but|yet|with)[ ,]*)*")
# A film that somebody liked is one to be like where they go on to ask for others.
_LIKED: Final = re.compile(
    r"^(?:(?:if (?:you|i|we)|(?:i|we)(?:'ve)?|my (?:kids?|wife|husband|friends?|son|daughter))?"
    r" ?(?:really |just |absolutely |recently |also )*"
    r"(?:loved?|liked?|enjoyed?|adored?|watched|saw|seen|finished)"
    r"|(?:what|something) (?:to|(?:should|can|do|shall) i) (?:watch|see) (?:next )?"
    r"after(?: watching)?"
    r"|(?:next )?after(?: watching)?)(?: the (?:movie|film))? (?P<rest>.+)$"
)
_ASKS: Final = re.compile(
    r"^[\s,;.!?:-]*(?:so |and |then |now |but )*(?:what|which|any|something|anything|need|want|more"
    r"|similar|looking|recommend|suggest|next|give|show|find"
    r"|you(?:'ll| will| might| may) (?:like|love)"
    r"|can you|please|give me|movies|films|are there)\b(?P<wish>.*)$"
)
_BUT: Final = re.compile(r" but ")
_WHOLE_ASK: Final = re.compile(
    r"^(?:what|something) |^next after |^after (?:watching|seeing) |^if "
)
_JOINS: Final = re.compile(
    r"\s*(?:,|&|\+|\b(?:and|or|meets|x|(?:mixed|crossed|combined) with)\b)+\s*"
)
_MEETS: Final = re.compile(r"^(?P<first>.+?) (?:meets|mixed with|crossed with) (?P<rest>.+)$")
# "Heat vibes", "Goodfellas type films", "The Exorcist similar movies"
_OF_KIND: Final = re.compile(
    r"^(?P<title>.+?)(?:[- ](?:vibes?|energy|adjacent|esque)(?: (?:films?|movies?))?"
    r"|[ -](?:types?|kind|kinds|sort|style|similar|like)(?: of)? (?:films?|movies?|flicks?|thing))$"
)
_ELSEWHERE: Final = re.compile(
    r"^(?P<title>\S+ \S.*?) (?:set )?(?:on|in|at|under|with) (?:an? |the |outer )?"
    r"(?P<where>[\w' -]+)$"
)
_FILLER: Final = re.compile(rf"(?:{_FILLER_WORD}[ ,]+)*")
_END_OF_TITLE: Final = re.compile(
    r"\s*(?:[,.;!?]|$)"
    r"|\s+(?:but|and|with|without|except|only|just|set|from|in|about|where|for kids|or|meets|x"
    r"|mixed with|crossed with|what|which|any|something|anything|recommend|suggest|more|need|want"
    r"|on|at|under|during|inside|aboard|as|my|our|which|when|who|crossed"
    r"|that|not|next|please|you|are|can|so|for (?:kids|children|adults|my|the|a)|vibes?|made|by)\b"
)
_YEAR: Final = re.compile(rf"\s*\(?(?P<year>{YEAR})\)?(?=\s*(?:$|[,.;!?]|\b(?:but|and|with|or)\b))")


@dataclass(frozen=True)
class ExampleSpan:
    """A film that the answers are to resemble, and the span of the words that name it."""

    movie_id: int
    span: Span


def find_examples(text: str, titles: Titles) -> list[ExampleSpan]:
    """Return the films that the answers are to resemble, in the order of their words.

    The longest title wins, and a title must end where the phrase can end: "like water for
    chocolate" does not ask for films like "Water". The span of the first includes the words before
    "like" where all of them are filler: "something like Heat".

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it.
    titles : Titles
        Of the release; a film that it lacks is no example.
    """
    kind = _OF_KIND.match(text)
    if kind and (ids := named(titles, kind["title"])):
        return [ExampleSpan(ids[0], (0, kind.end()))]
    return (
        _after_like(text, titles)
        or _liked(text, titles)
        or _meeting(text, titles)
        or _spans(find_changed(text, titles))
        or _moved(text, titles)
        or _inside(text, titles)
    )


def _inside(text: str, titles: Titles) -> list[ExampleSpan]:
    return _spans(find_referred(text, titles) or find_within(text, titles))


def _spans(found: tuple[int, Span] | None) -> list[ExampleSpan]:
    return [ExampleSpan(*found)] if found else []


def _moved(text: str, titles: Titles) -> list[ExampleSpan]:
    """Return the film of "Die Hard on a bus": a well-known one of several words, set elsewhere."""
    match = _ELSEWHERE.match(text)
    ids = titles.exact_ids(match["title"]) if match else []
    if not match or not ids or says_concept(match["title"]):
        return []
    is_setting = find_concepts(match["where"], tokenize(match["where"]))
    if not is_setting or not titles.is_well_known(ids[0]) or titles.match_names(text):
        return []
    return [ExampleSpan(ids[0], (0, match.end("title")))]


def _after_like(text: str, titles: Titles) -> list[ExampleSpan]:
    match = _LIKE.match(text) or _films_like(text)
    if not match or re.search(r"\bi (?:really )?$", match["before"]):
        return []  # "I like Heat" states a taste and asks for nothing.
    # A query that begins with "like" may be a sentence or a title, so the title must be exact.
    is_bare = not match["before"] and match["like"] == "like "
    # "Like wolf of wall street but …" is one with an article less.
    is_bare = is_bare and not _BUT.search(match["rest"])
    # "Like twin peaks" is one with the rest of the film's title less.
    is_bare = is_bare and match["rest"].strip(" .!?") not in television_series()
    is_filler = _FILLER.fullmatch(match["before"])
    start = match.start("before") if is_filler else match.start("like")
    return _listed(text, match.start("rest"), titles, start, is_exact=is_bare)


def _films_like(text: str) -> re.Match[str] | None:
    match = _FILMS_LIKE.match(text)
    if not match:
        return None
    moods = match["moods"]
    rest = blanked(moods, [found.span for found in find_concepts(moods, tokenize(moods))])
    return match if _NO_MOOD.fullmatch(" ".join(rest.split())) else None


def _liked(text: str, titles: Titles) -> list[ExampleSpan]:
    """Return the films of "loved Heat, what next" and "if you liked Heat"."""
    match = _LIKED.match(text)
    if not match:
        return []
    found = _listed(text, match.start("rest"), titles, 0, is_exact=False)
    if not found:
        return []
    first, *others = found
    asks = _ASKS.match(rest := text[found[-1].span[1] :])
    if asks is None:
        is_whole = _WHOLE_ASK.match(text) and not rest.strip(" .!?,")
        return found if is_whole else []
    last = len(text) if not asks["wish"].strip(" ?!.") or _EMPTY_WISH.fullmatch(rest) else None
    end = last or found[-1].span[1]
    if others:
        return [first, *others[:-1], ExampleSpan(others[-1].movie_id, (others[-1].span[0], end))]
    return [ExampleSpan(first.movie_id, (first.span[0], end))]


_EMPTY_WISH: Final = re.compile(
    r"[\s,;.!?:-]*(?:so|and|then|now|but|what|which|any|some|something|anything|need|needs|want|more"
    r"|similar|looking|for|recommend|recommendations?|suggest|suggestions?|next|give|show|find|you|might|may"
    r"|like|love|can|please|me|movies?|films?|are|there|should|i|to|watch|see|else|a|of|the|same|this"
    r"|that|it|is|do|other|another|one|ones|kind|sort|stuff|out|[\s,;.!?:'-])*"
)


def _meeting(text: str, titles: Titles) -> list[ExampleSpan]:
    """Return both films of "Alien meets Jaws"."""
    match = _MEETS.match(text)
    if not match:
        return []
    lead = _FILLER.match(match["first"] + " ")
    start = min(lead.end(), len(match["first"])) if lead else 0
    first = match["first"][start:]
    ids = named(titles, first) or named(titles, match["first"]) or titles.series_ids(first)
    if not ids:
        return []
    others = _listed(text, match.start("rest"), titles, match.start("rest"), is_exact=True)
    if not others:  # "Romeo and Juliet meets zombies"; but "boy meets girl" is no film and a girl
        is_title = " " in match["first"][start:]
        return [ExampleSpan(ids[0], (0, match.end("first")))] if is_title else []
    return [ExampleSpan(ids[0], (0, match.end("first"))), *_from(others, match.end("first"))]


def _from(found: list[ExampleSpan], start: int) -> list[ExampleSpan]:
    return [ExampleSpan(found[0].movie_id, (start, found[0].span[1])), *found[1:]]


def _listed(text: str, at: int, titles: Titles, start: int, *, is_exact: bool) -> list[ExampleSpan]:
    """Return the films of a list that begins at a character: "Heat and Ronin"."""
    found: list[ExampleSpan] = []
    while title := _title_at(text[at:], titles, is_exact=is_exact, is_first=not found):
        movie_id, length = title
        found.append(ExampleSpan(movie_id, (start, at + length)))
        joint = _JOINS.match(text, at + length)
        if joint is None:
            break
        start, at = at + length, joint.end()
        is_exact = True
    return found


def _title_at(
    rest: str, titles: Titles, *, is_exact: bool, is_first: bool
) -> tuple[int, int] | None:
    """Return the film that a text begins with, and the length of its title."""
    ends = {end.start() for end in _END_OF_TITLE.finditer(rest) if end.start()}
    with_year = {match.start(): match for match in _YEAR.finditer(rest) if match.start()}
    longest_first = sorted({*ends, *with_year}, reverse=True)
    for end in longest_first:
        title = rest[:end]
        is_there = not is_exact or titles.exact_ids(title)
        movie_ids = named(titles, title) if is_there else []
        if not movie_ids and not is_exact:
            movie_ids = [
                match.movie_id
                for match in titles.match_names(title)
                # "Feels like summer" is like no film that begins so.
                if match.kind == "part" and not says_concept(title)
            ]
        if not movie_ids:
            continue
        if year := with_year.get(end):
            of_year = [
                movie_id
                for movie_id in movie_ids
                if titles.rows[movie_id].year == int(year["year"])
            ]
            return (of_year or movie_ids)[0], year.end()
        return movie_ids[0], end
    if is_exact or not is_first:
        return None
    for end in longest_first:
        if (series := titles.series_ids(rest[:end])) and not says_concept(rest[:end]):
            return series[0], end
    for end in longest_first:
        # "Feels like a dream" has no typing error, and means no film that is nearly called so.
        if all(map(is_known, title_key(rest[:end]).split())):
            continue
        if matches := titles.match_mistyped(rest[:end], most=2):
            return matches[0].movie_id, end
    return None
