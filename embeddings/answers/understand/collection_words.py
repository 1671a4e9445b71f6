"""Find the collections that a query asks for or excludes: "pixar", "bond films", "no marvel".

As in `filters`, a wrong filter hides the film that a person looks for. So only what can mean
nothing else counts by itself ("pixar", "mcu"); other words count beside a word for films ("bond
films"), and everyday words only where more shows it ("all the saw films", "the alien series"). What
the films are to be like, or are about, is no filter: "ghibli feeling", "like star wars".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from embeddings.answers.understand.filters import Filter
from embeddings.answers.understand.grammar import DECADE, GENRE_NOUN, without_group_names
from embeddings.answers.understand.spans import Span
from embeddings.answers.understand.words import MOST_WORDS
from embeddings.knowledge import film_collections

_SERIES: Final = (
    r"(?:(?:film ?)?(?:series|saga|franchise|trilogy|universe|reihe|filmreihe|trilogie|teile))"
)
_FILMS: Final = rf"(?:films|movies|flicks|filme|filmen|{_SERIES})"
_BETWEEN: Final = r"(?:(?:superhero|comic|comic book|animated|classic|old|action|live[- ]action) )?"
_BESIDE_FILMS: Final = re.compile(rf"[ -]?{_BETWEEN}{_FILMS}(?!\w)")
_BESIDE_FILM: Final = re.compile(rf"[ -]?{_BETWEEN}(?:film|movie|flick)(?!\w)")
_BESIDE_GENRE: Final = re.compile(rf"[ -](?:\w+ )?{GENRE_NOUN}(?!\w)")
_ARTICLE: Final = re.compile(r"(?<!\w)(?:an?|any|some|another|no|ein|einen|eine|kein|keinen) $")
_ALL: Final = re.compile(r"(?<!\w)(?:all(?: of)?(?: the)?|every|the|alle) $")
_MADE_BY: Final = re.compile(
    r"(?:(?:made|produced|released|animated) )?(?:by|from|von|aus dem hause) $"
)
_AWARDED: Final = re.compile(
    r"(?:(?:that|which|die|der) )?(?:won|winning|winners? of|gewinner)(?: (?:the|an?|den|die))? $"
)
# After these the words say what films are to be like, or are about.
_LIKENESS_BEFORE: Final = re.compile(
    r"(?<!\w)(?:like|wie|similar to|ähnlich|inspired by|reminiscent of|style of|vein of|spirit of"
    r"|(?:à|a) la|about|über|feels?|than|meets|(?:parody|spoof|making|history|story) of|behind)"
    r"(?: (?:an?|the|some|old|classic|ein|eine|einen|dem|den|der|die|from|by))*[ '\"]*$"
)
_LIKENESS_AFTER: Final = re.compile(
    r"(?:'s)?[- ]?(?:films?|movies?)?[- ]?(?:like|style|esque|ish|feeling|feel|vibes?|type|inspired"
    r"|energy|aesthetics?|mood|knock-?offs?|rip-?offs?|parod\w+|spoofs?|artig\w*|mäßig\w*"
    r"|ähnlich|nomin\w+|meets|actors?|directors?|stars?|theme|music|soundtrack|speech|ceremony|channel)"
    r"(?!\w)"
)
# A number or a colon makes it the title of a single film.
_TITLE_AFTER: Final = re.compile(
    r"(?:[ :-]+(?:part|episode|teil|vol) |[: ]+)?\s*(?:\d{1,2}|i{1,3}|iv|vi?)(?!\w|')"
)
_CUE: Final = re.compile(
    r"(?<![\w'-])(?:(?:but|and|aber|that(?:'?s| is| are)?|it'?s) )*"
    r"(?:not|no|non|without|except(?: for)?|excluding|minus|isn'?t|aren'?t|nothing|anything but"
    r"|other than|rather than|instead of|avoid|skip|(?:tired|sick|bored) of|hate"
    r"|(?:i )?(?:don'?t|do not) (?:want|like)|kein(?:e[nrms]?)?|nichts?|ohne|außer)"
    r"(?: (?:made|produced|released|from|by|another|an?|any|the|more|one|of|those|typical|your|by"
    r"|von|vom|aus|ein|einen|eine|typischer?|superhero|big|anything|studio|mehr))*[ -]$"
)
_GOES_ON: Final = re.compile(
    r"(?:[- ](?:films?|movies?|filme|stuff|ones))?\s*(?:,|/|or|nor|and|oder|und|noch)+ ?"
    r"(?:(?:no|not|kein\w*|any|from|by|von|or|and|oder|und) )*"
)
_WHOLE: Final = re.compile(
    r"(?:(?:some|any|all|best|good|the|alle|gute|beste|bitte"
    rf"|{without_group_names(DECADE)}) )*"
)
# Words for sets of films, which say nothing of a film by themselves.
_SET_AFTER: Final = re.compile(rf"[ -]{_SERIES}(?!\w)")
_COMPOUND: Final = re.compile(r"-(?:films?|filmen?|filme|movies?)(?!\w)")
_WON_AFTER: Final = re.compile(r"[ -](?:award|winners?|winning|gewinner|prämiert\w*)(?!\w)")


@dataclass(frozen=True)
class _Wording:
    """What people type for a collection, and whether it means it by itself."""

    collection: film_collections.Collection
    is_certain: bool


@cache
def _wordings() -> tuple[re.Pattern[str], dict[str, _Wording]]:
    """Return a pattern of every wording, the longest first, and what each means."""
    known: dict[str, _Wording] = {}
    for collection in film_collections.collections().values():
        known |= {_plain(text): _Wording(collection, False) for text in collection.before_film}
        known |= {_plain(text): _Wording(collection, True) for text in collection.also}
    longest = sorted(known, key=len, reverse=True)
    words = "|".join(re.escape(text).replace(r"\ ", "[ -]") for text in longest)
    return re.compile(rf"(?<![\w'-])(?:{words})(?![\w])"), known


def _plain(text: str) -> str:
    return text.replace("-", " ")


def find_collections(text: str, known: Collection[str]) -> list[Filter]:
    """Return the collections that a query asks for or excludes, in the order of its words.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it. A query of more than `MOST_WORDS` words sets
        no filter.
    known : collection of str
        Collections of the release; no others set a filter.
    """
    if not known or len(text.split()) > MOST_WORDS:
        return []
    wanted: list[Filter] = []
    excluded: list[tuple[str, Span]] = []
    for wording, span in _find(text, known):
        name = wording.collection.name
        start = _negated_from(text, span, excluded)
        if start is not None:
            if wording.is_certain or _may_be_excluded(text, span, wording.collection):
                excluded.append((name, (start, _end(text, span, wording.collection))))
        elif wording.is_certain or _is_meant(text, span, wording.collection):
            wanted.append(
                Filter(
                    "collections",
                    name,
                    _start(text, span, wording.collection),
                    _end(text, span, wording.collection),
                )
            )
    wanted = _narrowest(text, wanted)
    ends: dict[int, int] = {}
    for _, (start, end) in excluded:
        ends[start] = max(end, ends.get(start, end))
    return sorted(
        [
            *wanted,
            *(Filter("exclude_collections", name, at[0], ends[at[0]]) for name, at in excluded),
        ],
        key=lambda filter_: filter_.start,
    )


def _narrowest(text: str, wanted: Sequence[Filter]) -> list[Filter]:
    """Return the filters without collections of which a part is asked for as well.

    Filters of one field widen each other, and "Oscar winner, Best Picture" is no Oscar of any kind.
    Words of the wider one beside those of its part belong to the part's phrase.
    """
    known = film_collections.collections()
    kept = []
    for narrow in wanted:
        wider = [other for other in wanted if narrow.value in known[str(other.value)].parts]
        start, end = narrow.span
        for wide in wider:
            if not text[wide.end : start].strip(" ,"):
                start = min(start, wide.start)
            if not text[end : wide.start].strip(" ,"):
                end = max(end, wide.end)
        kept.append(replace(narrow, start=start, end=end))
    return [
        filter_
        for filter_ in kept
        if not any(other.value in known[str(filter_.value)].parts for other in kept)
    ]


def _find(text: str, known: Collection[str]) -> Iterator[tuple[_Wording, Span]]:
    """Yield the wordings of a query that are not what its films are like or about."""
    pattern, wordings = _wordings()
    for match in pattern.finditer(text):
        wording = wordings[_plain(match.group())]
        is_likeness = _LIKENESS_BEFORE.search(text[: match.start()]) or _LIKENESS_AFTER.match(
            text, match.end()
        )
        is_title = wording.collection.kind == "series" and _TITLE_AFTER.match(text, match.end())
        if wording.collection.name in known and not is_likeness and not is_title:
            yield wording, match.span()


def _is_meant(text: str, span: Span, collection: film_collections.Collection) -> bool:
    """Return whether the words around an uncertain wording show that its films are meant."""
    before, end = text[: span[0]], span[1]
    beside = _BESIDE_FILMS.match(text, end)
    if collection.everyday:
        is_set = _SET_AFTER.match(text, end)
        return bool(is_set or (beside and _ALL.search(before)))
    if beside or (_BESIDE_FILM.match(text, end) and _ARTICLE.search(before)):
        return True
    is_last = not text[end:].strip(" .!?") or text[end:].lstrip()[:1] == ","
    if collection.kind == "studio":
        by = _MADE_BY.search(before) and is_last
        return bool(by or _BESIDE_GENRE.match(text, end)) or (
            is_last and _WHOLE.fullmatch(before) is not None
        )
    # A single word is the title of the first film: "matrix".
    is_name = len(_plain(text[slice(*span)]).split()) > 1 or _ALL.search(before)
    return bool(is_last and is_name and _WHOLE.fullmatch(before))


def _may_be_excluded(text: str, span: Span, collection: film_collections.Collection) -> bool:
    """Return whether an uncertain wording after "not" means all its films.

    "Stallone but not Rocky" wants none of them; an everyday word alone is not meant as a series.
    """
    if collection.kind == "studio" or collection.parts:
        return True
    if collection.everyday:
        return False
    beside = _BESIDE_FILMS.match(text, span[1]) or _BESIDE_FILM.match(text, span[1])
    return collection.kind == "series" or bool(beside)


def _negated_from(text: str, span: Span, excluded: list[tuple[str, Span]]) -> int | None:
    """Return where the negation of a wording begins, None where nothing negates it."""
    if cue := _CUE.search(text[: span[0]]):
        return cue.start()
    if excluded and _GOES_ON.fullmatch(text, excluded[-1][1][1], span[0]):
        return excluded[-1][1][0]
    return None


def _start(text: str, span: Span, collection: film_collections.Collection) -> int:
    """Return where the phrase begins: "made by pixar", "won the golden lion"."""
    joints = {"studio": _MADE_BY, "award": _AWARDED}
    joint = joints.get(collection.kind)
    match = joint.search(text[: span[0]]) if joint else None
    return match.start() if match else span[0]


def _end(text: str, span: Span, collection: film_collections.Collection) -> int:
    """Return where the phrase ends: "rocky series", "palme d'or winners"."""
    if compound := _COMPOUND.match(text, span[1]):
        return compound.end()
    after = {"award": _WON_AFTER, "series": _SET_AFTER}.get(collection.kind)
    match = after.match(text, span[1]) if after else None
    return match.end() if match else span[1]
